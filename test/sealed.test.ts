import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { caseParts } from '../contracts/secrecy.ts'
import {
  acceptHandover,
  closeCase,
  confirmDelivery,
  handOver,
  routeCase,
  searchCases,
  splitCase,
  writeAnswer,
  writeNote,
} from '../server/domain/case/index.ts'
import { keepDraft } from '../server/domain/case/keep-draft.ts'
import { caseQueries, caseViewOf } from '../server/domain/case/read-case.ts'
import { testHandOver } from '../server/domain/case/test-hand-over.ts'
import { registerContact } from '../server/domain/contact/index.ts'
import { loadRules } from '../server/domain/instruction/index.ts'
import { listWhatIsDue } from '../server/domain/retention/jobs.ts'
import { findCertificate, verifyCertificate, verifyChain } from '../server/domain/retention/verify.ts'
import { keeps, tasks } from '../server/modules.ts'
import type { App } from '../server/platform/app.ts'
import { openDb, sql } from '../server/platform/db.ts'
import { openFiles } from '../server/platform/files.ts'
import { serviceKeys } from '../server/platform/key-service.ts'
import { fileKeys, forgetKey, formerKeys, replaceKey } from '../server/platform/keys.ts'
import { openLog } from '../server/platform/log.ts'
import { rewrapAll } from '../server/platform/rewrap.ts'
import { sealingWith } from '../server/platform/sealed-text.ts'
import { type World, world } from './world.ts'

