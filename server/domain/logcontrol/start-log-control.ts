import { z } from 'zod'
import type { StartLogControl } from '../../../contracts/log-control.ts'
import { Problem } from '../../../contracts/problems.ts'
import { startOfDay, stockholmDay } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { drawSample } from './draw-sample.ts'
import { findPatterns, type Hit, type LogEvent } from './patterns.ts'

/** With none wrong, the bound is five per cent (the rule of three). */
const sampleSize = 60
const nextDayMs = 26 * 3_600_000

const Board = z.object({ id: z.int(), now: z.date() })
const Signed = z.object({ size: z.number(), seed: z.string() })
const Row = z.object({
  number: z.number(),
  kind: z.string(),
  hand: z.string(),
  act: z.string(),
  at: z.date(),
  who: z.uuid().nullable(),
  cases: z.array(z.object({ id: z.uuid(), number: z.string(), closedAt: z.coerce.date().nullable() })).nullable(),
  related: z.boolean(),
  wrapped: z.boolean(),
  tie: z.enum(['own', 'family', 'colleague']).nullable(),
  terms: z.array(z.string()).nullable(),
})
type Row = z.infer<typeof Row>

/**
 * Draws a sample of a board's log and looks for risk patterns. The seed is the root of the first checkpoint signed after the last day; the same days
 * give the control that is there.
 * @throws not_found for a board that isn't the actor's; log_period_open until something has been signed after the days
 * Rule: requirements L56, A18, B22
 */
export async function startLogControl(tx: Tx, { board: code, from, to }: z.infer<typeof StartLogControl>): Promise<{ id: string }> {
  const board = await tx.maybe(
    Board,
    sql`select id, ombud_now() as now from board where code = ${code} and id = any (content_boards(actor_hand()))`,
  )
  if (!board) throw new Problem('not_found')
  if (from > to) throw new Problem('invalid_input')
  const [begins, ends] = [startOfDay(from), startOfDay(stockholmDay(new Date(startOfDay(to).getTime() + nextDayMs)))]
  const signed = await tx.maybe(
    Signed,
    sql`select size, encode(root, 'base64') as seed from log_checkpoint where at >= ${ends} order by size limit 1`,
  )
  if (!signed || ends > board.now) throw new Problem('log_period_open')
  const rows = await tx.all(Row, sql`select * from log_control_events(${board.id}, ${begins}, ${ends})`)
  const taken = itemsOf(rows, { missing: await missingIn(tx, board.id, rows), seed: `${signed.seed}\n${code}\n${from}\n${to}` })
  const { id } = await tx.one(
    z.object({ id: z.uuid() }),
    sql`select start_log_control(${board.id}, ${from}, ${to}, ${signed.seed}, ${signed.size}, ${rows.length}, ${JSON.stringify(taken)}) as id`,
  )
  await record(tx, 'log.control-started', { boardId: board.id, facts: { from, to, rows: rows.length, items: taken.length } })
  return { id }
}

async function missingIn(tx: Tx, boardId: number, rows: readonly Row[]): Promise<number[]> {
  const [first, last] = [rows[0]?.number, rows.at(-1)?.number]
  if (first === undefined || last === undefined) return []
  const found = await tx.all(
    z.object({ number: z.number() }),
    sql`select unnest(log_control_breaks(${boardId}, ${first}, ${last})) as number`,
  )
  return found.map(({ number }) => number)
}

type Item = { number: number; whys: string[] }

/** Each row once, with everything that took it up: the sample first, then patterns. Pure. */
function itemsOf(rows: readonly Row[], { missing, seed }: { missing: readonly number[]; seed: string }): Item[] {
  const sample = drawSample(
    rows.map(({ number, hand, act, kind }) => ({ number, stratum: `${hand} ${act} ${kind}` })),
    { seed, size: sampleSize },
  )
  const hits: Hit[] = findPatterns(rows.flatMap(eventOf), missing)
  const whys = [...sample.map((number) => ({ number, why: 'sample' })), ...hits.map(({ number, pattern }) => ({ number, why: pattern }))]
  return [...Map.groupBy(whys, ({ number }) => number)]
    .map(([number, found]) => ({ number, whys: found.map(({ why }) => why) }))
    .toSorted((a, b) => a.number - b.number)
}

/** Openings and searches by people; jobs and residents don't snoop. */
function eventOf({ kind, who, cases, terms, ...row }: Row): LogEvent[] {
  const searches = terms !== null && terms.length > 0
  if (who === null || (kind !== 'access' && !searches)) return []
  return [
    {
      ...row,
      who,
      act: kind === 'access' ? row.act : 'search',
      terms: terms ?? [],
      cases: (cases ?? []).map(({ id, number, closedAt }) => {
        const [, series = number, index = '0'] = /^(.*?)-?(\d+)$/.exec(number) ?? []
        return { id, series, index: Number(index), closedAt }
      }),
    },
  ]
}
