import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Stage } from './stage.ts'

const Table = z.object({ name: z.string() })
const Hits = z.object({ rows: z.coerce.number(), hits: z.coerce.number() })

export type Looked = { found: string[]; tables: number; rows: number; files: number; logBytes: number }

/** Looks for a word, as text and as the bytes of it, in every row of every table of ours and of the job queue, in every file and in every log. */
export async function lookForMarker({ look, filesFolder, logFiles }: Stage, marker: string): Promise<Looked> {
  const looked: Looked = { found: [], tables: 0, rows: 0, files: 0, logBytes: 0 }
  const tables = await look(
    Table,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('public', 'graphile_worker') order by 1`,
  )
  const patterns = [`%${marker}%`, `%${Buffer.from(marker).toString('hex')}%`]
  for (const { name } of tables) {
    const [row] = await look(Hits, `select count(*) as rows, count(*) filter (where t::text ilike any ($1)) as hits from ${name} t`, [
      patterns,
    ])
    looked.tables++
    looked.rows += row?.rows ?? 0
    if (row?.hits !== 0) looked.found.push(`${row?.hits} rows of ${name}`)
  }
  for (const file of filesIn(filesFolder)) {
    looked.files++
    if (file.includes(marker) || holds(file, marker)) looked.found.push(file)
  }
  for (const file of logFiles.filter(existsSync)) {
    looked.logBytes += statSync(file).size
    if (holds(file, marker)) looked.found.push(file)
  }
  return looked
}

function holds(file: string, marker: string): boolean {
  return readFileSync(file).toString('latin1').toLowerCase().includes(marker)
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}
