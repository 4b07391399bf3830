import type { Keeps } from '../../platform/keeps.ts'

const decided = 'what a board decided, and nothing about cases or residents'

export const keeps: readonly Keeps[] = [
  { table: 'instruction_version', holds: 'trace', end: 'stays', retains: `${decided}; the names of those who signed` },
  { table: 'clause', holds: 'trace', end: 'stays', retains: decided },
  { table: 'instruction_grant', holds: 'trace', end: 'stays', retains: decided },
  {
    table: 'signing_key',
    holds: 'trace',
    end: 'stays',
    retains: 'the keys that the parties signed with; without them no signature can be verified',
  },
  { table: 'instruction_signature', holds: 'trace', end: 'stays', retains: `${decided}; who signed for which party` },
  { table: 'instruction_stop', holds: 'trace', end: 'stays', retains: `${decided}; who stopped it and why` },
  { table: 'instruction_review', holds: 'trace', end: 'stays', retains: `${decided}; who reviewed it` },
  { table: 'undertaking', holds: 'trace', end: 'stays', retains: 'who among the staff has signed which version' },
  {
    table: 'undertaking_attempt',
    holds: 'trace',
    end: 'stays',
    retains: 'which questions a member of staff was asked and how they were answered; no words',
  },
  { table: 'gap', holds: 'trace', end: 'stays', retains: 'acts and counts, no case and nobody' },
  {
    table: 'instruction_comment',
    holds: 'trace',
    end: 'stays',
    retains: 'what officers said of a clause while it was written; nothing about cases or residents',
  },
]
