import { clauseSentences, namesOf } from '../../server/domain/rule/index.ts'
import { familiesIn } from './families.ts'
import { type Answer, ownBoard } from './ours.ts'
import type { TriedRule } from './rule-file.ts'
import type { Tried, TriedAnswer } from './try-rules.ts'

type Shown = { json: boolean; explain: boolean }

/** What `npm run try` prints, line by line. */
export function report({ tried, faults }: { tried: readonly Tried[]; faults: readonly string[] }, { json, explain }: Shown): string[] {
  if (json) return [JSON.stringify({ faults, rules: tried.map((each) => asJson(each)) }, null, 2)]
  return [
    ...faults.map((fault) => `FEL / FAULT  ${fault}`),
    ...tried.flatMap((each) => [...ruleLines(each, explain), '']),
    summary(tried, faults),
  ]
}

function asJson({ rule, faults, answers, verdict }: Tried) {
  return {
    rule: rule.rule,
    families: rule.families,
    verdict,
    faults,
    clauses: rule.clauses.map((clause) => ({ id: clause.id, families: familiesIn(clause), ...readings(rule, clause.id) })),
    records: answers.map(({ record, answer, misses }) => ({
      name: record.name,
      answer,
      expected: record.expect ?? null,
      holds: misses.length === 0,
      misses,
    })),
  }
}

function ruleLines(tried: Tried, explain: boolean): string[] {
  const { rule, faults, answers, verdict } = tried
  return [
    `${marks[verdict]}  ${rule.rule}${rule.families.length > 0 ? `  (${rule.families.join(', ')})` : ''}`,
    ...faults.map((fault) => `   FEL / FAULT  ${fault}`),
    ...(explain ? rule.clauses.flatMap((clause) => clauseLines(rule, clause)) : []),
    ...answers.flatMap((each) => answerLines(rule, each, explain)),
  ]
}

const marks = { expressed: 'JA  ', 'manual-review': 'JA P', 'not-expressed': 'NEJ ' } as const

function clauseLines(rule: TriedRule, clause: TriedRule['clauses'][number]): string[] {
  const { sv, en } = readings(rule, clause.id)
  return [
    `   · ${clause.id} [${familiesIn(clause).join(' ')}]`,
    ...sv.map((line) => `     sv ${line}`),
    ...en.map((line) => `     en ${line}`),
  ]
}

/** The clause as the product reads it aloud. */
export function readings(rule: Pick<TriedRule, 'clauses' | 'vocabulary'>, id: string): { sv: string[]; en: string[] } {
  const clause = rule.clauses.find((each) => each.id === id)
  const names = { ...namesOf({ boards: [] }, rule.vocabulary), board: (code: string) => (code === ownBoard ? 'nämnden' : code) }
  const said = (lang: 'sv' | 'en') => (clause === undefined ? [] : clauseSentences(clause, ownBoard, names, lang))
  return { sv: said('sv'), en: said('en') }
}

function answerLines(rule: TriedRule, { record, answer, misses }: TriedAnswer, explain: boolean): string[] {
  const answers = Array.isArray(answer) ? answer : [answer]
  return [
    `   ${misses.length > 0 ? '✗' : record.expect === undefined ? '–' : '✓'} ${record.name}`,
    ...(misses.length > 0 || explain || record.expect === undefined ? answers.flatMap((each) => shown(rule, each)) : []),
    ...misses.map((miss) => `       ${miss}`),
  ]
}

/** The answer, and the wording of the clauses it rests on. */
function shown({ clauses }: TriedRule, { clauses: ids, ...answer }: Answer): string[] {
  const said = Object.entries(answer).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
  const texts = clauses.filter(({ id }) => ids.includes(id)).map(({ id, text }) => `       ← ${id}: ”${text}”`)
  return [
    `       ${said.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(' · ')}`,
    ...texts,
  ]
}

function summary(tried: readonly Tried[], faults: readonly string[]): string {
  const count = (verdict: Tried['verdict']) => tried.filter((each) => each.verdict === verdict).length
  const records = tried.flatMap(({ answers }) => answers)
  const held = records.filter(({ misses, record }) => misses.length === 0 && record.expect !== undefined).length
  return [
    `${tried.length} regler / rules: ${count('expressed')} uttryckta / expressed, ${count('manual-review')} till prövning / manual review, ${count('not-expressed')} inte / not`,
    `${records.length} poster / records: ${held} som väntat / as expected`,
    ...(faults.length > 0 ? [`${faults.length} fel i filerna / faults in the files`] : []),
  ].join(' · ')
}
