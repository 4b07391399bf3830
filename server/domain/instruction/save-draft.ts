import { z } from 'zod'
import type { DraftSaved, SaveDraft } from '../../../contracts/drafts.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Lang } from '../rule/index.ts'
import { checkDraft, draftSentences, writtenOut } from './draft-file.ts'
import { findVersion } from './find-version.ts'

const Written = z.object({ revision: z.int().nullable(), now: z.date() })

/**
 * Keeps what has been written, whole, and says what the clauses now mean and what there is to mend. Whoever has an older revision is told so and
 * changes nothing. Not audited: it is no move.
 * @throws not_found for another board's officer, version_state when it is no draft any more, draft_changed
 */
export async function saveDraft(
  tx: Tx,
  id: string,
  { revision, file }: z.infer<typeof SaveDraft>,
  lang: Lang,
): Promise<z.infer<typeof DraftSaved>> {
  const version = await findVersion(tx, id)
  if (!version.mine) throw new Problem('not_found')
  if (version.state !== 'draft') throw new Problem('version_state', { state: version.state })
  const kept = writtenOut({ ...file, board: version.board, version: version.file.version, approvals: [] }, version.organisation)
  const written = await tx.one(
    Written,
    sql`select write_draft(${id}, ${revision}, ${JSON.stringify(kept)}, '') as revision, ombud_now() as now`,
  )
  if (written.revision === -1) throw new Problem('draft_changed')
  if (written.revision === null) throw new Problem('version_state', { state: version.state })
  return {
    revision: written.revision,
    touchedAt: written.now.toISOString(),
    sentences: draftSentences(kept, version.organisation, lang),
    checks: checkDraft(kept, version.organisation, lang),
  }
}
