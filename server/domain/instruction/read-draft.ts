import { z } from 'zod'
import type { ClauseForm } from '../../../contracts/clause-form.ts'
import { DraftFile, type DraftView, type InstructionYaml } from '../../../contracts/drafts.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Lang } from '../rule/index.ts'
import { clauseForm } from './clause-form.ts'
import { readComments } from './comments.ts'
import { checkDraft, draftSentences } from './draft-file.ts'
import { fileToYaml } from './draft-yaml.ts'
import { findVersion } from './find-version.ts'

const Kept = z.object({ content: DraftFile, revision: z.int(), touched_at: z.date().nullable() })

/** A version as it is written, with what its clauses mean and what there is to mend. @throws not_found */
export async function readDraft(tx: Tx, id: string, lang: Lang): Promise<z.infer<typeof DraftView>> {
  const version = await findVersion(tx, id)
  if (!version.mine && !version.signs_centre) throw new Problem('not_found')
  const { content, revision, touched_at } = await keptOf(tx, id)
  return {
    id,
    board: version.board,
    boardName: version.board_name,
    version: content.version,
    state: version.state,
    revision,
    file: content,
    touchedAt: touched_at?.toISOString() ?? null,
    returnedReason: version.returned_reason,
    sentences: draftSentences(content, version.organisation, lang),
    checks: checkDraft(content, version.organisation, lang),
    comments: await readComments(tx, version.id),
    can: { write: version.mine && version.state === 'draft', comment: true },
  }
}

const keptOf = (tx: Tx, id: string) => tx.one(Kept, sql`select content, revision, touched_at from instruction_version where uid = ${id}`)

/** Any version one may see, as the file that a board keeps. @throws not_found */
export async function exportYaml(tx: Tx, id: string): Promise<z.infer<typeof InstructionYaml>> {
  const { board } = await findVersion(tx, id)
  const { content } = await keptOf(tx, id)
  return { name: `instruktion-${board}-${content.version}.yaml`, yaml: fileToYaml(content) }
}

/** The form in which a board's clauses are written. @throws not_found */
export async function readForm(tx: Tx, board: string, lang: Lang): Promise<ClauseForm> {
  const { organisation } = await tx.one(z.object({ organisation: OrganisationFile }), sql`select organisation from installation`)
  if (!organisation.boards.some(({ code }) => code === board)) throw new Problem('not_found')
  return clauseForm(organisation, board, lang)
}
