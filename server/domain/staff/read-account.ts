import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { Account } from '../../../contracts/sign-in.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({ account: Account })

/** How one signs in oneself, and where one is signed in just now. */
export async function readAccount(tx: Tx): Promise<z.infer<typeof Account>> {
  const row = await tx.maybe(
    Row,
    sql`
    select json_build_object('name', e.name, 'email', m.email, 'password', m.password, 'demanded', m.demanded, 'linked', exists (select from identity i where i.employee_id = e.id),
      'code', (select json_build_object('since', utc(t.confirmed_at), 'recoveryCodesLeft', (select count(*) from recovery_code r where r.employee_id = e.id and r.used_at is null)) from totp t where t.employee_id = e.id and t.confirmed_at is not null),
      'passkeys', coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'madeAt', utc(p.made_at), 'usedAt', utc(p.used_at)) order by p.made_at) from passkey p where p.employee_id = e.id), '[]'),
      'sessions', coalesce((select json_agg(json_build_object('id', s.id, 'current', s.id = session_id(), 'hand', s.hand, 'since', utc(s.created_at), 'seenAt', utc(s.seen_at), 'endsAt', utc(s.ends_at), 'method', s.method, 'device', s.device, 'network', s.network)
        order by s.id = session_id() desc, s.seen_at desc) from session s where s.employee_id = e.id and s.revoked_at is null and s.expires_at > ombud_now()), '[]')) as account
    from employee e, own_account() m where e.id = actor_id()`,
  )
  if (!row) throw new Problem('not_signed_in')
  return row.account
}

/** Ends one of one's own sessions. @throws not_found */
export async function endSession(tx: Tx, id: string): Promise<void> {
  const ended = await tx.run(
    sql`update session set revoked_at = ombud_now() where id = ${id} and employee_id = actor_id() and revoked_at is null`,
  )
  if (ended === 0) throw new Problem('not_found')
}

/** Ends every session of one's own but this one. @returns how many */
export async function endOtherSessions(tx: Tx): Promise<number> {
  return (await tx.one(z.object({ ended: z.int() }), sql`select end_other_sessions() as ended`)).ended
}
