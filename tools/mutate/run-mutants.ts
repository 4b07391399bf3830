import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createVitest, type TestCase, type Vitest } from 'vitest/node'
import { type Mutant, testsOf } from './mutants.ts'

// Runs some of the mutants in one copy of the sources, as a process of its own: `node run-mutants.ts <copy> <file of mutants>`. One line of JSON each.

export type Result = { at: number; killedBy: string | null }

const [copy = '', list = ''] = process.argv.slice(2)
const say = (result: Result) => console.log(JSON.stringify(result))

async function open(): Promise<Vitest> {
  const vitest = await createVitest('test', {
    root: copy,
    config: false,
    watch: false,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    bail: 1,
    testTimeout: 20_000,
    include: ['server/domain/rule/*.test.ts'],
    reporters: [{}],
  })
  await vitest.standalone()
  return vitest
}

/** The first test that fails; null = nobody noticed. A Vitest of its own each time: one that has stopped at a failure remembers it in the next run. */
async function run(tests: readonly string[]): Promise<string | null> {
  const vitest = await open()
  try {
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(await vitest.globTestSpecifications([...tests]), true)
    for (const found of testModules) {
      for (const test of found.children.allTests('failed')) return nameOf(test)
      if (found.errors().length > 0) return `${found.relativeModuleId}: doesn’t load`
    }
    return unhandledErrors.length > 0 ? 'an error outside the tests' : null
  } finally {
    await vitest.close()
  }
}

const nameOf = (test: TestCase) => `${test.module.relativeModuleId.replace('server/domain/rule/', '')}: ${test.name}`

const given: { at: number; mutant: Mutant }[] = JSON.parse(readFileSync(list, 'utf8'))
// Unbroken, everything passes; if not, nothing that fails means anything.
const [firstGiven] = given
if (firstGiven) {
  const failing = await run(testsOf(firstGiven.mutant.file))
  if (failing !== null) throw new Error(`fails before anything is broken: ${failing}`)
}
for (const { at, mutant } of given) {
  const path = join(copy, mutant.file)
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.slice(0, mutant.start) + mutant.becomes + text.slice(mutant.end))
  try {
    say({ at, killedBy: await run(testsOf(mutant.file)) })
  } finally {
    writeFileSync(path, text)
  }
}
process.exit(0)
