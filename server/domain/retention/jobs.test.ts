import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { aCase, closeCases, writeCases } from '../../../test/closed-cases.ts'
import { type World, world } from '../../../test/world.ts'
import { keeps } from '../../modules.ts'
import type { App } from '../../platform/app.ts'
import { sql } from '../../platform/db.ts'
import { queueJob } from '../../platform/jobs.ts'
import type { Keeps } from '../../platform/keeps.ts'
import { openLog } from '../../platform/log.ts'
import { keepDraft } from '../case/keep-draft.ts'
import { retentionTasks } from './jobs.ts'
import { verifyChain } from './verify.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const app = (kept: readonly Keeps[] = keeps): App => ({
  db: w.db,
  files: w.files,
  clock: w.clock,
  log: openLog('silent'),
  settings: w.settings,
  keeps: kept,
  demo: true,
})
const run = async (name: string, payload: Record<string, string>, given = app()) => {
  const task = retentionTasks.find((each) => each.name === name)
  if (!task) throw new Error(`no task ${name}`)
  await task.run(task.payload.parse(payload), given)
}
const Disposal = z.object({ id: z.string(), state: z.string(), subject_id: z.string() })
const disposals = () => w.owner((tx) => tx.all(Disposal, sql`select id, state, subject_id from disposal order by found_at, id`))
const states = async () => (await disposals()).map(({ state }) => state)

async function dueCases(count: number): Promise<string[]> {
  const given = Array.from({ length: count }, () => aCase('kultur-och-fritidsnamnden', 'biblioteksfraga'))
  await writeCases(w.logins, given)
  await closeCases(
    w.db,
    given.map(({ id }) => id),
  )
  await w.pass(32)
  return given.map(({ id }) => id)
}

test('a job killed after any step is done once in effect: list, erase, remove, certify, each run twice', async () => {
  await dueCases(3)
  for (const _ of [1, 2]) await run('find-due', {})
  expect(await states()).toEqual(['due', 'due', 'due'])
  const payload = Object.fromEntries((await disposals()).map(({ id }, index) => [`disposal${index}`, id]))
  await run('certify', payload) // too early: nothing is erased, so nothing is certified
  await run('remove-files', payload)
  expect(await states()).toEqual(['due', 'due', 'due'])
  for (const _ of [1, 2]) await run('erase', payload)
  expect(await states()).toEqual(['erased', 'erased', 'erased'])
  for (const _ of [1, 2]) await run('remove-files', payload)
  for (const _ of [1, 2]) await run('certify', payload)
  expect(await states()).toEqual(['certified', 'certified', 'certified'])
  await run('erase', payload)
  expect(await w.eraser(verifyChain)).toEqual({ links: 3, brokenAt: null })
})

test('one case that can’t be taken doesn’t keep the others, and the job says that it was left', async () => {
  const [stuck = ''] = await dueCases(4)
  await run('find-due', {})
  const waiting = (await disposals()).filter(({ state }) => state === 'due')
  const payload = Object.fromEntries(waiting.map(({ id }, index) => [`disposal${index}`, id]))
  const wrong: Keeps[] = keeps.map((kept) =>
    kept.table === 'note' && kept.end !== 'stays'
      ? {
          ...kept,
          erase: (tx, subject) =>
            subject.ids.includes(stuck) ? Promise.reject(new Error('a row that will not go')) : kept.erase(tx, subject),
        }
      : kept,
  )
  await expect(run('erase', payload, app(wrong))).rejects.toThrow('1 of 4 were left: a row that will not go')
  const left = (await disposals()).filter(({ state }) => state === 'due')
  expect(left.map(({ subject_id }) => subject_id)).toEqual([stuck])
  await run('find-due', {})
  await run('erase', payload)
  expect((await disposals()).filter(({ state }) => state === 'due')).toEqual([])
})

test('the whole way by the real worker: listed, erased, removed and certified without anyone asking', async () => {
  const [id = ''] = await dueCases(1)
  await w.serve()
  await w.service((tx) => queueJob(tx, 'find-due', {}))
  await expect
    .poll(async () => (await disposals()).find(({ subject_id }) => subject_id === id)?.state, { timeout: 20_000, interval: 200 })
    .toBe('certified')
})

test('L44: a draft of a contact that nobody has touched for the time of the rule is gone; one that was touched is there', async () => {
  const keep = (person: string) => w.as(person, (tx) => keepDraft(tx, { kind: 'contact', caseId: null, body: { asked: 'halvskrivet' } }))
  await keep('alva')
  await keep('sami')
  await w.pass(20)
  await keep('sami')
  await w.pass(9.9)
  await run('find-due', {})
  const Draft = z.object({ name: z.string() })
  const left = () =>
    w.owner((tx) =>
      tx.all(Draft, sql`select e.name from draft d join employee e on e.id = d.employee_id where d.case_id is null order by 1`),
    )
  expect(await left()).toHaveLength(2)
  await w.pass(0.2)
  await run('find-due', {})
  expect(await left()).toEqual([{ name: 'Sami Lindroth' }])
})
