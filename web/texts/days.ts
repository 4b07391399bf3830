import type { Language } from './words.ts'

const locale = { sv: 'sv-SE', en: 'en-GB' } as const
const zone = 'Europe/Stockholm'

function formats(language: Language) {
  const make = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options })
  return {
    long: make({ day: 'numeric', month: 'long', year: 'numeric' }),
    short: make({ day: 'numeric', month: 'short' }),
    clock: make({ hour: '2-digit', minute: '2-digit' }),
    whole: make({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
    iso: new Intl.DateTimeFormat('sv-SE', { timeZone: zone }),
  }
}
const all = { sv: formats('sv'), en: formats('en') }
const relative = {
  sv: new Intl.RelativeTimeFormat('sv-SE', { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }),
}
const lists = { sv: new Intl.ListFormat('sv-SE'), en: new Intl.ListFormat('en-GB') }
const minute = 60_000

/** How days and instants are written. `day`: YYYY-MM-DD; `at`: RFC 3339 instant, shown in Swedish time. */
export function daysIn(language: Language) {
  const use = all[language]
  const isoDay = (at: string | number) => use.iso.format(new Date(at))
  const noon = (day: string) => new Date(`${day}T12:00:00Z`)
  return {
    /** "svara, anteckna och avsluta" */
    list: (parts: string[]) => lists[language].format(parts),
    /** "22 november 2026" */
    day: (day: string) => use.long.format(noon(day)),
    /** "22 nov." */
    shortDay: (day: string) => use.short.format(noon(day)),
    /** The day of an instant, counted in Stockholm: "2026-11-22". */
    isoDay,
    /** "10:32" today, else "22 nov. 10:32". */
    moment: (at: string) =>
      isoDay(at) === isoDay(Date.now())
        ? use.clock.format(new Date(at))
        : `${use.short.format(new Date(at))} ${use.clock.format(new Date(at))}`,
    whole: (at: string) => use.whole.format(new Date(at)),
    /** Days from today until a day; negative when it has passed. */
    daysUntil: (day: string) => Math.round((noon(day).getTime() - noon(isoDay(Date.now())).getTime()) / 86_400_000),
    /** How long ago, in whole words: "för 3 minuter sedan". */
    ago: (at: string, nowMs: number) => {
      const minutes = Math.max(0, Math.floor((nowMs - new Date(at).getTime()) / minute))
      if (minutes < 1) return language === 'sv' ? 'nyss' : 'just now'
      if (minutes < 60) return relative[language].format(-minutes, 'minute')
      if (minutes < 48 * 60) return relative[language].format(-Math.floor(minutes / 60), 'hour')
      return relative[language].format(-Math.floor(minutes / 1440), 'day')
    },
    /** How old, as short as it can be said: "nu", "4 min", "3 h", "2 d". */
    age: (at: string, nowMs: number) => {
      const minutes = Math.max(0, Math.floor((nowMs - new Date(at).getTime()) / minute))
      if (minutes < 1) return language === 'sv' ? 'nu' : 'now'
      if (minutes < 60) return `${minutes} min`
      if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} ${language === 'sv' ? 'tim' : 'h'}`
      return `${Math.floor(minutes / 1440)} d`
    },
  }
}
