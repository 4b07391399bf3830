import { applyPart, type Fate, fateOf, type Known, lanesOf } from '../../server/domain/rule/index.ts'
import { writtenAs } from './instants.ts'
import { type Answer, idOf, inForce, ownBoard } from './ours.ts'
import type { Ask, TriedRule } from './rule-file.ts'

/** What becomes of a copy. A running clock whose day has come is `due`: the product takes it at its next round. */
export function fateAnswer(
  ask: Extract<Ask, { fate: unknown }>,
  { clauses, elsewhere }: Pick<TriedRule, 'clauses' | 'elsewhere'>,
  known: Known,
): Answer {
  const word = (name: string) => {
    const value = known.facts[name]
    return typeof value === 'string' ? value : null
  }
  const kept = { board: ownBoard, department: word('case.department'), caseType: word('case.type'), record: ask.fate, copy: ask.copy }
  const instructions = [inForce(ownBoard, clauses), ...Object.entries(elsewhere).map(([board, theirs]) => inForce(board, theirs))]
  const lanes = lanesOf(kept, clauses).map((lane) => written(fateOf({ ...kept, lane }, instructions, known), known, ask.text))
  return { ...written(fateOf(kept, instructions, known), known, ask.text), before: lanes }
}

function written(fate: Fate, known: Known, text: string | undefined): Answer {
  const isDue = fate.state === 'running' && fate.at !== null && known.now !== null && fate.at <= known.now
  const part = fate.retention?.part ?? null
  return {
    clauses: fate.heldBy !== null ? [idOf(fate.heldBy.clause)] : fate.ruleId === null ? [] : [idOf(fate.ruleId)],
    state: isDue ? 'due' : fate.state,
    because: fate.because,
    action: fate.outcome,
    part,
    at: writtenAs(fate.at),
    on: fate.on,
    for: fate.waitsFor,
    question: fate.judged,
    from: fate.state === 'review' ? writtenAs(fate.at) : null,
    latest: writtenAs(fate.latest),
    held: fate.heldBy === null ? null : { by: idOf(fate.heldBy.clause), until: writtenAs(fate.heldBy.until) },
    step: fate.step,
    decision: fate.retention?.disposalDecision ?? null,
    ...(text === undefined ? {} : { text: isDue && part !== null ? applyPart(text, part) : text }),
    why: fate.why.map(({ ruleId, says }) => `${idOf(ruleId)}: ${says}`),
  }
}
