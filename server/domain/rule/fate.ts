import type { InstructionInForce, Retention } from '../../../contracts/instruction.ts'
import { type Day, stockholmDay } from '../../platform/calendar.ts'
import { clauseKey } from './clause-reach.ts'
import { isSo, type Known, type Truth } from './conditions.ts'
import { conditionWaits, momentOf, type When } from './moments.ts'
import {
  areEqual,
  changesByItself,
  type Kept,
  levelOf,
  mayDestroy,
  movesByItself,
  type Resolved,
  type RetentionLevel,
  type Rule,
  resolve,
  rulesFor,
  sources,
  speaks,
} from './retention-rules.ts'

/** The event by which a person says that something is no longer needed, where a rule names none of its own. */
export const judgedObsolete = 'obsolete.judged'

export type Because =
  | 'rule'
  | 'no-rule' // preserve is the default (K06)
  | 'no-decision' // nobody has decided that it may be destroyed (arkivlagen 10 §)
  | 'judgement' // a person says when (K03)
  | 'unknown' // a rule that would keep it longer speaks only if something is so that isn't known
  | 'two-rules' // neither goes before the other
  | 'cycle'
  | 'no-such-rule'
  | 'provided' // the day has come and what must hold as well doesn't (K12)
  | 'step' // something is done before it (K08)
  | 'hold' // K13
  | 'manual' // nothing does it by itself yet

/**
 * What becomes of one copy of one record.
 * running: goes at `at`. waiting: for what `waitsFor` names. review: a person is asked from `at` on (null: at once). kept: for ever, or until somebody
 * decides. held: a hold keeps it. next-step: `step` has to be done first.
 */
export type Fate = {
  /** `<board>/<clause>`; null = no rule speaks. */
  ruleId: string | null
  outcome: Retention['action']
  state: 'running' | 'waiting' | 'review' | 'kept' | 'held' | 'next-step'
  because: Because
  at: Date | null
  /** The Swedish day of `at`. */
  on: Day | null
  waitsFor: readonly string[]
  /** The event that answers the review. */
  judged: string | null
  /** Reviewed or not, it goes then: a stronger source has set a last day. */
  latest: Date | null
  /** `frozen`: nobody reads it meanwhile. */
  heldBy: { clause: string; until: Date | null; frozen: boolean } | null
  step: (Retention['steps'][number] & { number: number }) | null
  /** The rule as it is read, also where it is another's (K07). */
  retention: Retention | null
  /** It can change though nothing happens: ask again every night. */
  lookAgain: boolean
  /** Every rule that could speak, strongest and narrowest first. */
  why: readonly Told[]
}
export type Told = {
  ruleId: string
  source: Rule['source']
  level: RetentionLevel
  says: 'chosen' | 'bounds' | 'weaker' | 'not-so' | 'unknown' | 'equal' | 'holds'
}

type Instructions = readonly Pick<InstructionInForce, 'board' | 'clauses'>[]
type Asked = { kept: Kept; instructions: Instructions; known: Known }

/** Takes something away for good; the rest moves, shows or asks. */
export const takesAway = (outcome: Retention['action']): boolean => ['delete', 'weed', 'anonymise', 'redact'].includes(outcome)

/**
 * Which rule says what becomes of it, and when (B19; K01-K17). The board's own rules only, never another's (B17), except where one of them
 * points there. Nothing that isn't known takes anything away. Pure.
 * @throws when the instructions hold none of the board's
 */
export function fateOf(kept: Kept, instructions: Instructions, known: Known): Fate {
  const own = instructions.find(({ board }) => board === kept.board)
  if (!own) throw new Error(`retention: ${kept.board} was looked for among the instructions of others (B19)`)
  const asked = { kept, instructions, known }
  const spoken = rulesFor(kept, own.clauses).map((rule) => ({ rule, truth: speaks(rule.clause, known) }))
  const sure = spoken.flatMap(({ rule, truth }) => (truth === true ? [rule] : []))
  const unsure = spoken.flatMap(({ rule, truth }) => (truth === null ? [rule] : []))
  const fate = heldOr(own, asked, cautious(chosenOf(sure, asked), sure, unsure, asked))
  return {
    ...fate,
    why: [...told(spoken, fate, asked), ...fate.why],
    lookAgain:
      fate.lookAgain || spoken.some(({ rule }) => changesByItself(rule.clause.when) || movesByItself(rule.retention.due)) || holdsMove(own),
  }
}

