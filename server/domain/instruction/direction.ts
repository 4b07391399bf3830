import { type Clause, clauseDefaults, IdentityLevel } from '../../../contracts/instruction.ts'
import type { Direction } from '../../../contracts/versions.ts'
import { canonicalJson } from './canonical.ts'

/** The other clauses on both sides: what a clause does depends on those it is weighed against. */
export type Around = { before: readonly Clause[]; after: readonly Clause[] }

type Fields = ReadonlyMap<string, unknown>
/** How two values of one field compare for this effect; null: can't be said. */
type Compare = (before: unknown, after: unknown, effect: Clause['effect']) => Direction

// What is read by people only. No wall reads them, so they neither open nor close anything; how heavy they are the clause says itself (A23).
const neutral = ['id', 'requirement', 'text', 'lang', 'lawId', 'materiality', 'reviewBy', 'dpiaRef']

const takesAway = (effect: Clause['effect']) => effect !== 'permit'
const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map((each) => JSON.stringify(each)) : [])
const within = (some: readonly string[], all: readonly string[]) => some.every((each) => all.includes(each))

/** A permit names what it lets through; in a clause that takes away, `everything` (an empty list or 'all') reaches furthest. */
const reach =
  (everything: (value: unknown, effect: Clause['effect']) => boolean): Compare =>
  (before, after, effect) => {
    const covers = (outer: unknown, inner: unknown) =>
      everything(outer, effect) || (!everything(inner, effect) && within(listOf(inner), listOf(outer)))
    return (takesAway(effect) ? covers(after, before) : covers(before, after)) ? 'narrows' : 'widens'
  }
const fewerInPermit = reach((value, effect) => takesAway(effect) && listOf(value).length === 0)
const allOrListed = reach((value) => value === 'all')
const onlyActs = reach(() => false)
const onlyFewer: Compare = (before, after, effect) => (!takesAway(effect) && within(listOf(after), listOf(before)) ? 'narrows' : 'widens')
const onlyMore: Compare = (before, after) => (within(listOf(before), listOf(after)) ? 'narrows' : 'widens')

const startOf = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : Number.NEGATIVE_INFINITY)
const endOf = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : Number.POSITIVE_INFINITY)
const laterStart: Compare = (before, after, effect) =>
  (takesAway(effect) ? startOf(after) <= startOf(before) : startOf(after) >= startOf(before)) ? 'narrows' : 'widens'
const earlierEnd: Compare = (before, after, effect) =>
  (takesAway(effect) ? endOf(after) >= endOf(before) : endOf(after) <= endOf(before)) ? 'narrows' : 'widens'

const levels: readonly string[] = IdentityLevel.options
const levelOf = (value: unknown) => levels.indexOf(String(value))
const strongerIdentity: Compare = (before, after, effect) => (!takesAway(effect) && levelOf(after) > levelOf(before) ? 'narrows' : 'widens')

/** Kept shorter, by the same rule in everything else. Whatever else is done to a rule about keeping may keep something longer. */
const shorterRetention = (before: unknown, after: unknown): Direction => {
  const [old, next] = [periodApart(before), periodApart(after)]
  const differ = namesThatDiffer(old, next)
  const may = ['length', 'quarantineDays', 'disposalDecision']
  const less = (name: string) => !differ.includes(name) || Number(next.get(name)) <= Number(old.get(name))
  if (!differ.every((name) => may.includes(name)) || !less('length') || !less('quarantineDays')) return 'widens'
  return differ.every((name) => name === 'disposalDecision') ? 'neither' : 'narrows'
}

/** The rule with the length of its period beside the rest, where its day is a period after something; any other moment is compared whole. */
function periodApart(retention: unknown): Fields {
  const fields = fieldsOf(retention)
  const due = fieldsOf(fields.get('due'))
  if (!due.has('length') || !due.has('after')) return fields
  return new Map([...fields, ['length', due.get('length')], ['due', Object.fromEntries([...due].filter(([name]) => name !== 'length'))]])
}

/** A field that isn't here is one this file knows nothing of: any change of it is called widening. */
const comparisons: ReadonlyMap<string, Compare> = new Map([
  ['acts', onlyActs],
  ['mission', fewerInPermit],
  ['categories', fewerInPermit],
  ['recipientClass', fewerInPermit],
  ['caseTypes', allOrListed],
  ['channels', allOrListed],
  ['identityLevel', strongerIdentity],
  ['validFrom', laterStart],
  ['validTo', earlierEnd],
  ['obligations', onlyMore],
  ['connectors', onlyFewer],
  ['subProcessors', onlyFewer],
  ['measures', onlyMore],
  ['region', (_, after) => (after === 'EU/EEA' ? 'narrows' : 'widens')],
  ['delegationRef', (_, after) => (after === null ? 'narrows' : 'widens')],
  ['personnummerReason', (_, after) => (after === null ? 'narrows' : 'widens')],
  ['retention', (before, after) => (before === null || after === null ? 'widens' : shorterRetention(before, after))],
])

