import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { sql } from '../server/platform/db.ts'
import { type World, world } from './world.ts'

// A stop is a row and one notification: what another process serves obeys it in its next request, and every open screen hears of it.

let w: World
let first: string
let second: { url: string; child: ChildProcess }
let caseId: string

beforeAll(async () => {
  w = await world()
  first = (await w.serve({ role: 'web' })).url ?? ''
  second = await startSecond()
  caseId = (await w.mail()).caseId
  await w.owner((tx) =>
    tx.run(
      sql`update "case" c set board_id = t.board_id, case_type_id = t.id, holder = 'board' from case_type t join board b on b.id = t.board_id where b.code = 'stadsbyggnadsnamnden' and t.code = 'bygglov' and c.id = ${caseId}`,
    ),
  )
}, 60_000)
afterAll(async () => {
  second.child.disconnect()
  await new Promise((resolve) => second.child.once('exit', resolve))
  await w.end()
})

const Started = z.object({ url: z.string() })
function startSecond(): Promise<{ url: string; child: ChildProcess }> {
  const env = { OMBUD_DATA: join(w.folder, 'data'), OMBUD_KEYS: join(w.folder, 'keys'), LOG_LEVEL: 'silent', MAIL_DOMAIN: 'exempelby.test' }
  const child = fork(join(import.meta.dirname, 'second-node.ts'), {
    env: { ...process.env, OMBUD_SECOND: JSON.stringify({ env, logins: JSON.stringify(w.logins) }) },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (told) => resolve({ url: Started.parse(told).url, child }))
    child.once('exit', (code) => reject(new Error(`the second process ended with ${code}`)))
  })
}

async function headersOf(person: string): Promise<Record<string, string>> {
  const actor = await w.actor(person)
  return { cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '', 'content-type': 'application/json' }
}
/** How a matter at the board stands, as an agent asks it of one of the processes. */
const lookUp = async (url: string) => (await fetch(`${url}/v1/cases/${caseId}`, { headers: await headersOf('alva') })).status

/** The instruction events that an open screen hears, with when it heard them. */
async function openScreen(url: string) {
  const ending = new AbortController()
  const answer = await fetch(`${url}/v1/live`, { headers: await headersOf('alva'), signal: ending.signal })
  const heard: { board: string; event: string; atMs: number }[] = []
  const Event = z.object({ board: z.string(), event: z.string() })
  const reading = (async () => {
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      for (const [whole, data = ''] of text.matchAll(/event: instruction\ndata: (.*)\n\n/g)) {
        heard.push({ ...Event.parse(JSON.parse(data)), atMs: performance.now() })
        text = text.replace(whole, '')
      }
    }
  })().catch(() => undefined)
  const end = async () => {
    ending.abort()
    await reading
  }
  return { heard, end }
}

test('A9: a stop made in one process is obeyed by another in its very next request, and heard once on every open screen within five seconds', async () => {
  const notified: string[] = []
  const stopListening = await w.db.listen('ombud', (payload) => notified.push(payload))
  const screens = await Promise.all([openScreen(first), openScreen(second.url)])
  expect([await lookUp(first), await lookUp(second.url)]).toEqual([200, 200])
  const stopped = await fetch(`${first}/v1/instructions/stadsbyggnadsnamnden/stops`, {
    method: 'POST',
    headers: await headersOf('bodil'),
    body: JSON.stringify({ acts: ['status.read'], caseTypes: [], reason: 'Vi utreder en felaktig utlämning.' }),
  })
  const stoppedAtMs = performance.now()
  expect(stopped.status).toBe(201)
  // the very next request, without waiting for anything
  expect(await lookUp(second.url)).toBe(404)
  expect(await lookUp(first)).toBe(404)
  await expect.poll(() => screens.map(({ heard }) => heard.length), { timeout: 5_000 }).toEqual([1, 1])
  for (const { heard } of screens) {
    expect(heard[0]).toMatchObject({ board: 'stadsbyggnadsnamnden', event: 'stopped' })
    expect((heard[0]?.atMs ?? Number.POSITIVE_INFINITY) - stoppedAtMs).toBeLessThan(5_000)
  }
  expect(notified.filter((payload) => payload.includes('"instruction"'))).toHaveLength(1)
  await Promise.all(screens.map(({ end }) => end()))
  await stopListening()
}, 30_000)
