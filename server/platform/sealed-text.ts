import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { keptSecret } from './kept-secret.ts'
import { fileKeys, type Keys } from './keys.ts'
import { seal, unseal } from './seal.ts'
import { type Sql, sql } from './sql.ts'

/**
 * Words of sealed types as they lie in the database (L33): `mark 1|place|row|key|kind|bytes mark`. Place and row are authenticated with the
 * bytes, and the database commits them in that place only (migration 0035). They are sealed at the end of the transaction that wrote them and
 * opened as rows come back, both in platform/db.ts, so that no verb can forget it.
 */
export type Sealing = { keys: Keys; lookupKey: Buffer }

const [open, close] = ['\u{E5EA}', '\u{E5EB}']
const shape = /\u{E5EA}1\|([a-z_]+\.[a-z_]+)\|([A-Za-z0-9/-]+)\|([0-9a-f-]{36})\|([jt])\|([A-Za-z0-9_-]+)\u{E5EB}/gu

type Rows = Record<string, unknown>[]
export type Run = (query: Sql) => Promise<Rows>

export const sealingIn = (keysFolder: string): Sealing => sealingWith(fileKeys(keysFolder), keysFolder)

export function sealingWith(keys: Keys, keysFolder: string): Sealing {
  return { keys, lookupKey: Buffer.from(keptSecret(keysFolder, 'lookup-key'), 'base64url') }
}

/** The mark is ours: in what somebody writes it becomes the sign for a character that isn't one, so that no text can pass for a sealed one. */
export function withoutMarks(value: unknown): unknown {
  if (typeof value === 'string') return value.includes(open) ? value.replaceAll(open, '\u{FFFD}') : value
  return Array.isArray(value) ? value.map(withoutMarks) : value
}

const Work = z.object({
  of_case: z.uuid().nullable(),
  of_contact: z.uuid().nullable(),
  should_seal: z.boolean(),
  key_id: z.uuid().nullable(),
  wrapped: z.instanceof(Buffer).nullable(),
  place: z.string(),
  ref: z.string(),
  value: z.string(),
})
type Work = z.infer<typeof Work>
const Key = z.object({ key_id: z.uuid(), wrapped: z.instanceof(Buffer) })

/** Seals what this transaction has written of sealed types, and opens what it has moved out of them. The database commits nothing else. */
export async function sealDue(run: Run, sealing: Sealing): Promise<void> {
  const work = (await run(sql`select * from sealing_work()`)).map((row) => Work.parse(row))
  for (const owned of Map.groupBy(work, ({ of_case, of_contact }) => of_case ?? of_contact).values()) await settle(run, sealing, owned)
  await run(sql`select settle_sealing()`)
}

async function settle(run: Run, sealing: Sealing, work: readonly Work[]): Promise<void> {
  const [first] = work
  if (!first) return
  const { of_case, of_contact, should_seal } = first
  // what was copied or moved here sealed is opened first, with the key it names
  const plain = await Promise.all(work.map(async ({ value }) => await openText(run, sealing, value)))
  const key = should_seal ? await keyOf(run, sealing, first) : undefined
  const becomes = work.map(({ place, ref }, index) => {
    const text = plain[index] ?? ''
    return key ? sealText(key, { place, ref, kind: place === 'draft.body' ? 'j' : 't' }, text) : text
  })
  const hashes = should_seal
    ? work.flatMap(({ place }, index) => lookupsIn(place, plain[index] ?? '')).map((each) => keyed(sealing, each))
    : []
  await run(
    sql`select put_sealed(${of_case}, ${of_contact}, ${work.map(({ place }) => place)}, ${work.map(({ ref }) => ref)}, ${becomes}, ${hashes}::bytea[])`,
  )
}

type OpenKey = { id: string; bytes: Buffer }

async function keyOf(run: Run, { keys }: Sealing, { of_case, of_contact, key_id, wrapped }: Work): Promise<OpenKey> {
  if (key_id !== null && wrapped !== null) return { id: key_id, bytes: await keys.unwrap(`words of ${key_id}`, wrapped) }
  const made = { id: randomUUID(), bytes: randomBytes(32) }
  const [row] = await run(
    sql`select * from sealing_key_of(${of_case}, ${of_contact}, ${made.id}, ${await keys.wrap(`words of ${made.id}`, made.bytes)})`,
  )
  const found = Key.parse(row)
  return found.key_id === made.id ? made : { id: found.key_id, bytes: await keys.unwrap(`words of ${found.key_id}`, found.wrapped) }
}

