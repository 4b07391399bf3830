import type { Clause } from '../../contracts/instruction.ts'
import type { Condition, Moment, Period } from '../../contracts/rule-language.ts'
import { facts } from '../../contracts/vocabulary.ts'
import type { TriedRule } from './rule-file.ts'

/** Everything a clause is built of, gathered once. */
export type Built = {
  clause: Clause
  /** Outermost and inner ones alike. */
  moments: readonly Moment[]
  conditions: readonly Condition[]
  periods: readonly Period[]
  facts: readonly string[]
  events: readonly string[]
}

function builtOf(clause: Clause): Built {
  const { retention, hold, service, duty, tell, right, controller } = clause
  const roots: Moment[] = [
    retention?.due,
    hold?.from,
    hold?.until,
    service?.due,
    ...(service?.metBy ?? []),
    service?.remind,
    right?.due,
    controller?.from,
    controller?.until,
  ].flatMap((each) => (each === null || each === undefined ? [] : [each]))
  const given: Condition[] = [
    clause.when,
    retention?.provided,
    right?.needs,
    right?.extension?.when,
    right?.fee?.when,
    ...(right?.exempt ?? []).map((each) => each.when),
    ...clause.bases.map((each) => each.when),
  ].flatMap((each) => (each === null || each === undefined ? [] : [each]))
  const parts = [...roots.flatMap(insideMoment), ...given.flatMap(insideCondition)]
  const moments = parts.flatMap((part) => ('moment' in part ? [part.moment] : []))
  const conditions = parts.flatMap((part) => ('condition' in part ? [part.condition] : []))
  const every = duty && !('on' in duty.every) ? [duty.every] : []
  const periods = [
    ...moments.flatMap(periodIn),
    ...every,
    ...[duty?.within, tell?.within, right?.extension?.by].flatMap((each) => each ?? []),
  ]
  return {
    clause,
    moments,
    conditions,
    periods,
    facts: [
      ...conditions.flatMap((each) => ('fact' in each ? [each.fact] : [])),
      ...moments.flatMap((each) => (typeof each === 'object' && 'fact' in each ? [each.fact] : [])),
    ],
    events: [
      ...moments.flatMap(eventIn),
      ...conditions.flatMap((each) => ('during' in each ? [each.during.from, each.during.until] : [])),
      ...(tell ? [tell.on] : []),
      ...(duty ? [duty.doneBy] : []),
      ...(retention?.steps ?? []).map((step) => step.doneBy),
    ],
  }
}

type Part = { moment: Moment } | { condition: Condition }

function insideMoment(moment: Moment): Part[] {
  const self: Part = { moment }
  if (typeof moment === 'string' || 'fact' in moment) return [self]
  if ('event' in moment) return [self, ...(moment.where ? insideCondition(moment.where) : [])]
  if ('all' in moment) return [self, ...moment.all.flatMap(insideMoment)]
  if ('any' in moment) return [self, ...moment.any.flatMap(insideMoment)]
  if ('judged' in moment) return [self, ...(moment.reviewFrom ? insideMoment(moment.reviewFrom) : [])]
  if ('when' in moment)
    return [self, ...insideCondition(moment.when), ...insideMoment(moment.use), ...(moment.otherwise ? insideMoment(moment.otherwise) : [])]
  return [self, ...insideMoment('after' in moment ? moment.after : 'before' in moment ? moment.before : moment.of)]
}

function insideCondition(condition: Condition): Part[] {
  const self: Part = { condition }
  if ('all' in condition) return [self, ...condition.all.flatMap(insideCondition)]
  if ('any' in condition) return [self, ...condition.any.flatMap(insideCondition)]
  if ('not' in condition) return [self, ...insideCondition(condition.not)]
  if ('happened' in condition) return [self, ...insideMoment(condition.happened)]
  if ('time' in condition) return [self, ...(condition.of ? insideMoment(condition.of) : [])]
  if ('others' in condition) return [self, ...(condition.where ? insideCondition(condition.where) : [])]
  return [self]
}

const periodIn = (moment: Moment): Period[] => (typeof moment === 'object' && 'length' in moment ? [moment] : [])

function eventIn(moment: Moment): string[] {
  if (typeof moment === 'string') return [moment]
  if ('event' in moment) return [moment.event]
  if ('judged' in moment) return [moment.judged]
  return 'pauses' in moment ? (moment.pauses ?? []).flatMap((pause) => ('season' in pause ? [] : [pause.from, pause.until])) : []
}

const has = (moment: Moment, key: string): boolean => typeof moment === 'object' && key in moment
const about = (built: Built, ...starts: string[]) => built.facts.some((fact) => starts.some((start) => fact.startsWith(start)))

/**
 * By which of its parts a clause says something of each family. A rule of a family has to be built of these: a fact of its own that merely says it
 * in words (K27) isn't enough, so that nothing is hidden.
 */
