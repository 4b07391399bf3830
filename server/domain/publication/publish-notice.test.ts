import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { InstructionFile } from '../../../contracts/instruction.ts'
import { exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { manager, signingOf, workerActs } from '../../../test/signed-version.ts'
import { type World, world } from '../../../test/world.ts'
import { openQueuePool, sql } from '../../platform/db.ts'
import { registerContact } from '../contact/index.ts'
import { putInForce } from '../instruction/index.ts'
import { liftStop } from '../instruction/lift-stop.ts'
import { stopInstruction } from '../instruction/stop-instruction.ts'
import { followRules } from './jobs.ts'
import { publishNotice } from './publish-notice.ts'
import { listNotices, readNotice } from './read-notice.ts'
import { readNoticeFaults } from './read-notice-faults.ts'

let w: World
beforeAll(async () => {
  w = await world()
}, 60_000)
afterAll(() => w.end())

const traffic = exempelbyFiles.find(({ board }) => board === 'tekniska-namnden')
if (!traffic) throw new Error('Exempelby has no tekniska nämnden')
const source = readFileSync(new URL('../../../db/seed/exempelby/instruction-tekniska-namnden.yaml', import.meta.url), 'utf8')
const withDays = (length: number, version: number): InstructionFile => ({
  ...traffic,
  version,
  clauses: traffic.clauses.map((clause) =>
    clause.id !== 'gallring-trafik' || clause.retention === null
      ? clause
      : {
          ...clause,
          retention: { ...clause.retention, due: { after: 'case.closed', length, unit: 'days' as const, calendar: 'calendar' as const } },
        },
  ),
})
const replace = (file: InstructionFile) => w.owner((tx) => putInForce(tx, file, `${source} # ${file.version}`))
const read = (given: Parameters<typeof readNotice>[2] = {}) => w.db.as({ hand: 'citizen', secret: '' }, (tx) => readNotice(tx, 'sv', given))
const textOf = ({ sections }: Awaited<ReturnType<typeof read>>) =>
  sections.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join(' ')
const Version = z.object({ notice_version: z.string().nullable() })
const newestContact = () => w.owner((tx) => tx.one(Version, sql`select notice_version from contact order by started_at desc, id limit 1`))

test('B1: an e-mail and an agent’s registered call carry the version that was published when they came', async () => {
  const { version } = await read()
  await w.mail()
  expect(await newestContact()).toEqual({ notice_version: version })
  await w.as('alva', (tx) =>
    registerContact(tx, {
      channel: 'phone',
      anonymous: true,
      questions: [
        { board: 'stadsbyggnadsnamnden', caseType: 'bygglov', asked: 'När har ni öppet?', answered: 'Klockan åtta.', settle: 'answered' },
      ],
    }),
  )
  expect(await newestContact()).toEqual({ notice_version: version })
})

test('B1, B35: a changed rule is told from its publishing on; old versions stay; words that come back come back with a new day', async () => {
  const first = await read()
  expect(textOf(first)).toContain('360 dagar')
  await replace(withDays(361, 50))
  const second = await w.service(publishNotice)
  expect(second).not.toBe(first.version)
  expect(textOf(await read())).toContain('361 dagar')
  expect(await read({ version: first.version })).toMatchObject({ current: false, version: first.version })
  expect(textOf(await read({ version: first.version }))).toContain('360 dagar')
  await w.pass(2)
  await replace(withDays(360, 51))
  expect(await w.service(publishNotice)).toBe(first.version)
  const third = await read()
  expect(third).toMatchObject({ current: true, version: first.version })
  expect(third.publishedOn > first.publishedOn).toBe(true)
  expect(textOf(third)).toContain(`publicerades senast ${third.publishedOn}`)
  const { versions } = await w.db.as({ hand: 'citizen', secret: '' }, listNotices)
  expect(versions.map(({ version }) => version)).toEqual([first.version, second, first.version])
  expect(await w.service(publishNotice)).toBe(first.version)
  expect((await w.db.as({ hand: 'citizen', secret: '' }, listNotices)).versions).toHaveLength(3)
})

test('B1: a clause that ends inside its version leaves the notice by itself, and what no rule backs is never published', async () => {
  const end = await w.owner((tx) => tx.one(z.object({ at: z.date() }), sql`select ombud_now() + interval '1 day' as at`))
  const ending = withDays(360, 52)
  const clauses = ending.clauses.map((clause) => (clause.id === 'status-drift' ? { ...clause, validTo: end.at.toISOString() } : clause))
  await replace({ ...ending, clauses })
  await followRules(w.db)
  expect(JSON.stringify(await read())).toContain('tekniska-namnden/status-drift')
  await w.pass(1, 1)
  await followRules(w.db)
  expect(JSON.stringify(await read())).not.toContain('tekniska-namnden/status-drift')
})

test('P1: what is published is held against the rules in force; a rule that has moved since is named both ways, until it is published', async () => {
  const faults = () => w.as('bodil', readNoticeFaults)
  await replace(withDays(360, 59))
  await w.service(publishNotice)
  expect(await faults()).toMatchObject({ faults: [], unpublishable: null })
  await replace(withDays(365, 60))
  const told = (await faults()).faults.filter(({ lang }) => lang === 'sv')
  expect(told.map(({ kind, clauses }) => [kind, clauses])).toEqual([
    ['unbacked', ['tekniska-namnden/gallring-trafik']],
    ['hidden', ['tekniska-namnden/gallring-trafik']],
  ])
  expect(told[1]?.text).toContain('365 dagar')
  await w.service(publishNotice)
  expect((await faults()).faults).toEqual([])
})

test('what was told can’t be changed or taken away by any hand of the web or the worker', async () => {
  for (const statement of [sql`update notice_publication set content = '{}'`, sql`delete from notice_publication`, sql`delete from notice`])
    await expect(w.service((tx) => tx.run(statement))).rejects.toThrow('permission denied')
  await expect(
    w.db.as({ hand: 'citizen', secret: '' }, (tx) =>
      tx.run(sql`insert into notice_publication (version, published_at, content) select version, now(), '{}' from notice limit 1`),
    ),
  ).rejects.toThrow('permission denied')
})

test('A9, B1: a stop is told by the job that it queues, and the notice is as before once both have lifted it', async () => {
  await replace(withDays(360, 70))
  await w.service(publishNotice)
  const before = await read()
  const id = await w.as('bodil', (tx) =>
    stopInstruction(tx, {
      board: 'stadsbyggnadsnamnden',
      acts: ['status.tell'],
      caseTypes: [],
      reason: 'Vi utreder en felaktig utlämning.',
    }),
  )
  const jobs = openQueuePool(w.logins)
  const { rows } = await jobs.query(
    `select 1 from graphile_worker.jobs where task_identifier = 'publish-notice' and key = 'publish-notice'`,
  )
  await jobs.end()
  expect(rows).toHaveLength(1)
  const linted = await w.service(readNoticeFaults)
  expect(linted.faults).toContainEqual(expect.objectContaining({ kind: 'hidden', line: 'A9' }))
  expect(linted.notTold).toContainEqual(expect.objectContaining({ field: 'retention.quarantineDays' }))
  await followRules(w.db)
  const during = await read()
  expect(textOf(during)).toContain(`Stoppets nummer är ${id}`)
  expect(textOf(await read({ layer: 'short', board: 'stadsbyggnadsnamnden' }))).toContain(id)
  expect(textOf(await read({ board: 'tekniska-namnden' }))).not.toContain(id)
  for (const [person, party] of [
    ['bodil', 'board'],
    [manager, 'contact-centre'],
  ] as const) {
    const signing = await signingOf(w, person, party)
    await w.as(person, (tx) => liftStop(tx, id, signing))
  }
  await workerActs(w)
  await followRules(w.db)
  expect(await read()).toMatchObject({ version: before.version, current: true })
})
