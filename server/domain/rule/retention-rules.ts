import type { Clause, InstructionInForce, Retention } from '../../../contracts/instruction.ts'
import type { Condition, Moment } from '../../../contracts/rule-language.ts'
import { clauseKey } from './clause-reach.ts'
import { isSo, type Known, type Truth } from './conditions.ts'

/** What a rule is looked for: one copy of one kind of record. `caseType` and `department` are null for a contact that never got a type. */
export type Kept = {
  board: string
  department: string | null
  caseType: string | null
  record: Retention['record']
  /** Left out: the one this program holds. */
  copy?: Retention['copy'] | undefined
  /** Left out: what becomes of the whole. Otherwise one of `lanesOf`: something is done to it, or to a part of it, before it goes. */
  lane?: string | undefined
}

/** From narrow to wide (B19). */
const retentionLevels = ['case-type', 'department', 'board'] as const
export type RetentionLevel = (typeof retentionLevels)[number]
/** From strong to weak (K06). */
export const sources = ['statute', 'decision', 'routine'] as const

export type Rule = { clause: Clause; retention: Retention; level: RetentionLevel; source: Clause['source'] }

/** Every rule of the board about what is kept, the one that goes first, first: source, then level, then with a condition before without (K06, B19). */
export function rulesFor(kept: Kept, clauses: readonly Clause[]): Rule[] {
  const rules = about(kept, clauses)
  return rules.filter((rule) => (kept.lane === undefined ? !isOnTheWay(rule, rules) : laneOf(rule.retention) === kept.lane))
}

/**
 * It takes a part, and another rule says what becomes of the whole; or it leaves something there, and a rule that stands as high does: neither is in
 * the other's way. What is narrower and says of the whole that it is anonymised, say, means instead of being destroyed.
 */
const isOnTheWay = (rule: Rule, rules: readonly Rule[]): boolean =>
  laneOf(rule.retention) !== whole &&
  rules.some((other) => laneOf(other.retention) === whole && (rule.retention.part !== null || areEqual(rule, other)))

const whole = 'whole'
/** After these something is still there, and the rule about the whole goes on. */
const passing: readonly Retention['action'][] = ['anonymise', 'redact', 'move', 'publish', 'disclose-part']
const laneOf = ({ part, action }: Retention) => (part === null && !passing.includes(action) ? whole : JSON.stringify([action, part]))

/** What is done on the way to the end, each with a clock of its own: "anonymised after one year, gone after five" (K17). */
export function lanesOf(kept: Kept, clauses: readonly Clause[]): string[] {
  const rules = about(kept, clauses)
  return [...new Set(rules.filter((rule) => isOnTheWay(rule, rules)).map(({ retention }) => laneOf(retention)))]
}

function about(kept: Kept, clauses: readonly Clause[]): Rule[] {
  return clauses
    .flatMap((clause) => {
      const { retention, source } = clause
      const level = levelOf(clause, kept)
      const speaks = retention !== null && retention.record === kept.record && retention.copy === (kept.copy ?? 'ombud')
      return speaks && level !== null ? [{ clause, retention, level, source }] : []
    })
    .sort((a, b) => compare(rankOf(a), rankOf(b)) || (a.clause.id < b.clause.id ? -1 : 1))
}

/** Whether two rules are as strong, as narrow and as conditional: neither goes before the other. */
export const areEqual = (a: Rule, b: Rule): boolean => compare(rankOf(a), rankOf(b)) === 0

const isConditional = ({ when, channels }: Clause) => when !== null || channels !== 'all'
const rankOf = ({ clause, level, source }: Rule) => [sources.indexOf(source), retentionLevels.indexOf(level), isConditional(clause) ? 0 : 1]

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((rank, at) => rank - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0
}

/** How narrowly the clause speaks of this; null: not at all. */
export function levelOf(clause: Pick<Clause, 'department' | 'caseTypes'>, { caseType, department }: Kept): RetentionLevel | null {
  if (clause.department !== null && clause.department !== department) return null
  if (clause.caseTypes !== 'all') return caseType !== null && clause.caseTypes.includes(caseType) ? 'case-type' : null
  return clause.department === null ? 'board' : 'department'
}

/** Whether the clause speaks in this case; null: it can't be known. */
export function speaks({ when, channels }: Pick<Clause, 'when' | 'channels'>, known: Known): Truth {
  const parts: Condition[] = [
    ...(when === null ? [] : [when]),
    ...(channels === 'all' ? [] : [{ fact: 'case.channel', in: [...channels] }]),
  ]
  return parts.length === 0 ? true : isSo({ all: parts }, known)
}

/**
 * May this clause take something away: it cites a decision, or is the law itself (arkivlagen 10 §; K06). To weed what is no public record needs
 * neither, for that isn't disposal.
 */
export const mayDestroy = ({ source, lawId }: Clause, { action, record, copy, disposalDecision }: Retention): boolean =>
  disposalDecision !== null ||
  (source === 'statute' && lawId !== null) ||
  (action === 'weed' && !(copy === 'ombud' && publicRecords.includes(record)))

