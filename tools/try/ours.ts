import type { Clause, InstructionInForce } from '../../contracts/instruction.ts'

/** What the engine says, in words that a file can expect; `clauses`: ids of the clauses it rests on. */
export type Answer = { clauses: readonly string[] } & Readonly<Record<string, unknown>>

/** Rules are tried as if they were one board's, in force. */
export const ownBoard = 'namnden'
export const version = 1

/** One's own clauses by their ids, others' with their board in front. */
export const idOf = (key: string): string => (key.startsWith(`${ownBoard}/`) ? key.slice(ownBoard.length + 1) : key)

export function inForce(board: string, clauses: readonly Clause[]): InstructionInForce {
  return { versionId: version, board, version, validFromMs: 0, validToMs: null, clauses }
}
