import type { Clause, InstructionFile, InstructionInForce } from '../../../contracts/instruction.ts'

/**
 * The draft as it would speak on its first day, whatever hour it is asked about: clauses that are closed at that instant are left out, the
 * windows of the others are opened, so that what happened last spring can be asked of what begins next month. Pure.
 */
export function asOnItsFirstDay(file: InstructionFile, versionId: number, nowMs: number): InstructionInForce {
  const firstMs = Math.max(nowMs, Date.parse(file.validFrom))
  return {
    versionId,
    board: file.board,
    version: file.version,
    validFromMs: 0,
    validToMs: null,
    clauses: file.clauses.filter((clause) => speaks(clause, firstMs)).map((clause) => ({ ...clause, validFrom: null, validTo: null })),
  }
}

const speaks = ({ validFrom, validTo }: Clause, atMs: number): boolean =>
  (validFrom === null || Date.parse(validFrom) <= atMs) && (validTo === null || atMs < Date.parse(validTo))
