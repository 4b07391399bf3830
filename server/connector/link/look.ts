import { lookup } from 'node:dns/promises'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import type { LookAtLink } from '../../platform/look-at-link.ts'

type Given = {
  /** Whether this number may be asked: judged at every hop. */
  mayGo: (number: string) => boolean
  waitsMs?: number
  /** Authorities to trust beside the usual, as PEM. */
  ca?: string
}
type Found = Awaited<ReturnType<LookAtLink>>
type Answer = { status: number; to: string | null }

const waits = 10_000
const mostRedirects = 5

/**
 * Looks whether there is anything at an address, as a browser would find it: asks for the head, and for the page where a server answers to nothing
 * else. Nothing is read of what comes. Every hop is judged by the number it really goes to, so that a public name or a redirect can't lead the
 * program into a private net.
 */
export function openLinkChecker({ mayGo, waitsMs = waits, ca }: Given): LookAtLink {
  return async (url) => {
    let here = url
    const been = new Set<string>()
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      if (been.has(here)) return ended('redirect-loop', null, here)
      been.add(here)
      const answer = await hopTo(here, { mayGo, waitsMs, ...(ca === undefined ? {} : { ca }) })
      if (typeof answer === 'string') return ended(answer, null, hop === 0 ? null : here)
      const { status, to } = answer
      if (status >= 300 && status < 400 && status !== 304) {
        const next = to === null || !URL.canParse(to, here) ? null : new URL(to, here)
        if (next === null || !/^https?:$/.test(next.protocol)) return ended('bad-redirect', status, here)
        here = next.href
        continue
      }
      return ended(outcomeOf(status, hop), status, hop === 0 ? null : here)
    }
    return ended('redirect-loop', null, here)
  }
}

const ended = (outcome: Found['outcome'], status: number | null, landedAt: string | null): Found => ({ outcome, status, landedAt })

function outcomeOf(status: number, hops: number): Found['outcome'] {
  if (status === 404 || status === 410) return 'not-found'
  if (status >= 500) return 'server-fault'
  if (status >= 400) return 'refused'
  return hops === 0 ? 'ok' : 'redirected'
}

/** @returns an answer, or the word for why there was none */
async function hopTo(url: string, given: Required<Pick<Given, 'mayGo' | 'waitsMs'>> & { ca?: string }): Promise<Answer | Found['outcome']> {
  if (!URL.canParse(url)) return 'bad-redirect'
  const { hostname, username, password } = new URL(url)
  if (username !== '' || password !== '') return 'bad-redirect'
  const number = await numberOf(hostname.replace(/^\[|\]$/g, ''))
  if (number === null) return 'unreachable'
  if (!given.mayGo(number)) return 'private-address'
  const head = await ask(url, 'HEAD', number, given)
  // some servers know no HEAD
  return typeof head !== 'string' && [403, 405, 501].includes(head.status) ? ask(url, 'GET', number, given) : head
}

async function numberOf(host: string): Promise<string | null> {
  if (isIP(host) !== 0) return host
  const found = await lookup(host).catch(() => null)
  return found?.address ?? null
}

const tlsFault = /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_SSL|EPROTO)/

/** Goes to the number that was judged and to no other, whatever the name says a moment later. */
function ask(
  url: string,
  method: 'HEAD' | 'GET',
  number: string,
  { waitsMs, ca }: { waitsMs: number; ca?: string },
): Promise<Answer | Found['outcome']> {
  const family = isIP(number) === 6 ? 6 : 4
  const target = new URL(url)
  const request = target.protocol === 'https:' ? secure : plain
  return new Promise((resolve) => {
    const asked = request(
      target,
      {
        method,
        agent: false,
        headers: { 'user-agent': 'Ombud link check', accept: '*/*' },
        ...(ca === undefined ? {} : { ca }),
        lookup: (_host, { all }, found) => (all ? found(null, [{ address: number, family }]) : found(null, number, family)),
        signal: AbortSignal.timeout(waitsMs),
      },
      (answer) => {
        resolve({ status: answer.statusCode ?? 0, to: answer.headers.location ?? null })
        asked.destroy()
      },
    )
    asked.on('error', (failed: NodeJS.ErrnoException) => {
      const code = String(failed.code ?? '')
      resolve(
        failed.name === 'AbortError' || failed.name === 'TimeoutError' || code === 'ETIMEDOUT'
          ? 'timeout'
          : tlsFault.test(code)
            ? 'tls-fault'
            : 'unreachable',
      )
    })
    asked.end()
  })
}
