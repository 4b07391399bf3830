import type { Document } from '../../../contracts/document.ts'
import type { RightsKind } from '../../../contracts/rights.ts'
import { stockholmDay } from '../../platform/calendar.ts'

export type Lang = 'sv' | 'en'
export type Decided = {
  kind: RightsKind
  boardName: string
  municipality: string
  receivedAt: Date
  dueAt: Date
  decidedAt: Date | null
  outcome: 'granted' | 'partly' | 'refused' | null
  lawId: string | null
  extensionReasons: string | null
  decisionReasons: string | null
}

export const kindWords: Record<RightsKind, Record<Lang, string>> = {
  information: { sv: 'information om behandlingen', en: 'information about the processing' },
  access: { sv: 'tillgång till dina personuppgifter', en: 'access to your personal data' },
  rectification: { sv: 'rättelse', en: 'rectification' },
  erasure: { sv: 'radering', en: 'erasure' },
  restriction: { sv: 'begränsning av behandlingen', en: 'restriction of processing' },
  objection: { sv: 'invändning mot behandlingen', en: 'objection to the processing' },
  portability: { sv: 'dataportabilitet', en: 'data portability' },
  'consent-withdrawal': { sv: 'återkallat samtycke', en: 'withdrawn consent' },
  records: { sv: 'allmän handling', en: 'a public record' },
}
const outcomes = {
  granted: { sv: 'Din begäran beviljas.', en: 'Your request is granted.' },
  partly: { sv: 'Din begäran beviljas delvis.', en: 'Your request is granted in part.' },
  refused: { sv: 'Din begäran avslås.', en: 'Your request is refused.' },
} as const
const imyLink = 'https://www.imy.se/privatperson/utfora-arenden/lamna-ett-klagomal/'

/** What the person is told: the reasons for a longer time, or the decision. A refusal can't be written without how it is appealed and where to complain (X12, B34). Pure. */
export function letterOf(decided: Decided, lang: Lang): Document | null {
  const { kind, boardName, municipality, receivedAt, decidedAt, outcome, extensionReasons } = decided
  if (outcome === null && extensionReasons === null) return null
  const day = (at: Date) => stockholmDay(at)
  const title = {
    sv: outcome === null ? 'Vi behöver mer tid för din begäran' : `Beslut om ${kindWords[kind].sv}`,
    en: outcome === null ? 'We need more time for your request' : `Decision on ${kindWords[kind].en}`,
  }[lang]
  const received = { sv: `Din begäran kom in den ${day(receivedAt)}.`, en: `Your request was received on ${day(receivedAt)}.` }[lang]
  const from = [municipality, boardName].join(', ')
  return {
    title,
    lang,
    lead: [decidedAt === null ? from : `${from}, ${day(decidedAt)}`, received],
    sections: outcome === null ? longerTime(decided, lang) : decision(decided, outcome, lang),
  }
}

type Section = Document['sections'][number]
const section = (id: string, heading: string, ...texts: string[]): Section => ({
  id,
  level: 2,
  heading,
  blocks: texts.map((text) => ({ kind: 'text', text })),
})

function longerTime({ dueAt, extensionReasons }: Decided, lang: Lang): Section[] {
  // the last day is the one before the instant at which it is over
  const last = stockholmDay(new Date(dueAt.getTime() - 1))
  return [
    section(
      'when',
      { sv: 'När du får svar', en: 'When you get an answer' }[lang],
      { sv: `Du får svar senast den ${last}.`, en: `You get an answer by ${last}.` }[lang],
    ),
    section('why', { sv: 'Varför det tar längre tid', en: 'Why it takes longer' }[lang], extensionReasons ?? ''),
    complain(lang),
  ]
}

function decision({ kind, boardName, lawId, decisionReasons }: Decided, outcome: 'granted' | 'partly' | 'refused', lang: Lang): Section[] {
  const reasons = decisionReasons ?? ''
  const refuses = outcome !== 'granted'
  return [
    section(
      'decision',
      { sv: 'Beslut', en: 'Decision' }[lang],
      outcomes[outcome][lang],
      ...(refuses && lawId ? [{ sv: `Grund: ${lawId}.`, en: `Ground: ${lawId}.` }[lang]] : []),
    ),
    ...(reasons === '' ? [] : [section('reasons', { sv: 'Skäl', en: 'Reasons' }[lang], reasons)]),
    ...(refuses ? [appeal(kind, boardName, lang)] : []),
    ...(kind === 'records' ? [] : [complain(lang)]),
  ]
}

/** Dataskyddslagen 7:2 § for the rights; OSL 6:7 and 6:8 for records. Three weeks: förvaltningslagen (2017:900) 44 §. */
function appeal(kind: RightsKind, boardName: string, lang: Lang): Section {
  const [court, law] = {
    sv:
      kind === 'records'
        ? ['kammarrätten', 'offentlighets- och sekretesslagen 6 kap. 7 §']
        : ['förvaltningsrätten', 'dataskyddslagen 7 kap. 2 §'],
    en:
      kind === 'records'
        ? ['the administrative court of appeal', 'the Public Access to Information and Secrecy Act, chapter 6 section 7']
        : ['the administrative court', 'the Data Protection Act, chapter 7 section 2'],
  }[lang]
  return section(
    'appeal',
    { sv: 'Hur du överklagar', en: 'How to appeal' }[lang],
    {
      sv: `Du kan överklaga beslutet till ${court} (${law}). Skriv till ${boardName} vilket beslut du överklagar, vad du vill ändra och varför. Överklagandet ska ha kommit in till ${boardName} inom tre veckor från den dag då du fick del av beslutet.`,
      en: `You may appeal to ${court} (${law}). Write to ${boardName}: which decision you appeal, what you want changed and why. The appeal must reach ${boardName} within three weeks of the day when you were informed of the decision.`,
    }[lang],
  )
}

const complain = (lang: Lang): Section =>
  section(
    'complaint',
    { sv: 'Klaga hos IMY', en: 'Complain to the authority' }[lang],
    {
      sv: `Tycker du att vi behandlar dina personuppgifter fel kan du klaga hos Integritetsskyddsmyndigheten (IMY): ${imyLink}`,
      en: `If you think that we process your personal data wrongly you may complain to the Swedish Authority for Privacy Protection (IMY): ${imyLink}`,
    }[lang],
  )
