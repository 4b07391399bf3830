import type { App } from '../../platform/app.ts'
import type { Tx } from '../../platform/db.ts'
import type { Handlers } from '../../platform/http.ts'
import { accessRoutes } from './access-routes.ts'
import { accountRoutes } from './account-routes.ts'
import { askForPasskey, placeOf, signInWithPasskey, takePasskeyWay } from './passkeys.ts'
import { readMe } from './read-me.ts'
import { readOrganisation } from './read-organisation.ts'
import { signOut, tryPassword } from './sign-in.ts'
import { beginEnrolment, signInWithCode } from './sign-in-code.ts'
import { providerHint } from './sign-in-provider.ts'
import { verifierOf } from './verifier.ts'

const asNobody =
  (app: App) =>
  <T>(work: (tx: Tx) => Promise<T>) =>
    app.db.as({ hand: 'citizen', secret: '' }, work)

export const staffRoutes = {
  ...accountRoutes,
  ...accessRoutes,
  signInWays: async (_, { app }) => ({ provider: app.identityProvider?.name ?? null }),
  signIn: async ({ body: { email, password, hand } }, { app, session, from }) => {
    const tried = await tryPassword(asNobody(app), { email, password, from, ...(hand ? { hand } : {}) })
    if ('next' in tried) {
      const issuer = `Ombud ${app.settings.mailDomain}`
      return { ...tried, enrol: tried.next === 'enrol' ? await beginEnrolment(asNobody(app), tried.ticket, verifierOf(app), issuer) : null }
    }
    session.set(tried.secret, tried.hand)
    return app.db.as(tried, readMe)
  },
  signInCode: async ({ body }, { app, session, from }) => {
    const { recoveryCodes = [], ...signedIn } = await signInWithCode(asNobody(app), { ...body, from }, verifierOf(app))
    session.set(signedIn.secret, signedIn.hand)
    return { me: await app.db.as(signedIn, readMe), recoveryCodes }
  },
  askForPasskey: (_, { app, actor, from }) => {
    const place = placeOf(app.settings.publicUrl, from.origin)
    return app.db.as(actor, (tx) => askForPasskey(tx, place))
  },
  signInPasskey: async ({ body: { way, answer, hand } }, { app, session, from }) => {
    const place = placeOf(app.settings.publicUrl, from.origin)
    const challenge = await asNobody(app)((tx) => takePasskeyWay(tx, way))
    const signedIn = await asNobody(app)((tx) =>
      signInWithPasskey(tx, { answer, from, ...(hand ? { hand } : {}) }, { challenge, place, voucher: verifierOf(app).voucher }),
    )
    session.set(signedIn.secret, signedIn.hand)
    return app.db.as(signedIn, readMe)
  },
  me: (_, { app, actor }) => app.db.as(actor, readMe),
  signOut: async (_, { app, actor, session }) => {
    const hint = await app.db.as(actor, (tx) => providerHint(tx, verifierOf(app)))
    await app.db.as(actor, signOut)
    session.clear()
    return { next: hint === undefined ? null : ((await app.identityProvider?.signOutUrl(hint)) ?? null) }
  },
  organisation: (_, { app, actor }) => app.db.as(actor, readOrganisation),
} satisfies Partial<Handlers>
