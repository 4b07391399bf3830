import { z } from 'zod'
import { sql } from '../../platform/db.ts'
import type { Handlers } from '../../platform/http.ts'
import { readMe } from '../staff/index.ts'
import { listInstructions, readInstructionText } from './read-instruction-text.ts'
import { drawQuiz, signUndertaking } from './sign-undertaking.ts'
import { versionRoutes } from './version-routes.ts'

const Gap = z.object({
  id: z.string(),
  board: z.string(),
  act: z.string(),
  type_name: z.string().nullable(),
  reason: z.string(),
  count: z.int(),
  last_at: z.date(),
})

export const instructionRoutes = {
  ...versionRoutes,
  listInstructions: (_, { app, actor }) => app.db.as(actor, listInstructions),
  readInstruction: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readInstructionText(tx, params.board, lang)),
  listGaps: async (_, { app, actor }) => {
    const rows = await app.db.as(actor, (tx) =>
      tx.all(
        Gap,
        sql`select g.id, b.code as board, g.act, t.name as type_name, g.reason, g.count, g.last_at from gap g join board b on b.id = g.board_id left join case_type t on t.id = g.case_type_id where g.answered_at is null order by g.last_at desc limit 200`,
      ),
    )
    return { gaps: rows.map(({ type_name: caseTypeName, last_at, ...gap }) => ({ ...gap, caseTypeName, lastAt: last_at.toISOString() })) }
  },
  quiz: ({ params }, { app, actor }) => app.db.as(actor, (tx) => drawQuiz(tx, params.board)),
  signUndertaking: ({ body }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await signUndertaking(tx, body)
      return readMe(tx)
    }),
} satisfies Partial<Handlers>
