import type { Tx } from '../../platform/db.ts'
import type { Call, Handlers } from '../../platform/http.ts'
import { clearFactors, demandSecondFactor, makeScimToken, mapGroup, offerLink, readAccess, revokeScimToken, unmapGroup } from './access.ts'

/** Administrators: who gets in, by which groups, with which steps. */
export const accessRoutes = {
  access: (_, call) => changed(call, async () => undefined),
  mapGroup: ({ body }, call) => changed(call, (tx) => mapGroup(tx, body)),
  unmapGroup: ({ params }, call) => changed(call, (tx) => unmapGroup(tx, params.mapping)),
  makeScimToken: async ({ body }, call) => {
    const token = await call.app.db.as(call.actor, (tx) => makeScimToken(tx, body.name))
    return { token, access: await changed(call, async () => undefined) }
  },
  revokeScimToken: ({ params }, call) => changed(call, (tx) => revokeScimToken(tx, params.token)),
  demandSecondFactor: ({ body }, call) => changed(call, (tx) => demandSecondFactor(tx, body)),
  offerLink: async ({ body }, { app, actor }) => ({
    address: `${app.settings.publicUrl ?? ''}/sign-in/provider?link=${await app.db.as(actor, (tx) => offerLink(tx, body.employee))}`,
  }),
  clearFactors: ({ body }, call) => changed(call, (tx) => clearFactors(tx, body.employee)),
} satisfies Partial<Handlers>

async function changed({ app, actor }: Call, work: (tx: Tx) => Promise<void>) {
  const { provider, publicUrl = '' } = app.settings
  const found = await app.db.as(actor, async (tx) => {
    await work(tx)
    return readAccess(tx)
  })
  return {
    ...found,
    provider: provider
      ? {
          name: provider.name,
          issuer: provider.issuer,
          returnAddress: `${publicUrl}/sign-in/provider/return`,
          linksByClaim: provider.idClaim !== undefined,
        }
      : null,
    scimAddress: `${publicUrl}/scim/v2`,
  }
}
