import type { InstructionInForce } from '../../../contracts/instruction.ts'
import { type Fate, fateOf, judgedObsolete, type Kept, type Known, lanesOf } from '../rule/index.ts'

/** What says that something which the program can't do has been done by hand. */
const byHand = ['copy.moved', 'archive.received', 'records.disclosed', judgedObsolete]

/**
 * What becomes of the whole, after what has to be done on the way and that a person does: a move, a publication. Until someone has said that it is
 * done it is asked about, and the whole waits (K08, K17). What the night does itself, a part of the texts, holds nothing up.
 */
export function wholeFate(kept: Kept, instructions: readonly InstructionInForce[], known: Known): Fate {
  const fate = fateOf(kept, instructions, known)
  const own = instructions.find(({ board }) => board === kept.board)?.clauses ?? []
  const waiting = lanesOf(kept, own)
    .map((lane) => fateOf({ ...kept, lane }, instructions, known))
    .find(({ state, at, outcome, retention }) => {
      if (state !== 'running' || at === null || (retention?.part && (outcome === 'anonymise' || outcome === 'redact'))) return false
      const done = byHand.some((event) => (known.events[event] ?? []).some((each) => each >= at))
      return !done && (fate.state !== 'running' || fate.at === null || at <= fate.at)
    })
  return waiting ? { ...waiting, state: 'review', because: 'manual', judged: judgedObsolete } : fate
}
