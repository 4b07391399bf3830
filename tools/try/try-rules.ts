import type { Clause } from '../../contracts/instruction.ts'
import { checkWords } from '../../server/domain/instruction/check-words.ts'
import { barriers, mayDestroy, takesAway } from '../../server/domain/rule/index.ts'
import { answerTo } from './answer.ts'
import { hidden } from './families.ts'
import { misses } from './match.ts'
import type { Answer } from './ours.ts'
import { wordFaults } from './record-words.ts'
import type { TriedRecord, TriedRule } from './rule-file.ts'

export type TriedAnswer = { record: TriedRecord; answer: Answer | Answer[]; misses: string[] }
export type Tried = {
  rule: TriedRule
  /** What is wrong with the clauses themselves: names, values, references, what the law forbids, what is hidden behind K27. */
  faults: string[]
  answers: TriedAnswer[]
  /** manual-review: a judgement that a person is asked for (K03). not-expressed: its own file says so, or a record went otherwise. */
  verdict: 'expressed' | 'manual-review' | 'not-expressed'
}

/** Runs every record of a rule through the product's functions and compares. Pure. */
export function tryRule(rule: TriedRule): Tried {
  const faults = [
    ...rule.clauses.flatMap((clause) => clauseFaults(clause, rule)),
    ...duplicates(rule.clauses),
    ...referenceFaults(rule),
    ...hidden(rule),
  ]
  const answers = rule.records.map((record): TriedAnswer => {
    const answer = answerTo(rule, record)
    return {
      record,
      answer,
      misses: [...wordFaults(record, rule.vocabulary), ...(record.expect === undefined ? [] : misses(record.expect, answer))],
    }
  })
  return { rule, faults, answers, verdict: verdictOf(rule, faults, answers) }
}

function verdictOf(rule: TriedRule, faults: readonly string[], answers: readonly TriedAnswer[]): Tried['verdict'] {
  const went = answers.length > 0 && answers.every((each) => each.misses.length === 0 && each.record.expect !== undefined)
  if (faults.length > 0 || !went || rule.clauses.length === 0 || rule.notExpressed !== undefined) return 'not-expressed'
  return rule.manualReview ? 'manual-review' : 'expressed'
}

function clauseFaults(clause: Clause, { vocabulary }: TriedRule): string[] {
  const file = { board: 'namnden', version: 1, title: 'Prövning', validFrom: '2020-01-01T00:00:00Z', validTo: null, reviewBy: '2030-01-01' }
  const words = checkWords(clause, { ...file, approvals: [], vocabulary, clauses: [clause] })
  const law = clause.acts.flatMap((act) => barriers(clause, act))
  const bare =
    clause.retention !== null &&
    takesAway(clause.retention.action) &&
    clause.retention.sameAs === null &&
    !mayDestroy(clause, clause.retention)
  return [
    ...words.map(({ field, says, mend }) => `punkt ${clause.id}, ${field}: ${says.sv}. ${mend.sv} / ${says.en}. ${mend.en}`),
    ...law.map(({ sv, en }) => `punkt ${clause.id}: ${sv} / ${en}`),
    ...(bare
      ? [`punkt ${clause.id}, retention.disposalDecision: gallring kräver ett beslut, arkivlagen 10 § / destruction needs a cited decision`]
      : []),
  ]
}

const duplicates = (clauses: readonly Clause[]): string[] =>
  clauses
    .filter(({ id }, at) => clauses.findIndex((each) => each.id === id) < at)
    .map(({ id }) => `punkt ${id}: står två gånger / stands twice`)

function referenceFaults({ clauses, elsewhere }: TriedRule): string[] {
  const known = new Set([
    ...clauses.map(({ id }) => id),
    ...Object.entries(elsewhere).flatMap(([board, theirs]) => [
      ...theirs.map(({ id }) => `${board}/${id}`),
      ...theirs.flatMap(({ retention }) => (retention ? [`${board}/record:${retention.record}`] : [])),
    ]),
    ...clauses.flatMap(({ retention }) => (retention ? [`record:${retention.record}`] : [])),
  ])
  return clauses.flatMap(({ id, retention }) =>
    retention !== null && retention.sameAs !== null && !known.has(retention.sameAs)
      ? [
          `punkt ${id}, retention.sameAs: regeln ${retention.sameAs} finns inte (skriv andras under elsewhere) / no such rule (write others’ below elsewhere)`,
        ]
      : [],
  )
}
