import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { loadRules } from '../../server/domain/instruction/index.ts'
import { schedule } from '../../server/domain/retention/index.ts'
import { fateOf } from '../../server/domain/rule/index.ts'
import { usualHours } from '../../server/platform/calendar.ts'
import { asOwner, sql, type Tx } from '../../server/platform/db.ts'
import { openFiles } from '../../server/platform/files.ts'
import { queueJob } from '../../server/platform/jobs.ts'
import type { Place, Town } from './bench-town.ts'
import { atLeast, atMost, type Measured, short, told } from './figures.ts'
import { type Product, residentMiB } from './processes.ts'
import { median } from './race.ts'

const rounds = 5
const Picked = z.object({
  id: z.uuid(),
  contact_id: z.uuid(),
  board_id: z.int(),
  board: z.string(),
  department: z.string(),
  case_type: z.string(),
  closed_at: z.date(),
})
type Picked = z.infer<typeof Picked>

/**
 * The whole purge as it runs at night (find due, erase, files, certificates; jobs in the real worker) against `delete … returning` of the same
 * rows by the owner, as many cases a round, in turn. Every case has its raw mail in the file store.
 */
export async function measurePurge(town: Town, place: Place, product: Product, perRound: number): Promise<Measured> {
  const paces = { purge: [] as number[], raw: [] as number[] }
  const memory: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (const way of round % 2 === 0 ? (['purge', 'raw'] as const) : (['raw', 'purge'] as const)) {
      const picked = await makeDue(town, place, perRound, way === 'purge')
      const seconds =
        way === 'purge' ? await purge(town, picked, () => memory.push(residentMiB(product.worker))) : await rawDelete(town, picked)
      paces[way].push(picked.length / seconds)
    }
  }
  const ratio = median(paces.purge.map((perSecond, round) => perSecond / (paces.raw[round] ?? Number.NaN)))
  const third = Math.max(1, Math.floor(memory.length / 3))
  const [early, late] = [Math.max(...memory.slice(third, 2 * third)), Math.max(...memory.slice(-third))]
  const id = `purge-${town.cases}`
  return {
    figures: [
      atLeast(
        id,
        `purge of ${perRound} cases with files and certificates against raw delete of the same rows; ${town.cases} cases`,
        ratio,
        0.2,
      ),
      told(`${id}-per-second`, 'cases purged and certified a second', median(paces.purge), '/s'),
      told(
        `${id}-rt`,
        'the same, times the 3.7 a second of Request Tracker’s shredder (RT measured elsewhere)',
        median(paces.purge) / 3.73,
        '×',
      ),
      atMost(`${id}-memory`, 'the worker’s memory in the last third of the purge against the middle third', late / early, 1.1),
    ],
    raw: [{ id, purge: paces.purge.map(short), raw: paces.raw.map(short), workerMiB: memory.map(short) }],
  }
}

/** Closed cases get the end their board's rule gave them when they closed long ago, so that the night finds them. */
async function makeDue(town: Town, place: Place, count: number, withRule: boolean): Promise<Picked[]> {
  const picked = await asOwner(town.logins, async (tx) =>
    tx.all(
      Picked,
      sql`
    select c.id, c.contact_id, b.id as board_id, b.code as board, d.code as department, t.code as case_type, c.opened_at + interval '2 hours' as closed_at
    from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id
    where c.state = 'closed' and t.id = any (${await goingTypes(tx)}::int[]) and c.opened_at < ombud_now() - interval '2 years 9 hours' order by md5(c.id::text) limit ${count}`,
    ),
  )
  if (picked.length < count) throw new Error(`bench: only ${picked.length} cases are old enough to be purged`)
  const files = openFiles({ folder: join(place.folder, `product-${town.cases}`, 'files'), keysFolder: place.keysFolder })
  const mails = await Promise.all(
    picked.map(async ({ id, contact_id }) => ({
      ...(await files.put(Buffer.alloc(3_000, 'Hej, jag undrar en sak. '))),
      caseId: id,
      contactId: contact_id,
    })),
  )
  await town.db.as({ hand: 'service' }, async (tx) => {
    await tx.run(sql`
      insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at, case_id, contact_id)
      select f.id, decode(f.sha256, 'hex'), f."sizeBytes", decode(f.key, 'hex'), ombud_now(), f."caseId", f."contactId"
      from jsonb_to_recordset(${JSON.stringify(mails.map((mail) => ({ ...mail, key: mail.wrappedKey.toString('hex') })))}::jsonb) as f (id uuid, sha256 text, "sizeBytes" int, key text, "caseId" uuid, "contactId" uuid)`)
    if (withRule) await giveEnds(tx, picked)
  })
  return picked
}

