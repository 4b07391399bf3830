import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { RightsKind } from '../../../contracts/rights.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { lookupsIn } from '../../platform/sealed-text.ts'
import { record } from '../audit/index.ts'
import { loadRules } from '../instruction/index.ts'
import { dueOf } from './due.ts'
import { leadsIn } from './leads.ts'

type Given = { kind: RightsKind; numbers?: readonly string[]; contacts?: readonly string[]; message?: string | undefined }
export type TakenUp = { id: string; receivedAt: Date; dueAt: Date }

const Came = z.object({ at: z.date().nullable(), words: z.string().nullable() })
const Here = z.object({
  is_host: z.boolean(),
  host: z.string(),
  taken: z.boolean(),
  open: z.boolean(),
})
const Made = z.object({ id: z.uuid() })

/**
 * A message at the centre becomes a request: the same object whatever way it came, its clock from when the message came (A14, B23, L7). One
 * part for each board that holds something that what was given leads to, each told by a notice of its own; for records a hold on each that is
 * asked for, in this transaction (A15). Nobody is asked for more than they gave (L6).
 * @throws case_not_found, rights_already_taken, rights_elsewhere, case_already_closed
 */
export async function takeUp(tx: Tx, caseId: string, { kind, numbers = [], contacts = [], message }: Given): Promise<TakenUp> {
  const worker = tx.actor.hand === 'service'
  if (worker) await tx.all(z.unknown(), sql`select open_for_work(${[caseId]}, '{}', 'rights', 'service')`)
  else await tx.all(z.unknown(), sql`select open_cases(${[caseId]}, 'rights', 'read')`)
  const here = await tx.maybe(
    Here,
    sql`
    select b.hosts_contact_centre as is_host, (select h.code from board h where h.hosts_contact_centre) as host, c.state <> 'closed' as open,
      exists (select from rights_request r where r.case_id = c.id) as taken
    from "case" c join board b on b.id = c.board_id where c.id = ${caseId}`,
  )
  if (!here) throw new Problem('case_not_found', { id: caseId })
  if (here.taken) throw new Problem('rights_already_taken')
  if (!here.open) throw new Problem('case_already_closed')
  if (!here.is_host) throw new Problem('rights_elsewhere')
  const came = await tx.one(
    Came,
    sql`select min(at) as at, string_agg(subject || E'\n' || body, E'\n') as words from message where case_id = ${caseId} and direction = 'in' and (${message ?? null}::uuid is null or id = ${message ?? null})`,
  )
  if (came.at === null) throw new Problem('case_not_found', { id: caseId })
  const host = (await loadRules(tx)).instructions.find(({ board }) => board === here.host)
  const dueAt = dueOf(kind, came.at, host)
  await leadByHash(tx, caseId)
  const leads = leadsIn(numbers, came.words ?? '')
  const { id } = await tx.one(
    Made,
    worker
      ? sql`select take_up_rights_at_work(${caseId}, ${kind}, ${dueAt}, ${leads.numbers}, ${leads.codes}::bytea[]) as id`
      : sql`select take_up_rights(${caseId}, ${kind}, ${dueAt}, ${leads.numbers}, ${leads.codes}::bytea[], ${contacts}::uuid[], ${message ?? null}) as id`,
  )
  await record(tx, 'rights.taken-up', { caseId, facts: { request: id, kind } })
  return { id, receivedAt: came.at, dueAt }
}

const Person = z.object({ email: z.string().nullable(), phone: z.string().nullable() })

/** Sealed cases can't be compared word by word: what was given is told to the database as the hashes it keeps of them. For this transaction. */
async function leadByHash(tx: Tx, caseId: string): Promise<void> {
  const people = await tx.all(Person, sql`select email, phone from participant where case_id = ${caseId}`)
  const given = people.flatMap(({ email, phone }) => [
    ...lookupsIn('participant.email', email ?? ''),
    ...lookupsIn('participant.phone', phone ?? ''),
  ])
  const hashes = tx.hashes(given)
  const leads = given.map(({ kind }, index) => `${kind}:${hashes[index]?.toString('hex')}`)
  await tx.run(sql`select set_config('ombud.leads', ${leads.join(',')}, true)`)
}
