import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { brokenFiles, mutants, mutantsOf, sourcesHash } from './mutate/mutants.ts'
import { mutationPage, reportPath } from './mutate/page.ts'
import { root } from './source-files.ts'

test('every file that decides is broken in many places, and never in more than a few minutes can judge', () => {
  const all = mutants()
  for (const file of brokenFiles) expect(all.filter((each) => each.file === file).length).toBeGreaterThan(8)
  expect(all.length).toBeLessThanOrEqual(320)
  expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThan(6)
})

test('every guardrail is switched off in turn', () => {
  const off = mutantsOf('server/domain/rule/guardrails.ts').filter(({ kind }) => kind === 'guardrail')
  expect(off.map(({ becomes }) => becomes)).toEqual(Array.from({ length: 7 }, () => '() => false'))
})

test('a mutant changes its place and nothing else', () => {
  for (const { file, start, end, was, becomes } of mutants().slice(0, 40)) {
    expect(readFileSync(join(root, file), 'utf8').slice(start, end)).toBe(was)
    expect(becomes).not.toBe(was)
  }
})

test('the report names what noticed, what did not and which sources it speaks of; one that is older is only warned about', () => {
  const [first, second] = mutants()
  if (!first || !second) throw new Error('no mutants')
  const page = mutationPage(
    [
      { ...first, killedBy: 'decide.test.ts: a test' },
      { ...second, killedBy: null },
    ],
    sourcesHash(),
  )
  expect(page).toContain('2 mutants, 1 survivors.')
  expect(page).toContain('decide.test.ts: a test')
  expect(page).toContain(sourcesHash())
  const written = existsSync(join(root, reportPath)) ? readFileSync(join(root, reportPath), 'utf8') : ''
  if (!written.includes(sourcesHash())) console.warn(`${reportPath} is older than the sources it speaks of: npm run mutate`)
})
