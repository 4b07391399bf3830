import { Problem } from '../../../contracts/problems.ts'
import type { Call, Handlers, Read } from '../../platform/http.ts'
import { addPasskey, offerPasskey, placeOf, removePasskey, stepUpWithPasskey, takePasskeyWay } from './passkeys.ts'
import { endOtherSessions, endSession, readAccount } from './read-account.ts'
import { changePassword, confirmCode, hashNewPassword, offerCode, removeCode } from './second-factor.ts'
import { renewSession, stepUp, stepUpWithCode } from './step-up.ts'
import { verifierOf } from './verifier.ts'

/** "Mitt konto": how one signs in, and where one is signed in. */
export const accountRoutes = {
  account: (_, { app, actor }) => app.db.as(actor, readAccount),
  endSession: ({ params }, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await endSession(tx, params.session)
      return readAccount(tx)
    }),
  endOtherSessions: (_, { app, actor }) =>
    app.db.as(actor, async (tx) => {
      await endOtherSessions(tx)
      return readAccount(tx)
    }),
  stepUp: async ({ body }, call) => {
    const proof = await proofOf(body.by, call)
    const { app, actor, session } = call
    const secret = await app.db.as(actor, renewSession)
    if ('secret' in actor) session.set(secret, actor.hand)
    return { proof }
  },
  offerPasskey: (_, { app, actor, from }) => {
    const place = placeOf(app.settings.publicUrl, from.origin)
    return app.db.as(actor, (tx) => offerPasskey(tx, place))
  },
  addPasskey: async ({ body: { way, ...given } }, call) => {
    const place = placeOf(call.app.settings.publicUrl, call.from.origin)
    const challenge = await call.app.db.as(call.actor, (tx) => takePasskeyWay(tx, way))
    const next = await call.app.db.as(call.actor, (tx) =>
      addPasskey(tx, given, { challenge, place, voucher: verifierOf(call.app).voucher }),
    )
    return goOn(call, next)
  },
  removePasskey: async ({ params, body }, call) =>
    goOn(call, await call.app.db.as(call.actor, (tx) => removePasskey(tx, params.passkey, body))),
  offerCode: ({ body }, { app, actor }) => app.db.as(actor, (tx) => offerCode(tx, body, verifierOf(app))),
  confirmCode: async ({ body }, call) => {
    const confirmed = await call.app.db.as(call.actor, (tx) => confirmCode(tx, body.code, verifierOf(call.app)))
    if (typeof confirmed === 'string') throw new Problem(confirmed)
    await goOn(call, confirmed.next)
    return { recoveryCodes: confirmed.recoveryCodes }
  },
  removeCode: async ({ body }, call) => goOn(call, await call.app.db.as(call.actor, (tx) => removeCode(tx, body))),
  changePassword: async ({ body }, call) => {
    const hash = await hashNewPassword(body.password)
    return goOn(call, await call.app.db.as(call.actor, (tx) => changePassword(tx, { proof: body.proof, hash })))
  },
} satisfies Partial<Handlers>

/** This browser goes on with the session's new secret; every other session of the person has ended. */
async function goOn({ app, actor, session }: Call, secret: string) {
  if (!('secret' in actor)) throw new Problem('not_signed_in')
  session.set(secret, actor.hand)
  return app.db.as({ hand: actor.hand, secret }, readAccount)
}

async function proofOf(body: Read<'stepUp'>['body']['by'], { app, actor, from }: Call): Promise<string> {
  if ('password' in body) return stepUp((work) => app.db.as(actor, work), body.password)
  if ('code' in body) return stepUpWithCode((work) => app.db.as(actor, work), body.code, verifierOf(app))
  const place = placeOf(app.settings.publicUrl, from.origin)
  const challenge = await app.db.as(actor, (tx) => takePasskeyWay(tx, body.way))
  return app.db.as(actor, (tx) => stepUpWithPasskey(tx, body.answer, { challenge, place, voucher: verifierOf(app).voucher }))
}
