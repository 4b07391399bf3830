import { z } from 'zod'
import { InstructionFile } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Saved = z.object({ saved: z.boolean() })

/** Keeps what has been written in a draft. Not audited: it is no move. @throws not_found when it isn't one's board's, or is no draft any more */
export async function saveDraft(
  tx: Tx,
  { id, file, source = null }: { id: string; file: z.input<typeof InstructionFile>; source?: string | null },
): Promise<void> {
  const content = { ...InstructionFile.parse(file), approvals: [] }
  const { saved } = await tx.one(Saved, sql`select save_draft(${id}, ${JSON.stringify(content)}, ${source}) as saved`)
  if (!saved) throw new Problem('not_found')
}
