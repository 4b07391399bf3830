import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { LogPurpose } from '../contracts/log.ts'
import { Problem } from '../contracts/problems.ts'
import { exportLog, openLogKeys, periodOf } from '../server/domain/audit/index.ts'
import { asOwner } from '../server/platform/db.ts'
import { openDatabase } from '../server/platform/open-database.ts'
import { readSettings } from '../server/platform/settings.ts'

// `npx ombud log export --board CODE --from DAY --to DAY [--out FILE]`: a board's copy of its log, by whoever runs the installation (docs/log-file.md).
// A board's officer takes the same file from the page "Logg".

const usage =
  'log export --board KOD --from ÅÅÅÅ-MM-DD --to ÅÅÅÅ-MM-DD [--out FIL] / log export --board CODE --from YYYY-MM-DD --to YYYY-MM-DD [--out FILE]'
const Given = z.object({
  board: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  purpose: LogPurpose.default('control'),
  out: z.string().optional(),
})

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      board: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      purpose: { type: 'string' },
      out: { type: 'string' },
    },
  })
  const given = Given.safeParse(values)
  if (positionals[0] !== 'export' || !given.success) {
    console.error(usage)
    return 2
  }
  const { board, from, to, out, purpose } = given.data
  const settings = readSettings(process.env)
  const { logins, stop } = await openDatabase(settings, { info: () => undefined, warn: (text) => console.error(text) })
  try {
    const asked = { board, ...periodOf({ from, to }), purpose, keys: openLogKeys(settings) }
    const lines = exportLog((work) => asOwner(logins, work), asked, { byOwner: true })
    await pipeline(
      lines,
      async function* (source) {
        for await (const line of source) yield `${JSON.stringify(line)}\n`
      },
      out === undefined ? process.stdout : createWriteStream(out, { mode: 0o600 }),
      { end: out !== undefined },
    )
  } finally {
    await stop()
  }
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof Problem && error.code === 'not_found') console.error('Det finns ingen sådan nämnd. / There is no such board.')
  else console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