const constructs: Readonly<Record<string, (built: Built) => boolean>> = {
  K01: ({ events }) => events.length > 0,
  K02: ({ moments, clause }) =>
    moments.some((each) => has(each, 'all') || has(each, 'any') || has(each, 'when')) || (clause.service?.metBy.length ?? 0) > 1,
  K03: ({ moments, clause }) =>
    moments.some((each) => has(each, 'judged')) || clause.retention?.action === 'review' || clause.retention?.bound === 'earliest',
  K04: ({ periods }) => periods.length > 0,
  K05: ({ moments, conditions, periods, clause }) =>
    moments.some((each) => has(each, 'endOf') || has(each, 'next')) ||
    conditions.some((each) => 'time' in each || 'during' in each) ||
    periods.some(({ calendar, pauses }) => calendar === 'open' || calendar === 'working' || (pauses?.length ?? 0) > 0) ||
    (clause.duty !== null && 'on' in clause.duty.every),
  K06: ({ clause }) =>
    clause.source !== 'decision' ||
    clause.retention?.action === 'preserve' ||
    (clause.retention?.disposalDecision ?? null) !== null ||
    (clause.retention?.sameAs ?? null) !== null,
  K07: ({ clause }) => (clause.retention?.sameAs ?? null) !== null,
  K08: ({ clause }) => clause.retention !== null && (clause.retention.copy !== 'ombud' || clause.retention.steps.length > 0),
  K09: (built) => about(built, 'subject.') || built.clause.subjects.length > 0,
  K10: (built) => about(built, 'content.') || built.clause.specialCategories.length > 0 || built.clause.secrecyTags.length > 0,
  K11: (built) =>
    about(built, 'case.type', 'case.subtype', 'case.outcome', 'case.decided-by', 'case.department') || built.clause.caseTypes !== 'all',
  K12: ({ moments, conditions }) =>
    conditions.some((each) => 'others' in each) ||
    moments.some((each) => typeof each === 'object' && 'of' in each && 'event' in each && each.of !== undefined),
  K13: ({ clause }) => clause.hold !== null,
  K14: (built) =>
    about(built, 'choice.', 'consent.') || built.events.some((each) => each.startsWith('consent.') || each === 'erasure.requested'),
  K15: (built) => about(built, 'contact.anonymous', 'choice.anonymous'),
  K16: ({ moments }) =>
    moments.some(
      (each) =>
        typeof each === 'object' &&
        'after' in each &&
        (typeof each.after === 'string' || ('event' in each.after && each.after.take === 'latest')),
    ),
  K17: ({ clause }) =>
    (clause.retention !== null && !['delete', 'preserve', 'review'].includes(clause.retention.action)) ||
    (clause.right?.exempt.length ?? 0) > 0 ||
    clause.obligations.some(({ kind }) => kind === 'mask') ||
    clause.acts.includes('publish'),
  K18: (built) =>
    about(built, 'actor.', 'asker.', 'recipient.') ||
    built.clause.recipientClass.length > 0 ||
    built.clause.fields.length > 0 ||
    built.events.some((each) => each.startsWith('power-of-attorney.') || each.startsWith('undertaking.')) ||
    built.clause.obligations.some(({ kind }) => kind === 'log' || kind === 'two-person'),
  K19: (built) =>
    built.clause.channels !== 'all' ||
    built.clause.instead !== null ||
    built.clause.caseOpens !== null ||
    built.clause.identityLevel !== 'none' ||
    built.clause.categories.length > 0 ||
    built.clause.fields.length > 0 ||
    about(built, 'case.channel'),
  K20: ({ clause }) => (clause.acts.length > 0 && ['permit', 'deny', 'refer'].includes(clause.effect)) || clause.right !== null,
  K21: ({ clause }) => clause.right !== null,
  K22: ({ clause }) => clause.service !== null,
  K23: ({ clause }) => clause.duty !== null,
  K24: ({ clause }) => clause.controller !== null || clause.bases.length > 0 || clause.basis !== null,
  K25: (built) => about(built, 'destination.', 'actor.place', 'transfer.') || built.clause.region === 'outside EU/EEA',
  K26: ({ clause }) => clause.tell !== null,
  K27: ({ facts: named }) => named.some((fact) => !ofOtherFamilies.some((start) => fact.startsWith(start))),
}

/** Facts that another family is about. */
const ofOtherFamilies = [
  'subject.',
  'content.',
  'case.type',
  'case.subtype',
  'case.outcome',
  'case.decided-by',
  'case.department',
  'case.channel',
  'choice.',
  'consent.',
  'contact.anonymous',
  'actor.',
  'asker.',
  'recipient.',
  'destination.',
]

/** The families that something in the clause speaks of. */
export const familiesIn = (clause: Clause): string[] => {
  const built = builtOf(clause)
  return Object.entries(constructs).flatMap(([family, speaks]) => (speaks(built) ? [family] : []))
}

/**
 * What a rule says it is of and isn't built of, and facts of its own that only K27 allows. Empty: nothing is hidden.
 */
export function hidden(rule: Pick<TriedRule, 'families' | 'clauses' | 'elsewhere' | 'vocabulary'>): string[] {
  // what it points at in another's instruction is a part of the rule (K07)
  const spoken = new Set([...rule.clauses, ...Object.values(rule.elsewhere).flat()].flatMap(familiesIn))
  // two rules with clocks of their own are two (trigger, period) pairs as well
  const timed = rule.clauses.filter(({ retention, service, hold, right }) => retention?.due || service || hold || right)
  if (timed.length > 1) spoken.add('K02')
  const own = rule.clauses
    .flatMap((clause) => builtOf(clause).facts)
    .filter((fact) => Object.hasOwn(rule.vocabulary.facts, fact) && !Object.hasOwn(facts, fact))
  return [
    ...rule.families
      .filter((family) => !spoken.has(family))
      .map((family) => `${family}: inget i punkterna säger det / nothing in the clauses says it`),
    ...(rule.families.includes('K27') || own.length === 0
      ? []
      : [`K27: ${[...new Set(own)].join(', ')} är egna uppgifter i en regel som inte är av K27 / own facts in a rule that isn’t of K27`]),
  ]
}
