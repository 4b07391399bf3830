import type { Given, Reply, RouteName } from '../../contracts/api.ts'
import { chosenLanguage, saying } from '../texts/index.tsx'
import { Refusal, readRefusal } from './refusal.ts'
import { routes } from './routes-table.ts'
import { signedInAgain } from './sign-in-again.ts'

type Values = Readonly<Record<string, string | number | boolean | null | undefined>>
type Parts = { params?: Values; query?: Values; body?: unknown }
type Needed<N extends RouteName> = Record<never, never> extends Given<N> ? [given?: Given<N>] : [given: Given<N>]

/** Calls that say who someone is: a 401 from them is an answer, not a lost session. */
const unguarded: readonly RouteName[] = ['signIn', 'signInCode', 'signInPasskey', 'me', 'signOut']

/** Calls that are made without anyone asking for them. */
const byThemselves: readonly RouteName[] = ['keepDraft', 'bePresent', 'judgeText']

/**
 * Calls the API. Throws a Refusal. When the session has ended the call waits until someone has signed in again, and is then made once more.
 */
export function call<N extends RouteName>(name: N, ...given: Needed<N>): Promise<Reply<N>>
export async function call(name: RouteName, given: Parts = {}): Promise<unknown> {
  const answer = await sendOnceMore(name, given)
  if ((await isLost(answer)) && !unguarded.includes(name)) {
    const asked = routes[name].method !== 'GET' && !byThemselves.includes(name)
    if (await signedInAgain(asked)) return read(await send(name, given))
  }
  return read(answer)
}

/** Another window, or the call before, may have given the session a new secret while this one was on its way. */
async function sendOnceMore(name: RouteName, given: Parts): Promise<Response> {
  const answer = await send(name, given)
  if (unguarded.includes(name) || !(await isLost(answer))) return answer
  await new Promise((resolve) => setTimeout(resolve, 300))
  return send(name, given)
}

/** No session any more; other 401s are answers, for instance a wrong code. */
async function isLost(answer: Response): Promise<boolean> {
  if (answer.status !== 401) return false
  const { code }: { code?: string } = await answer.clone().json()
  return code === 'not_signed_in'
}

async function read(answer: Response): Promise<unknown> {
  if (!answer.ok) throw await readRefusal(answer)
  return answer.status === 204 ? {} : answer.json()
}

async function send(name: RouteName, { params = {}, query = {}, body }: Parts): Promise<Response> {
  const { method, path } = routes[name]
  const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key])))
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([key, value]) => (value === undefined || value === null ? [] : [[key, String(value)]])),
  )
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': chosenLanguage() }
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(asked.size > 0 ? `${filled}?${asked}` : filled, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      keepalive: name === 'keepDraft',
    })
  } catch (unreachable) {
    if (unreachable instanceof TypeError) throw new Refusal({ status: 0, code: 'away', detail: saying(chosenLanguage())('error.away') })
    throw unreachable
  }
}

export type DemoPerson = { email: string; name: string; hand: 'agent' | 'officer' | 'auditor'; role: string; password: string }

/** The made-up people of a demonstration; none anywhere else. */
export async function demoPeople(): Promise<DemoPerson[]> {
  const answer = await fetch('/v1/demo', { headers: { 'accept-language': chosenLanguage() } })
  if (!answer.ok) return []
  const body: { people: DemoPerson[] } = await answer.json()
  return body.people
}
