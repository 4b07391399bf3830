import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type LogKeys, openLogKeys, verifyLog } from '../server/domain/audit/index.ts'
import { writeNote } from '../server/domain/case/index.ts'
import { certify } from '../server/domain/retention/certify.ts'
import { findDue } from '../server/domain/retention/find-due.ts'
import { chainHash, eraseBatch } from '../server/domain/retention/index.ts'
import { keeps } from '../server/modules.ts'
import { asOwner, sql, type Tx } from '../server/platform/db.ts'
import { generated } from './any-instruction.ts'
import { aCase, closeCases, writeCases } from './closed-cases.ts'
import { type Attack, anyAttack, attack, attacks, goOn, sequenceAll, takeHome } from './log-attacks.ts'
import { type World, world } from './world.ts'

const board = 'kultur-och-fritidsnamnden'
let w: World
let keys: LogKeys
let boardId = 0
let kept: string[] = []

class Undone extends Error {}
/** As whoever owns the database, and undone afterwards. */
async function asSuperuser<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  let answer: { is: T } | undefined
  await asOwner(w.logins, async (tx) => {
    answer = { is: await work(tx) }
    throw new Undone()
  }).catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error
  })
  if (!answer) throw new Error('no answer')
  return answer.is
}

const keptRows = () => kept.filter((line) => JSON.parse(line).type === 'entry').length
const check = (...files: string[][]) =>
  verifyLog(
    files.map((lines, n) => ({ name: `file ${n + 1}`, lines })),
    { chain: chainHash },
  ).findings

/** Closed, past their day, erased and certified. */
async function certifySome(count: number): Promise<void> {
  const given = Array.from({ length: count }, () => aCase(board, 'biblioteksfraga'))
  await writeCases(w.logins, given)
  await closeCases(
    w.db,
    given.map(({ id }) => id),
  )
  await w.pass(32)
  const { due } = await w.eraser((tx) => findDue(tx, { limit: 100 }))
  await w.eraser((tx) => eraseBatch(tx, due, keeps))
  await w.eraser((tx) => certify(tx, due, { keeps, residue: { pagesAndLogDays: null, backupDays: null } }))
}

beforeAll(async () => {
  w = await world()
  keys = openLogKeys(w.settings)
  await certifySome(3)
  const cases = Array.from({ length: 8 }, () => aCase(board, 'biblioteksfraga'))
  await writeCases(w.logins, cases)
  const ids = cases.map(({ id }) => id)
  for (const id of ids) {
    await w.as('nadja', (tx) => tx.all(z.unknown(), sql`select open_cases(${[id]}, 'assistance', 'read')`))
    await w.as('nadja', (tx) => writeNote(tx, id, { body: 'Noterat.' }))
    await w.as('alva', (tx) => tx.all(z.unknown(), sql`select open_cases(${ids}, 'routing', 'list')`))
    await w.as('alva', (tx) =>
      tx.all(
        z.unknown(),
        sql`select record_refusal('handle', (select id from board where code = ${board}), null, 'NO_CLAUSE', '{}', '{}', ${id})`,
      ),
    )
    await w.service((tx) => sequenceAll(tx, keys))
  }
  boardId = (await w.owner((tx) => tx.one(z.object({ id: z.int() }), sql`select id from board where code = ${board}`))).id
  kept = await w.owner((tx) => takeHome(tx, board, keys))
  // life goes on, so that the log is longer than what was kept
  for (const id of ids) await w.as('nadja', (tx) => writeNote(tx, id, { body: 'Noterat igen.' }))
  await w.service((tx) => sequenceAll(tx, keys))
})
afterAll(() => w.end())

test('T4: a log that nobody has bent is found whole, alone and with what was kept, whoever else has acted since', async () => {
  const now = await w.owner((tx) => takeHome(tx, board, keys))
  expect(check(now)).toEqual([])
  expect(check(now, kept)).toEqual([])
  expect(now.length).toBeGreaterThan(kept.length)
  const rows = now.map((line) => JSON.parse(line)).filter(({ type }) => type === 'entry')
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, n) => n + 1))
  expect(new Set(rows.map(({ row }) => row.open.kind))).toEqual(new Set(['access', 'audit', 'refusal', 'certificate']))
})

for (const what of attacks)
  test(`T4: ${what}, as the database’s owner with triggers off and at any depth, is found in what a board takes home`, {
    timeout: 900_000,
  }, async () => {
    const missed: Attack[] = []
    await fc.assert(
      fc.asyncProperty(anyAttack(what), async (given) => {
        const after = await asSuperuser(async (tx) => {
          await attack(tx, given, { boardId, keys, kept: keptRows() })
          await goOn(tx, keys)
          return takeHome(tx, board, keys)
        })
        if (check(after, kept).length === 0) missed.push(given)
        expect(missed).toEqual([])
      }),
      { numRuns: generated(50) },
    )
  })

test('T4: one bent byte anywhere in what was taken home is found', async () => {
  const now = await w.owner((tx) => takeHome(tx, board, keys))
  fc.assert(
    fc.property(fc.nat(now.length - 1), fc.nat(), (at, where) => {
      const line = now[at] ?? ''
      const places = [...line].flatMap((letter, n) => (/[0-9a-f]/.test(letter) ? [n] : []))
      const place = places[where % places.length] ?? 0
      const bent = line.slice(0, place) + (line[place] === '1' ? '2' : '1') + line.slice(place + 1)
      const { type } = JSON.parse(line)
      // when a copy was made, and when a checkpoint was kept, are words of the copy's own
      if (type === 'head' || (/"at":"[^"]*$/.test(bent.slice(0, place)) && type === 'checkpoint')) return
      if (check(now.with(at, bent)).length === 0) throw new Error(`not found: ${bent.slice(Math.max(0, place - 40), place + 20)}`)
    }),
    { numRuns: generated(100) },
  )
  expect(check(now.slice(0, -1))).not.toEqual([])
  expect(check(now.filter((_, n) => n !== now.length - 5))).not.toEqual([])
})

test('T4: what has been bent is not signed again: the sequencer stops and says so', async () => {
  await asSuperuser(async (tx) => {
    await attack(tx, { what: 'delete', depth: 'leaf', at: 10 ** 6, other: 0, how: 0 }, { boardId, keys, kept: keptRows() })
    await tx.run(sql`update log_leaf set entry = entry || ' ' where sequence = (select max(sequence) from log_leaf)`)
    await tx.run(sql`insert into audit_event (at, hand, event) values (ombud_now(), 'agent', 'case.opened')`)
    await expect(sequenceAll(tx, keys)).rejects.toThrow(/nothing more is signed/)
  })
})
