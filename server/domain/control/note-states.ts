import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { queueWaiting } from '../outbox/index.ts'
import { instructionInForce, isMeasure, type MeasureId } from '../rule/index.ts'
import { catalogue } from './catalogue.ts'
import type { Probed } from './probes.ts'

/** What one board's instruction in force asks for. `types`: ids of the case types that it asks it for; empty = all of them. */
export type Asking = {
  boardId: number
  board: string
  named: ReadonlyMap<MeasureId, readonly number[]>
  typeIds: ReadonlyMap<string, number>
}

const Board = z.object({ id: z.int(), code: z.string(), types: z.array(z.object({ id: z.int(), code: z.string() })), now: z.date() })

/** The boards whose instruction is in force, with the measures that they name and for what (A4). */
export async function boardsAsking(tx: Tx): Promise<Asking[]> {
  const rules = await loadRules(tx)
  const boards = await tx.all(
    Board,
    sql`select b.id, b.code, ombud_now() as now, coalesce((select json_agg(json_build_object('id', t.id, 'code', t.code)) from case_type t where t.board_id = b.id), '[]') as types from board b`,
  )
  return boards.flatMap(({ id, code, types, now }) => {
    const instruction = instructionInForce(code, now.getTime(), rules)
    if (instruction === null) return []
    const typeIds = new Map(types.map((type) => [type.code, type.id]))
    const named = new Map<MeasureId, readonly number[]>()
    for (const { measures, caseTypes, validFrom, validTo } of instruction.clauses) {
      if ((validFrom !== null && Date.parse(validFrom) > now.getTime()) || (validTo !== null && Date.parse(validTo) <= now.getTime()))
        continue
      for (const measure of measures.filter(isMeasure))
        named.set(measure, joined(named.get(measure), caseTypes === 'all' ? [] : idsOf(caseTypes, typeIds)))
    }
    return [{ boardId: id, board: code, named, typeIds }]
  })
}

/** Two clauses that name the same measure: for all that either of them speaks of. An empty list is everything. */
const joined = (before: readonly number[] | undefined, now: readonly number[]): readonly number[] =>
  before === undefined ? now : before.length === 0 || now.length === 0 ? [] : [...new Set([...before, ...now])]
const idsOf = (codes: readonly string[], ids: ReadonlyMap<string, number>): number[] => codes.flatMap((code) => ids.get(code) ?? [])

/** Whom a finding is about: the board it was made for, or every board that the measure concerns. */
function affected<T extends Pick<Asking, 'boardId' | 'named'>>(
  { measure, boardId }: Pick<Probed, 'measure' | 'boardId'>,
  asking: readonly T[],
): T[] {
  return asking
    .filter((each) => boardId === null || each.boardId === boardId)
    .filter(({ named }) => catalogue[measure].concerns === 'every-board' || named.has(measure))
}

type Block = { boardId: number; measure: MeasureId; acts: readonly string[]; types: readonly number[] }

/** What has to be closed while this lasts. Pure. */
function blocksOf(probed: readonly Probed[], asking: readonly Asking[]): Block[] {
  return probed
    .filter(({ state }) => state === 'fails')
    .flatMap((each) => {
      const { protects, mandatory } = catalogue[each.measure]
      return affected(each, asking)
        .filter(({ named }) => mandatory || named.has(each.measure))
        .map(({ boardId, named, typeIds }) => ({
          ...{ boardId, measure: each.measure, acts: each.only?.acts ?? protects },
          types: each.only ? idsOf(each.only.caseTypes, typeIds) : mandatory ? [] : (named.get(each.measure) ?? []),
        }))
    })
}

const Now = z.object({ id: z.uuid(), measure: z.string(), board_id: z.int().nullable(), state: z.enum(['works', 'fails', 'not-in-use']) })
const Made = z.object({ id: z.uuid() })
const Open = z.object({ id: z.uuid(), board_id: z.int(), measure: z.string(), acts: z.array(z.string()), case_type_ids: z.array(z.int()) })

/**
 * Writes what the probes found: a row where a state has changed, what is closed and opened by it, and the event to each board that it concerns and
 * to no other. Twice is once. As the service, one at a time.
 * Rule: GDPR art. 28(3)(c), 32; requirements A4, A8
 */
