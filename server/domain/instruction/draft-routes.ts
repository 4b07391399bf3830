import { z } from 'zod'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { sql } from '../../platform/db.ts'
import type { Handlers } from '../../platform/http.ts'
import { resolveComment, writeComment } from './comments.ts'
import { exportYaml, readDraft, readForm } from './read-draft.ts'
import { saveDraft } from './save-draft.ts'
import { startDraft } from './start-draft.ts'
import { templatesFor } from './templates.ts'

type Names = 'startDraft' | 'readDraft' | 'saveDraft' | 'exportYaml' | 'listTemplates' | 'clauseForm' | 'writeComment' | 'resolveComment'

export const draftRoutes: Pick<Handlers, Names> = {
  startDraft: async ({ params, body }, { app, actor, lang }) => ({
    id: await app.db.as(actor, (tx) => startDraft(tx, params.board, body, lang)),
  }),
  readDraft: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readDraft(tx, params.id, lang)),
  saveDraft: ({ params, body }, { app, actor, lang }) => app.db.as(actor, (tx) => saveDraft(tx, params.id, body, lang)),
  exportYaml: ({ params }, { app, actor }) => app.db.as(actor, (tx) => exportYaml(tx, params.id)),
  listTemplates: async ({ params }, { app, actor, lang }) => ({
    templates: await app.db.as(actor, async (tx) => {
      const { organisation } = await tx.one(z.object({ organisation: OrganisationFile }), sql`select organisation from installation`)
      return templatesFor(params.board, organisation, lang)
    }),
  }),
  clauseForm: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readForm(tx, params.board, lang)),
  writeComment: async ({ params, body }, { app, actor }) => ({
    comments: await app.db.as(actor, (tx) => writeComment(tx, params.id, body)),
  }),
  resolveComment: async ({ params, body }, { app, actor }) => ({
    comments: await app.db.as(actor, (tx) => resolveComment(tx, params.id, body.resolved)),
  }),
}
