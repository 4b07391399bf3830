import { z } from 'zod'
import type { Connectors } from '../../../contracts/briefing.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { CaseSystems } from '../../platform/case-systems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'

type Started = CaseSystems['started']
const Read = z.object({ system: z.string(), version: z.string(), acknowledged_at: z.date() })
const Named = z.object({ code: z.string(), name: z.string() })
const Has = z.object({ has: z.boolean() })

/** The systems that may be asked, each with its briefing, and whether whoever acts has read this very version of it (A24). */
export async function listConnectors(tx: Tx, started: Started): Promise<z.infer<typeof Connectors>> {
  const read = await tx.all(
    Read,
    sql`select system, version, acknowledged_at from connector_acknowledgement where employee_id = actor_id()`,
  )
  const names = await tx.all(
    Named,
    sql`select distinct s ->> 'code' as code, s ->> 'name' as name from installation i, jsonb_array_elements(i.organisation -> 'boards') o, jsonb_array_elements(coalesce(o -> 'systems', '[]')) s`,
  )
  return {
    connectors: started.map(({ system, briefing: { owner, text, reviewBy, version } }) => ({
      ...{ system, owner, reviewBy, version },
      name: names.find(({ code }) => code === system)?.name ?? system,
      briefing: text,
      acknowledgedAt: read.find((each) => each.system === system && each.version === version)?.acknowledged_at.toISOString() ?? null,
    })),
  }
}

/** Whoever acts has read how data may be fetched from this system. @throws not_found; connector_unread when it is another version by now */
export async function acknowledgeConnector(tx: Tx, system: string, version: string, started: Started): Promise<void> {
  const found = started.find((each) => each.system === system)
  if (!found) throw new Problem('not_found')
  if (found.briefing.version !== version) throw new Problem('connector_unread')
  const added = await tx.run(
    sql`insert into connector_acknowledgement (employee_id, system, version, acknowledged_at) values (actor_id(), ${system}, ${version}, ombud_now()) on conflict do nothing`,
  )
  if (added === 1) await record(tx, 'connector.acknowledged', { facts: { system, version } })
}

/** Rule: GDPR art. 29, 32(4); requirement A24 */
export async function hasAcknowledged(tx: Tx, system: string, version: string): Promise<boolean> {
  const { has } = await tx.one(
    Has,
    sql`select exists (select from connector_acknowledgement where employee_id = actor_id() and system = ${system} and version = ${version}) as has`,
  )
  return has
}