// Words of sealed types: in no dump, whoever takes it and whatever has been done with the case; readable to whoever may read them.

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const Row = z.object({ row: z.string() })
const superuser = async <T>(work: (client: pg.Client) => Promise<T>, of = w): Promise<T> => {
  const { host, port, user, password } = inject('testServer')
  const client = new pg.Client({ host, port, user, password, database: of.logins.owner.database })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Every row of every table, the job queue's too, as text, and every file: what somebody who has taken the machine's disks has, but for the keys. */
const taken = async (of = w): Promise<string> => {
  const rows = await superuser(async (client) => {
    const tables = await client.query(
      "select quote_ident(schemaname) || '.' || quote_ident(tablename) as row from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    )
    const found: string[] = []
    for (const { row: table } of tables.rows.map((each) => Row.parse(each)))
      found.push(...(await client.query(`select t::text as row from ${table} t`)).rows.map((each) => `${table} ${Row.parse(each).row}`))
    return found
  }, of)
  const files = readdirSync(of.settings.dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return [...rows, ...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))].join('\n')
}
const found = (words: readonly string[], where: string) =>
  words.filter((word) =>
    [word, Buffer.from(word).toString('hex'), Buffer.from(word).toString('base64').slice(0, -4)].some((each) =>
      where.toLowerCase().includes(each.toLowerCase()),
    ),
  )

const view = async (person: string, id: string) => {
  const actor = await w.actor(person)
  return caseViewOf(await w.db.ask(actor, caseQueries(id, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv')
}
const Version = z.object({ version: z.int() })
const versionOf = async (id: string) => (await w.owner((tx) => tx.one(Version, sql`select version from "case" where id = ${id}`))).version
const social = { board: 'socialnamnden', caseType: 'ekonomiskt-bistand' }

async function socialCase(words: (word: string) => string) {
  const mail = {
    from: `${words('namn')} Exempel <${words('adress')}@example.org>`,
    subject: words('amne'),
    body: `Hej, ${words('text')}.`,
  }
  return (await w.mail(mail)).caseId
}

test('L33, T15: a dump as superuser shows nothing of a sealed case, after routing, noting, drafting, handing over and answering', async () => {
  const words = (place: string) => `zq${place}kvx`
  const id = await socialCase(words)
  const early = ['namn', 'adress', 'amne', 'text'].map(words)
  expect(found(early, await taken())).toEqual(early) // the search can find: until somebody has said what it is about it is an ordinary mail

  await w.as('alva', async (tx) => routeCase(tx, id, { version: await versionOf(id), ...social }))
  expect(found(early, await taken())).toEqual([])
  await w.as('alva', async (tx) => handOver(tx, id, { version: await versionOf(id), ...social, reason: words('skal') }))
  await w.as('idris', async (tx) => acceptHandover(tx, id, { version: await versionOf(id) }))
  await w.as('idris', (tx) => writeNote(tx, id, { body: words('anteckning') }))
  await w.as('idris', (tx) => keepDraft(tx, { kind: 'note', caseId: id, body: { text: words('utkast') } }))
  await w.as('idris', async (tx) => writeAnswer(tx, id, { version: await versionOf(id), subject: words('amne'), body: words('svar') }))
  const all = [...early, ...['skal', 'anteckning', 'utkast', 'svar'].map(words)]
  expect(found(all, await taken())).toEqual([])

  const seen = await view('idris', id)
  const said = JSON.stringify(seen)
  expect(found([...['amne', 'text', 'namn', 'adress', 'skal', 'anteckning', 'utkast', 'svar'].map(words)], said)).toHaveLength(8)
  expect(seen.answerTo).toBe(`${words('adress')}@example.org`)
})

test('L33: a call that is registered with a sealed type lies sealed from the beginning, what was settled in it too', async () => {
  const person = { name: 'zqringarekvx Exempel', phone: '070-174 06 05', email: 'zqringareskvx@example.org' }
  const question = { ...social, asked: 'zqfraganakvx', answered: 'zqsvaretkvx' }
  const made = await w.as('alva', (tx) =>
    registerContact(tx, {
      channel: 'phone',
      anonymous: false,
      publicityWarning: 'shown',
      ...person,
      questions: [{ ...question, settle: 'case' }],
    }),
  )
  expect(found(['zqringarekvx', '070-174', '1740605', 'zqringareskvx', 'zqfraganakvx', 'zqsvaretkvx'], await taken())).toEqual([])
  const id = made.cases[0]?.id ?? ''
  expect(JSON.stringify(await view('alva', id))).toContain('zqringarekvx')
  // exactly what was given finds it, however the number is written; a part of it, or a name, doesn't
  const finds = async (person: string, q: string) =>
    (await w.as(person, (tx) => searchCases(tx, q, { hashOf: () => [] }))).some((row) => row.id === id)
  expect(await finds('alva', 'ZQringareskvx@example.org')).toBe(true)
  expect(await finds('alva', '+46 70 1740605')).toBe(true)
  expect(await finds('alva', '0701740605')).toBe(true)
  for (const q of ['zqringareskvx', 'zqringarekvx', '0701740606', '1740605']) expect(await finds('alva', q), q).toBe(false)
  expect(await finds('maj', '0701740605')).toBe(false)
})

test('L33: the database commits nothing in clear into a sealed case, whoever writes, and no sealed words in another place', async () => {
  const id = await socialCase((place) => `zq${place}ab`)
  await w.as('alva', async (tx) => routeCase(tx, id, { version: await versionOf(id), ...social }))
  await superuser(async (client) => {
    const write = client.query(`insert into note (case_id, at, body) values ($1, now(), 'i klartext')`, [id])
    await expect(write).rejects.toMatchObject({ code: '42501' })
    await client.query('begin')
    await client.query('update message m set body = m.subject where case_id = $1', [id])
    await expect(client.query('commit')).rejects.toMatchObject({ code: '42501' })
  })
  const noKeys = openDb({ ...w.logins, sealing: undefined })
  const service = { hand: 'service' } as const
  const note = sql`insert into note (id, case_id, at, body) values (gen_random_uuid(), ${id}, ombud_now(), 'i klartext')`
  await expect(noKeys.as(service, (tx) => tx.run(note))).rejects.toThrow('no keys')
  await noKeys.end()
  // copied through the program, sealed words are sealed anew for where they come to stand
  await w.owner((tx) => tx.run(sql`update message set body = subject where case_id = ${id}`))
  const places = `select bool_and(body like '%1|message.body|' || id || '|%') as own, bool_and(body <> subject) as apart from message where case_id = $1`
  expect(await superuser(async (client) => (await client.query(places, [id])).rows)).toEqual([{ own: true, apart: true }])
  // what somebody writes can't pass for sealed words
  const mark = await w.mail({ body: '\u{E5EA}1|note.body|x|00000000-0000-0000-0000-000000000000|t|AAAA\u{E5EB}' })
  expect(JSON.stringify(await view('alva', mark.caseId))).toContain('\u{FFFD}1|note.body')
})

test('L33: what is split off into an open type is opened there, and what is sealed stays sealed where it was', async () => {
  const id = await socialCase((place) => `zq${place}cd`)
  await w.as('alva', async (tx) => routeCase(tx, id, { version: await versionOf(id), ...social }))
  const into = { board: 'stadsbyggnadsnamnden', caseType: 'bygglov', text: 'En fråga om altanen.' }
  // what is secret leaves its board with a harm test (D6)
  const consent = { board: into.board, ground: 'consent' as const, answers: {}, consented: [...caseParts], law: null }
  await w.as('alva', (tx) => testHandOver(tx, id, consent))
  const made = await w.as('alva', async (tx) => splitCase(tx, id, { version: await versionOf(id), ...into }))
  const names = await w.owner((tx) =>
    tx.all(z.object({ name: z.string() }), sql`select name from participant where case_id in (${id}, ${made.id}) order by 1`),
  )
  expect(names).toEqual([{ name: 'zqnamncd Exempel' }, { name: 'zqnamncd Exempel' }])
  const inClear = await superuser((client) => client.query('select case_id from participant where name = $1', ['zqnamncd Exempel']))
  expect(inClear.rows.map(({ case_id }) => case_id)).toEqual([made.id])
  // routed on to an open type the rest is open too, and what finds it is the ordinary index
  await w.as('alva', async (tx) => routeCase(tx, id, { version: await versionOf(id), board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }))
  expect(found(['zqtextcd'], await taken())).toEqual(['zqtextcd'])
  const hashes = await superuser((client) => client.query('select from sealed_lookup where case_id = $1', [id]))
  expect(hashes.rowCount).toBe(0)
})

test('T15: a new key-encryption key wraps every data key and touches no content; stopped half-way it goes on; then the old one can go', async () => {
  const id = await socialCase((place) => `zq${place}ef`)
  await w.as('alva', async (tx) => routeCase(tx, id, { version: await versionOf(id), ...social }))
  const bodies = () => superuser(async (client) => (await client.query('select id, body, xmin::text from message order by id')).rows)
  const before = await bodies()
  const keys = fileKeys(w.settings.keysFolder)
  const owner: Parameters<typeof rewrapAll>[0] = (work) => w.owner(work)
  replaceKey(w.settings.keysFolder)
  let wrapped = 0
  const failing = {
    ...keys,
    wrap: async (...given: Parameters<typeof keys.wrap>) => (++wrapped > 2 ? Promise.reject(new Error('power cut')) : keys.wrap(...given)),
  }
  await expect(rewrapAll(owner, failing)).rejects.toThrow('power cut')
  expect(JSON.stringify(await view('alva', id))).toContain('zqtextef') // half-way, and a process that serves all the while
  expect(await rewrapAll(owner, keys)).toBeGreaterThan(0)
  expect(await rewrapAll(owner, keys)).toBe(0)
  const [old = '', ...more] = formerKeys(w.settings.keysFolder)
  expect(more).toEqual([])
  forgetKey(w.settings.keysFolder, old)
  expect(JSON.stringify(await view('alva', id))).toContain('zqtextef')
  expect(await bodies()).toEqual(before)
  const files = await w.owner((tx) =>
    tx.all(
      z.object({ id: z.string(), sha256: z.instanceof(Buffer), size_bytes: z.number(), wrapped_key: z.instanceof(Buffer) }),
      sql`select id, sha256, size_bytes, wrapped_key from stored_file`,
    ),
  )
  for (const file of files)
    await w.files.get({ id: file.id, sha256: file.sha256.toString('hex'), sizeBytes: file.size_bytes, wrappedKey: file.wrapped_key })
})

/** A key service as an operator may write one: it speaks the protocol of key-service.ts, and keeps its key to itself. */
function keyService(path: string, keysFolder: string): Promise<Server> {
  const Question = z.object({ ask: z.string(), for: z.string().default(''), key: z.string().default('') })
  const keys = fileKeys(keysFolder)
  const server = createServer((socket) => {
    createInterface({ input: socket }).once('line', async (line) => {
      try {
        const { ask, for: boundTo, key } = Question.parse(JSON.parse(line))
        const bytes = Buffer.from(key, 'base64')
        const ok = ask === 'current' ? keys.current() : ask === 'wrap' ? keys.wrap(boundTo, bytes) : keys.unwrap(boundTo, bytes)
        socket.end(`${JSON.stringify({ ok: (await ok).toString('base64') })}\n`)
      } catch {
        socket.end(`${JSON.stringify({ error: 'refused' })}\n`)
      }
    })
  })
  return new Promise((resolve) => server.listen(path, () => resolve(server)))
}

test('T15: with the key in a process of its own, words and files are sealed and opened through it, and while it is away nothing is', async () => {
  const x = await world() // what its key has sealed can't be opened by another
  const folder = mkdtempSync(join(tmpdir(), 'ombud-key-service-'))
  const socket = join(folder, 'keys.sock')
  const server = await keyService(socket, join(folder, 'its-own'))
  const keys = serviceKeys(socket)
  const db = openDb({ ...x.logins, sealing: sealingWith(keys, x.settings.keysFolder) })
  const files = openFiles({ folder: join(folder, 'files'), keys })
  try {
    const { caseId: id } = await x.mail({ subject: 'zqtjanstgh' })
    const alva = await x.actor('alva')
    const { version } = await x.owner((tx) => tx.one(Version, sql`select version from "case" where id = ${id}`))
    await db.as(alva, (tx) => routeCase(tx, id, { version, ...social }))
    await db.as(alva, (tx) => writeNote(tx, id, { body: 'zqnotgh' }))
    expect(found(['zqtjanstgh', 'zqnotgh'], await taken(x))).toEqual([])
    expect(JSON.stringify(await db.ask(alva, caseQueries(id, 'guidance')))).toContain('zqnotgh')
    const stored = await files.put(Buffer.from('en bilaga'))
    expect((await files.get(stored)).toString()).toBe('en bilaga')
    await expect(keys.unwrap('key of something else', stored.wrappedKey)).rejects.toThrow('refused')
    await new Promise((resolve) => server.close(resolve))
    await expect(db.ask(alva, caseQueries(id, 'guidance'))).rejects.toThrow()
    await expect(db.as(alva, (tx) => writeNote(tx, id, { body: 'zqefterat' }))).rejects.toThrow()
    await expect(files.put(Buffer.from('en till'))).rejects.toThrow()
    expect(found(['zqefterat'], await taken(x))).toEqual([])
  } finally {
    await db.end()
    await x.end()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('L33: when a type becomes sealed, what already lay there in clear is sealed by the worker and leaves the index', async () => {
  const { caseId: id } = await w.mail({ subject: 'zqamnekl', body: 'Hej, zqtextkl.', from: 'Zqnamnkl <kl@example.org>' })
  await w.as('alva', async (tx) => routeCase(tx, id, { version: await versionOf(id), board: 'stadsbyggnadsnamnden', caseType: 'bygglov' }))
  const words = ['zqamnekl', 'zqtextkl', 'Zqnamnkl', 'kl@example.org']
  expect(found(words, await taken())).toEqual(words)
  await w.owner((tx) =>
    tx.run(
      sql`update case_type set secrecy = 'sealed', secrecy_level = 'reverse', secrecy_provision = '26:1', secrecy_tags = '{26:1}' where code = 'bygglov'`,
    ),
  )
  const queued = sql`select count(*)::int as n from graphile_worker._private_jobs where key = 'seal-what-was'`
  expect(await superuser(async (client) => (await client.query(queued.text)).rows)).toEqual([{ n: 1 }])
  await job('scan-texts', {})
  expect(found(words, await taken())).toEqual([])
  expect((await w.as('alva', (tx) => searchCases(tx, 'kl@example.org', { hashOf: () => [] }))).map((row) => row.id)).toEqual([id])
  await w.owner((tx) =>
    tx.run(
      sql`update case_type set secrecy = 'open', secrecy_level = 'none', secrecy_provision = null, secrecy_tags = '{}' where code = 'bygglov'`,
    ),
  )
})

const job = async (name: string, payload: Record<string, string>) => {
  const app: App = { db: w.db, files: w.files, clock: w.clock, log: openLog('silent'), settings: w.settings, keeps, demo: true }
  const task = tasks({ send: undefined }).find((each) => each.name === name)
  if (!task) throw new Error(`no task ${name}`)
  await task.run(task.payload.parse(payload), app)
}

test('B18, L33: erasing a sealed case destroys its key row and what finds it, and the certificate holds', async () => {
  const id = await socialCase((place) => `zq${place}ij`)
  await w.as('alva', async (tx) => handOver(tx, id, { version: await versionOf(id), ...social, reason: 'zqskalij' }))
  await w.as('idris', async (tx) => acceptHandover(tx, id, { version: await versionOf(id) }))
  const keyRows = () => superuser(async (client) => (await client.query('select from sealing_key where case_id = $1', [id])).rowCount)
  expect(await keyRows()).toBe(1)
  await w.as('idris', async (tx) => closeCase(tx, id, { version: await versionOf(id), outcome: 'registrerad-annat-system' }))
  await w.as('idris', async (tx) => confirmDelivery(tx, id, { version: await versionOf(id) }))
  await w.pass(8)
  await listWhatIsDue(w.db, keeps)
  const due = await w.owner((tx) => tx.all(z.object({ id: z.string() }), sql`select id from disposal where state = 'due'`))
  const payload = Object.fromEntries(due.map((row, index) => [`disposal${index}`, row.id]))
  for (const name of ['erase', 'remove-files', 'certify']) await job(name, payload)
  expect(await keyRows()).toBe(0)
  expect((await superuser((client) => client.query('select from sealed_lookup where case_id = $1', [id]))).rowCount).toBe(0)
  expect(await w.eraser(verifyChain)).toMatchObject({ brokenAt: null })
  const certified = sql`select number from certificate where disposal_id = any (${due.map((row) => row.id)}::uuid[])`
  const links = await w.owner((tx) => tx.all(z.object({ number: z.int() }), certified))
  expect(links.length).toBeGreaterThan(0)
  for (const { number } of links) {
    const link = await w.eraser((tx) => findCertificate(tx, number))
    expect(link && (await w.eraser((tx) => verifyCertificate(tx, link, w.files)))).toMatchObject({ chain: true, nothingLeft: true })
  }
})
