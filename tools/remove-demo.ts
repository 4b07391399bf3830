import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings, type Settings } from '../server/platform/settings.ts'
import { emptyEmbedded, markerOf, unfinishedOf, whatIsThere } from './empty-embedded.ts'

// `npm run remove-demo`: takes away made-up Exempelby with its database, files and keys. What people have tried out in it goes too.

async function removeDemo(settings: Settings, sure: boolean): Promise<string> {
  const { dataFolder, keysFolder, embedded } = settings
  if (!embedded)
    throw new Error(
      'DATABASE_URL är satt: där finns inget påhittat, och inget är rört. / DATABASE_URL is set: nothing there is made up, and nothing is touched.',
    )
  if (existsSync(markerOf(dataFolder)))
    throw new Error(
      'Exempelby är redan borttaget, och det som finns här nu är inte påhittat. / Exempelby has been removed already, and what is here now is not made up.',
    )
  const there = existsSync(unfinishedOf(dataFolder)) ? 'made up' : await whatIsThere(settings)
  if (there === 'running') throw new Error('Ombud är igång. Stoppa det först. / Ombud is running. Stop it first.')
  if (there === 'real')
    throw new Error('Databasen här är inte påhittad, och inget är rört. / The database here is not made up, and nothing is touched.')
  if (!sure)
    throw new Error(
      `Det här tar bort databasen och filerna i ${dataFolder} och nycklarna i ${keysFolder}. Det går inte att ångra. / This removes the database and the files in ${dataFolder} and the keys in ${keysFolder}. It can't be undone.\n  npm run remove-demo -- --yes`,
    )
  emptyEmbedded(settings)
  return `Exempelby är borttaget (${join(dataFolder, 'no-demo')}). Nästa start är en ny, tom installation och visar en länk för de första administratörerna. / Exempelby is gone. The next start is a new, empty installation and shows a link for the first administrators.`
}

try {
  console.log(await removeDemo(readSettings(process.env), process.argv.includes('--yes')))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
