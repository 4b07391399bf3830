import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import { application } from './application.ts'
import { briefing } from './briefing.ts'
import { kase } from './case.ts'
import { consequences } from './consequences.ts'
import { contact } from './contact.ts'
import { control } from './control.ts'
import { daysIn } from './days.ts'
import { duty } from './duty.ts'
import { guard } from './guard.ts'
import { inbox } from './inbox.ts'
import { instruction } from './instruction.ts'
import { log } from './log.ts'
import { logControl } from './log-control.ts'
import { lookUp } from './lookup.ts'
import { need } from './need.ts'
import { records } from './records.ts'
import { rights } from './rights.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'
import { type Filling, type Language, say } from './words.ts'

export type { Language } from './words.ts'

export const texts = {
  ...shell,
  ...inbox,
  ...kase,
  ...contact,
  ...need,
  ...records,
  ...instruction,
  ...duty,
  ...consequences,
  ...lookUp,
  ...guard,
  ...briefing,
  ...application,
  ...control,
  ...rights,
  ...signIn,
  ...log,
  ...logControl,
}
type Texts = typeof texts
export type Key = keyof Texts

export type Say = <K extends Key>(key: K, ...fill: Filling<Texts[K]>) => string

export function saying(language: Language): Say {
  return (key, ...fill) => say(texts[key][language], language, fill[0])
}

type Speech = { language: Language; setLanguage: (language: Language) => void; t: Say } & ReturnType<typeof daysIn>
const Spoken = createContext<Speech | null>(null)
const kept = 'ombud.language'

/** What the caller of the API and the page say they want to read; Swedish unless English was chosen. */
export const chosenLanguage = (): Language => (localStorage.getItem(kept) === 'en' ? 'en' : 'sv')

export function TextProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(chosenLanguage)
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB'
  useEffect(() => {
    localStorage.setItem(kept, language)
    document.documentElement.lang = locale
  }, [language, locale])
  const speech = useMemo(() => ({ language, setLanguage, t: saying(language), ...daysIn(language) }), [language])
  return (
    <Spoken value={speech}>
      <I18nProvider locale={locale}>{children}</I18nProvider>
    </Spoken>
  )
}

export function useTexts(): Speech {
  const speech = useContext(Spoken)
  if (!speech) throw new Error('useTexts outside TextProvider')
  return speech
}
