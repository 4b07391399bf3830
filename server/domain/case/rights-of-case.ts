import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { demand, type Standing } from '../instruction/index.ts'
import { asked, type LockedCase } from './lock-case.ts'

const Rights = z.object({ kind: z.string(), open: z.boolean() })
const rightsOf = (tx: Tx, caseId: string) => tx.maybe(Rights, sql`select kind, open from rights_of(${caseId})`)

/** A14: somebody's right is exercised at the boards. The centre takes in, forwards and follows; what a board has stored it doesn't answer. @throws not_permitted */
export async function refuseBoardsAnswer(tx: Tx, standing: Standing, kase: LockedCase): Promise<void> {
  if (standing.hand !== 'agent') return
  const rights = await rightsOf(tx, kase.id)
  if (rights && rights.kind !== 'records') await demand(tx, standing, ['exercise'], { ...asked(kase), mission: 'rights' })
}

/** Nothing but the boards' decisions ends a request (X12). @throws rights_not_decided */
export async function refuseOpenRights(tx: Tx, caseId: string): Promise<void> {
  const rights = await rightsOf(tx, caseId)
  if (rights?.open) throw new Problem('rights_not_decided')
}
