import { z } from 'zod'
import type { Tx } from './db.ts'
import type { Keys } from './keys.ts'
import { type Sql, sql } from './sql.ts'

const batch = 200
const Wrapped = z.object({ id: z.string(), purpose: z.string(), wrapped: z.instanceof(Buffer) })

/** Every place where a data key lies: how it is found with another header than the given, and how its new wrapping is put there. */
const places: readonly { find(header: Buffer): Sql; put(id: string, was: Buffer, wrapped: Buffer): Sql }[] = [
  {
    find: (header) =>
      sql`select id::text, 'words of ' || id as purpose, wrapped from sealing_key where substring(wrapped for 9) <> ${header} limit ${batch}`,
    put: (id, was, wrapped) => sql`update sealing_key set wrapped = ${wrapped} where id = ${id} and wrapped = ${was}`,
  },
  {
    find: (header) =>
      sql`select id::text, 'key of ' || id as purpose, wrapped_key as wrapped from stored_file where substring(wrapped_key for 9) <> ${header} limit ${batch}`,
    put: (id, was, wrapped) => sql`update stored_file set wrapped_key = ${wrapped} where id = ${id} and wrapped_key = ${was}`,
  },
  {
    find: (header) =>
      sql`select file_id::text as id, 'key of ' || file_id as purpose, wrapped_key as wrapped from offboarding_part where wrapped_key is not null and substring(wrapped_key for 9) <> ${header} limit ${batch}`,
    put: (id, was, wrapped) => sql`update offboarding_part set wrapped_key = ${wrapped} where file_id = ${id} and wrapped_key = ${was}`,
  },
]

/**
 * Wraps anew every data key that another key-encryption key than the present one has wrapped, a batch a transaction. Content isn't touched, and
 * what was done stays done, so it can be stopped and begun again. A row that is erased meanwhile stays erased.
 */
export async function rewrapAll(inTransaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, keys: Keys): Promise<number> {
  let wrapped = 0
  for (const place of places) {
    for (;;) {
      const header = (await keys.current()).subarray(0, 9)
      const done = await inTransaction(async (tx) => {
        const rows = await tx.all(Wrapped, place.find(header))
        for (const row of rows) {
          const key = await keys.unwrap(row.purpose, row.wrapped)
          await tx.run(place.put(row.id, row.wrapped, await keys.wrap(row.purpose, key)))
        }
        return rows.length
      })
      wrapped += done
      if (done < batch) break
    }
  }
  return wrapped
}
