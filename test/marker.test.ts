import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { receiveMail } from '../server/channel/email/index.ts'
import { closeCase, writeAnswer, writeNote } from '../server/domain/case/index.ts'
import { keepDraft } from '../server/domain/case/keep-draft.ts'
import { storeArrival } from '../server/domain/contact/index.ts'
import { listWhatIsDue } from '../server/domain/retention/jobs.ts'
import { findCertificate, verifyCertificate, verifyChain } from '../server/domain/retention/verify.ts'
import { keeps, tasks } from '../server/modules.ts'
import type { App } from '../server/platform/app.ts'
import { sql } from '../server/platform/db.ts'
import { openLog } from '../server/platform/log.ts'
import { type World, world } from './world.ts'

/** Words that exist nowhere else; each says where it was planted. */
const planted = ['subject', 'body', 'html', 'attachmentname', 'attachment', 'name', 'address', 'header', 'note', 'answer', 'draft'] as const
const marker = (place: (typeof planted)[number]) => `qzx${place}vwk`

const raw = Buffer.from(
  [
    `From: ${marker('name')} Exempel <${marker('address')}@example.org>`,
    'To: kontakt@exempelby.test',
    `Subject: ${marker('subject')}`,
    `X-Planted: ${marker('header')}`,
    `Message-ID: <${marker('header')}@example.org>`,
    'Date: Sun, 22 Nov 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=yttre',
    '',
    '--yttre',
    'Content-Type: multipart/alternative; boundary=inre',
    '',
    '--inre',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Hej, ${marker('body')}.`,
    '--inre',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<p>Hej, <b>${marker('html')}</b>.</p>`,
    '--inre--',
    '--yttre',
    `Content-Type: text/plain; name="${marker('attachmentname')}.txt"`,
    `Content-Disposition: attachment; filename="${marker('attachmentname')}.txt"`,
    '',
    `Bilaga: ${marker('attachment')}`,
    '--yttre--',
    '',
  ].join('\r\n'),
)

let w: World
let app: App
let logged = ''
const write = process.stdout.write.bind(process.stdout)
beforeAll(async () => {
  w = await world()
  // everything that the program says while it works, at its most talkative
  process.stdout.write = (chunk: string | Uint8Array) => {
    logged += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    return true
  }
  app = { db: w.db, files: w.files, clock: w.clock, log: openLog('trace'), settings: w.settings, keeps, demo: true }
})
afterAll(async () => {
  process.stdout.write = write
  await w.end()
})

const job = async (name: string, payload: Record<string, string>) => {
  const task = tasks({ send: undefined }).find((each) => each.name === name)
  if (!task) throw new Error(`no task ${name}`)
  await task.run(task.payload.parse(payload), app)
}

const Table = z.object({ schema: z.string(), name: z.string() })
const Row = z.object({ row: z.string() })

/** Every row of every table of every schema, the job queue's too, as text: what a dump holds. As the server's superuser, whom no policy stops. */
async function dump(): Promise<string> {
  const { host, port, user, password } = inject('testServer')
  const client = new pg.Client({ host, port, user, password, database: w.logins.owner.database })
  await client.connect()
  try {
    const tables = await client.query(
      "select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    )
    let text = ''
    for (const { schema, name } of tables.rows.map((row) => Table.parse(row))) {
      const { rows } = await client.query(`select t::text as row from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)} t`)
      text += rows.map((row) => `${name} ${Row.parse(row).row}`).join('\n')
    }
    return text
  } finally {
    await client.end()
  }
}

/** The word as it is, as bytes in hexadecimal, and as base64 wherever it begins in a group of three. */
function found(place: (typeof planted)[number], where: string): boolean {
  const word = Buffer.from(marker(place))
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), word])
      .toString('base64')
      .slice(shift === 0 ? 0 : shift + 1, -4),
  )
  const lower = where.toLowerCase()
  return lower.includes(marker(place)) || lower.includes(word.toString('hex')) || inBase64.some((each) => where.includes(each))
}