/** @param of where it is to stand */
function sealText(key: OpenKey, of: { place: string; ref: string; kind: 'j' | 't' }, text: string): string {
  const at = `1|${of.place}|${of.ref}|${key.id}|${of.kind}`
  return `${open}${at}|${seal(key.bytes, at, Buffer.from(text)).toString('base64url')}${close}`
}

async function openText(run: Run, sealing: Sealing, text: string): Promise<string> {
  const [row] = await openRows([{ text }], run, sealing, { json: false })
  return z.object({ text: z.string() }).parse(row).text
}

/** Rows with every sealed word in them opened, also inside JSON and in the middle of a text. Rows without any cost one look. */
export async function openRows(rows: Rows, run: Run, sealing: Sealing | undefined, { json } = { json: true }): Promise<Rows> {
  const ids = new Set<string>()
  for (const row of rows) walk(row, (text) => note(text, ids))
  if (ids.size === 0) return rows
  if (!sealing) throw new Error('sealed words were read by a process that has no keys')
  const found = (await run(sql`select * from wrapped_keys(${[...ids]}::uuid[])`)).map((row) => Key.parse(row))
  const keys = new Map(
    await Promise.all(
      found.map(async ({ key_id, wrapped }) => [key_id, await sealing.keys.unwrap(`words of ${key_id}`, wrapped)] as const),
    ),
  )
  return rows.map((row) => walkRow(row, (text) => unsealed(text, keys, json)))
}

function note(text: string, ids: Set<string>): string {
  if (text.includes(open)) for (const [, , , id] of text.matchAll(shape)) if (id) ids.add(id)
  return text
}

function unsealed(text: string, keys: ReadonlyMap<string, Buffer>, json: boolean): unknown {
  if (!text.includes(open)) return text
  let whole: unknown
  const opened = text.replace(shape, (sealed, place: string, ref: string, id: string, kind: string, bytes: string) => {
    const key = keys.get(id)
    if (!key) throw new Error(`the key of sealed words is gone: ${id}`)
    const plain = unseal(key, `1|${place}|${ref}|${id}|${kind}`, Buffer.from(bytes, 'base64url')).toString()
    if (json && kind === 'j' && sealed.length === text.length) whole = JSON.parse(plain)
    return plain
  })
  return whole ?? opened
}

const walkRow = (row: Record<string, unknown>, each: (text: string) => unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, walk(value, each)]))

function walk(value: unknown, each: (text: string) => unknown): unknown {
  if (typeof value === 'string') return each(value)
  if (value === null || typeof value !== 'object' || value instanceof Date || Buffer.isBuffer(value)) return value
  if (Array.isArray(value)) return value.map((item) => walk(item, each))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, each)]))
}

/** What a sealed case can be found by when it is known exactly: addresses, telephone numbers and identity numbers, in one form each. */
export type Lookup = { kind: 'email' | 'phone' | 'identity'; value: string }

const identityShape = /(?<!\d)(?:19|20)?(\d{6})[-+ ]?(\d{4})(?!\d)/g

export function lookupsIn(place: string, text: string): Lookup[] {
  if (place === 'participant.email') return text.trim() === '' ? [] : [{ kind: 'email', value: text.trim().toLowerCase() }]
  if (place === 'participant.phone') return phoneIn(text)
  return identitiesIn(text)
}

/** What somebody searches for, read as each thing it can be. */
export function lookupsOf(typed: string): Lookup[] {
  if (/^\S+@\S+$/.test(typed.trim())) return [{ kind: 'email', value: typed.trim().toLowerCase() }]
  return [...identitiesIn(typed.trim()), ...(/^[+\d][\d\s()/-]{5,}$/.test(typed.trim()) ? phoneIn(typed) : [])]
}

function phoneIn(text: string): Lookup[] {
  const digits = text.replace(/\D/g, '')
  return digits.length < 7 ? [] : [{ kind: 'phone', value: digits.replace(/^(00)?46|^0/, '') }]
}

const identitiesIn = (text: string): Lookup[] =>
  [...text.matchAll(identityShape)].map(([, day = '', last = '']) => ({ kind: 'identity', value: day + last }))

/** HMAC under a key that lies outside the database: two dumps of it can't be searched by guessing numbers. */
export function keyed({ lookupKey }: Pick<Sealing, 'lookupKey'>, { kind, value }: Lookup): Buffer {
  return createHmac('sha256', lookupKey).update(`${kind}:${value}`).digest()
}
