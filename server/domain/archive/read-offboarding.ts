import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { Offboarding } from '../../../contracts/versions.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Row = z.object({
  id: z.uuid(),
  state: z.enum(['exporting', 'exported', 'purging', 'done', 'cancelled']),
  started_at: z.date(),
  done_at: z.date().nullable(),
  parts: z.array(z.object({ part: z.int(), sizeBytes: z.int(), fetched: z.boolean() })),
  certificates: z.coerce.number(),
  signs: z.boolean(),
})

/** How far the newest off-boarding of a board has come, for those who work there. @throws not_found */
export async function readOffboarding(tx: Tx, board: string): Promise<z.infer<typeof Offboarding>> {
  const row = await tx.maybe(
    Row,
    sql`
    select o.id, o.state, o.started_at, o.done_at, o.board_id = any (actor_signs('board')) as signs,
      coalesce((select json_agg(json_build_object('part', p.part, 'sizeBytes', p.size_bytes, 'fetched', p.fetched_at is not null) order by p.part) from offboarding_part p where p.offboarding_id = o.id), '[]') as parts,
      (select count(*) from disposal d where d.offboarding_id = o.id and d.state = 'certified') as certificates
    from offboarding o join board b on b.id = o.board_id where b.code = ${board} order by o.started_at desc limit 1`,
  )
  if (!row) throw new Problem('not_found')
  const { started_at, done_at, signs, ...rest } = row
  return {
    ...rest,
    startedAt: started_at.toISOString(),
    doneAt: done_at?.toISOString() ?? null,
    can: { fetch: signs && row.state === 'exported' },
  }
}
