import { openDatabase } from '../server/platform/open-database.ts'
import { readSettings } from '../server/platform/settings.ts'

// `npm run migrate`: brings the database up to this version without serving anything, for instance before a rolling upgrade.
try {
  const { logins, stop } = await openDatabase(readSettings(process.env), console)
  await stop()
  console.log(`Databasen ${logins.owner.database} är uppdaterad. / The database ${logins.owner.database} is up to date.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
