import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLinkChecker } from './look.ts'
import { certificate, key } from './made-up-certificate.ts'
import { isPrivate } from './private-address.ts'

// Against real servers on this machine: 127.0.0.1 plays the internet, 127.0.0.2 a private net.

const asked: string[] = []
function answer(request: IncomingMessage, response: ServerResponse): unknown {
  asked.push(`${request.socket.localAddress} ${request.method} ${request.url}`)
  const { port } = new URL(url)
  const to: Record<string, string> = {
    '/moved': '/there',
    '/loop': '/loop',
    '/round': '/about',
    '/about': '/round',
    '/inside': `http://127.0.0.2:${port}/secret`,
    '/file': 'file:///etc/passwd',
  }
  const path = request.url ?? ''
  if (path === '/silent') return undefined
  if (path === '/hangs-up') return request.socket.destroy()
  if (path.startsWith('/hop')) response.writeHead(302, { location: `/hop${Number(path.slice(4)) + 1}` })
  else if (path === '/no-head' && request.method === 'HEAD') response.writeHead(405)
  else if (/^\/\d{3}$/.test(path)) response.writeHead(Number(path.slice(1)))
  else if (to[path]) response.writeHead(301, { location: to[path] })
  else response.writeHead(200)
  return response.end()
}

let servers: Server[]
let url: string
let secure: string
const listen = (server: Server, port: number, host: string) =>
  new Promise<number>((done) => server.listen(port, host, () => done((server.address() as { port: number }).port)))
beforeAll(async () => {
  const [open, inside, tls] = [createServer(answer), createServer(answer), createSecure({ cert: certificate, key }, answer)]
  servers = [open, inside, tls]
  const port = await listen(open, 0, '127.0.0.1')
  await listen(inside, port, '127.0.0.2')
  url = `http://127.0.0.1:${port}`
  secure = `https://localhost:${await listen(tls, 0, '127.0.0.1')}`
})
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

const look = (path: string, given: Partial<Parameters<typeof openLinkChecker>[0]> = {}) =>
  openLinkChecker({ mayGo: (number) => number === '127.0.0.1', waitsMs: 300, ...given })(/^[a-z]+:/.test(path) ? path : `${url}${path}`)

test('B31: what there is, what has moved, what is gone and what is refused are told apart', async () => {
  expect(await look('/there')).toEqual({ outcome: 'ok', status: 200, landedAt: null })
  expect(await look('/moved')).toEqual({ outcome: 'redirected', status: 200, landedAt: `${url}/there` })
  expect(await look('/404')).toMatchObject({ outcome: 'not-found', status: 404 })
  expect(await look('/410')).toMatchObject({ outcome: 'not-found', status: 410 })
  expect(await look('/401')).toMatchObject({ outcome: 'refused', status: 401 })
  expect(await look('/503')).toMatchObject({ outcome: 'server-fault', status: 503 })
})

test('B31: a server that knows no HEAD is asked for the page', async () => {
  asked.length = 0
  expect(await look('/no-head')).toMatchObject({ outcome: 'ok', status: 200 })
  expect(asked).toEqual(['127.0.0.1 HEAD /no-head', '127.0.0.1 GET /no-head'])
})

test('B31: silence, a broken line, a name that is nowhere and a certificate nobody trusts are told apart', async () => {
  expect(await look('/silent')).toMatchObject({ outcome: 'timeout', status: null })
  expect(await look('/hangs-up')).toMatchObject({ outcome: 'unreachable' })
  expect(await look('http://finns-inte.invalid/')).toMatchObject({ outcome: 'unreachable' })
  expect(await look(`${secure}/there`)).toMatchObject({ outcome: 'tls-fault' })
  expect(await look(`${secure}/there`, { ca: certificate })).toMatchObject({ outcome: 'ok', status: 200 })
})

test('B31: redirects that never end, or lead nowhere, end', async () => {
  expect(await look('/loop')).toMatchObject({ outcome: 'redirect-loop' })
  expect(await look('/round')).toMatchObject({ outcome: 'redirect-loop' })
  expect(await look('/hop0')).toMatchObject({ outcome: 'redirect-loop' })
  expect(await look('/file')).toMatchObject({ outcome: 'bad-redirect' })
  expect(await look('http://user:word@127.0.0.1/')).toMatchObject({ outcome: 'bad-redirect' })
})

test('B31: neither an address, a name nor a redirect leads into a private net, and nobody there hears of it', async () => {
  asked.length = 0
  const outside = { mayGo: (number: string) => !isPrivate(number) }
  for (const address of [
    `${url}/there`,
    `${secure}/there`,
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://0x7f000001/',
    'http://10.0.0.1/',
  ])
    expect(await look(address, outside), address).toMatchObject({ outcome: 'private-address' })
  expect(asked).toEqual([])
  expect(await look('/inside')).toMatchObject({ outcome: 'private-address', landedAt: expect.stringContaining('127.0.0.2') })
  expect(asked).toEqual(['127.0.0.1 HEAD /inside'])
  // where the operator has said so it is looked at
  expect(await look('/inside', { mayGo: () => true })).toMatchObject({ outcome: 'redirected' })
})

test('B31: every net that isn’t the public internet is known as such', () => {
  for (const number of [
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1%eth0',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:7f00:1::',
    'nonsense',
  ])
    expect(isPrivate(number), number).toBe(true)
  for (const number of ['193.10.0.1', '8.8.8.8', '172.32.0.1', '2a00:1450:400f:80d::200e', '::ffff:8.8.8.8'])
    expect(isPrivate(number), number).toBe(false)
})
