import type { CaseSystems } from '../../platform/case-systems.ts'
import type { Call, Handlers } from '../../platform/http.ts'
import { type Asked, askStatus } from './ask-status.ts'
import { listCatalogue } from './list-catalogue.ts'
import { noteAnswer } from './note-answer.ts'
import { tellStatus } from './tell-status.ts'
import { testTelling } from './test-telling.ts'

type LookUpRoutes = Pick<Handlers, 'lookUpCatalogue' | 'askStatus' | 'testTelling' | 'tellStatus'>

export const lookUpRoutes: LookUpRoutes = {
  lookUpCatalogue: (_, { app, actor, lang }) => app.db.as(actor, (tx) => listCatalogue(tx, lang)),
  // The trace is committed before the question leaves, and the answer is in no transaction but in this function's hands.
  askStatus: async ({ body }, { app, actor, lang }) => {
    const systems = openOnes(app)
    const asked = await app.db.as(actor, (tx) => askStatus(tx, body, systems))
    const answer = await answerTo(asked, systems)
    return app.db.as(actor, (tx) => noteAnswer(tx, asked.lookUpId, answer, lang))
  },
  testTelling: ({ params, body }, { app, actor }) => app.db.as(actor, (tx) => testTelling(tx, params.id, body)),
  tellStatus: ({ params, body }, { app, actor, lang }) => app.db.as(actor, (tx) => tellStatus(tx, params.id, body, lang)),
}

async function answerTo({ system, ...question }: Asked, { status }: CaseSystems): ReturnType<CaseSystems['status']> {
  return system === null ? { outcome: 'not-available' } : status({ ...question, system })
}

function openOnes({ caseSystems }: Call['app']): CaseSystems {
  if (!caseSystems) throw new Error('a process that serves the web opens the case systems (server/serve.ts)')
  return caseSystems
}
