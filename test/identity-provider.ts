import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import Provider, { type Configuration, type JWK } from 'oidc-provider'

/** oidc-provider on this machine, for tests: whoever is named signs in without a question. */
export type TestProvider = {
  issuer: string
  /** What is said of each subject. */
  claims: Record<string, Record<string, unknown>>
  /** Who signs in next. */
  who: string
  /** Starts anew with another key, or with other settings. */
  restart(more?: Configuration): void
  /** How often somebody has asked for the discovery document. */
  asked: string[]
  down(isDown: boolean): void
  /** Tokens are on their way for so long. */
  slowMs: number
  stop(): Promise<void>
}

const newKey = (): JWK => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), use: 'sig', kid: Math.random().toString(36).slice(2) }
}

/** The same answer, later. */
function late(response: ServerResponse, waitMs: number): ServerResponse {
  const end = response.end.bind(response)
  response.end = (body?: unknown) => {
    setTimeout(() => end(body), waitMs)
    return response
  }
  return response
}

export async function startTestProvider({ ombud }: { ombud: string }): Promise<TestProvider> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  let isDown = false
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (isDown) request.socket.destroy()
    else if (request.url === '/token') answer(request, late(response, test.slowMs))
    else answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const test: TestProvider = {
    issuer,
    claims: {},
    who: 'nobody',
    asked,
    slowMs: 0,
    restart: (more = {}) => {
      answer = handlerOf(issuer, ombud, test, more)
    },
    down: (value) => {
      isDown = value
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  test.restart()
  return test
}

function handlerOf(issuer: string, ombud: string, test: TestProvider, more: Configuration) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'ombud',
        client_secret: 'a secret that both know',
        redirect_uris: [`${ombud}/sign-in/provider/return`],
        post_logout_redirect_uris: [`${ombud}/`],
        backchannel_logout_uri: `${ombud}/sign-in/provider/sign-out`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [newKey()] },
    cookies: { keys: ['only a test'] },
    claims: { openid: ['sub'], profile: ['groups', 'oid', 'email'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...test.claims[id] }) }),
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc
      const grant = new ctx.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    // it refuses addresses of this machine by itself; here there are no others
    fetch: (url, { method, headers, body } = {}) => fetch(url, { method: method ?? 'GET', headers: headers ?? {}, body: body ?? null }),
    ...more,
  })
  provider.on('server_error', () => undefined)
  const callback = provider.callback()
  return (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: test.who } }).catch(() => response.writeHead(500).end())
  }
}
