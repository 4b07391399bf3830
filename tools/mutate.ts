import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Mutant, mutants, sourcesHash } from './mutate/mutants.ts'
import { mutationPage, reportPath } from './mutate/page.ts'
import type { Result } from './mutate/run-mutants.ts'
import { root } from './source-files.ts'

// `npm run mutate`: breaks server/domain/rule/ in one place at a time, runs the tests of rule/ on each, and writes which of them noticed. A mutant that
// nobody notices is a promise that no test keeps. Without PostgreSQL, in copies outside the tree, in two processes.

const survived = (mutant: Mutant | undefined) =>
  mutant === undefined ? '' : `survived: ${mutant.file}:${mutant.line} ${mutant.was} → ${mutant.becomes}`

const hangMs = 60_000
type Numbered = { at: number; mutant: Mutant }

/** One process after another until the list is done: one that says nothing for a minute has met a mutant that never ends, which is a way to notice it. */
async function work(list: Numbered[], copy: string, note: (result: Result) => void): Promise<void> {
  let left = list
  while (left.length > 0) {
    const done = await runSome(left, copy, note)
    left = left.slice(done)
    const stuck = left[0]
    if (stuck === undefined) return
    note({ at: stuck.at, killedBy: 'never ends' })
    left = left.slice(1)
  }
}

function runSome(list: readonly Numbered[], copy: string, note: (result: Result) => void): Promise<number> {
  fill(copy)
  const file = join(copy, 'mutants.json')
  writeFileSync(file, JSON.stringify(list))
  const child = spawn(process.execPath, [join(import.meta.dirname, 'mutate/run-mutants.ts'), copy, file], {
    cwd: copy,
    env: { ...process.env, OMBUD_GENERATED: '0.05', OMBUD_SEED: '7' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let done = 0
  let timer = setTimeout(() => child.kill('SIGKILL'), hangMs)
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('{"at":')) return
    done += 1
    clearTimeout(timer)
    timer = setTimeout(() => child.kill('SIGKILL'), hangMs)
    note(JSON.parse(line))
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(timer)
      resolve(done)
    })
  })
}

function fill(copy: string): void {
  for (const name of ['server', 'contracts', 'test', 'db', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true, force: true })
}

/** `npm run mutate decide compile` breaks those files only and writes no report. */
const chosen = process.argv.slice(2).map((name) => `server/domain/rule/${name}.ts`)
const all = mutants()
  .filter(({ file }) => chosen.length === 0 || chosen.includes(file))
  .map((mutant, at) => ({ at, mutant }))
const results = new Map<number, Result>()
const judgedSoFar = () =>
  all.flatMap(({ at, mutant }) => {
    const result = results.get(at)
    return result === undefined ? [] : [{ ...mutant, killedBy: result.killedBy }]
  })
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'ombud-mutate-')))
const startedMs = Date.now()
const hash = sourcesHash()
try {
  await Promise.all(
    folders.map((copy, turn) => {
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
      return work(
        all.filter(({ at }) => at % folders.length === turn),
        copy,
        (result) => {
          results.set(result.at, result)
          if (result.killedBy === null) console.log(survived(all[result.at]?.mutant))
          if (results.size % 25 === 0) console.log(`${results.size} of ${all.length}, ${Math.round((Date.now() - startedMs) / 1000)} s`)
        },
      )
    }),
  )
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}
const judged = judgedSoFar()
if (chosen.length === 0) writeFileSync(join(root, reportPath), mutationPage(judged, hash))
const survivors = judged.filter(({ killedBy }) => killedBy === null)
console.log(`${judged.length - survivors.length} of ${judged.length} noticed; see ${reportPath}`)
