import type { Handlers } from '../../platform/http.ts'
import { listForms } from './list-forms.ts'
import { publishForm } from './publish-form.ts'
import { listApplications, readApplication } from './read-application.ts'
import { startApplication } from './start-application.ts'
import { writeApplication } from './write-application.ts'

type ApplicationRoutes = Pick<
  Handlers,
  'listForms' | 'publishForm' | 'listApplications' | 'startApplication' | 'readApplication' | 'writeApplication'
>

export const applicationRoutes: ApplicationRoutes = {
  listForms: (_, { app, actor, lang }) => app.db.as(actor, (tx) => listForms(tx, lang)),
  publishForm: ({ body }, { app, actor }) => app.db.as(actor, (tx) => publishForm(tx, body)),
  listApplications: (_, { app, actor, lang }) => app.db.as(actor, (tx) => listApplications(tx, lang)),
  startApplication: ({ body }, { app, actor }) => app.db.as(actor, (tx) => startApplication(tx, body)),
  readApplication: ({ params }, { app, actor, lang }) => app.db.as(actor, (tx) => readApplication(tx, params.id, lang)),
  writeApplication: ({ params, body }, { app, actor, lang }) =>
    app.db.as(actor, async (tx) => {
      await writeApplication(tx, params.id, body)
      return readApplication(tx, params.id, lang)
    }),
}
