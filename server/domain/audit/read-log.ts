import { z } from 'zod'
import type { LogPage, LogRow, ReadLog } from '../../../contracts/log.ts'
import { Problem } from '../../../contracts/problems.ts'
import { startOfDay } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { boardOfLog, entriesOf, logKeptYears } from './export-log.ts'
import type { LineOf } from './log-file.ts'
import type { LogKeys } from './log-keys.ts'
import type { Head } from './merkle.ts'
import { readCheckpoint, readNote, signedBy, verifierText } from './note.ts'
import { record } from './record.ts'
import { entryOf, faultsOfEntry } from './verify-log.ts'
import { faultWords } from './verify-words.ts'

const rowsOfPage = 50
const Checkpoint = z.object({ at: z.date(), note: z.string() })
const Found = z.object({ number: z.number() })
const Id = z.object({ id: z.uuid() })
const nextDayMs = 26 * 3_600_000

/**
 * A page of one board's log, newest first, each row held against what was signed. That it was read, and for what, stands in the log too.
 * @throws not_found for a board that isn't the actor's
 * Rule: requirements A6, A18, L56; X14 and T17 (the purpose is one of four)
 */
export async function readLog(
  tx: Tx,
  asked: z.infer<typeof ReadLog>,
  { keys, lang }: { keys: LogKeys; lang: 'sv' | 'en' },
): Promise<z.infer<typeof LogPage>> {
  const from = startOfDay(asked.from)
  const board = await boardOfLog(tx, { code: asked.board, from, to: startOfDay(dayAfter(asked.to)) })
  if (!board?.own) throw new Problem('not_found')
  const about =
    asked.caseNumber === undefined
      ? null
      : ((await tx.maybe(Id, sql`select id from "case" where number = upper(${asked.caseNumber})`))?.id ?? 'none')
  const signed = await tx.maybe(Checkpoint, sql`select at, note from log_checkpoint order by size desc limit 1`)
  const head = signedHead(signed?.note, keys)
  const numbers =
    about === 'none' || board.first === null || board.last === null
      ? []
      : await find(tx, asked, { board: board.id, first: board.first, last: board.last, about })
  const shown = numbers.slice(0, rowsOfPage)
  const lines = (await entriesOf(tx, { board, size: head?.size ?? 0 }, { numbers: shown })).toReversed()
  await record(tx, 'log.read', {
    boardId: board.id,
    facts: { purpose: asked.purpose, from: asked.from, to: asked.to, kind: asked.kind ?? null, rows: shown.length },
    ...(about !== null && about !== 'none' ? { caseId: about } : {}),
  })
  return {
    rows: await rowsOf(tx, lines, head, { now: board.now, lang }),
    next: numbers.length > rowsOfPage ? (shown.at(-1) ?? null) : null,
    signed:
      signed && head
        ? {
            size: head.size,
            at: signed.at.toISOString(),
            root: head.root.toString('base64'),
            verifier: verifierText(keys.log),
            good: head.good,
          }
        : null,
  }
}

/** Rows of one board by their numbers, each held against what was signed. Whoever asks says in the log what for. */
export async function logRows(
  tx: Tx,
  { board, numbers }: { board: string; numbers: readonly number[] },
  { keys, lang }: { keys: LogKeys; lang: 'sv' | 'en' },
): Promise<LogRow[]> {
  const found = await boardOfLog(tx, { code: board, from: new Date(0), to: new Date(0) })
  if (!found?.own) throw new Problem('not_found')
  const signed = await tx.maybe(Checkpoint, sql`select at, note from log_checkpoint order by size desc limit 1`)
  const head = signedHead(signed?.note, keys)
  const lines = await entriesOf(tx, { board: found, size: head?.size ?? 0 }, { numbers: [...numbers] })
  return rowsOf(tx, lines, head, { now: found.now, lang })
}

const dayAfter = (day: string) => new Date(Date.parse(day) + nextDayMs).toISOString().slice(0, 10)

function signedHead(text: string | undefined, { log }: LogKeys): (Head & { good: boolean }) | undefined {
  const note = text === undefined ? undefined : readNote(text)
  const tree = note && readCheckpoint(note.text)
  return note && tree && { size: tree.size, root: tree.root, good: signedBy(note, log) !== undefined }
}

