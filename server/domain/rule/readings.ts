import type { Condition, FactValue, Moment, Pause, Period, Time } from '../../../contracts/rule-language.ts'
import { type Lang, listed, unitWords, type Words } from './sentence-words.ts'

/** The one-line reading of each block, in Swedish and English. Reads on after a sentence: "… gallras 2 år efter att ärendet avslutades". */

export function periodReading({ length, unit, calendar, pauses = [] }: Period, words: Words, lang: Lang): string {
  const name = calendar === 'working' && unit === 'days' ? 'workingDays' : calendar === 'open' && unit === 'hours' ? 'openHours' : unit
  const [one, many] = unitWords[name][lang]
  const paused = pauses.map((pause) => `, ${pauseReading(pause, words, lang)}`).join('')
  return `${length} ${length === 1 ? one : many}${paused}`
}

function pauseReading(pause: Pause, words: Words, lang: Lang): string {
  if ('season' in pause)
    return {
      sv: `tiden ${yearDayReading(pause.season.from, lang)}–${yearDayReading(pause.season.to, lang)} oräknad`,
      en: `the time ${yearDayReading(pause.season.from, lang)} to ${yearDayReading(pause.season.to, lang)} not counted`,
    }[lang]
  const [from, until] = [words.event(pause.from, lang), words.event(pause.until, lang)]
  return {
    sv: `tiden från att ${from} till att ${until} oräknad`,
    en: `the time from when ${from} until ${until} not counted`,
  }[lang]
}

/** As in "… när ärendet avslutades", "… 2 år efter att …". */
export function momentReading(moment: Moment, words: Words, lang: Lang): string {
  const say = (inner: Moment) => momentReading(inner, words, lang)
  const when = { sv: 'när', en: 'when' }[lang]
  if (typeof moment === 'string') return `${when} ${words.event(moment, lang)}`
  if ('event' in moment) return eventReading(moment, words, lang)
  if ('fact' in moment) return `${{ sv: 'den dag som är', en: 'on the day that is' }[lang]} ${words.fact(moment.fact, lang)}`
  if ('after' in moment || 'before' in moment) return shiftReading(moment, words, lang)
  if ('endOf' in moment) return `${{ sv: 'vid', en: 'at' }[lang]} ${nounOf(moment, words, lang)}`
  if ('next' in moment) return nounOf(moment, words, lang)
  if ('all' in moment)
    return `${{ sv: 'när allt detta har skett:', en: 'once all of this has come:' }[lang]} ${listed(moment.all.map(say), lang)}`
  if ('any' in moment)
    return `${{ sv: 'när det första av detta sker:', en: 'on the first of:' }[lang]} ${listed(moment.any.map(say), lang, { sv: 'eller', en: 'or' }[lang])}`
  if ('judged' in moment) {
    const from = moment.reviewFrom === undefined ? '' : `, ${{ sv: 'prövas från', en: 'asked from' }[lang]} ${say(moment.reviewFrom)}`
    return `${when} ${words.event(moment.judged, lang)}${from}`
  }
  const otherwise = moment.otherwise === undefined ? '' : `, ${{ sv: 'annars', en: 'otherwise' }[lang]} ${say(moment.otherwise)}`
  return `${say(moment.use)} ${{ sv: 'om', en: 'if' }[lang]} ${conditionReading(moment.when, words, lang)}${otherwise}`
}

function eventReading({ event, take, of }: Extract<Moment, { event: string }>, words: Words, lang: Lang): string {
  const time = { first: { sv: 'första gången', en: 'the first time' }, latest: { sv: 'senaste gången', en: 'the latest time' } }[take][lang]
  const others = of === undefined ? '' : ` (${{ sv: 'personens', en: 'the person’s' }[lang]} ${words.record(of, lang)})`
  return `${time} ${words.event(event, lang)}${others}`
}

function shiftReading(moment: Extract<Moment, Period>, words: Words, lang: Lang): string {
  const [word, inner] =
    'after' in moment ? [{ sv: 'efter', en: 'after' }[lang], moment.after] : [{ sv: 'före', en: 'before' }[lang], moment.before]
  return `${periodReading(moment, words, lang)} ${word} ${nounOf(inner, words, lang)}`
}

/** As it reads after "efter" and "före": "… efter utgången av det år då ärendet avslutades". */
function nounOf(moment: Moment, words: Words, lang: Lang): string {
  if (typeof moment === 'string') return `${{ sv: 'att ', en: '' }[lang]}${words.event(moment, lang)}`
  if ('fact' in moment) return words.fact(moment.fact, lang)
  if ('endOf' in moment) {
    const span = spanWords[moment.endOf]
    if (typeof moment.of === 'string')
      return {
        sv: `utgången av ${span.thatSv} då ${words.event(moment.of, lang)}`,
        en: `the end of ${span.en} in which ${words.event(moment.of, lang)}`,
      }[lang]
    return `${{ sv: 'utgången av', en: 'the end of' }[lang]} ${span[lang]}, ${{ sv: 'räknat från', en: 'counted from' }[lang]} ${nounOf(moment.of, words, lang)}`
  }
  if ('next' in moment) {
    const day = yearDayReading(moment.next, lang)
    return {
      sv: `den ${day} närmast efter ${nounOf(moment.of, words, lang)}`,
      en: `the first ${day} after ${nounOf(moment.of, words, lang)}`,
    }[lang]
  }
  return momentReading(moment, words, lang)
}

