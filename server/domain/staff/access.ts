import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { Access } from '../../../contracts/sign-in.ts'
import type { Hand } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { hashOf, newSecret } from './secret.ts'

// What administrators decide about how others sign in. The database asks who acts in each of these, and writes the row of the log.

const Mapping = z.object({ id: z.int().nullable() })
const Done = z.object({ done: z.boolean() })
const Found = z.object({ found: Access.omit({ provider: true, scimAddress: true }) })
const Operator = z.object({ operator: z.boolean() })

/** Everyone else gets the answer of a page that isn't there. */
async function demandOperator(tx: Tx): Promise<void> {
  const { operator } = await tx.one(Operator, sql`select actor_is_operator() as operator`)
  if (!operator) throw new Problem('not_found')
}

export async function readAccess(tx: Tx): Promise<z.infer<typeof Found>['found']> {
  await demandOperator(tx)
  const { found } = await tx.one(
    Found,
    sql`
    select json_build_object(
      'mappings', coalesce((select json_agg(json_build_object('id', g.id, 'group', g.claim_value, 'hand', g.hand, 'board', b.name, 'since', utc(g.made_at)) order by g.claim_value, b.id) from group_hand g join board b on b.id = g.board_id where g.ended_at is null), '[]'),
      'groups', coalesce((select json_agg(d.display_name order by d.display_name) from directory_group d), '[]'),
      'tokens', coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'madeAt', utc(t.made_at), 'usedAt', utc(t.used_at), 'revokedAt', utc(t.revoked_at)) order by t.made_at desc) from scim_token t), '[]'),
      'secondFactor', coalesce((select json_agg(d.hand order by d.hand) from second_factor_demand d), '[]'),
      'people', coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'email', p.email, 'active', p.active, 'password', p.password, 'code', p.code, 'passkeys', p.passkeys, 'linked', p.linked, 'byDirectory', p.by_directory)) from people_who_sign_in() p), '[]')) as found`,
  )
  return found
}

/** From now on the group gives the hand at the board, to those who are in it already too. @throws not_found, already_mapped */
export async function mapGroup(tx: Tx, { group, hand, board }: { group: string; hand: Hand; board: string }): Promise<void> {
  await demandOperator(tx)
  const known = await tx.maybe(z.object({ id: z.int() }), sql`select id from board where code = ${board}`)
  if (!known) throw new Problem('not_found')
  const { id } = await tx.one(Mapping, sql`select map_group(${group}, ${hand}, ${board}) as id`)
  if (id === null) throw new Problem('already_mapped')
}

/** @throws not_found */
export async function unmapGroup(tx: Tx, mapping: number): Promise<void> {
  await demandOperator(tx)
  const { done } = await tx.one(Done, sql`select unmap_group(${mapping}) as done`)
  if (!done) throw new Problem('not_found')
}

/** @returns the token, shown once: the database keeps its hash */
export async function makeScimToken(tx: Tx, name: string): Promise<string> {
  await demandOperator(tx)
  const token = newSecret()
  await tx.all(z.unknown(), sql`select make_scim_token(${name}, ${hashOf(token)})`)
  return token
}

/** @throws not_found */
export async function revokeScimToken(tx: Tx, id: string): Promise<void> {
  await demandOperator(tx)
  const { done } = await tx.one(Done, sql`select revoke_scim_token(${id}) as done`)
  if (!done) throw new Problem('not_found')
}

export async function demandSecondFactor(tx: Tx, { hand, demanded }: { hand: Hand; demanded: boolean }): Promise<void> {
  await demandOperator(tx)
  await tx.all(z.unknown(), sql`select demand_second_factor(${hand}, ${demanded})`)
}

/** A way for one person to link their account at the employer, once, within a day. An earlier link and its sessions end. @throws not_found */
export async function offerLink(tx: Tx, employeeId: string): Promise<string> {
  await demandOperator(tx)
  const code = newSecret()
  const { done } = await tx.one(Done, sql`select offer_link(${employeeId}, ${hashOf(code)}) as done`)
  if (!done) throw new Problem('not_found')
  return code
}

/** For someone who has lost phone and keys: passkeys and authenticator go, the password stays. Not for oneself. @throws not_found */
export async function clearFactors(tx: Tx, employeeId: string): Promise<void> {
  await demandOperator(tx)
  const me = await tx.one(z.object({ same: z.boolean() }), sql`select actor_id() = ${employeeId} as same`)
  if (me.same) throw new Problem('not_found')
  const { done } = await tx.one(Done, sql`select clear_factors(${employeeId}) as done`)
  if (!done) throw new Problem('not_found')
}
