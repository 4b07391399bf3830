import type { RecipientClass } from '../../../contracts/instruction.ts'
import type { CallerWhy, HarmAnswers, Representation, Secrecy } from '../../../contracts/secrecy.ts'
import { betweenBoards, contentOf } from './between-boards.ts'
import { judgeHarm } from './judge-harm.ts'

/** Somebody on the line. `related`: the agent's colleague or relative, whatever else they are (D8). */
export type Caller = RecipientClass | 'related'
export type CallerQuestion = {
  caller: Caller
  field: string
  secrecy: Pick<Secrecy, 'level' | 'isProtected'>
  /** The instruction lets anyone be told it. */
  openToAll: boolean
  /** The day it is, as YYYY-MM-DD. */
  today: string
  representation: Representation | null
  /** The harm test of this look-up, not older than half an hour. */
  tested: { answers: HarmAnswers; kept: readonly string[] } | null
}

/** From this age a child has a say of its own in social services (SoL) and mostly decides whom its secrets are told to (OSL 12:3, FB 6:11). */
const hasItsSay = 15

/**
 * D8: who may be told what in one call, after the instruction has permitted it for this kind of caller and identity. Party: oneself (OSL 12:1).
 * Representative: the power of attorney, its day and scope (12:2). Guardian: custody, age and harm (12:3, L31). Authority: the board decides (A16).
 * Anyone: what is public, else the harm test. A colleague or relative: someone else takes the call. Pure.
 */
export function judgeCaller(question: CallerQuestion): CallerWhy {
  const { caller, secrecy, openToAll } = question
  if (caller === 'related') return 'related'
  if (betweenBoards[contentOf(secrecy)]['look-up'] === 'deny') return 'protected'
  if (openToAll && secrecy.level === 'none') return 'permitted'
  return byCaller[caller](question)
}

const byCaller: Readonly<Record<RecipientClass, (question: CallerQuestion) => CallerWhy>> = {
  party: () => 'permitted',
  representative: ({ representation, field, today }) => {
    if (representation?.kind !== 'representative') return 'power-of-attorney'
    if (representation.validTo !== null && representation.validTo < today) return 'expired'
    return representation.scope.includes(field) ? 'permitted' : 'scope'
  },
  guardian: ({ representation }) => {
    if (representation?.kind !== 'guardian' || representation.custody === 'not-checked') return 'custody'
    const { childAge, decides, considerableHarm } = representation
    if (childAge >= 18) return 'of-age'
    if (considerableHarm) return 'considerable-harm'
    if (childAge >= hasItsSay && decides === null) return 'who-decides'
    return decides === 'child' ? 'child-decides' : 'permitted'
  },
  authority: ({ representation }) => (representation?.kind === 'authority' ? 'board-decides' : 'legal-ground'),
  public: ({ secrecy, tested, field }) => {
    if (secrecy.level === 'none') return 'permitted'
    if (tested === null) return 'harm-test'
    const outcome = judgeHarm(secrecy.level, tested.answers, tested.kept)
    return outcome === 'all' || (outcome === 'part' && tested.kept.includes(field)) ? 'permitted' : 'refused'
  },
}