const nothing = {
  at: null,
  on: null,
  waitsFor: [],
  judged: null,
  latest: null,
  heldBy: null,
  step: null,
  lookAgain: false,
  why: [],
} satisfies Partial<Fate>

/** What the rules that surely speak say together. */
function chosenOf(rules: readonly Rule[], asked: Asked): Fate {
  const chain = chainOf(rules, asked)
  const last = chain.at(-1)
  if (!last) return { ...nothing, ruleId: null, retention: null, outcome: 'preserve', state: 'kept', because: 'no-rule' }
  const ruleId = clauseKey(asked.kept.board, last.clause)
  const base = { ...nothing, ruleId, retention: last.retention, outcome: last.retention.action }
  const faulty = chain.find(({ fault }) => fault !== null)
  if (faulty?.fault) return { ...base, state: 'review', because: faulty.fault }
  if (last.retention.action === 'preserve') return stepFirst({ ...base, state: 'kept', because: 'rule' }, asked.known)
  const combined = chain
    .slice(0, -1)
    .reverse()
    .reduce<Timed>((when, bound) => within(when, bound.retention, asked.known), timeOf(last.retention, asked.known))
  const [lawful] = [last, ...chain].filter(
    (each) => (each === last || each.retention.bound === 'latest') && mayDestroy(each.clause, each.retention),
  )
  // what makes it lawful is what is cited, also when it is the stronger source's last day
  const retention = { ...last.retention, disposalDecision: last.retention.disposalDecision ?? lawful?.retention.disposalDecision ?? null }
  return gated(timed({ ...base, retention }, combined, asked.known), lawful !== undefined, asked.known)
}

/**
 * One rule of each source, strongest first, down to the first that gives a day of its own: those above it only bound it. A lasting
 * "preserve" can't outlast a stronger source's last day.
 */
function chainOf(rules: readonly Rule[], { kept, instructions, known }: Asked): Resolved[] {
  const chain: Resolved[] = []
  for (const source of sources) {
    const [first, second] = rules.filter((rule) => rule.source === source)
    if (!first) continue
    const found = resolve(first, kept, instructions, known)
    const fault = second && areEqual(first, second) ? ('two-rules' as const) : found.fault
    if (found.retention.action === 'preserve' && chain.some(({ retention }) => retention.bound === 'latest')) return chain
    chain.push({ ...found, fault })
    if (fault !== null || found.retention.bound === 'exact' || found.retention.action === 'preserve') return chain
  }
  return chain
}

/** A moment, and the day on which a judgement is no longer waited for. */
type Timed = When & { latest?: Date | undefined }

/** When, by one rule alone. At the earliest: a person decides from then on, and so does one who is asked for review (K03). */
function timeOf({ due, bound, action }: Retention, known: Known): Timed {
  if (due === null) return judgedBy(null, known)
  const when = momentOf(due, known)
  return 'at' in when && (bound === 'earliest' || action === 'review') ? judgedBy(when.at, known) : when
}

function judgedBy(from: Date | null, { events }: Known): Timed {
  const said = (events[judgedObsolete] ?? []).filter((at) => from === null || at >= from).sort((a, b) => a.getTime() - b.getTime())
  return said[0] ? { at: said[0] } : { judged: judgedObsolete, from }
}

/** A stronger source's bound: not before its earliest, not after its latest. What it can't say yet it can't allow either. */
function within(when: Timed, bound: Retention, known: Known): Timed {
  const set = bound.due === null ? judgedBy(null, known) : momentOf(bound.due, known)
  if (bound.bound === 'latest') return 'at' in set ? notAfter(when, set.at) : when
  if (!('at' in set)) return 'waitsFor' in set && 'waitsFor' in when ? { waitsFor: [...new Set([...set.waitsFor, ...when.waitsFor])] } : set
  if ('at' in when) return { at: later(when.at, set.at) }
  if ('judged' in when) return { ...when, from: later(when.from, set.at), ...(when.latest ? { latest: later(when.latest, set.at) } : {}) }
  return when
}