/** As in "30 juni". */
export function yearDayReading(yearDay: string, lang: Lang): string {
  const [month = '01', day = '01'] = yearDay.split('-')
  return `${Number(day)} ${monthWords[lang][Number(month) - 1] ?? ''}`
}
const monthWords = {
  sv: ['januari', 'februari', 'mars', 'april', 'maj', 'juni', 'juli', 'augusti', 'september', 'oktober', 'november', 'december'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
}
const weekdayWords = {
  sv: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

/** As in "… om åldern är minst 18". */
export function conditionReading(condition: Condition, words: Words, lang: Lang): string {
  const say = (inner: Condition) => conditionReading(inner, words, lang)
  if ('all' in condition) return listed(condition.all.map(say), lang)
  if ('any' in condition) return listed(condition.any.map(say), lang, { sv: 'eller', en: 'or' }[lang])
  if ('not' in condition) return `${{ sv: 'det inte är så att', en: 'it is not so that' }[lang]} ${say(condition.not)}`
  if ('happened' in condition) {
    const { happened } = condition
    if (typeof happened === 'string') return words.event(happened, lang)
    if ('after' in happened) return `${{ sv: 'det har gått', en: 'it is at least' }[lang]} ${momentReading(happened, words, lang)}`
    return `${{ sv: 'det är efter tidpunkten', en: 'it is past the moment' }[lang]} ${momentReading(happened, words, lang)}`
  }
  if ('others' in condition) return othersReading(condition, words, lang)
  if ('during' in condition) return duringReading(condition.during, words, lang)
  if ('time' in condition) {
    const of = condition.of === undefined ? '' : ` ${momentReading(condition.of, words, lang)}`
    return `${timeReading(condition.time, lang)}${of}`
  }
  return factReading(condition, words, lang)
}

function duringReading({ from, until }: { from: string; until: string }, words: Words, lang: Lang): string {
  const [begun, ended] = [words.event(from, lang), words.event(until, lang)]
  return { sv: `${begun} och det inte sedan har hänt att ${ended}`, en: `${begun} and it has not since happened that ${ended}` }[lang]
}

function factReading(test: Extract<Condition, { fact: string }>, words: Words, lang: Lang): string {
  const name = words.fact(test.fact, lang)
  const value = (given: FactValue) => words.value(test.fact, given, lang)
  if ('is' in test && typeof test.is === 'boolean')
    return test.is ? name : `${{ sv: 'det inte stämmer att', en: 'it is not true that' }[lang]} ${name}`
  const [is, or] = { sv: ['är', 'eller'], en: ['is', 'or'] }[lang]
  if ('is' in test) return `${name} ${is} ${value(test.is)}`
  if ('in' in test) return `${name} ${is} ${listed(test.in.map(value), lang, or)}`
  if ('has' in test) return `${name} ${{ sv: 'innefattar', en: 'includes' }[lang]} ${value(test.has)}`
  if ('atLeast' in test) return `${name} ${is} ${{ sv: 'minst', en: 'at least' }[lang]} ${test.atLeast}`
  return `${name} ${is} ${{ sv: 'högst', en: 'at most' }[lang]} ${test.atMost}`
}

function othersReading({ others, where, count }: Extract<Condition, { others: string }>, words: Words, lang: Lang): string {
  const which = where === undefined ? '' : ` ${{ sv: 'där', en: 'where' }[lang]} ${conditionReading(where, words, lang)}`
  const kind = words.record(others, lang)
  if (count === 'all')
    return {
      sv: `för alla personens ${kind} gäller att ${where ? conditionReading(where, words, lang) : 'de finns'}`,
      en: `all of the person’s ${kind} are such${which}`,
    }[lang]
  const has = { none: { sv: 'personen inte har några', en: 'the person has no' }, some: { sv: 'personen har', en: 'the person has' } }[
    count
  ][lang]
  return `${has} ${kind}${which}`
}

function timeReading({ season, weekdays, workingDay, open, clock }: Time, lang: Lang): string {
  const parts = [
    ...(season
      ? [
          {
            sv: `datumet är ${yearDayReading(season.from, lang)}–${yearDayReading(season.to, lang)}`,
            en: `the date is ${yearDayReading(season.from, lang)} to ${yearDayReading(season.to, lang)}`,
          }[lang],
        ]
      : []),
    ...(weekdays
      ? [
          `${{ sv: 'det är', en: 'it is' }[lang]} ${listed(
            weekdays.map((each) => weekdayWords[lang][each - 1] ?? ''),
            lang,
            { sv: 'eller', en: 'or' }[lang],
          )}`,
        ]
      : []),
    ...(workingDay === undefined
      ? []
      : [
          {
            sv: workingDay ? 'det är arbetsdag' : 'det inte är arbetsdag',
            en: workingDay ? 'it is a working day' : 'it is not a working day',
          }[lang],
        ]),
    ...(open === undefined
      ? []
      : [{ sv: open ? 'det är öppet' : 'det är stängt', en: open ? 'the centre is open' : 'the centre is closed' }[lang]]),
    ...(clock ? [{ sv: `klockan är ${clock.from}–${clock.to}`, en: `the hour is ${clock.from} to ${clock.to}` }[lang]] : []),
  ]
  return listed(parts, lang)
}

export const spanWords = {
  day: { sv: 'dagen', en: 'the day', thatSv: 'den dag' },
  week: { sv: 'veckan', en: 'the week', thatSv: 'den vecka' },
  month: { sv: 'månaden', en: 'the month', thatSv: 'den månad' },
  quarter: { sv: 'kvartalet', en: 'the quarter', thatSv: 'det kvartal' },
  'half-year': { sv: 'halvåret', en: 'the half-year', thatSv: 'det halvår' },
  year: { sv: 'året', en: 'the year', thatSv: 'det år' },
}
