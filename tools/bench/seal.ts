import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { sql } from '../../server/platform/db.ts'
import { openFiles } from '../../server/platform/files.ts'
import type { Place, Town } from './bench-town.ts'
import { compared, joined, type Measured, told } from './figures.ts'
import { median, race } from './race.ts'

const Case = z.object({ id: z.uuid() })
const words = 'Ett samtal om en sak som någon undrar över. '.repeat(23).slice(0, 1000)

/** What sealing costs: a note of 1 KB in a case of a sealed type beside the same in an open one, committed, and an attachment of 5 MB beside none. */
export async function measureSeal(town: Town, { keysFolder, folder }: Place): Promise<Measured> {
  const casesWith = (secrecy: 'open' | 'sealed') =>
    town.db.as({ hand: 'service' }, (tx) =>
      tx.all(Case, sql`select c.id from "case" c join case_type t on t.id = c.case_type_id where t.secrecy = ${secrecy} limit 500`),
    )
  const note = (cases: readonly { id: string }[]) => (nth: number) =>
    town.db.as({ hand: 'service' }, (tx) =>
      tx.run(
        sql`insert into note (id, case_id, at, body) values (gen_random_uuid(), ${cases[nth % cases.length]?.id}, ombud_now(), ${words})`,
      ),
    )
  const paces = await race({ sealed: note(await casesWith('sealed')), open: note(await casesWith('open')) })
  const notes = compared('seal-note', 'a note of 1 KB in a sealed case beside one in an open case', [paces.sealed, paces.open], null)
  const files = openFiles({ folder: join(folder, 'seal'), keysFolder })
  const bytes = randomBytes(5 * 1024 * 1024)
  const [put, get]: [number[], number[]] = [[], []]
  for (let round = 0; round < 15; round++) {
    const began = performance.now()
    const stored = await files.put(bytes)
    const between = performance.now()
    await files.get(stored)
    put.push(between - began)
    get.push(performance.now() - between)
    await files.remove(stored.id)
  }
  const file: Measured = {
    figures: [
      told('seal-file-put', 'an attachment of 5 MB sealed and on disk, synced', median(put), 'ms'),
      told('seal-file-get', 'an attachment of 5 MB read and opened', median(get), 'ms'),
    ],
    raw: [{ id: 'seal-file', put, get }],
  }
  return joined([notes, file])
}
