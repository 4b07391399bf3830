import { z } from 'zod'
import type { Document } from '../../../contracts/document.ts'
import type { LogVerdict } from '../../../contracts/log-control.ts'
import { upperBound } from './confidence.ts'
import { patterns } from './patterns.ts'

const Counts = z.object({ why: z.string(), rows: z.number(), inOrder: z.number(), notExplained: z.number(), investigate: z.number() })
/** What is signed: days, counts and codes; nobody's name and no number about anybody (B22). */
export const Statement = z.object({
  board: z.string(),
  boardName: z.string(),
  from: z.string(),
  to: z.string(),
  seed: z.string(),
  treeSize: z.number(),
  population: z.number(),
  sample: z.number(),
  found: z.number(),
  boundPerMille: z.number(),
  counts: z.array(Counts),
})
export type Statement = z.infer<typeof Statement>
export type Judged = { whys: readonly string[]; verdict: z.infer<typeof LogVerdict> | null }

/** Counts what was judged. The bound is of the random sample only: patterns are looked for, not drawn. Pure. */
export function statementOf(
  about: Pick<Statement, 'board' | 'boardName' | 'from' | 'to' | 'seed' | 'treeSize' | 'population'>,
  items: readonly Judged[],
): Statement {
  const counts = ['sample', ...patterns].map((why) => {
    const of = items.filter(({ whys }) => whys.includes(why))
    const rows = (verdict: Judged['verdict']) => of.filter((item) => item.verdict === verdict).length
    return { why, rows: of.length, inOrder: rows('in-order'), notExplained: rows('not-explained'), investigate: rows('investigate') }
  })
  const sample = counts[0]?.rows ?? 0
  const found = sample - (counts[0]?.inOrder ?? 0)
  // a whole population that was looked at leaves nothing unknown
  const bound = sample >= about.population && sample > 0 ? found / sample : upperBound({ found, sample })
  return { ...about, sample, found, boundPerMille: Math.ceil(bound * 1000), counts }
}

type Lang = 'sv' | 'en'
const whyWords: Record<string, Record<Lang, string>> = {
  sample: { sv: 'Slumpat urval', en: 'Random sample' },
  'own-matter': { sv: 'Eget ärende', en: 'Own matter' },
  'own-family': { sv: 'Samma efternamn', en: 'Same surname' },
  colleague: { sv: 'Arbetskamrat', en: 'Colleague' },
  'many-agents': { sv: 'Många har öppnat utan kontakt', en: 'Opened by many without contact' },
  'no-wrap-up': { sv: 'Flera öppnade, inget gjort', en: 'Several opened, nothing done' },
  'odd-hours': { sv: 'Ovanlig tid', en: 'Unusual hours' },
  'no-relation': { sv: 'Öppnat utan samband', en: 'Opened without relation' },
  'after-closing': { sv: 'Öppnat flera gånger efter avslut', en: 'Opened repeatedly after closing' },
  'number-order': { sv: 'I nummerordning', en: 'In number order' },
  'repeated-search': { sv: 'Samma sökord flera dagar', en: 'Same search on several days' },
  'many-cases': { sv: 'Många ärenden på kort tid', en: 'Many cases in a short time' },
  'break-in-series': { sv: 'Lucka i loggens nummer', en: 'Break in the log’s numbers' },
}

/** The statement as the board reads it. Pure. */
export function statementDocument(given: Statement, lang: Lang): Document {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const percent = `${(given.boundPerMille / 10).toLocaleString(lang === 'sv' ? 'sv-SE' : 'en-GB')} %`
  return {
    title: say('Utlåtande om loggkontroll', 'Statement of log control'),
    lang,
    lead: [`${given.boardName}, ${given.from} – ${given.to}.`],
    sections: [
      {
        id: 'utlatande',
        level: 2,
        heading: say('Vad urvalet säger', 'What the sample says'),
        blocks: [
          {
            kind: 'text',
            text: say(
              `${given.sample} av ${given.population} rader drogs slumpvis. ${given.found} var inte i sin ordning. Med 95 procents säkerhet är andelen rader som inte är i sin ordning högst ${percent}.`,
              `${given.sample} of ${given.population} rows were drawn at random. ${given.found} were not in order. With 95 per cent confidence the share of rows that are not in order is at most ${percent}.`,
            ),
          },
          {
            kind: 'facts',
            rows: [
              { label: say('Loggens rot som urvalet drogs ur', 'Root of the log from which the sample was drawn'), value: given.seed },
              { label: say('Rader i loggen då', 'Rows in the log then'), value: String(given.treeSize) },
            ],
          },
        ],
      },
      {
        id: 'bedomningar',
        level: 2,
        heading: say('Vad som bedömdes', 'What was judged'),
        blocks: [
          {
            kind: 'table',
            head: [
              say('Varför', 'Why'),
              say('Rader', 'Rows'),
              say('I sin ordning', 'In order'),
              say('Inte förklarade', 'Not explained'),
              say('Utreds', 'To be investigated'),
            ],
            rows: given.counts.map(({ why, rows, inOrder, notExplained, investigate }) => [
              whyWords[why]?.[lang] ?? why,
              ...[rows, inOrder, notExplained, investigate].map(String),
            ]),
          },
        ],
      },
    ],
  }
}
