import type { Handlers } from '../../platform/http.ts'
import { readMe } from '../staff/index.ts'
import { draftRoutes } from './draft-routes.ts'
import { drawQuiz } from './draw-quiz.ts'
import { listInstructions, readInstructionText } from './read-instruction-text.ts'
import { signUndertaking } from './sign-undertaking.ts'
import { versionRoutes } from './version-routes.ts'

export const instructionRoutes = {
  ...versionRoutes,
  ...draftRoutes,
  listInstructions: (_, { app, actor }) => app.db.as(actor, listInstructions),
  readInstruction: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readInstructionText(tx, params.board, lang)),
  quiz: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => drawQuiz(tx, params.board, lang)),
  signUndertaking: ({ body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => ({ ...(await signUndertaking(tx, body, lang)), me: await readMe(tx) })),
} satisfies Partial<Handlers>
