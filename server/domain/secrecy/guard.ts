import { type GuardKind, guardKinds } from '../../../contracts/guard.ts'
import { accountSpots } from './accounts.ts'
import { childSpots } from './children.ts'
import { contactSpots } from './contact-details.ts'
import { identitySpots, type Spot } from './identity.ts'
import { lifeSpots } from './life-words.ts'
import { placeSpots } from './places.ts'
import { placeOf, plainTextOf } from './plain-text.ts'

/** Which edition of the rules found it: whatever was read by an older one is read again at night. Count it up when a rule or a word list changes. */
export const guardVersion = 1

export const findingKinds = guardKinds
export type FindingKind = GuardKind
/** `start` and `end` are places in the original text. The finding never holds the words. */
export type Finding = { kind: FindingKind; start: number; end: number; certainty: Spot['certainty']; rule: string }

/** What in a text tells of a person, and where: local rules and word lists only, in time that grows with the text and no faster (T10). Pure. */
export function findInText(original: string): Finding[] {
  const plain = plainTextOf(original)
  const { text, folded } = plain
  const identity = identitySpots(folded)
  const { phone, email } = contactSpots(folded)
  const { address, property } = placeSpots(text, folded)
  const { bankAccount, vehicle } = accountSpots(text, folded)
  const apart = (spots: readonly Spot[], ...others: readonly (readonly Spot[])[]) =>
    spots.filter((spot) => !others.some((list) => list.some((other) => other.start < spot.end && spot.start < other.end)))
  const structured: [FindingKind, readonly Spot[]][] = [
    ['identityNumber', identity],
    ['email', email],
    ['bankAccount', apart(bankAccount, identity)],
    ['phone', apart(phone, identity, bankAccount)],
    ['address', address],
    ['property', apart(property, identity)],
    ['vehicle', vehicle],
    ['child', childSpots(text, folded)],
  ]
  const all = [...structured.flatMap(([kind, spots]) => joined(spots).map((spot) => ({ kind, spot }))), ...lives(text, folded)]
  return all
    .map(({ kind, spot }) => ({ kind, ...placeOf(plain, spot.start, spot.end), certainty: spot.certainty, rule: spot.rule }))
    .sort((a, b) => a.start - b.start || b.end - a.end)
}

/** Of those that overlap, the one that says most. */
function joined(spots: readonly Spot[]): Spot[] {
  const kept: Spot[] = []
  for (const spot of [...spots].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (last && spot.start < last.end) last.end = Math.max(last.end, spot.end)
    else kept.push({ ...spot })
  }
  return kept
}

const nearby = 16

/** Words of one kind that stand together are one finding: "dömd för misshandel". What an offence says already isn't a social circumstance too. */
function lives(text: string, folded: string): { kind: FindingKind; spot: Spot }[] {
  const all = lifeSpots(text, folded)
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  const together = kinds.flatMap((kind) => {
    const spots: Spot[] = []
    for (const { spot } of all.filter((each) => each.kind === kind).sort((a, b) => a.spot.start - b.spot.start)) {
      const last = spots.at(-1)
      const joins =
        last !== undefined &&
        spot.start - last.end <= nearby &&
        spot.start >= last.start &&
        !/[.!?;\n]/.test(text.slice(last.end, spot.start))
      if (joins && last)
        spots[spots.length - 1] = {
          ...last,
          end: Math.max(last.end, spot.end),
          ...(sureness(spot) > sureness(last) ? { rule: spot.rule, certainty: spot.certainty } : {}),
        }
      else spots.push(spot)
    }
    return spots.map((spot) => ({ kind, spot }))
  })
  const offences = together.filter(({ kind }) => kind === 'offence')
  return together.filter(
    ({ kind, spot }) =>
      kind !== 'social' ||
      spot.certainty === 'certain' ||
      !offences.some((each) => each.spot.start <= spot.start && spot.end <= each.spot.end),
  )
}
const sureness = ({ certainty }: Spot) => ['possible', 'likely', 'certain'].indexOf(certainty)
