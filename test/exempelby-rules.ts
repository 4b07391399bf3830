import { readdirSync, readFileSync } from 'node:fs'
import type { InstructionFile, InstructionInForce } from '../contracts/instruction.ts'
import { readInstructions, readOrganisation } from '../server/domain/instruction/index.ts'

const folder = new URL('../db/seed/exempelby/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** The text of one of Exempelby's files, to be changed and read again. */
export const instructionText = (board: string): string => read(`instruction-${board}.yaml`)
export const organisationText = read('organisation.yaml')
export const exempelby = readOrganisation(organisationText)

export const exempelbyFiles: InstructionFile[] = readInstructions(
  readdirSync(folder)
    .filter((name) => name.startsWith('instruction-'))
    .map(read),
  exempelby,
)

const inForce = (file: InstructionFile, versionId: number): InstructionInForce => ({
  versionId,
  board: file.board,
  version: file.version,
  validFromMs: Date.parse(file.validFrom),
  validToMs: file.validTo === null ? null : Date.parse(file.validTo),
  clauses: file.clauses,
})

/** Exempelby's six instructions; version ids 1 to 6. */
export const exempelbyRules = { instructions: exempelbyFiles.map((file, at) => inForce(file, at + 1)) }

/** An agent's undertakings for every version in force. */
export const allUndertakings = exempelbyRules.instructions.map(({ board, versionId }) => ({ board, versionId }))

export function instructionOfBoard(board: string): InstructionInForce {
  const found = exempelbyRules.instructions.find((each) => each.board === board)
  if (found === undefined) throw new Error(`Exempelby has no board ${board}`)
  return found
}
