import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
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

const page = readFileSync(new URL('../docs/instruction-language.md', import.meta.url), 'utf8')
const shown = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml)

test('the rule that the teaching page ends with can be tried as it stands', () => {
  const { rules, faults } = readRules(shown.filter((yaml) => yaml.startsWith('- rule:')).map((text) => ({ path: 'the page', text })))
  expect(faults).toEqual([])
  expect(rules.map((rule) => tryRule(rule).verdict)).toEqual(['expressed'])
})

test('the clause and the words on the teaching page are such as an instruction takes', () => {
  const clause = shown.find((yaml) => yaml.startsWith('- id:')) ?? ''
  const vocabulary = parse(shown.find((yaml) => yaml.startsWith('vocabulary:')) ?? '')
  const { faults } = readRules([{ path: 'the page', text: stringify([{ rule: 'x', clauses: parse(clause), ...vocabulary }]) }])
  expect(faults).toEqual([])
})

test('a misspelt word, a value that a fact can’t have and a hidden construct are faults, each with what to change', () => {
  const { rules } = readRules([
    {
      path: 'wrong',
      text: stringify([
        {
          rule: 'Kept until the case is closed, if it was marked so.',
          families: ['K13'],
          vocabulary: { facts: { 'hold.applies': { kind: 'yes-no', sv: 'det ska stanna' } } },
          clauses: [
            {
              id: 'a',
              effect: 'oblige',
              when: { fact: 'hold.applies', is: 'yes' },
              retention: { record: 'case', due: 'case.clsed', action: 'delete' },
            },
          ],
          records: [{ name: 'x', facts: { 'hold.aplies': true }, now: '2026-01-01', ask: { fate: 'case' }, expect: { state: 'waiting' } }],
        },
      ]),
    },
  ])
  const [{ faults, answers, verdict } = { faults: [], answers: [], verdict: 'expressed' }] = rules.map(tryRule)
  expect(verdict).toBe('not-expressed')
  expect(faults.join('\n')).toMatch(/yes[\s\S]*case\.clsed[\s\S]*disposalDecision[\s\S]*K13[\s\S]*K27/)
  expect(answers.flatMap(({ misses }) => misses).join()).toContain('hold.aplies')
})

test('a shape that fits nothing is told where and why', () => {
  const { faults } = readRules([
    {
      path: 'wrong.yaml',
      text: stringify([
        {
          rule: 'x',
          clauses: [
            {
              id: 'a',
              effect: 'oblige',
              retention: { record: 'case', due: { after: 'case.closed', length: 2, unit: 'yers', calendar: 'calendar' } },
            },
          ],
        },
      ]),
    },
  ])
  expect(faults.join('\n')).toMatch(/wrong\.yaml.*clauses\.0\.retention\.due.*unit/)
})

test('npm run try says the same with an exit code', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, ['tools/try.ts', ...args], { encoding: 'utf8' })
  const good = run('test/policy/anonymity.yaml', '--json')
  expect(good.status).toBe(0)
  expect(JSON.parse(good.stdout)).toMatchObject({
    faults: [],
    rules: [{ verdict: 'expressed' }, { verdict: 'expressed' }, { verdict: 'expressed' }],
  })
  const told = run('test/policy/anonymity.yaml', '--explain').stdout
  expect(told).toContain('Den som är anonym får ingen återkoppling.')
  expect(told).toContain('[K15')
  expect(run('db/seed/exempelby/instruction-kommunstyrelsen.yaml').status).toBe(0)
  expect(run().status).toBe(2)
}, 30_000)
