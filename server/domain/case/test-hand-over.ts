import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { HarmOutcome, type HarmTested, SecrecyLevel, type TestHandOver } from '../../../contracts/secrecy.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { demand, loadStanding } from '../instruction/index.ts'
import { mostSecret, passesBetweenBoards } from '../secrecy/index.ts'
import { actsNeeded } from './acts.ts'
import { asked, type LockedCase, lockCase } from './lock-case.ts'

const Tested = z.object({
  id: z.uuid(),
  level: SecrecyLevel,
  provisions: z.array(z.string()),
  is_protected: z.boolean(),
  outcome: HarmOutcome,
  until: z.date(),
})
const Secret = z.object({ level: SecrecyLevel, is_protected: z.boolean(), passed: z.boolean() })

/**
 * The harm test before a secret case goes to another board: what was answered and what it comes to are recorded either way, and hold for half an hour.
 * The database works out the outcome (D6, `passes_between_boards`). @throws case_not_found, case_already_closed, not_permitted, invalid_input
 * Rule: OSL 8:1, 10:2, 10:27, 10:28, 12:2; requirements A20, L22, L24, L28, L29, L40b
 */
export async function testHandOver(tx: Tx, id: string, { board, ground, answers, consented, law }: TestHandOver): Promise<HarmTested> {
  const kase = await lockCase(tx, id, null)
  if (kase.state === 'closed') throw new Problem('case_already_closed')
  const standing = await loadStanding(tx)
  await demand(tx, standing, [...actsNeeded.handover, ...actsNeeded.route], asked(kase))
  const to = await tx.maybe(z.object({ id: z.int() }), sql`select id from board where code = ${board} and id <> ${kase.board_id}`)
  if (!to) throw new Problem('invalid_input', { errors: [{ field: 'board', code: 'not_another_board' }] })
  const tested = await tx.one(
    Tested,
    sql`insert into harm_test (case_id, board_id, to_board_id, employee_id, ground, answers, consented, law)
      values (${id}, ${kase.board_id}, ${to.id}, actor_id(), ${ground}, ${JSON.stringify(answers)}::jsonb, ${consented}, ${law})
      returning id, level, provisions, is_protected, outcome, at + interval '30 minutes' as until`,
  )
  await record(tx, 'case.harm-tested', {
    caseId: id,
    boardId: kase.board_id,
    facts: { toBoard: board, ground, outcome: tested.outcome, level: tested.level },
  })
  const { level, outcome, until } = tested
  const hand = standing.hand === 'officer' ? 'officer' : 'agent'
  const { provisions } = mostSecret(tested.provisions)
  const { why } = passesBetweenBoards({ level, provisions, isProtected: tested.is_protected }, { hand, ground, answers, consented, law })
  return { id: tested.id, level, provision: provisions[0] ?? null, outcome, why, until: until.toISOString() }
}

/**
 * L22: what is secret goes to another board after a harm test that let it, and never when no test can. A refusal leaves its trace.
 * @throws harm_test_needed, secrecy_absolute
 */
export async function demandPassage(tx: Tx, kase: LockedCase, toBoardId: number): Promise<void> {
  const secret = await tx.one(
    Secret,
    sql`select s.level, s.is_protected, passed_harm_test(${kase.id}, ${toBoardId}, actor_id()) as passed from case_secrecy(${kase.id}) s`,
  )
  if (secret.level === 'none' && !secret.is_protected) return
  const isHere = toBoardId === kase.board_id
  if (isHere && secret.level !== 'absolute') return
  if (!isHere && secret.passed) return
  throw new Problem(secret.level === 'absolute' ? 'secrecy_absolute' : 'harm_test_needed', {
    refusal: {
      act: 'handover',
      boardCode: kase.board,
      caseTypeCode: kase.case_type,
      mission: null,
      because: 'SECRECY',
      clauseIds: [],
      lawIds: ['OSL 8:1'],
      gap: false,
      caseId: kase.id,
    },
  })
}