/** What the authority holds of these is a public record whatever a clause calls its going (TF 2:4). */
const publicRecords: readonly string[] = ['case', 'contact', 'recording', 'handover', 'decision']

export type Resolved = Rule & { sameAs: string[]; fault: 'cycle' | 'no-such-rule' | 'two-rules' | null }

/**
 * A rule that is another's is read there (K07): `<board>/<clause>`, `<clause>` of its own board, or `record:<kind>`. What it takes from there is
 * everything but whose it is; its own decision goes before the other's.
 */
export function resolve(
  rule: Rule,
  kept: Kept,
  instructions: readonly Pick<InstructionInForce, 'board' | 'clauses'>[],
  known: Known,
): Resolved {
  const seen = new Set([clauseKey(kept.board, rule.clause)])
  let [current, board] = [rule, kept.board]
  const faulty = (fault: Resolved['fault']): Resolved => ({ ...rule, sameAs: [...seen].slice(1), fault })
  while (current.retention.sameAs !== null) {
    const found = refer(current.retention.sameAs, board, kept, instructions, known)
    if (typeof found === 'string') return faulty(found)
    const key = clauseKey(found.board, found.rule.clause)
    if (seen.has(key)) return faulty('cycle')
    seen.add(key)
    ;[current, board] = [found.rule, found.board]
  }
  const { retention } = current
  const disposalDecision = rule.retention.disposalDecision ?? retention.disposalDecision
  const lawful = current === rule ? rule.clause : { ...rule.clause, lawId: rule.clause.lawId ?? current.clause.lawId }
  return {
    ...rule,
    clause: lawful,
    retention: { ...retention, record: rule.retention.record, copy: rule.retention.copy, disposalDecision },
    sameAs: [...seen].slice(1),
    fault: null,
  }
}

function refer(
  sameAs: string,
  board: string,
  kept: Kept,
  instructions: readonly Pick<InstructionInForce, 'board' | 'clauses'>[],
  known: Known,
): { rule: Rule; board: string } | 'no-such-rule' | 'two-rules' {
  if (sameAs.startsWith('record:')) {
    const of = { ...kept, board, record: sameAs.slice('record:'.length) }
    const clauses = instructions.find((each) => each.board === board)?.clauses ?? []
    const there = [of, { ...of, copy: 'ombud' }]
      .map((each) => rulesFor(each, clauses).filter(({ clause }) => speaks(clause, known) === true))
      .find((rules) => rules.length > 0)
    const [first, second] = there ?? []
    if (!first) return 'no-such-rule'
    return second && areEqual(first, second) ? 'two-rules' : { rule: first, board }
  }
  const [ofBoard, id] = sameAs.includes('/') ? sameAs.split('/') : [board, sameAs]
  const clause = instructions.find((each) => each.board === ofBoard)?.clauses.find((each) => each.id === id)
  if (!clause?.retention || ofBoard === undefined) return 'no-such-rule'
  return { rule: { clause, retention: clause.retention, level: 'board', source: clause.source }, board: ofBoard }
}

/** Whether the answer can change though nothing has happened: it depends on the hour, on other records, or on a moment that comes by itself. */
export function changesByItself(given: Condition | null): boolean {
  if (given === null) return false
  if ('all' in given) return given.all.some(changesByItself)
  if ('any' in given) return given.any.some(changesByItself)
  if ('not' in given) return changesByItself(given.not)
  if ('happened' in given) return typeof given.happened !== 'string'
  return 'time' in given || 'others' in given
}

/** The same of a moment: it holds a condition that does. */
export function movesByItself(moment: Moment | null): boolean {
  if (moment === null || typeof moment === 'string' || 'fact' in moment) return false
  if ('event' in moment) return moment.of !== undefined
  if ('all' in moment) return moment.all.some(movesByItself)
  if ('any' in moment) return moment.any.some(movesByItself)
  if ('judged' in moment) return movesByItself(moment.reviewFrom ?? null)
  if ('when' in moment) return changesByItself(moment.when) || movesByItself(moment.use) || movesByItself(moment.otherwise ?? null)
  return movesByItself('after' in moment ? moment.after : 'before' in moment ? moment.before : moment.of)
}

/** The kinds of other records of the same person that some rule about what is kept asks for (K12). */
export const othersAsked = (instructions: readonly Pick<InstructionInForce, 'clauses'>[]): string[] => {
  const about = instructions.flatMap(({ clauses }) => clauses.filter(({ retention, hold }) => retention !== null || hold !== null))
  return [...new Set(about.flatMap(({ when, retention, hold }) => kindsIn([when, retention?.due, retention?.provided, hold])))]
}

function kindsIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const named = 'others' in part ? part.others : 'event' in part && 'of' in part ? part.of : null
  return [...(typeof named === 'string' ? [named] : []), ...Object.values(part).flatMap(kindsIn)]
}