function notAfter(when: Timed, latest: Date): Timed {
  if ('at' in when) return { at: when.at < latest ? when.at : latest }
  return 'judged' in when ? { ...when, latest: when.latest && when.latest < latest ? when.latest : latest } : { at: latest }
}

const later = (a: Date | null, b: Date): Date => new Date(Math.max(a?.getTime() ?? b.getTime(), b.getTime()))

function timed(base: Omit<Fate, 'state' | 'because'>, when: Timed, { now }: Known): Fate {
  // what a person has judged goes; until then it was only asked about
  const outcome = base.outcome === 'review' ? ('delete' as const) : base.outcome
  if ('at' in when) return { ...base, ...dayOf(when.at), outcome, state: 'running', because: 'rule' }
  if ('waitsFor' in when) return { ...base, state: 'waiting', because: 'rule', waitsFor: when.waitsFor }
  const latest = when.latest ?? null
  if (latest !== null && now !== null && latest <= now) return { ...base, ...dayOf(latest), outcome, state: 'running', because: 'rule' }
  return { ...base, ...dayOf(when.from), latest, state: 'review', because: 'judgement', judged: when.judged, lookAgain: latest !== null }
}

const dayOf = (at: Date | null) => ({ at, on: at === null ? null : stockholmDay(at) })

/** What has to be so besides: a decision, what is provided, the steps before. */
function gated(fate: Fate, lawful: boolean, known: Known): Fate {
  if (fate.state === 'review' && fate.latest !== null && !lawful) return { ...fate, latest: null }
  if (fate.state !== 'running') return fate
  if (takesAway(fate.outcome) && !lawful) return { ...fate, state: 'review', because: 'no-decision' }
  const provided = fate.retention?.provided ?? null
  if (provided === null) return stepFirst(fate, known)
  const hasCome = known.now !== null && fate.at !== null && fate.at <= known.now
  const waits = hasCome && isSo(provided, known) !== true
  if (waits) return { ...fate, state: 'waiting', because: 'provided', waitsFor: conditionWaits(provided), lookAgain: true }
  return { ...stepFirst(fate, known), lookAgain: true }
}

/** Steps in their order: each is done by its event, not before the one before it was (K08). */
function stepFirst(fate: Fate, { events }: Known): Fate {
  let after = Number.NEGATIVE_INFINITY
  for (const [index, step] of (fate.retention?.steps ?? []).entries()) {
    const done = (events[step.doneBy] ?? []).map((at) => at.getTime()).filter((at) => at >= after)
    if (done.length === 0)
      return { ...fate, state: 'next-step', because: 'step', waitsFor: [step.doneBy], step: { ...step, number: index + 1 } }
    after = Math.min(...done)
  }
  return fate
}

/**
 * Rules that would speak if something unknown were so, and would then keep it longer or otherwise, alone or together, turn a going into a
 * question. So does being the only ones there are.
 */
function cautious(fate: Fate, sure: readonly Rule[], unsure: readonly Rule[], asked: Asked): Fate {
  const goes = goesAt(fate)
  if (unsure.length === 0 || (fate.because !== 'no-rule' && goes === null)) return fate
  const { at } = fate
  const others = subsets(unsure).map((some) => chosenOf(sorted([...sure, ...some], asked), asked))
  const [first] = others.filter((other) => goes === null || (goesAt(other) ?? never) > goes)
  if (!first && unsure.length <= most) return fate
  if (fate.state === 'review') return { ...fate, latest: null, because: 'unknown' }
  if (fate.ruleId !== null && at !== null && 'at' in judgedBy(at, asked.known)) return { ...fate, ...dayOf(judgedAt(at, asked.known)) }
  const times = others.flatMap((other) => (other.at === null ? [] : [other.at.getTime()]))
  const from = at ?? (times.length === 0 ? null : new Date(Math.min(...times)))
  const waitsFor = [...new Set(unsure.flatMap(({ clause }) => (clause.when ? conditionWaits(clause.when) : ['case.channel'])))]
  const named = fate.ruleId === null && first ? { ruleId: first.ruleId, retention: first.retention, outcome: first.outcome } : {}
  return { ...fate, ...named, ...dayOf(from), state: 'review', because: 'unknown', waitsFor, judged: judgedObsolete }
}

