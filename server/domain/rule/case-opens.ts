import type { ChannelKind, InstructionInForce } from '../../../contracts/instruction.ts'

/** Whether a message in this channel becomes a case at once, as the clause of the board that hosts the centre says. No clause: only when needed. */
export function caseOpens(channel: ChannelKind, host: Pick<InstructionInForce, 'clauses'>): 'on-arrival' | 'on-need' {
  const speaking = host.clauses.filter(
    ({ channels, caseOpens: when }) => when !== null && (channels === 'all' || channels.includes(channel)),
  )
  return speaking.some((clause) => clause.caseOpens === 'on-arrival') ? 'on-arrival' : 'on-need'
}
