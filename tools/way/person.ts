import type { z } from 'zod'
import type { Hand } from '../../contracts/words.ts'
import { demoPassword } from '../../db/seed/exempelby/people.ts'
import { must } from './check.ts'
import type { Stage } from './stage.ts'

/** Someone at a browser: everything they do goes over HTTP with the session's cookie. */
export type Person = <T>(reply: z.ZodType<T>, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<T>

/** Signs in when it must: at first, and again when the session has run out. `name`: `alva` for alva@exempelby.test */
export function person(stage: Stage, name: string, hand: Hand): Person {
  let cookie = ''
  const call = async (method: string, path: string, body: unknown) => {
    const { url } = await stage.place()
    const given = body === undefined ? {} : { body: JSON.stringify(body) }
    const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    return fetch(`${url}${path}`, { method, headers, ...given, signal: AbortSignal.timeout(20_000) })
  }
  const signIn = async () => {
    const answer = await call('POST', '/v1/sessions', { email: `${name}@exempelby.test`, password: demoPassword, hand })
    must(answer.ok, `${name} could not sign in: ${answer.status} ${await answer.text()}`)
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  return async (reply, method, path, body) => {
    if (cookie === '') await signIn()
    let answer = await call(method, path, body)
    if (answer.status === 401) {
      await signIn()
      answer = await call(method, path, body)
    }
    must(answer.ok, `${method} ${path} as ${name}: ${answer.status} ${answer.ok ? '' : await answer.text()}`)
    return reply.parse(await answer.json())
  }
}