export async function noteStates(
  tx: Tx,
  probed: readonly Probed[],
): Promise<{ changed: number; blocked: number; lifted: number; told: number }> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('controls', 0))`)
  const asking = await boardsAsking(tx)
  const before = await tx.all(Now, sql`select id, measure, board_id, state from control_state where until is null`)
  const same = (row: z.infer<typeof Now>, { measure, boardId }: Probed) => row.measure === measure && row.board_id === boardId
  const states = new Map<Probed, string>()
  let [changed, told] = [0, 0]
  for (const each of probed) {
    const was = before.find((row) => same(row, each))
    if (was?.state === each.state) {
      await tx.run(sql`update control_state set probed_at = ombud_now(), evidence = ${JSON.stringify(each.evidence)} where id = ${was.id}`)
      states.set(each, was.id)
    } else {
      changed += 1
      states.set(each, await begin(tx, each, was?.id ?? null))
    }
    const id = states.get(each) ?? ''
    if (each.state === 'fails') told += await tell(tx, id, affected(each, asking))
    // whoever was told that it failed is told that it works again
    else if (was?.state === 'fails') told += await tellAgain(tx, id, was.id)
  }
  // a board that has no instruction any more is asked nothing
  for (const row of before.filter((each) => !probed.some((one) => same(each, one))))
    await tx.run(sql`update control_state set until = ombud_now() where id = ${row.id}`)
  return { changed, told, ...(await setBlocks(tx, probed, states, asking)) }
}

async function begin(tx: Tx, { measure, boardId, state, evidence }: Probed, ends: string | null): Promise<string> {
  if (ends !== null) await tx.run(sql`update control_state set until = ombud_now() where id = ${ends}`)
  const { id } = await tx.one(
    Made,
    sql`insert into control_state (measure, board_id, state, evidence, since, probed_at) values (${measure}, ${boardId}, ${state}, ${JSON.stringify(evidence)}, ombud_now(), ombud_now()) returning id`,
  )
  return id
}

const Told = z.object({ told: z.boolean() })
async function tell(tx: Tx, stateId: string, boards: readonly { boardId: number }[]): Promise<number> {
  const rows = await tx.all(
    Told,
    sql`select owe_control(b, ${stateId}) as told from unnest(${boards.map(({ boardId }) => boardId)}::int[]) b`,
  )
  return rows.filter((row) => row.told).length
}
async function tellAgain(tx: Tx, stateId: string, before: string): Promise<number> {
  const rows = await tx.all(
    Told,
    sql`select owe_control(n.board_id, ${stateId}) as told from board_notice n where n.control_state_id = ${before}`,
  )
  return rows.filter((row) => row.told).length
}

/** What is closed becomes exactly what the failing measures close: more, less or nothing. */
async function setBlocks(tx: Tx, probed: readonly Probed[], states: ReadonlyMap<Probed, string>, asking: readonly Asking[]) {
  const wanted = blocksOf(probed, asking)
  const open = await tx.all(Open, sql`select id, board_id, measure, acts, case_type_ids from control_block where lifted_at is null`)
  const isSame = (row: z.infer<typeof Open>, { boardId, measure, acts, types }: Block) =>
    row.board_id === boardId && row.measure === measure && equal(row.acts, acts) && equal(row.case_type_ids, types)
  const lift = open.filter((row) => !wanted.some((each) => isSame(row, each)))
  if (lift.length > 0)
    await tx.run(sql`update control_block set lifted_at = ombud_now() where id = any (${lift.map(({ id }) => id)}::uuid[])`)
  // mail that waited is taken up again at once
  if (lift.some(({ acts }) => acts.includes('reply'))) await queueWaiting(tx)
  const fresh = wanted.filter((each) => !open.some((row) => isSame(row, each)))
  for (const { boardId, measure, acts, types } of fresh) {
    const because = [...states].find(
      ([each]) => each.measure === measure && (each.boardId === null || each.boardId === boardId) && each.state === 'fails',
    )?.[1]
    await tx.run(
      sql`insert into control_block (board_id, state_id, measure, acts, case_type_ids, blocked_at) values (${boardId}, ${because}, ${measure}, ${[...acts]}, ${[...types]}, ombud_now())`,
    )
  }
  for (const boardId of new Set([...lift.map((row) => row.board_id), ...fresh.map((each) => each.boardId)]))
    await tx.all(z.unknown(), sql`select tell_of_instruction(${boardId}, 'stopped')`)
  return { blocked: fresh.length, lifted: lift.length }
}

const equal = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each))
