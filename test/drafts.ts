import type { InstructionFile } from '../contracts/instruction.ts'
import { createDraft } from '../server/domain/instruction/index.ts'
import { exempelbyFiles } from './exempelby-rules.ts'
import type { World } from './world.ts'

/** Exempelby's file for a board, as the next version. */
export function nextFile(board: string, change: (file: InstructionFile) => Partial<InstructionFile>): InstructionFile {
  const file = exempelbyFiles.find((each) => each.board === board)
  if (!file) throw new Error(`Exempelby has no board ${board}`)
  return { ...file, version: file.version + 1, ...change(file) }
}

/** Keeps a file as a draft of its board, by one of its officers. @returns the draft's id */
export const draftOf = (w: World, officer: string, file: InstructionFile): Promise<string> =>
  w.as(officer, (tx) => createDraft(tx, { board: file.board, file }))
