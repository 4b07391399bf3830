import type { Handlers } from '../../platform/http.ts'
import { readMe } from './read-me.ts'
import { readOrganisation } from './read-organisation.ts'
import { signIn, signOut } from './sign-in.ts'

export const staffRoutes: Pick<Handlers, 'signIn' | 'me' | 'signOut' | 'organisation'> = {
  signIn: async ({ body }, { app, session }) => {
    const { secret, hand } = await signIn((work) => app.db.as({ hand: 'citizen', secret: '' }, work), {
      email: body.email,
      password: body.password,
      hours: app.settings.sessionHours,
      ...(body.hand ? { hand: body.hand } : {}),
    })
    session.set(secret, hand)
    return app.db.as({ hand, secret }, readMe)
  },
  me: (_, { app, actor }) => app.db.as(actor, readMe),
  signOut: async (_, { app, actor, session }) => {
    await app.db.as(actor, signOut)
    session.clear()
    return {}
  },
  organisation: (_, { app, actor }) => app.db.as(actor, readOrganisation),
}
