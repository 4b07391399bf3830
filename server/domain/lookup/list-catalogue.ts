import { z } from 'zod'
import { IdentityLevel, RecipientClass } from '../../../contracts/instruction.ts'
import type { LookUpCatalogue, LookUpKind } from '../../../contracts/lookup.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadStanding, type Standing, verdictOf } from '../instruction/index.ts'
import { clausesOf, judge, type Matter, readableFields, systemsOf } from './judge-fields.ts'

const Row = z.object({
  board: z.string(),
  board_name: z.string(),
  code: z.string(),
  name: z.string(),
  secrecy_tags: z.array(z.string()),
  systems: z.array(z.object({ code: z.string(), name: z.string() })),
})
type Row = z.infer<typeof Row>

/** What the actor may look up now (A32): from the clauses in force, one line for each kind of matter that one of them names a system for. */
export async function listCatalogue(tx: Tx, lang: 'sv' | 'en'): Promise<z.infer<typeof LookUpCatalogue>> {
  const standing = await loadStanding(tx)
  const rows = await tx.all(
    Row,
    sql`
    select b.code as board, b.name as board_name, t.code, t.name, t.secrecy_tags,
      coalesce((select o -> 'systems' from installation i, jsonb_array_elements(i.organisation -> 'boards') o where o ->> 'code' = b.code), '[]') as systems
    from case_type t join board b on b.id = t.board_id order by b.id, t.id`,
  )
  return { kinds: rows.flatMap((row) => kindOf(standing, row, lang) ?? []) }
}

function kindOf(standing: Standing, row: Row, lang: 'sv' | 'en'): LookUpKind | null {
  const matter: Matter = { board: row.board, caseType: row.code, channel: null, about: {}, asked: 'at-all' }
  const decision = judge(standing, matter, { act: 'status.read' })
  const named = systemsOf(standing, decision)
  if (named.length === 0) return null
  const clauses = clausesOf(standing, decision)
  return {
    board: row.board,
    boardName: row.board_name,
    caseType: row.code,
    caseTypeName: row.name,
    systems: named.map((code) => ({ code, name: row.systems.find((system) => system.code === code)?.name ?? code })),
    fields: readableFields(standing, matter),
    tell: RecipientClass.options.map((recipient) => ({
      recipient,
      identityLevel:
        IdentityLevel.options.find(
          (identityLevel) => judge(standing, matter, { act: 'status.tell', recipient, identityLevel }).outcome === 'permit',
        ) ?? null,
    })),
    secrecyTags: [...new Set([...row.secrecy_tags, ...clauses.flatMap(({ secrecyTags }) => secrecyTags)])],
    clauses: verdictOf(decision, standing, lang).clauses,
  }
}