const everywhere = (where: string) => planted.filter((place) => found(place, where))

function everyFile(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`).join('\n')
}

async function serverLog(): Promise<string> {
  const { host, port, user, password } = inject('testServer')
  const client = new pg.Client({ host, port, user, password, database: 'postgres' })
  await client.connect()
  const { rows } = await client.query('show data_directory')
  await client.end()
  const { data_directory } = z.object({ data_directory: z.string() }).parse(rows[0])
  return readFileSync(join(dirname(data_directory), 'postgres.log'), 'utf8')
}

const Case = z.object({ id: z.string(), version: z.int() })
const oneCase = () => w.owner((tx) => tx.one(Case, sql`select id, version from "case"`))
const Id = z.object({ id: z.string() })
const fileIds = async () => {
  const ids: string[] = []
  for await (const id of w.files.list()) ids.push(id)
  return ids
}

test('B18: what was planted in subject, text, HTML, attachment, name, address, header, note, answer and draft is nowhere after its day', async () => {
  const { arrivalId } = await receiveMail(
    raw,
    { sender: `${marker('address')}@example.org`, recipients: ['kontakt@exempelby.test'] },
    {
      files: w.files,
      storeArrival: (given) => w.service((tx) => storeArrival(tx, given)),
      channel: 'epost',
      domain: 'exempelby.test',
      now: w.clock.now(),
    },
  )
  await job('read-arrival', { arrival: arrivalId })
  const { id } = await oneCase()
  await w.as('alva', (tx) => writeNote(tx, id, { body: marker('note') }))
  await w.as('alva', async (tx) =>
    writeAnswer(tx, id, { version: (await oneCase()).version, subject: `Sv: ${marker('subject')}`, body: marker('answer') }),
  )
  await w.as('alva', (tx) => keepDraft(tx, { kind: 'note', caseId: id, body: { text: marker('draft') } }))
  await w.as('alva', async (tx) => closeCase(tx, id, { version: (await oneCase()).version, outcome: 'besvarad' }))

  // The search can find: all but what only the sealed files hold is in the dump now.
  expect(everywhere(await dump())).toEqual(planted.filter((place) => place !== 'attachment'))
  const files = await fileIds()
  expect(files).toHaveLength(2)
  expect(everywhere(everyFile(w.settings.dataFolder))).toEqual([]) // sealed on disk from the first byte

  await w.pass(92)
  await listWhatIsDue(w.db, keeps)
  const disposals = await w.owner((tx) => tx.all(Id, sql`select id from disposal where state = 'due'`))
  expect(disposals).toHaveLength(2) // the case and its contact
  const payload = Object.fromEntries(disposals.map((row, index) => [`disposal${index}`, row.id]))
  for (const name of ['erase', 'remove-files', 'certify']) await job(name, payload)

  expect(everywhere(await dump())).toEqual([])
  expect(await fileIds()).toEqual([])
  expect(everywhere(everyFile(w.settings.dataFolder))).toEqual([])
  expect(everywhere(logged)).toEqual([])
  expect(everywhere(await serverLog())).toEqual([])
  expect(await w.eraser(verifyChain)).toEqual({ links: 2, brokenAt: null })
  for (const number of [1, 2]) {
    const link = await w.eraser((tx) => findCertificate(tx, number))
    expect(link && (await w.eraser((tx) => verifyCertificate(tx, link, w.files)))).toMatchObject({ chain: true, nothingLeft: true })
  }
})

test('the same mail once more, after its day, is the same mail: nothing comes back', async () => {
  const again = await receiveMail(
    raw,
    { sender: `${marker('address')}@example.org`, recipients: ['kontakt@exempelby.test'] },
    {
      files: w.files,
      storeArrival: (given) => w.service((tx) => storeArrival(tx, given)),
      channel: 'epost',
      domain: 'exempelby.test',
      now: w.clock.now(),
    },
  )
  expect(again.fresh).toBe(false)
  expect(await fileIds()).toEqual([])
  expect(everywhere(await dump())).toEqual([])
})
