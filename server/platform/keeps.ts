import { z } from 'zod'
import { type Sql, sql, type Tx } from './db.ts'

/** What goes of a case's texts while the rest stays (K17). `meant`: whether this row is one of those that the rule is about. */
export type Alteration = {
  ruleId: string
  /** Named fields that are emptied. */
  fields: readonly string[]
  /** What is left of a text. */
  text: (text: string) => string
  meant: (table: string, row: { at: Date; channel: string | null }) => boolean
}

/** What is to disappear together: cases or contacts, never both at once. */
export type Subject = { kind: 'case' | 'contact'; ids: readonly string[] }

/** Rows by the subject's id; an id without rows is left out. */
export type Rows = ReadonlyMap<string, number>

/**
 * What a module keeps about people in one table, and how it ends. Each module's keeps.ts exports a list; `server/modules.ts` joins them in the
 * order in which rows can be taken away (children before what they refer to). Every table with personal data is in it: test/structure.test.ts.
 */
export type Keeps = {
  table: string
  /** content: words about or by a person. trace: ids, codes and times. */
  holds: 'content' | 'trace'
} & (
  | {
      /** gone: the rows are deleted. cut-loose: the rows stay without the subject; `retains` says why and what is left in them. */
      end: 'gone' | 'cut-loose'
      retains?: string
      /** Rows that speak of the subjects. The eraser must have opened them, or row security shows none. */
      count(tx: Tx, subject: Subject): Promise<Rows>
      /** @returns rows taken away or cut loose; the same as `count` said before, or the erasure is undone */
      erase(tx: Tx, subject: Subject): Promise<Rows>
      /** Ids of the stored files that go with the rows, asked before they are erased. */
      files?(tx: Tx, subject: Subject): Promise<ReadonlyMap<string, readonly string[]>>
      /** Takes parts of what is said in one case away. The case must be opened. @returns rows changed */
      alter?(tx: Tx, caseId: string, alteration: Alteration): Promise<number>
      /** Contacts that have no end of their own and go with the last of their cases. @returns contact id → case id */
      goesWith?(tx: Tx, caseIds: readonly string[]): Promise<ReadonlyMap<string, string>>
    }
  /** stays: the rows hold nothing but ids of the subject, which name nothing once it is gone, and have a rule of their own. */
  | { end: 'stays'; retains: string }
)

const RowsOf = z.object({ id: z.string(), rows: z.int() })

/** Reads the answer of a query that gives `id` and `rows`, one line a subject. */
export async function rowsOf(tx: Tx, query: Sql): Promise<Rows> {
  return new Map((await tx.all(RowsOf, query)).map(({ id, rows }) => [id, rows]))
}

/** A table that knows nothing of this kind of subject. */
export const noRows: Rows = new Map()

/** A table whose rows carry `case_id` or `contact_id` and go with that one. `where`: the table's name as SQL, for each kind it knows. */
export function goneWith(
  table: string,
  holds: Keeps['holds'],
  where: { case?: Sql; contact?: Sql },
  alter?: (tx: Tx, caseId: string, alteration: Alteration) => Promise<number>,
): Keeps {
  const column = { case: sql`case_id`, contact: sql`contact_id` }
  return {
    table,
    holds,
    end: 'gone',
    ...(alter ? { alter } : {}),
    count: async (tx, { kind, ids }) => {
      const [from, key] = [where[kind], column[kind]]
      return from
        ? rowsOf(tx, sql`select ${key} as id, count(*)::int as rows from ${from} where ${key} = any (${ids}::uuid[]) group by 1`)
        : noRows
    },
    erase: async (tx, { kind, ids }) => {
      const [from, key] = [where[kind], column[kind]]
      if (!from) return noRows
      return rowsOf(
        tx,
        sql`with gone as (delete from ${from} where ${key} = any (${ids}::uuid[]) returning ${key}) select ${key} as id, count(*)::int as rows from gone group by 1`,
      )
    },
  }
}
