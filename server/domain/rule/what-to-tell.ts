import type { Clause, Tell } from '../../../contracts/instruction.ts'
import { addPeriod } from '../../platform/calendar.ts'
import { clauseKey } from './clause-reach.ts'
import type { Known } from './conditions.ts'
import { factsToAsk, type Ruling, sourceRank, speaksOf } from './what-speaks.ts'

/** One of the language's parts of a message, or the instruction's own. */
export type MessagePart = Tell['must'][number]

/** A message that is owed, that may not be sent, or about which somebody has to be asked first. */
export type Told = {
  to: Tell['to']
  how: Tell['how']
  clauseIds: readonly string[]
} & (
  | { state: 'owed'; by: Date | null; must: readonly MessagePart[]; never: readonly MessagePart[] }
  | { state: 'suppressed' }
  | { state: 'unknown'; ask: readonly string[] }
)

type Saying = { clause: Clause; tell: Tell; key: string }

/**
 * What has to be told when `event` happens, to whom, how, by when, and what the message must and may not hold (K26). A suppression beats a
 * telling of the same rank, and a higher source beats a lower (K06: a statute's duty to tell stands above a routine's silence). Where a clause
 * that would settle it depends on what isn't known, nothing is settled: ask. Pure.
 */
export function tellsOn(event: string, instruction: Ruling, known: Known): Told[] {
  const found = instruction.clauses.flatMap((clause) => {
    const speaks = speaksOf(clause, known)
    return clause.tell?.on !== event || speaks === false
      ? []
      : [{ clause, tell: clause.tell, key: clauseKey(instruction.board, clause), speaks }]
  })
  const receivers = [...new Set(found.map(({ tell }) => tell.to))]
  return receivers.flatMap((to) => {
    // what nobody may be told isn't told anyone
    const about = found.filter(({ tell }) => tell.to === to || (tell.to === 'everyone' && tell.suppress))
    const certain = about.filter(({ speaks }) => speaks === true)
    const open = about.filter(({ speaks }) => speaks === null)
    const settled = settle(to, certain, event, known)
    const wouldChange = open.filter((each) => !isSame(settled, settle(to, [...certain, each], event, known)))
    if (wouldChange.length === 0) return settled
    const ask = [...new Set(wouldChange.flatMap(({ clause }) => factsToAsk(clause, known)))]
    return [{ to, how: null, clauseIds: wouldChange.map(({ key }) => key), state: 'unknown' as const, ask }]
  })
}

/** Every message to one receiver: one for each way, or a silence. */
function settle(to: Tell['to'], certain: readonly Saying[], event: string, known: Known): Told[] {
  const silence = certain.filter(({ tell }) => tell.suppress)
  const rankOfSilence = rankOf(silence)
  const tells = certain.filter(({ clause, tell }) => !tell.suppress && sourceRank(clause) > rankOfSilence)
  if (tells.length === 0) {
    return silence.length === 0 ? [] : [{ to, how: null, clauseIds: silence.map(({ key }) => key), state: 'suppressed' }]
  }
  const ways = [...new Set(tells.map(({ tell }) => tell.how))]
  return ways.map((how) => {
    const same = tells.filter(({ tell }) => tell.how === how)
    return { to, how, clauseIds: same.map(({ key }) => key), state: 'owed', by: earliest(same, event, known), ...contents(same, tells) }
  })
}

const rankOf = (sayings: readonly Saying[]) => Math.max(-1, ...sayings.map(({ clause }) => sourceRank(clause)))

const isSame = (one: readonly Told[], other: readonly Told[]) => JSON.stringify(one) === JSON.stringify(other)

function earliest(sayings: readonly Saying[], event: string, known: Known): Date | null {
  const times = (known.events[event] ?? []).map((at) => at.getTime())
  const begun = times.length > 0 ? new Date(Math.max(...times)) : known.now
  if (begun === null) return null
  const ends = sayings.flatMap(({ tell }) => (tell.within === null ? [] : [addPeriod(begun, tell.within, known).at.getTime()]))
  return ends.length === 0 ? null : new Date(Math.min(...ends))
}

/** A part that one clause demands and another forbids goes the way of the higher source; of equals it stays out. */
function contents(same: readonly Saying[], all: readonly Saying[]): { must: MessagePart[]; never: MessagePart[] } {
  const rank = (part: MessagePart, field: 'must' | 'never', among: readonly Saying[]) =>
    rankOf(among.filter(({ tell }) => tell[field].includes(part)))
  const parts = [...new Set(all.flatMap(({ tell }) => [...tell.must, ...tell.never]))]
  const must = parts.filter((part) => rank(part, 'must', same) > rank(part, 'never', all))
  return { must, never: parts.filter((part) => rank(part, 'never', all) >= 0 && !must.includes(part)) }
}

/** What is known of each part: its words as they would stand in the message. */
export type PartWords = Readonly<Partial<Record<MessagePart, string | null>>>

/**
 * What a composed message lacks of what it must hold, and what it holds that it may not. A part whose words nobody has given can't be shown to
 * be in it, so it is lacking. Pure.
 */
export function lacksOf(
  text: string,
  words: PartWords,
  { must, never }: { must: readonly MessagePart[]; never: readonly MessagePart[] },
): { missing: MessagePart[]; forbidden: MessagePart[] } {
  const plain = flat(text)
  const holds = (part: MessagePart) => {
    const said = words[part]
    return said !== undefined && said !== null && said.trim() !== '' && plain.includes(flat(said))
  }
  return { missing: must.filter((part) => !holds(part)), forbidden: never.filter(holds) }
}

const flat = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim()
