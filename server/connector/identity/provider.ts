import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import { z } from 'zod'
import type { Claimed, ProviderWay } from '../../domain/staff/index.ts'
import type { IdentityProvider } from '../../platform/identity-provider.ts'
import type { Log } from '../../platform/log.ts'
import type { ProviderSetting } from '../../platform/settings.ts'

export type Provider = IdentityProvider & {
  issuer: string
  /** @returns where the browser is sent, and what its answer will be compared with. Throws when the provider can't be reached. */
  begin(given: Pick<ProviderWay, 'hand' | 'link' | 'stepUp' | 'next'>): Promise<{ url: URL; way: ProviderWay }>
  /** What the provider says of whoever came back. Throws when anything of it doesn't hold. */
  finish(search: string, way: ProviderWay): Promise<Claimed>
  /** Who has signed out there. Throws when the token doesn't hold. */
  signedOut(token: string): Promise<{ subject?: string | undefined; session?: string | undefined }>
}
type Known = { config: oidc.Configuration; keys: ReturnType<typeof createRemoteJWKSet>; untilMs: number }

const knownMs = 10 * 60_000
const waitSeconds = 5
/** Asymmetric only: a secret that both sides know signs nothing that is to be believed here. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const backChannelEvent = 'http://schemas.openid.net/event/backchannel-logout'
const LogoutToken = z.object({
  sub: z.string().min(1).optional(),
  sid: z.string().min(1).optional(),
  jti: z.string().min(1),
  nonce: z.undefined().optional(),
  events: z.record(z.string(), z.unknown()).refine((events) => backChannelEvent in events),
})
const Groups = z.union([z.array(z.string()), z.string().transform((one) => [one])])

/** The configured issuer (OpenID Connect Core 1.0, Discovery 1.0, RP-Initiated and Back-Channel Logout 1.0). Nobody else is ever asked. */
export function openIdentityProvider(setting: ProviderSetting, { publicUrl, log }: { publicUrl: string; log: Log }): Provider {
  const returnAddress = `${publicUrl}/sign-in/provider/return`
  let known: Known | undefined
  const ask = async (): Promise<Known> => {
    if (known && known.untilMs > Date.now()) return known
    const config = await discover(setting)
    const { jwks_uri } = config.serverMetadata()
    if (jwks_uri === undefined) throw new Error('The issuer names no keys')
    // a key that isn't known is looked for again, at most once a second
    const keys = createRemoteJWKSet(new URL(jwks_uri), { cooldownDuration: 1_000, timeoutDuration: waitSeconds * 1000 })
    known = { config, keys, untilMs: Date.now() + knownMs }
    return known
  }
  const verified = async (token: string, type?: string): Promise<JWTPayload> => {
    const { keys } = await ask()
    const checks = { issuer: setting.issuer, audience: setting.clientId, algorithms, clockTolerance: 2, requiredClaims: ['iat', 'exp'] }
    return (await jwtVerify(token, keys, type === undefined ? checks : { ...checks, typ: type })).payload
  }
  return {
    name: setting.name,
    issuer: setting.issuer,
    begin: async (given) => {
      const { config } = await ask()
      const way = { ...given, state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: returnAddress,
        scope: setting.scopes,
        state: way.state,
        nonce: way.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(way.verifier),
        code_challenge_method: 'S256',
        ...(given.stepUp ? { prompt: 'login', max_age: '0' } : {}),
      })
      return { url, way }
    },
    finish: async (search, way) => {
      const { config } = await ask()
      const tokens = await oidc.authorizationCodeGrant(config, new URL(`${returnAddress}${search}`), {
        expectedState: way.state,
        expectedNonce: way.nonce,
        pkceCodeVerifier: way.verifier,
        idTokenExpected: true,
        ...(way.stepUp ? { maxAge: 120 } : {}),
      })
      if (tokens.id_token === undefined) throw new Error('The issuer gave no id token')
      return claimedOf(setting, await verified(tokens.id_token), tokens.id_token)
    },
    signedOut: async (token) => {
      const { sub, sid } = LogoutToken.refine((read) => read.sub !== undefined || read.sid !== undefined).parse(await verified(token))
      return { subject: sub, session: sid }
    },
    signOutUrl: async (idToken) => {
      try {
        const { config } = await ask()
        if (config.serverMetadata().end_session_endpoint === undefined) return null
        const asked = new URLSearchParams({ post_logout_redirect_uri: `${publicUrl}/` })
        if (idToken !== undefined) asked.set('id_token_hint', idToken)
        return oidc.buildEndSessionUrl(config, asked).href
      } catch (error) {
        log.warn({ provider: 'away', at: 'sign-out', error: nameOf(error) })
        return null // the session here has ended; there it ends by itself
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSetting): Promise<oidc.Configuration> {
  const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: waitSeconds })
}

function claimedOf({ issuer, groupsClaim, idClaim }: ProviderSetting, payload: JWTPayload, idToken: string): Claimed {
  const { sub, sid } = payload
  if (sub === undefined || sub === '') throw new Error('The id token names nobody')
  const groups = Groups.safeParse(payload[groupsClaim])
  const externalId = idClaim === undefined ? undefined : z.string().min(1).safeParse(payload[idClaim]).data
  // no claim is no groups: Entra ID leaves it out for whoever is in none, and roles that nobody vouches for must go
  return { issuer, subject: sub, externalId, groups: groups.data ?? [], session: typeof sid === 'string' ? sid : undefined, idToken }
}

/** An error's kind, for the log: its words may quote what was sent. */
export const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}
