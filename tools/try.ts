import { readFileSync } from 'node:fs'
import { readRules } from './try/read-files.ts'
import { report } from './try/report.ts'
import { tryRule } from './try/try-rules.ts'

// `npm run try -- FILE.yaml [RECORDS.yaml] [--json] [--explain]`: runs rules on made-up records through the product's own functions.

const usage = `node bin/ombud.mjs try REGLER.yaml … [--json] [--explain]
node bin/ombud.mjs try INSTRUKTION.yaml POSTER.yaml [--json] [--explain]

Prövar regler på påhittade poster. Formen: docs/instruction-language.md.
Tries rules on made-up records. The form: docs/instruction-language.md.`

const given = process.argv.slice(2)
const paths = given.filter((each) => !each.startsWith('--'))
const unknown = given.filter((each) => each.startsWith('--') && each !== '--json' && each !== '--explain')
if (paths.length === 0 || unknown.length > 0) {
  console.error(usage)
  process.exit(2)
}
const { rules, faults } = readRules(paths.map((path) => ({ path, text: readFileSync(path, 'utf8') })))
const tried = rules.map(tryRule)
for (const line of report({ tried, faults }, { json: given.includes('--json'), explain: given.includes('--explain') })) console.log(line)
const missed = tried.some((each) => each.faults.length > 0 || each.answers.some((answer) => answer.misses.length > 0))
process.exitCode = faults.length > 0 || missed ? 1 : 0
