import { z } from 'zod'
import type { Document } from '../../../contracts/document.ts'
import { RightsKind } from '../../../contracts/rights.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type Lang, letterOf } from './letter.ts'

const When = z.coerce.date()
const Own = z.object({
  own: z
    .object({
      kind: RightsKind,
      receivedAt: When,
      dueAt: When,
      municipality: z.string(),
      parts: z.array(
        z.object({
          board: z.string(),
          forwardedAt: When.nullable(),
          dueAt: When,
          extendedAt: When.nullable(),
          decidedAt: When.nullable(),
          outcome: z.enum(['granted', 'partly', 'refused']).nullable(),
          lawId: z.string().nullable(),
          extensionReasons: z.string().nullable(),
          decisionReasons: z.string().nullable(),
        }),
      ),
    })
    .nullable(),
})
export type OwnRights = {
  kind: RightsKind
  receivedAt: Date
  parts: { board: string; forwarded: boolean; dueAt: Date; decided: boolean; letter: Document | null }[]
}

/** How one's own request stands, for whoever has its code; null when the code's case is no request. */
export async function readOwnRights(tx: Tx, lang: Lang): Promise<OwnRights | null> {
  const { own } = await tx.one(Own, sql`select own_rights() as own`)
  if (own === null) return null
  const { kind, receivedAt, municipality } = own
  const parts = own.parts.map((part) => ({
    board: part.board,
    forwarded: part.forwardedAt !== null,
    dueAt: part.dueAt,
    decided: part.decidedAt !== null,
    letter: letterOf({ ...part, kind, municipality, receivedAt, boardName: part.board }, lang),
  }))
  return { kind, receivedAt, parts }
}
