import type { Handlers } from '../../platform/http.ts'
import { listContacts, readContact } from './read-contact.ts'
import { contactDuties, registerContact } from './register-contact.ts'

export const contactRoutes: Pick<Handlers, 'registerContact' | 'contactDuties' | 'listContacts' | 'openContact'> = {
  registerContact: ({ body }, { app, actor }) => app.db.as(actor, (tx) => registerContact(tx, body)),
  contactDuties: ({ query }, { app, actor }) => app.db.as(actor, (tx) => contactDuties(tx, query)),
  listContacts: (_, { app, actor }) => app.db.as(actor, listContacts),
  openContact: ({ params, query }, { app, actor, lang }) => app.db.as(actor, (tx) => readContact(tx, params.id, query.purpose, lang)),
}
