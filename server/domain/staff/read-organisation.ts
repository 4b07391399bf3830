import { z } from 'zod'
import { ChannelKind, missions } from '../../../contracts/instruction.ts'
import type { Organisation } from '../../../contracts/staff.ts'
import { Hand, Mission } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  municipality: z.string(),
  demo: z.boolean(),
  boards: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      short: z.string(),
      hostsContactCentre: z.boolean(),
      departments: z.array(z.object({ code: z.string(), name: z.string() })),
      caseTypes: z.array(
        z.object({ code: z.string(), name: z.string(), department: z.string(), sealed: z.boolean(), unrouted: z.boolean() }),
      ),
    }),
  ),
  channels: z.array(z.object({ code: z.string(), kind: ChannelKind, name: z.string(), active: z.boolean() })),
  outcomes: z.array(z.object({ code: z.string(), name: z.string(), needs: z.enum(['case', 'question', 'both']) })),
  colleagues: z.array(z.object({ id: z.uuid(), name: z.string(), hands: z.array(Hand), boards: z.array(z.string()) })),
})

/** What every screen needs to name things: boards, departments, case types, channels, outcomes, colleagues and the closed list of purposes. */
export async function readOrganisation(tx: Tx): Promise<z.infer<typeof Organisation>> {
  const row = await tx.one(
    Row,
    sql`
    select i.municipality, i.demo,
      (select json_agg(json_build_object('code', b.code, 'name', b.name, 'short', b.short, 'hostsContactCentre', b.hosts_contact_centre,
        'departments', (select json_agg(json_build_object('code', d.code, 'name', d.name) order by d.id) from department d where d.board_id = b.id),
        'caseTypes', (select json_agg(json_build_object('code', t.code, 'name', t.name, 'department', d.code, 'sealed', t.secrecy = 'sealed', 'unrouted', t.unrouted) order by t.id) from case_type t join department d on d.id = t.department_id where t.board_id = b.id)) order by b.id) from board b) as boards,
      (select json_agg(json_build_object('code', c.code, 'kind', c.kind, 'name', c.name, 'active', c.active) order by c.id) from channel c) as channels,
      (select json_agg(json_build_object('code', o.code, 'name', o.name, 'needs', o.needs) order by o.sort) from outcome o) as outcomes,
      coalesce((select json_agg(json_build_object('id', e.id, 'name', e.name, 'hands', (select json_agg(distinct a.hand) from assignment a where a.employee_id = e.id), 'boards', (select json_agg(distinct b.code) from assignment a join board b on b.id = a.board_id where a.employee_id = e.id)) order by e.name)
        from employee e where e.active and exists (select from assignment a where a.employee_id = e.id)), '[]') as colleagues
    from installation i`,
  )
  return { ...row, purposes: Mission.options.map((code) => ({ code, requirement: missions[code] })) }
}
