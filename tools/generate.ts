import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { settingsTable } from '../server/platform/settings.ts'
import { coverageFaults, coveragePage, namedTests } from './coverage.ts'
import { guardPage } from './guard/measure.ts'
import { keepers } from './keepers.ts'
import { observeAccess } from './observe-access.ts'
import { openApi } from './openapi.ts'
import { instructionSchema, problemsPage, whatWeKeepPage } from './pages.ts'
import { examplesPage, policyPage, triedPolicies, vocabularyPage } from './policy-pages.ts'
import { schemaSql } from './schema-sql.ts'
import { root } from './source-files.ts'
import { tablesOf } from './tables-of.ts'
import { withThrowAwayDatabase } from './throw-away-database.ts'
import { buildTwoBoards } from './two-boards.ts'
import { whoMayWhatPage } from './who-may-what.ts'

// `npm run generate` writes what is made from the code and the database; with `--check` it writes nothing and tells what differs.

async function generated(): Promise<Record<string, string>> {
  const tests = namedTests()
  const policies = triedPolicies()
  const faults = coverageFaults(tests)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return {
    ...(await withThrowAwayDatabase(async (logins) => {
      const schema = await schemaSql(logins)
      const world = await buildTwoBoards(logins)
      const tables = (await tablesOf(logins, world)).map(({ name, comment, columns }) => ({ table: name, comment, columns }))
      return {
        'db/schema.sql': schema,
        'docs/generated/who-may-what.md': whoMayWhatPage(await observeAccess(logins, world), world),
        'docs/generated/what-we-keep.md': whatWeKeepPage(tables, await keepers()),
      }
    })),
    'docs/generated/problems.md': problemsPage(),
    'docs/generated/settings.md': `# Settings\n\nEvery setting is read once, from the environment, when the program starts.\n\n${settingsTable()}`,
    'docs/generated/openapi.json': json(openApi()),
    'docs/generated/instruction.schema.json': json(instructionSchema()),
    'docs/generated/policy.md': policyPage(policies),
    'docs/generated/vocabulary.md': vocabularyPage(),
    'docs/generated/language-examples.md': examplesPage(policies),
    'docs/generated/guard.md': guardPage(),
    'docs/generated/coverage.md': coveragePage(tests),
  }
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

function differences(files: Record<string, string>): string[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const there = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8').split('\n') : []
    const lines = text.split('\n')
    const at = lines.findIndex((line, index) => line !== there[index])
    if (at === -1 && lines.length === there.length) return []
    const line = at === -1 ? lines.length : at
    return [`${path}:${line + 1} is not up to date; run \`npm run generate\`\n  there: ${there[line] ?? ''}\n  now:   ${lines[line] ?? ''}`]
  })
}

const files = await generated()
if (process.argv.includes('--check')) {
  const found = differences(files)
  for (const line of found) console.error(line)
  process.exitCode = found.length > 0 ? 1 : 0
} else {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  console.log(`${Object.keys(files).length} filer skrivna / files written`)
}
