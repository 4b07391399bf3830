import type { Tx } from '../../platform/db.ts'
import type { Keeps, Rows, Subject } from '../../platform/keeps.ts'

/** By subject id, then by table. */
export type Counts = Map<string, Record<string, number>>
export type Gone = { expected: Counts; erased: Counts; files: Map<string, string[]> }

/**
 * Takes away everything that every module keeps about the subjects: counts first, then erases, and both must agree table by table and subject
 * by subject, or it throws and the transaction takes nothing. The subjects must be opened in this transaction.
 */
export async function eraseRows(tx: Tx, subject: Subject, keeps: readonly Keeps[]): Promise<Gone> {
  if (subject.ids.length === 0) return { expected: new Map(), erased: new Map(), files: new Map() }
  const gone: Gone = { expected: new Map(), erased: new Map(), files: new Map() }
  const working = keeps.flatMap((kept) => (kept.end === 'stays' ? [] : [kept]))
  // asked all at once: counting needs no order, and the answers come in one go
  const counts = await Promise.all(working.map((kept) => kept.count(tx, subject)))
  const files = await Promise.all(working.map((kept) => kept.files?.(tx, subject)))
  working.forEach((kept, index) => {
    add(gone.expected, kept.table, counts[index] ?? new Map())
    for (const [id, ids] of files[index] ?? []) gone.files.set(id, [...(gone.files.get(id) ?? []), ...ids])
  })
  for (const kept of working) add(gone.erased, kept.table, await kept.erase(tx, subject))
  for (const id of subject.ids) mustAgree(id, gone.expected.get(id) ?? {}, gone.erased.get(id) ?? {})
  return gone
}

/** Adds what happened to one subject to what happened to another that it went with. */
export function addTo(counts: Counts, id: string, more: Readonly<Record<string, number>>): void {
  for (const [table, rows] of Object.entries(more)) add(counts, table, new Map([[id, rows]]))
}

function add(counts: Counts, table: string, rows: Rows): void {
  rows.forEach((number, id) => {
    const tables = counts.get(id) ?? {}
    tables[table] = (tables[table] ?? 0) + number
    counts.set(id, tables)
  })
}

function mustAgree(id: string, expected: Readonly<Record<string, number>>, erased: Readonly<Record<string, number>>): void {
  for (const table of new Set([...Object.keys(expected), ...Object.keys(erased)])) {
    const [before, after] = [expected[table] ?? 0, erased[table] ?? 0]
    if (before !== after)
      throw new Error(`Erasing ${id}: ${before} rows of ${table} were counted, ${after} were erased. Nothing is erased.`)
  }
}
