import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import type { StoredFile } from '../../platform/files.ts'
import { type Serving, serve } from '../../serve.ts'

let w: World
let serving: Serving
const logged: string[] = []
beforeAll(async () => {
  w = await world()
  const log = pino({ level: 'trace' }, new Writable({ write: (line, _, done) => done(void logged.push(String(line))) }))
  // behind a proxy that tells the sender's address: the program knows it, and still keeps nothing of it
  const settings = {
    ...w.settings,
    http: { host: '127.0.0.1', port: 0, given: false },
    publicUrl: 'http://kontakt.exempelby.test',
    trustedProxies: ['127.0.0.1'],
  }
  serving = await serve({ settings, logins: w.logins, demo: true, log })
})
afterAll(async () => {
  await serving.stop()
  await w.end()
})

const questions = 120
const canary = 'kanarie7f3b'
/** What the senders say themselves, to prove that the search finds what is there. */
const written = 'gatlyktan-9c1e'

/** Every sender has an address, a browser, a cookie and a page they came from, each of its own. */
const signsOf = (n: number) => ({
  'x-forwarded-for': n % 2 === 0 ? `198.51.100.${n}` : `2001:db8:77::${n.toString(16)}`,
  'x-real-ip': `198.51.100.${n}`,
  forwarded: `for=198.51.100.${n}`,
  'user-agent': `${canary}-agent-${n}`,
  cookie: `${canary}=${canary}-cookie-${n}; ombud=agent.${canary}`,
  referer: `https://example.org/${canary}-referer-${n}`,
  'accept-language': `sv, ${canary}`,
  'sec-ch-ua': `"${canary}"`,
  'x-request-id': `${canary}-request-${n}`,
})
const traces = [canary, '198.51.100.', '2001:db8:77:']

type Sent = { path: string; type: string; body: string; n: number }
/** Written with Node's own client, since `fetch` won't send some of these headers. */
function send({ path, type, body, n }: Sent): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(
      `${serving.url}${path}`,
      { method: body === '' ? 'GET' : 'POST', headers: { ...signsOf(n), ...(body !== '' && { 'content-type': type }) } },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }))
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}
const form = (path: string, fields: Record<string, string>, n: number) =>
  send({ path, type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString(), n })
const hiddenIn = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? ''
const Count = z.object({ n: z.int() })

async function askAndReturn(n: number): Promise<void> {
  const { text: page } = await send({ path: '/fraga', type: '', body: '', n })
  const fields = {
    noticeVersion: hiddenIn(page, 'noticeVersion'),
    once: hiddenIn(page, 'once'),
    subject: `Fråga ${n}`,
    body: `Om ${written}-${n}.`,
  }
  const receipt = await form('/fraga', fields, n)
  const code = /id="the-code"[^>]*>([^<]+)</.exec(receipt.text)?.[1] ?? ''
  expect([receipt.status, code.length]).toEqual([200, 31])
  if (n % 10 !== 0) return
  await form('/fraga', { ...fields, subject: '' }, n)
  await form('/svar', { code: '00000-00000-00000-00000-00000-0' }, n)
  await expect.poll(async () => (await form('/svar', { code }, n)).text, { timeout: 20_000 }).toContain('Ärendenummer')
  await form('/svar/meddelande', { code, body: `Mer om ${written}-${n}.` }, n)
  const { noticeVersion, subject, body } = fields
  await send({ path: '/v1/public/questions', type: 'application/json', body: JSON.stringify({ noticeVersion, subject, body }), n })
  await send({ path: '/v1/public/conversations', type: 'application/json', body: JSON.stringify({ code: 'x'.repeat(26) }), n })
}

/** Every row of every table there is, the queue's own included, as text; bytes stand as hex. As a superuser, whom no policy hides anything from. */
async function everyRow(found: (table: string, row: string) => void): Promise<number> {
  const { host, port, user, password } = inject('testServer')
  const client = new pg.Client({ host, port, user, password, database: String(w.logins.owner.database) })
  await client.connect()
  try {
    const { rows } = await client.query(
      "select n.nspname || '.' || quote_ident(c.relname) as t from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')",
    )
    for (const { t } of z.array(z.object({ t: z.string() })).parse(rows)) {
      const all = await client.query(`select x::text as row from ${t} x`)
      for (const { row } of z.array(z.object({ row: z.string() })).parse(all.rows)) found(t, row)
    }
    return rows.length
  } finally {
    await client.end()
  }
}

const Stored = z.object({ id: z.uuid(), sha256: z.instanceof(Buffer), size_bytes: z.number(), wrapped_key: z.instanceof(Buffer) })
const storedFiles = async (): Promise<StoredFile[]> =>
  (await w.owner((tx) => tx.all(Stored, sql`select id, sha256, size_bytes, wrapped_key from stored_file`))).map((row) => ({
    id: row.id,
    sha256: row.sha256.toString('hex'),
    sizeBytes: row.size_bytes,
    wrappedKey: row.wrapped_key,
  }))

const hex = (text: string) => Buffer.from(text).toString('hex')
const hasTrace = (text: string) => traces.some((trace) => text.includes(trace) || text.includes(hex(trace)))

test(`B6, C6: of ${questions} senders nothing of address, browser, cookie or referring page is left in any table, file or log line`, async () => {
  for (let n = 1; n <= questions; n += 8)
    await Promise.all(Array.from({ length: Math.min(8, questions + 1 - n) }, (_, at) => askAndReturn(n + at)))
  await expect
    .poll(async () => (await w.owner((tx) => tx.one(Count, sql`select count(*)::int as n from arrival where state <> 'done'`))).n, {
      timeout: 60_000,
    })
    .toBe(0)

  const left: string[] = []
  let [rows, words] = [0, 0]
  const tables = await everyRow((table, row) => {
    rows += 1
    if (row.includes(written)) words += 1
    if (hasTrace(row)) left.push(table)
  })
  expect(tables).toBeGreaterThan(40)
  expect(rows).toBeGreaterThan(questions * 5)
  // the search does find what people wrote: their message and the summary of their case at least
  expect(words).toBeGreaterThanOrEqual(questions * 2)

  const files = await storedFiles()
  expect(files.length).toBeGreaterThanOrEqual(questions)
  for (const file of files) {
    const opened = (await w.files.get(file)).toString()
    expect(opened).toContain(written)
    if (hasTrace(opened)) left.push(`file ${file.id}`)
  }
  for (const path of readdirSync(w.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name)))
    if (hasTrace(path) || hasTrace(readFileSync(path).toString('latin1'))) left.push(path)
  left.push(...logged.filter(hasTrace))
  expect(left).toEqual([])

  const told = await w.owner((tx) =>
    tx.one(
      z.object({ known: z.int(), people: z.int() }),
      sql`select (select count(*)::int from contact where not anonymous) as known, (select count(*)::int from participant) as people`,
    ),
  )
  expect(told).toEqual({ known: 0, people: 0 })
}, 120_000)
