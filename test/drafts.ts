import { z } from 'zod'
import type { InstructionFile } from '../contracts/instruction.ts'
import { sql } from '../server/platform/db.ts'
import { exempelbyFiles } from './exempelby-rules.ts'
import type { World } from './world.ts'

const Made = z.object({ uid: z.uuid() })

/** Exempelby's file for a board, as the next version. */
export function nextFile(board: string, change: (file: InstructionFile) => Partial<InstructionFile>): InstructionFile {
  const file = exempelbyFiles.find((each) => each.board === board)
  if (!file) throw new Error(`Exempelby has no board ${board}`)
  return { ...file, version: file.version + 1, ...change(file) }
}

/** Keeps a file as a draft of its board, by one of its officers. @returns the draft's id */
export async function draftOf(w: World, officer: string, file: InstructionFile): Promise<string> {
  const { uid } = await w.as(officer, (tx) =>
    tx.one(Made, sql`select create_draft((select id from board where code = ${file.board}), ${JSON.stringify(file)}, '') as uid`),
  )
  return uid
}
