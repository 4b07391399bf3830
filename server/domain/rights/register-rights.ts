import { z } from 'zod'
import type { RegisterRights, RightsTaken, TakeUpRights } from '../../../contracts/rights.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { registerContact } from '../contact/index.ts'
import { ask, loadStanding } from '../instruction/index.ts'
import { boardsToName } from './boards-to-name.ts'

import { takeUp } from './take-up.ts'

const HostRow = z.object({ host: z.string(), unrouted: z.string() })
const NumberRow = z.object({ number: z.string() })
type Taken = z.infer<typeof RightsTaken>

/**
 * Said on the phone or at the desk: a contact as any other, and the request in it (B23). Who says nothing about themselves is anonymous and
 * gets a code. @throws what registering a contact does
 */
export async function registerRights(tx: Tx, given: z.output<typeof RegisterRights>): Promise<Taken> {
  const standing = await loadStanding(tx)
  const { kind, channel, words, name, phone, email, address } = given
  const person = { name, phone, email: email === '' ? undefined : email, address }
  const anonymous = Object.values(person).every((value) => value === undefined || value === '')
  const { host, unrouted } = await tx.one(
    HostRow,
    sql`select b.code as host, t.code as unrouted from case_type t join board b on b.id = t.board_id where t.unrouted`,
  )
  const own = kind === 'records' ? 'allman-handling' : 'dataskyddsbegaran'
  // No municipality needs a type of its own for this, and none that has one has to let the centre receive in it: intake is never refused (C2).
  const may = ask(standing, ['receive'], { board: host, caseType: own, channel, anonymous, carriesPersonalData: !anonymous })
  const registered = await registerContact(tx, {
    channel,
    anonymous,
    ...(anonymous ? {} : { ...person, publicityWarning: 'shown' as const }),
    questions: [{ board: host, caseType: may.outcome === 'permit' ? own : unrouted, asked: words, answered: '', settle: 'case' }],
  })
  const [kase] = registered.cases
  if (kase === undefined) throw new Error('a request became no case')
  return takenOf(tx, kase.id, given, kase.code)
}

/** A message that an agent recognises as a request (B23). @throws case_not_found, rights_already_taken, rights_elsewhere, case_already_closed */
export const takeUpCase = (tx: Tx, caseId: string, given: z.output<typeof TakeUpRights>): Promise<Taken> => takenOf(tx, caseId, given, null)

async function takenOf(tx: Tx, caseId: string, given: z.output<typeof TakeUpRights>, code: string | null): Promise<Taken> {
  const { id, receivedAt, dueAt } = await takeUp(tx, caseId, given)
  const { number } = await tx.one(NumberRow, sql`select number from "case" where id = ${caseId}`)
  const { boards, more } = await boardsToName(tx, id, 'agent')
  return { id, caseId, number, code, receivedAt: receivedAt.toISOString(), dueAt: dueAt.toISOString(), boards, more }
}