const Type = z.object({ id: z.int(), board: z.string(), department: z.string(), case_type: z.string() })

/** Types whose cases are destroyed a time after their closing; no rule of Exempelby's is longer than two years. */
async function goingTypes(tx: Tx): Promise<number[]> {
  const { instructions } = await loadRules(tx)
  const types = await tx.all(
    Type,
    sql`select t.id, b.code as board, d.code as department, t.code as case_type from case_type t join board b on b.id = t.board_id join department d on d.id = t.department_id`,
  )
  return types.flatMap(({ id, board, department, case_type: caseType }) => {
    const instruction = instructions.find((each) => each.board === board)
    const known = { facts: {}, events: { 'case.closed': [new Date()] }, openingHours: usualHours, now: null }
    const fate = instruction && fateOf({ board, department, caseType, record: 'case' }, [instruction], known)
    return fate?.state === 'running' && fate.outcome === 'delete' ? [id] : []
  })
}

async function giveEnds(tx: Tx, picked: readonly Picked[]): Promise<void> {
  const { instructions } = await loadRules(tx)
  const ends = await Promise.all(
    picked.map(async (row) => {
      const instruction = instructions.find(({ board }) => board === row.board)
      if (!instruction) throw new Error(`bench: ${row.board} has no instruction`)
      const end = await schedule(tx, {
        subject: { kind: 'case', id: row.id },
        board: { id: row.board_id, code: row.board },
        department: row.department,
        caseType: row.case_type,
        record: 'case',
        trigger: 'case.closed',
        at: row.closed_at,
        instruction,
      })
      return { id: row.id, at: end.at, on: end.on, rule: end.ruleId, closed: row.closed_at }
    }),
  )
  await tx.run(sql`
    update "case" c set closed_at = e.closed, dispose_at = e.at, dispose_on = e.on, dispose_rule = e.rule
    from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as e (id uuid, at timestamptz, "on" date, rule text, closed timestamptz) where c.id = e.id`)
}

const Count = z.object({ n: z.number() })

async function purge(town: Town, picked: readonly Picked[], look: () => void): Promise<number> {
  const ids = picked.map(({ id }) => id)
  const began = performance.now()
  await town.db.as({ hand: 'service' }, (tx) => queueJob(tx, 'find-due', {}))
  for (;;) {
    look()
    const [[row] = []] = await town.owner.ask([
      sql`select count(*) as n from disposal where subject_id = any (${ids}::uuid[]) and state = 'certified'`,
    ])
    if (Count.parse(row).n === ids.length) return (performance.now() - began) / 1000
    if (performance.now() - began > 120_000)
      throw new Error(`bench: after two minutes ${Count.parse(row).n} of ${ids.length} are certified`)
    await wait(25)
  }
}

const tables = [
  sql`outgoing`,
  sql`presence`,
  sql`handover`,
  sql`draft`,
  sql`case_summary`,
  sql`note`,
  sql`case_key`,
  sql`attachment`,
  sql`message`,
  sql`participant`,
  sql`clock`,
  sql`hold`,
  sql`stored_file`,
]

/** The same rows, a hundred cases a transaction as the purge takes them, and nothing else: no lock, no second look, no count, no file, no certificate. */
async function rawDelete(town: Town, picked: readonly Picked[]): Promise<number> {
  const began = performance.now()
  for (let from = 0; from < picked.length; from += 100) {
    const part = picked.slice(from, from + 100)
    const [ids, contacts] = [part.map(({ id }) => id), part.map(({ contact_id }) => contact_id)]
    await town.owner.ask([
      ...tables.map((table) => sql`delete from ${table} where case_id = any (${ids}::uuid[]) returning case_id`),
      sql`delete from question where contact_id = any (${contacts}::uuid[]) returning id`,
      sql`delete from "case" where id = any (${ids}::uuid[]) returning id`,
      sql`delete from contact where id = any (${contacts}::uuid[]) returning id`,
    ])
  }
  return (performance.now() - began) / 1000
}
