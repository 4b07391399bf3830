import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { Party, type VersionList, VersionState } from '../../../contracts/versions.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Board = z.object({
  id: z.int(),
  name: z.string(),
  in_force_id: z.int().nullable(),
  review_by: z.string().nullable(),
  today: z.string(),
  mine: z.boolean(),
  signs: z.boolean(),
  signs_centre: z.boolean(),
})
const Version = z.object({
  id: z.uuid(),
  version: z.int(),
  title: z.string(),
  state: VersionState,
  valid_from: z.date(),
  valid_to: z.date().nullable(),
  signed_by: z.array(Party),
})
const Stop = z.object({
  id: z.uuid(),
  acts: z.array(z.string()),
  types: z.array(z.string()),
  reason: z.string(),
  stopped_at: z.date(),
  signed_by: z.array(Party),
})
const Review = z.object({ date: z.string(), paragraph: z.string(), result: z.string(), nextBy: z.string() })

/** Every version of a board that the actor may see, newest first; what is stopped, and when it was gone through. @throws not_found */
export async function listVersions(tx: Tx, board: string): Promise<z.infer<typeof VersionList>> {
  const found = await tx.maybe(
    Board,
    sql`
    select b.id, b.name, v.id as in_force_id, review_due(v.id) as review_by, (ombud_now() at time zone 'Europe/Stockholm')::date as today, b.id = any (actor_boards('officer')) as mine,
      b.id = any (actor_signs('board')) as signs, cardinality(actor_signs('contact-centre')) > 0 as signs_centre
    from board b left join instruction_version v on v.board_id = b.id and v.state = 'in-force' where b.code = ${board}`,
  )
  if (!found) throw new Problem('not_found')
  const stops = await tx.all(
    Stop,
    sql`
    select s.id, s.acts, array(select t.code from case_type t where t.id = any (s.case_type_ids) order by t.code) as types, s.reason, s.stopped_at,
      array(select g.party from instruction_signature g where g.stop_id = s.id and g.void_at is null order by g.party) as signed_by
    from instruction_stop s where s.board_id = ${found.id} and s.lifted_at is null order by s.stopped_at`,
  )
  const wholly = stops.some(({ acts, types }) => acts.length + types.length === 0)
  return {
    board,
    boardName: found.name,
    versions: await versionsOf(tx, found.id, wholly),
    stops: stops.map(({ types, stopped_at, signed_by, ...stop }) => ({
      ...stop,
      caseTypes: types,
      stoppedAt: stopped_at.toISOString(),
      signedBy: signed_by,
      can: {
        lift: found.signs && !signed_by.includes('board'),
        acknowledge: found.signs_centre && signed_by.includes('board') && !signed_by.includes('contact-centre'),
      },
    })),
    reviews: await reviewsOf(tx, found.in_force_id),
    reviewBy: found.review_by,
    overdue: found.review_by !== null && found.review_by < found.today,
    can: { draft: found.mine, stop: found.signs && found.in_force_id !== null, review: found.signs && found.in_force_id !== null },
  }
}

async function versionsOf(tx: Tx, boardId: number, wholly: boolean): Promise<z.infer<typeof VersionList>['versions']> {
  const rows = await tx.all(
    Version,
    sql`
    select v.uid as id, v.version, v.title, v.state, v.valid_from, v.valid_to,
      array(select g.party from instruction_signature g where g.version_id = v.id and g.purpose = 'version' and g.void_at is null order by g.party) as signed_by
    from instruction_version v where v.board_id = ${boardId} order by v.version desc`,
  )
  return rows.map(({ valid_from, valid_to, signed_by, ...row }) => ({
    ...row,
    // a stop is a row of its own; what is wholly stopped is shown as that
    state: wholly && row.state === 'in-force' ? ('stopped' as const) : row.state,
    validFrom: valid_from.toISOString(),
    validTo: valid_to?.toISOString() ?? null,
    signedBy: signed_by,
  }))
}

const reviewsOf = (tx: Tx, versionId: number | null) =>
  tx.all(
    Review,
    sql`select on_day::text as date, paragraph, result, next_by::text as "nextBy" from instruction_review where version_id = ${versionId} order by recorded_at desc`,
  )
