import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { demoMails } from '../db/seed/exempelby/mails.ts'
import { demoPassword, people } from '../db/seed/exempelby/people.ts'
import { readExempelby, seedExempelby } from '../db/seed/exempelby.ts'
import { offerFirstCode } from './domain/staff/index.ts'
import { asOwner, sql } from './platform/db.ts'
import { type Log, openLog } from './platform/log.ts'
import type { Logins } from './platform/migrate.ts'
import { type OpenDatabase, openDatabase } from './platform/open-database.ts'
import { readSettings, type Settings } from './platform/settings.ts'
import { serve } from './serve.ts'

const Installation = z.object({ demo: z.boolean(), fresh: z.boolean().default(false) })

/** Which installation this database holds; on the embedded default an empty one becomes Exempelby, once. */
async function installation(logins: Logins, seeds: boolean): Promise<z.infer<typeof Installation> | undefined> {
  return asOwner(logins, async (tx) => {
    const found = await tx.maybe(Installation, sql`select demo from installation`)
    if (found || !seeds) return found
    await seedExempelby(tx)
    return { demo: true, fresh: true }
  })
}

/** Made-up people live on the embedded default only, and not once they have been removed. */
const wantsDemo = (embedded: boolean, dataFolder: string) => embedded && !existsSync(join(dataFolder, 'no-demo'))

async function start(): Promise<void> {
  const settings = readSettings(process.env)
  const log = openLog(settings.logLevel)
  const database = await openDatabase(settings, log)
  try {
    await serveOn(database, settings, log)
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function serveOn(database: OpenDatabase, settings: Settings, log: Log): Promise<void> {
  const installed = await installation(database.logins, wantsDemo(database.embedded, settings.dataFolder))
  const demo = installed?.demo ?? false
  const serving = await serve({
    settings,
    logins: database.logins,
    demo,
    log,
    publicPeople: demo ? demoPeople() : [],
    empty: installed === undefined,
  })
  if (installed?.fresh) for (const raw of demoMails) await serving.takeMail(raw)
  announce(serving, demo)
  if (installed === undefined)
    console.log(
      `\nNy installation. Öppna ${serving.url}/installation inom en timme och ange koden / open it within an hour and give the code:\n  ${await asOwner(database.logins, offerFirstCode)}`,
    )
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await serving.stop()
    await database.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

const handWords = { agent: 'Kommunvägledare', officer: 'Handläggare', auditor: 'Dataskyddsombud' } as const
/** How the sign-in page presents someone: by what they do, and at which board. */
function demoRole(assignments: (typeof people)[number]['assignments'], boards: readonly { code: string; name: string }[]): string {
  const roles = assignments.map(({ hand, board, signs }) =>
    signs === 'contact-centre'
      ? 'Chef för kontaktcenter'
      : hand === 'officer'
        ? `${handWords.officer}, ${boards.find(({ code }) => code === board)?.name}`
        : handWords[hand],
  )
  return [...new Set(roles)].join(' och ')
}

function demoPeople() {
  const { boards } = readExempelby().organisation
  return people.map(({ name, email, assignments }) => ({
    name,
    email,
    hand: assignments[0]?.hand ?? 'agent',
    role: demoRole(assignments, boards),
    password: demoPassword,
  }))
}

function announce({ url, smtpPort }: { url: string | null; smtpPort: number | null }, demo: boolean): void {
  const lines = [
    ...(url === null ? [] : [`Ombud: ${url}`, `Invånare / residents: ${url}/fraga`]),
    ...(smtpPort === null ? [] : [`E-post in / mail in: 127.0.0.1:${smtpPort} (kontakt@exempelby.test)`]),
    ...(demo
      ? [
          '',
          `Exempelby är påhittat. Logga in med lösenordet / sign in with the password "${demoPassword}":`,
          ...people.map(({ name, email, assignments }) => `  ${email.padEnd(26)} ${name} (${assignments.map(({ hand }) => hand)[0]})`),
          '',
          'Ta bort allt påhittat / remove everything made up: node bin/ombud.mjs remove-demo',
        ]
      : []),
  ]
  console.log(lines.join('\n'))
}

try {
  await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
