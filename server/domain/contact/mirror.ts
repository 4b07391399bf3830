import { z } from 'zod'
import { PlaceHold } from '../../../contracts/case.ts'
import type { Kept } from '../../../contracts/contact.ts'
import { type InstructionInForce, Retention } from '../../../contracts/instruction.ts'
import { noVocabulary } from '../../../contracts/vocabulary.ts'
import { usualHours } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadRules, loadVersion } from '../instruction/index.ts'
import {
  clauseKey,
  eventsIn,
  fateOf,
  instructionInForce,
  type Known,
  type Lang,
  listed,
  momentReading,
  nothingKnown,
  retentionSentence,
  wordsOf,
} from '../rule/index.ts'

const Row = z.object({
  board: z.string(),
  case_type: z.string(),
  department: z.string(),
  state: z.string(),
  channel: z.string(),
  anonymous: z.boolean(),
  opened_at: z.date(),
  dispose_on: z.string().nullable(),
  now: z.date(),
  version_id: z.int().nullable(),
  clause_id: z.string().nullable(),
  rule: Retention.nullable(),
})
type Row = z.infer<typeof Row>

/** Which rule says when the case goes, of which version: that of its clock, or the one that would speak if it were closed now. */
export type Ruled = { instruction: InstructionInForce; ruleId: string; retention: Retention }

/**
 * The resident's mirror (P16, B24): what is kept, which clause and law say so, until when, and what would stop it. Worked out from the clock and
 * the rules that the engine itself reads, so that it can't say anything else. As the resident, who sees no more of the case than this.
 */
export async function readMirror(tx: Tx, caseId: string, written: { theirs: number; ours: number }, lang: Lang): Promise<Kept | null> {
  const row = await tx.maybe(
    Row,
    sql`
    select b.code as board, t.code as case_type, d.code as department, c.state, c.channel, c.anonymous, c.opened_at, c.dispose_on, ombud_now() as now,
      k.version_id, k.clause_id, k.rule
    from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id
      left join clock k on k.case_id = c.id and k.state <> 'stopped'
    where c.id = ${caseId}`,
  )
  if (!row) return null
  const ruled = await ruledOf(tx, row)
  if (ruled === null) return null
  return mirrorOf(ruled, { ...row, written }, lang)
}

async function ruledOf(tx: Tx, row: Row): Promise<Ruled | null> {
  if (row.version_id !== null && row.rule !== null)
    return {
      instruction: await loadVersion(tx, row.version_id),
      ruleId: `${row.board}/${row.clause_id}`,
      retention: row.rule,
    }
  const instruction = instructionInForce(row.board, row.now.getTime(), await loadRules(tx))
  return instruction === null ? null : whatWouldRule(instruction, row)
}

/** What the engine would choose if the case were closed now; null when it has no rule for it. */
export function whatWouldRule(
  instruction: InstructionInForce,
  { board, department, case_type: caseType, now }: Pick<Row, 'board' | 'department' | 'case_type' | 'now'>,
): Ruled | null {
  // as schedule() asks when a case is closed (retention/schedule.ts)
  const known: Known = { ...nothingKnown, partial: false, events: { 'case.closed': [now] }, openingHours: usualHours }
  const { ruleId, retention } = fateOf({ board, department, caseType, record: 'case' }, [instruction], known)
  return ruleId === null || retention === null ? null : { instruction, ruleId, retention }
}

const words = wordsOf(noVocabulary)

type Shown = Pick<Row, 'anonymous' | 'state' | 'dispose_on'> & { written: { theirs: number; ours: number } }

export function mirrorOf({ instruction, ruleId, retention }: Ruled, shown: Shown, lang: Lang): Kept {
  const { board, clauses } = instruction
  const clause = clauses.find((each) => clauseKey(board, each) === ruleId)
  return {
    what: whatOf(shown, lang),
    sentence: retentionSentence(retention, lang),
    clause: { id: ruleId, text: clause?.text ?? '' },
    laws: [...new Set(['Arkivlagen 10 §', ...(clause?.lawId ? [clause.lawId] : [])])],
    on: shown.dispose_on,
    stops: stopsOf({ instruction, ruleId, retention }, shown, lang),
  }
}

function whatOf({ written: { theirs, ours }, anonymous }: Shown, lang: Lang): string[] {
  const many = (n: number, [one, more]: readonly [string, string]) => `${n} ${n === 1 ? one : more}`
  return {
    sv: [
      many(theirs, ['meddelande som du har skrivit', 'meddelanden som du har skrivit']),
      ...(ours === 0 ? [] : [many(ours, ['svar från kommunen', 'svar från kommunen'])]),
      anonymous ? 'Inget om vem du är' : 'Det du har lämnat om dig själv, till exempel namn och e-post',
      'Det som har antecknats om ärendet, och vem som har öppnat det och när',
    ],
    en: [
      many(theirs, ['message that you wrote', 'messages that you wrote']),
      ...(ours === 0 ? [] : [many(ours, ['answer from the municipality', 'answers from the municipality'])]),
      anonymous ? 'Nothing about who you are' : 'What you gave about yourself, for example name and e-mail',
      'What has been noted about the case, and who opened it and when',
    ],
  }[lang]
}

/** What would keep it longer: writing more where the clock runs from the closing, a hold that the product places, and every hold of the board's own. */
function stopsOf({ instruction, retention }: Ruled, { state }: Shown, lang: Lang): string[] {
  const fromClosing = retention.due !== null && eventsIn(retention.due).includes('case.closed')
  const waits = (retention.due === null ? [] : eventsIn(retention.due)).filter((event) => event !== 'case.closed')
  const grounds = listed(
    PlaceHold.shape.ground.options.map((ground) => holdWords[ground][lang]),
    lang,
    { sv: 'eller', en: 'or' }[lang],
  )
  const holds = instruction.clauses.flatMap((clause) =>
    clause.hold && (clause.hold.records === 'all' || clause.hold.records.includes('case'))
      ? [
          `${{ sv: 'Inget tas bort', en: 'Nothing is erased' }[lang]} ${momentReading(clause.hold.from, words, lang)} ${{ sv: 'och fram till', en: 'and until' }[lang]} ${momentReading(clause.hold.until, words, lang)} (${clauseKey(instruction.board, clause)}).`,
        ]
      : [],
  )
  if (retention.action === 'preserve') return []
  return [
    ...(fromClosing && state === 'closed' ? [reopens[lang]] : []),
    ...waits.map((event) => `${{ sv: 'Tiden räknas från att', en: 'The time is counted from when' }[lang]} ${words.event(event, lang)}.`),
    `${{ sv: 'Borttagningen skjuts upp om', en: 'The erasure is put off if' }[lang]} ${grounds}.`,
    ...holds,
  ]
}

const reopens = {
  sv: 'Skriver du mer öppnas ärendet igen. Då räknas tiden från nästa gång det avslutas.',
  en: 'If you write more, the case is opened again. The time is then counted from the next time it is closed.',
} as const

const holdWords: Record<(typeof PlaceHold.shape.ground.options)[number], Record<Lang, string>> = {
  'records-request': { sv: 'någon begär ut handlingarna', en: 'someone asks for the records' },
  'access-request': { sv: 'du begär att få veta vad som finns om dig', en: 'you ask what is held about you' },
  authority: { sv: 'en myndighet behöver dem', en: 'an authority needs them' },
  incident: { sv: 'något har gått fel och utreds', en: 'something has gone wrong and is looked into' },
  claim: { sv: 'någon har krav på kommunen', en: 'someone has a claim against the municipality' },
  appeal: { sv: 'ett beslut överklagas', en: 'a decision is appealed' },
}