// What a clause may say and still be known through and through, when it comes or goes.
const taken = ['acts', 'mission', 'caseTypes', 'department', 'subjects', 'categories', 'recipientClass', 'channels', 'secrecyTags', 'basis']
const knownWhenAdded = [...neutral, 'effect', ...taken, 'validFrom', 'validTo', 'obligations', 'measures']
const knownWhenRemoved = [
  ...knownWhenAdded,
  ...['identityLevel', 'connectors', 'subProcessors', 'region', 'delegationRef', 'personnummerReason', 'specialCategories'],
]

/**
 * Does this change of one clause let the centre do more? Safe rather than exact: narrowing and neutral are proved, field by field and against
 * the clauses around; everything else widens (A38: a widening takes both parties). `null` = the clause wasn't there, or isn't any more.
 */
export function directionOf(before: Clause | null, after: Clause | null, around: Around): Direction {
  if (before === null) return after === null ? 'neither' : directionOfAdded(after)
  if (after === null) return directionOfRemoved(before, around)
  if (before.effect !== after.effect) return heaviest([directionOfRemoved(before, around), directionOfAdded(after)])
  const [old, next] = [fieldsOf(before), fieldsOf(after)]
  const directions = namesThatDiffer(old, next)
    .filter((name) => !neutral.includes(name))
    .map((name) => comparisons.get(name)?.(old.get(name), next.get(name), after.effect) ?? 'widens')
  return heaviest([...directions, ...weightChanges(before, after, around), ...dutyLost(before, after, around)])
}

/** D9: a permit that becomes narrower than a refer wins over it, and a refer that becomes wider loses to permits it used to beat. */
function weightChanges(before: Clause, after: Clause, around: Around): Direction[] {
  // A37: a permit that waited for its delegation, and no longer does, opens whatever else it says
  if (before.effect === 'permit' && waits(before) && !waits(after)) return ['widens']
  const [old, next] = [weight(before), weight(after)]
  if (after.effect === 'permit') return next > old && around.after.some((each) => each.effect === 'refer') ? ['widens'] : []
  return after.effect === 'refer' && next < old ? ['widens'] : []
}
const waits = (clause: Clause) => clause.acts.includes('decide') && clause.delegationRef === null
const weight = ({ caseTypes, channels }: Clause) => (caseTypes === 'all' ? 0 : 2) + (channels === 'all' ? 0 : 1)

/** A permit that reaches less lays its duties on less: what another permit still lets through would be free of them. */
function dutyLost(before: Clause, after: Clause | null, around: Around): Direction[] {
  if (before.effect !== 'permit' || before.obligations.length === 0) return []
  const reachIsSame = after !== null && namesThatDiffer(fieldsOf(before), fieldsOf(after)).every((name) => dutyless.includes(name))
  const others = around.after.filter((each) => each.effect === 'permit' && each.id !== before.id)
  return !reachIsSame && others.some(({ acts }) => acts.some((act) => before.acts.includes(act))) ? ['widens'] : []
}
const dutyless = [...neutral, 'obligations', 'retention', 'connectors', 'subProcessors', 'region', 'personnummerReason']

function directionOfAdded(clause: Clause): Direction {
  const said = saidBy(clause)
  if (clause.effect === 'permit' || !within(said, knownWhenAdded)) return 'widens'
  return clause.effect === 'inform' ? (within(said, [...neutral, 'effect']) ? 'neither' : 'widens') : 'narrows'
}

function directionOfRemoved(clause: Clause, around: Around): Direction {
  const said = saidBy(clause)
  if (clause.effect === 'inform') return within(said, [...neutral, 'effect']) ? 'neither' : 'widens'
  // what a measure closes goes beyond the clause that names it
  if (clause.effect !== 'permit' || clause.measures.length > 0 || !within(said, knownWhenRemoved)) return 'widens'
  return heaviest(['narrows', ...dutyLost(clause, null, around)])
}

/** The fields in which the clause says something, and isn't silent as a file that leaves them out. */
function saidBy(clause: Clause): string[] {
  const silent = fieldsOf(clauseDefaults)
  return [...fieldsOf(clause)].filter(([name, value]) => !isSame(value, silent.get(name)) && value !== undefined).map(([name]) => name)
}

/** Fields whose values differ, in the order of their names. A part that is missing, undefined or null is the same silence. */
export function fieldsThatDiffer(before: Clause, after: Clause): string[] {
  return namesThatDiffer(fieldsOf(before), fieldsOf(after))
}

function namesThatDiffer(before: Fields, after: Fields): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return names.filter((name) => !isSame(before.get(name), after.get(name)))
}

const fieldsOf = (given: unknown): Fields =>
  new Map<string, unknown>(typeof given === 'object' && given !== null ? Object.entries(given) : [])
const isSame = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null)

/** The heaviest of several: one widening makes the whole a widening. */
const heaviest = (directions: readonly Direction[]): Direction =>
  directions.includes('widens') ? 'widens' : directions.includes('narrows') ? 'narrows' : 'neither'
