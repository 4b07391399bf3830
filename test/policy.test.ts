import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readRules } from '../tools/try/read-files.ts'
import { families } from '../tools/try/rule-file.ts'
import { tryRule } from '../tools/try/try-rules.ts'

const folder = new URL('./policy/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
const files = names.map((name) => ({ path: name, text: readFileSync(new URL(name, folder), 'utf8') }))
const published = readRules(files.filter(({ path }) => !path.startsWith('more-')))
const all = readRules(files)
const tried = all.rules.map(tryRule)

test('every file of rules can be read, and says what it means in words that exist', () => {
  expect(all.faults).toEqual([])
  expect(
    tried.flatMap(({ rule, faults }) => (rule.notExpressed === undefined ? faults.map((fault) => `${rule.rule}: ${fault}`) : [])),
  ).toEqual([])
})

test.each(tried.filter(({ rule }) => rule.notExpressed === undefined).map((each) => [each.rule.rule, each] as const))(
  '“%s” goes as it says, record by record',
  (_, { answers, verdict, rule }) => {
    expect(answers.flatMap(({ record, misses }) => misses.map((miss) => `${record.name}: ${miss}`))).toEqual([])
    expect(answers.length).toBeGreaterThan(1)
    expect(answers.every(({ record }) => record.expect !== undefined)).toBe(true)
    expect(verdict).toBe(rule.manualReview ? 'manual-review' : 'expressed')
  },
)

test('the 75 published examples are all there, and none is left out', () => {
  expect(published.rules).toHaveLength(75)
  expect(published.rules.filter(({ notExpressed }) => notExpressed !== undefined)).toEqual([])
})

test.each(families)('family %s has a rule of its own that is expressed', (family) => {
  expect(tried.filter(({ rule, verdict }) => rule.families.includes(family) && verdict !== 'not-expressed').length).toBeGreaterThan(0)
})

test('a judgement never becomes a day: each rule of manual review is asked about and not timed', () => {
  for (const { rule, answers } of tried.filter((each) => each.rule.manualReview)) {
    const states = answers.flatMap(({ answer }) => (Array.isArray(answer) ? answer : [answer]).map((each) => each.state))
    expect([rule.rule, states.includes('review')]).toEqual([rule.rule, true])
    expect([rule.rule, states.includes('running')]).toEqual([rule.rule, false])
  }
})

test('the records of a rule don’t all go the same way, so that each could have missed', () => {
  const same = tried
    .filter(({ rule }) => rule.notExpressed === undefined)
    .filter(({ answers }) => new Set(answers.map(({ answer }) => JSON.stringify(answer))).size < 2)
  expect(same.map(({ rule }) => rule.rule)).toEqual([])
})
