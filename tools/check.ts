import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { coverageFaults, namedTests } from './coverage.ts'
import { lengthFaults } from './function-length.ts'
import { identityNumberFaults } from './identity-numbers.ts'
import { importFaults } from './import-rules.ts'
import { licenceFaults } from './licence.ts'
import { root, sourceFiles } from './source-files.ts'

// `npm run check`: what the build keeps for us. One line a check; the whole of what a check said only when it failed.

type Ended = { ok: boolean; said: string }
type Check = { name: string; run: () => Promise<Ended> }

const checks: readonly Check[] = [
  { name: 'types', run: () => program('node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false') },
  {
    name: 'lint and format',
    run: () => program('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--max-diagnostics=40', '--colors=off', '.'),
  },
  { name: 'dead files, exports and packages', run: () => program('node_modules/knip/bin/knip.js', '--no-progress') },
  { name: 'generated files up to date', run: () => program('tools/generate.ts', '--check') },
  { name: 'who may import whom', run: async () => faults(importFaults(sourceFiles())) },
  { name: 'length of functions', run: async () => faults(lengthFaults(sourceFiles())) },
  { name: 'tests name requirements that exist', run: async () => faults(coverageFaults(namedTests())) },
  { name: 'personal identity numbers', run: async () => faults(identityNumberFaults()) },
  { name: 'licence', run: async () => faults(licenceFaults()) },
]

const faults = (found: readonly string[]): Ended => ({ ok: found.length === 0, said: found.join('\n') })

/** Runs a script with this same Node. */
function program(script: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (said += bytes.toString('utf8')))
    child.once('error', reject)
    child.once('close', (code) => resolve({ ok: code === 0, said: said.trim() }))
  })
}

/** Two at a time: most of them are programs that use a core each. */
async function runAll(waiting: Check[]): Promise<number> {
  let failed = 0
  const next = async (): Promise<void> => {
    const check = waiting.shift()
    if (!check) return
    const began = Date.now()
    const { ok, said } = await check.run()
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${check.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    if (!ok) console.log(`${said.replace(/^/gm, '        ')}\n`)
    failed += ok ? 0 : 1
    return next()
  }
  await Promise.all([next(), next()])
  return failed
}

const asked = process.argv.slice(2)
const chosen = checks.filter(({ name }) => asked.length === 0 || asked.some((word) => name.includes(word)))
const failed = await runAll([...chosen])
console.log(failed === 0 ? `\n${chosen.length} checks, all well` : `\n${failed} of ${chosen.length} checks failed`)
process.exitCode = failed === 0 ? 0 : 1
