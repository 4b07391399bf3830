import { z } from 'zod'
import { Retention } from '../../../contracts/instruction.ts'
import { noVocabulary } from '../../../contracts/vocabulary.ts'
import type { Disappears } from '../../../contracts/words.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { ruleIsPaused } from '../retention/index.ts'
import { listed, retentionSentence, wordsOf } from '../rule/index.ts'

const Row = z.object({
  dispose_on: z.string().nullable(),
  dispose_at: z.date().nullable(),
  dispose_rule: z.string().nullable(),
  keep_forever: z.boolean(),
  dispose_review: z.boolean(),
  clock_state: z.string().nullable(),
  rule: Retention.nullable(),
  waits_for: z.array(z.string()).nullable(),
  step: z.string().nullable(),
  because: z.string().nullable(),
  held_by: z.string().nullable(),
  frozen: z.boolean().nullable(),
  held: z.boolean(),
  paused: z.boolean(),
})

/** When a case disappears, why, and by which decision. */
export const disappearsQuery = (caseId: string): Sql => sql`
  select c.dispose_on, c.dispose_at, c.dispose_rule, c.keep_forever, c.dispose_review, k.state as clock_state, k.rule, k.waits_for, k.step, k.because, k.held_by, k.frozen,
    exists (select from hold h where h.case_id = c.id and h.released_at is null and h.expires_at > ombud_now()) as held, k.version_id is not null and ${ruleIsPaused} as paused
  from "case" c left join clock k on k.case_id = c.id and k.state <> 'stopped' where c.id = ${caseId}`

export async function readDisappears(tx: Tx, caseId: string, lang: 'sv' | 'en'): Promise<Disappears> {
  return disappearsOf(await tx.maybe(z.unknown(), disappearsQuery(caseId)), lang)
}

export function disappearsOf(given: unknown, lang: 'sv' | 'en'): Disappears {
  if (given === undefined) return { on: null, at: null, state: 'not-started', ruleId: null, sentence: notYet[lang] }
  const row = Row.parse(given)
  return {
    on: row.dispose_on,
    at: row.dispose_at?.toISOString() ?? null,
    ruleId: row.dispose_rule,
    state: stateOf(row),
    sentence: row.rule === null ? notYet[lang] : [retentionSentence(row.rule, lang), ...waitSentence(row, lang)].join(' '),
  }
}

function stateOf(row: z.infer<typeof Row>): Disappears['state'] {
  if (row.held || row.held_by !== null || row.paused) return 'held'
  if (row.keep_forever) return 'kept'
  if (row.clock_state === 'waiting') {
    if (row.step !== null) return 'next-step'
    return row.waits_for?.every((each) => each === 'delivery.confirmed') ? 'waiting-for-receipt' : 'waiting'
  }
  if (row.dispose_review) return 'review'
  return row.dispose_at === null ? 'not-started' : 'running'
}

/** What it waits for, so that whoever reads it can make it come. */
function waitSentence({ waits_for, because, held_by, frozen, paused }: z.infer<typeof Row>, lang: 'sv' | 'en'): string[] {
  if (paused) return [saidToBreakTheLaw[lang]]
  if (held_by !== null) {
    const unread = frozen ? { sv: ' och ingen läser det under tiden', en: ' and nobody reads it meanwhile' }[lang] : ''
    return [{ sv: `Punkten ${held_by} håller kvar det${unread}.`, en: `The clause ${held_by} keeps it${unread}.` }[lang]]
  }
  const asked = because === null ? undefined : reasons[because]?.[lang]
  if (!waits_for?.length) return asked ? [asked] : []
  const words = wordsOf(noVocabulary)
  const names = waits_for.map(
    (name) => [words.event, words.fact, words.record].map((of) => of(name, lang)).find((said) => said !== name) ?? name,
  )
  return [...(asked ? [asked] : []), `${{ sv: 'Väntar på', en: 'Waits for' }[lang]}: ${listed(names, lang)}.`]
}

const reasons: Readonly<Record<string, { sv: string; en: string }>> = {
  'no-decision': {
    sv: 'Inget gallringsbeslut är angivet, så ingenting gallras.',
    en: 'No disposal decision is cited, so nothing is destroyed.',
  },
  judgement: { sv: 'En handläggare bedömer när.', en: 'An officer judges when.' },
  unknown: { sv: 'Det som avgör är inte känt, så en handläggare bedömer.', en: 'What decides it isn’t known, so an officer judges.' },
  'two-rules': {
    sv: 'Två punkter säger emot varandra, så en handläggare bedömer.',
    en: 'Two clauses contradict each other, so an officer judges.',
  },
  cycle: { sv: 'Regeln följer sig själv, så en handläggare bedömer.', en: 'The rule follows itself, so an officer judges.' },
  'no-such-rule': {
    sv: 'Regeln som det följer finns inte, så en handläggare bedömer.',
    en: 'The rule it follows doesn’t exist, so an officer judges.',
  },
  provided: { sv: 'Dagen har kommit, men inte allt det som krävs.', en: 'The day has come, but not all that is needed.' },
  manual: { sv: 'Det här görs för hand.', en: 'This is done by hand.' },
}

const saidToBreakTheLaw = {
  sv: 'Punkten sägs strida mot lagen, så ingenting gallras förrän nämnden har svarat.',
  en: 'The clause is said to break the law, so nothing is destroyed until the board has answered.',
} as const
const notYet = { sv: 'Klockan börjar gå när ärendet avslutas.', en: 'The clock starts when the case is closed.' } as const