type Span = { board: number; first: number; last: number; about: string | null }

async function find(tx: Tx, { kind, before }: z.infer<typeof ReadLog>, { board, first, last, about }: Span): Promise<number[]> {
  const until = before === undefined ? last : Math.min(last, before - 1)
  const found = await tx.all(
    Found,
    sql`select unnest(find_log(${board}, ${first}, ${until}, ${kind ?? null}, ${about}::uuid, null, ${rowsOfPage + 1})) as number`,
  )
  return found.map(({ number }) => number)
}

const Named = z.object({ id: z.uuid(), name: z.string() })
const Ids = z.array(z.uuid()).catch([])

async function rowsOf(
  tx: Tx,
  lines: readonly LineOf<'entry'>[],
  head: (Head & { good: boolean }) | undefined,
  { now, lang }: { now: Date; lang: 'sv' | 'en' },
): Promise<LogRow[]> {
  const read = lines.map((line) => ({
    line,
    cases: casesOf(line),
    contacts: Ids.parse(line.row?.own.contacts),
    who: textOf(line.row?.common.employee_id),
  }))
  const names = new Map(
    (await tx.all(Named, sql`select id, name from employee where id = any (${read.flatMap(({ who }) => who ?? [])}::uuid[])`)).map(
      ({ id, name }) => [id, name],
    ),
  )
  const numbers = new Map(
    (await tx.all(Named, sql`select id, number as name from "case" where id = any (${read.flatMap(({ cases }) => cases)}::uuid[])`)).map(
      ({ id, name }) => [id, name],
    ),
  )
  const told = { keptYears: logKeptYears, madeAt: now.toISOString() }
  return read.map(({ line, cases, contacts, who }) => {
    const entry = entryOf(line)
    const found = faultsOfEntry(line, told, head).filter((fault) => fault !== 'not-yet-signed' || head === undefined)
    const bad = head !== undefined && !head.good ? [...found, 'checkpoint-unsigned' as const] : found
    return {
      number: line.number,
      sequence: line.sequence,
      kind: entry?.kind ?? null,
      at: entry?.at ?? null,
      hand: entry?.hand ?? null,
      act: entry?.act ?? null,
      purpose: entry?.purpose ?? null,
      who: who === undefined ? null : (names.get(who) ?? null),
      cases: cases.map((id) => ({ id, number: numbers.get(id) ?? null })),
      contacts: [...contacts, ...(textOf(line.row?.common.contact_id) ?? [])].flatMap((id) =>
        typeof id === 'string' && id.length === 36 ? [id] : [],
      ),
      facts: factsOf(line),
      door: doorOf(line.row?.common.via),
      proof: proofOf(line, bad, head),
      faults: bad.map((fault) => faultWords[fault][lang]),
    }
  })
}

const textOf = (given: unknown): string | undefined => (typeof given === 'string' ? given : undefined)
const Door = z.enum(['web', 'worker', 'purge', 'owner']).nullable().catch(null)
const doorOf = (given: unknown) => Door.parse(given)

function casesOf({ row }: LineOf<'entry'>): string[] {
  const one = textOf(row?.common.case_id)
  return one === undefined ? Ids.parse(row?.own.cases) : [one]
}

function proofOf(line: LineOf<'entry'>, faults: readonly string[], head: Head | undefined): LogRow['proof'] {
  if (head === undefined || (line.sequence !== null && line.sequence >= head.size)) return 'waiting'
  if (faults.length > 0) return 'broken'
  return line.salts === null ? 'erased' : 'proved'
}

/** What a row says besides: its ground, its clauses, the versions that were in force, what was counted. */
function factsOf({ row }: LineOf<'entry'>): Record<string, string> {
  if (row === null) return {}
  const { facts, because, clause_ids, law_ids, version_ids } = row.common
  const said = typeof facts === 'object' && facts !== null ? Object.entries(facts) : []
  const all = [...said, ['because', because], ['clauses', clause_ids], ['laws', law_ids], ['versions', version_ids]] as const
  return Object.fromEntries(
    all.flatMap(([name, value]) => (isSaid(value) ? [[name, Array.isArray(value) ? value.join(', ') : String(value)]] : [])),
  )
}

const isSaid = (value: unknown) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
