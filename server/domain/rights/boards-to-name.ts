import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

export type Lead = 'email' | 'phone' | 'number' | 'code' | 'contact' | 'host'
type Part = { matched_by: readonly Lead[]; sealed: boolean }
/** agent: said by the centre to whoever asks. mail: to the address that was given. code: to whoever has the code. */
export type Told = 'agent' | 'mail' | 'code'

const known: readonly Lead[] = ['number', 'code', 'contact', 'host']

/**
 * May the person be told that this board has something? What only a guess at an address led to isn't told to whoever typed it: by mail it
 * reaches the address' own holder, and under sealed secrecy the centre says nothing at all (OSL 26:1). The board tells them itself. Pure.
 */
export function mayName({ matched_by, sealed }: Part, told: Told): boolean {
  if (matched_by.some((lead) => known.includes(lead))) return true
  if (told === 'mail') return matched_by.includes('email')
  return told === 'agent' && !sealed
}

const Row = z.object({
  name: z.string(),
  matched_by: z.array(z.enum(['email', 'phone', 'number', 'code', 'contact', 'host'])),
  sealed: z.boolean(),
})

export async function boardsToName(tx: Tx, requestId: string, told: Told): Promise<{ boards: string[]; more: boolean }> {
  const parts = await tx.all(
    Row,
    sql`select b.name, p.matched_by, p.sealed from rights_part p join board b on b.id = p.board_id where p.request_id = ${requestId} order by b.name`,
  )
  const boards = parts.filter((part) => mayName(part, told)).map(({ name }) => name)
  return { boards, more: boards.length < parts.length }
}
