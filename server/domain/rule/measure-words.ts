import { type Lang, listed } from './sentence-words.ts'

type Said = Readonly<Record<Lang, string>>
const w = (sv: string, en: string): Said => ({ sv, en })

/** The security measures that an instruction can name (A4), as they are called. What each one is, and how it is looked at: server/domain/control. */
export const measureWords = {
  'sealed-files': w('Filer förseglas', 'Files are sealed'),
  'key-apart': w('Nyckeln ligger för sig', 'The key lies apart'),
  'recording-key': w('Inspelningar har en egen nyckel', 'Recordings have a key of their own'),
  'row-security': w('Databasen skiljer nämnderna åt', 'The database keeps the boards apart'),
  'web-login': w('Webben har inga andras rättigheter', 'The web has nobody else’s rights'),
  'access-log': w('Ingen läser utan att det loggas', 'Nobody reads without a trace'),
  'session-limits': w('Sessioner tar slut', 'Sessions end'),
  'sign-in-limits': w('Inloggning bromsas vid gissningar', 'Guessing at sign-in is slowed down'),
  'look-up-limits': w('Slagningar har ett tak', 'Look-ups have a ceiling'),
  'hold-limits': w('Inget undantag från gallring är för alltid', 'No hold lasts for ever'),
  'disposal-alive': w('Gallringen går', 'Disposal runs'),
  'clock-unmoved': w('Klockan går rätt', 'The clock is right'),
  'mail-encrypted': w('E-post går krypterad', 'Mail travels encrypted'),
  'sub-processors': w('Underbiträden är godkända', 'Sub-processors are approved'),
  'inside-region': w('Uppgifterna stannar inom EU/EES', 'The data stays in the EU/EEA'),
} as const satisfies Record<string, Said>
export type MeasureId = keyof typeof measureWords

export const isMeasure = (id: string): id is MeasureId => Object.hasOwn(measureWords, id)
/** What a measure is called; one that nobody knows is called by its code. */
export const measureName = (id: string, lang: Lang): string => (isMeasure(id) ? measureWords[id][lang] : id)

export function measuresReading(ids: readonly string[], lang: Lang): string {
  const names = listed(
    ids.map((id) => measureName(id, lang).replace(/^./, (letter) => letter.toLowerCase())),
    lang,
  )
  return {
    sv: `Skydd som ska fungera, annars stängs det som skyddas: ${names}.`,
    en: `Protection that has to work, or what it protects is closed: ${names}.`,
  }[lang]
}
