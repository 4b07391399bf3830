import { sql, type Tx } from '../../platform/db.ts'
import type { LogKeys } from './log-keys.ts'
import { readNote, signatureLine } from './note.ts'
import { keepKey } from './sequence-log.ts'

export type Shown = { keys: LogKeys; size: number; note: string; boards: readonly { id: number; code: string }[]; now: Date }

/** Each board's witness signs the checkpoint that the board is shown, and when: two that differ prove that the log was bent (P8). Once for each. */
export async function witnessLog(tx: Tx, { keys, size, note, boards, now }: Shown): Promise<void> {
  const text = readNote(note)?.text
  if (text === undefined) throw new Error('the last checkpoint is no signed note')
  const atSeconds = Math.floor(now.getTime() / 1000)
  for (const { id, code } of boards) {
    const key = keys.witness(code)
    await keepKey(tx, key, id)
    await tx.run(
      sql`insert into log_witness (size, board_id, at, line) values (${size}, ${id}, ${now}, ${signatureLine(text, key, atSeconds)}) on conflict do nothing`,
    )
  }
}