const never = new Date(8_640_000_000_000_000)
/** When something is taken away at the latest, whatever a person says; null: not by itself. */
function goesAt({ state, outcome, at, latest }: Fate): Date | null {
  if (state === 'review') return latest
  return state === 'running' && takesAway(outcome) ? at : null
}

/** So many unknown rules are tried in every combination; more are asked about at once. */
const most = 6

function subsets(rules: readonly Rule[]): Rule[][] {
  const tried = rules.slice(0, most)
  return Array.from({ length: 2 ** tried.length - 1 }, (_, at) => tried.filter((_rule, bit) => ((at + 1) >> bit) & 1))
}

const sorted = (rules: readonly Rule[], { kept }: Asked): Rule[] =>
  rulesFor(
    kept,
    rules.map(({ clause }) => clause),
  )

function judgedAt(from: Date, known: Known): Date {
  const said = judgedBy(from, known)
  return 'at' in said ? said.at : from
}

/** K13: while a hold lasts nothing is done, whatever else is due. One whose condition isn't known holds. */
function heldOr({ clauses }: Instructions[number], { kept, known }: Asked, fate: Fate): Fate {
  const holding = clauses.flatMap((clause) => {
    const level = levelOf(clause, kept)
    if (clause.hold === null || level === null || speaks(clause, known) === false) return []
    const { records, from, until, mode } = clause.hold
    if (records !== 'all' && !records.includes(kept.record)) return []
    const lasts = lasting(momentOf(from, known), momentOf(until, known), known.now)
    return lasts === null ? [] : [{ clause, level, until: lasts.until, frozen: mode === 'freeze' }]
  })
  const [first] = holding
  if (!first) return fate
  const told = holding.map(
    ({ clause, level }): Told => ({ ruleId: clauseKey(kept.board, clause), source: clause.source, level, says: 'holds' }),
  )
  const untils = holding.map(({ until }) => until?.getTime() ?? Number.POSITIVE_INFINITY)
  const until = Math.max(...untils)
  return {
    ...fate,
    ...dayOf(null),
    state: 'held',
    because: 'hold',
    heldBy: {
      clause: clauseKey(kept.board, first.clause),
      until: Number.isFinite(until) ? new Date(until) : null,
      frozen: holding.some(({ frozen }) => frozen),
    },
    lookAgain: true,
    why: [...told, ...fate.why],
  }
}

/** From its beginning until its end, if that is an end of this beginning. null: it doesn't last now. */
function lasting(from: When, until: When, now: Date | null): { until: Date | null } | null {
  if (!('at' in from) || (now !== null && from.at > now)) return null
  if (!('at' in until) || until.at < from.at) return { until: null }
  return now !== null && until.at > now ? { until: until.at } : null
}

/** A hold that begins or ends by itself, when a period has passed, is looked at every night. */
const holdsMove = ({ clauses }: Instructions[number]): boolean =>
  clauses.some(({ hold }) => hold !== null && (typeof hold.from !== 'string' || typeof hold.until !== 'string'))

function told(spoken: readonly { rule: Rule; truth: Truth }[], fate: Fate, { kept }: Asked): Told[] {
  const chosen = spoken.find(({ rule }) => clauseKey(kept.board, rule.clause) === fate.ruleId)?.rule
  return spoken.map(({ rule, truth }) => ({
    ruleId: clauseKey(kept.board, rule.clause),
    source: rule.source,
    level: rule.level,
    says: truth === false ? 'not-so' : truth === null ? 'unknown' : saysBeside(rule, chosen, spoken),
  }))
}

function saysBeside(rule: Rule, chosen: Rule | undefined, spoken: readonly { rule: Rule; truth: Truth }[]): Told['says'] {
  if (!chosen || rule === chosen) return 'chosen'
  if (areEqual(rule, chosen)) return 'equal'
  const strongest = spoken.find((each) => each.truth === true && each.rule.source === rule.source)?.rule
  return sources.indexOf(rule.source) < sources.indexOf(chosen.source) && strongest === rule ? 'bounds' : 'weaker'
}
