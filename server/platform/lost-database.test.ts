import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type World, world } from '../../test/world.ts'
import { openDb, sql } from './db.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const asSuperuser = async (work: (client: pg.Client) => Promise<unknown>) => {
  const { host, port, user, password } = inject('testServer')
  const client = new pg.Client({ host, port, user, password, database: String(w.logins.web.database) })
  await client.connect()
  await work(client)
  await client.end()
}
const ms = (time: number) => new Promise((resolve) => setTimeout(resolve, time))

test('after a lost connection a listener hears each event once, not once more for every time it was lost', async () => {
  const heard: string[] = []
  const stop = await w.db.listen('ombud', (payload) => void heard.push(payload))
  const listeners = sql`select 1 from pg_stat_activity where application_name = 'ombud listen' and datname = current_database()`.text
  await asSuperuser(async (client) => {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ombud listen' and datname = current_database()`,
    )
    for (let turn = 0; turn < 50; turn += 1) {
      await ms(100)
      if (((await client.query(listeners)).rowCount ?? 0) > 0 && turn > 25) break
    }
    await client.query(`select pg_notify('ombud', 'once')`)
  })
  await ms(200)
  await stop()
  expect(heard).toEqual(['once'])
}, 20_000)

test('a text with a NUL is refused as input, and a database that is away as away; neither is a fault of ours', async () => {
  const { url, app } = await w.serve({ role: 'web' })
  const post = (path: string, body: unknown) =>
    fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect((await post('/v1/sessions', { email: 'a\u0000b', password: 'x' })).status).toBe(422)
  const nowhere = openDb({ ...w.logins, web: { ...w.logins.web, port: 1 } }, { only: ['web'] })
  const as = app.db.as
  app.db.as = nowhere.as
  try {
    expect((await post('/v1/sessions', { email: 'ab', password: 'x' })).status).toBe(503)
  } finally {
    app.db.as = as
    await nowhere.end()
  }
})

test('a live stream opens for a session that is open, and not for a cookie that was made up', async () => {
  const { url } = await w.serve({ role: 'web' })
  const made = await fetch(`${url}/v1/live`, { headers: { cookie: `ombud=agent.${'a'.repeat(43)}` }, signal: AbortSignal.timeout(3_000) })
  expect(made.status).toBe(401)
  const alva = await w.actor('alva')
  const cookie = 'secret' in alva ? `ombud=${alva.hand}.${alva.secret}` : ''
  const open = new AbortController()
  const real = await fetch(`${url}/v1/live`, { headers: { cookie }, signal: open.signal })
  expect(real.status).toBe(200)
  open.abort()
})
