import { createServer } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenPort } from '../server/platform/listen-port.ts'
import { type World, world } from './world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

test('a start that can’t have its mail port leaves nothing half open: the web stops answering and the process can end', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const http = await listenPort({ host: '127.0.0.1', port: 0, given: false }, 'PORT')
  await expect(
    w.serve({ http: { host: '127.0.0.1', port: http, given: true }, smtpListen: { host: '127.0.0.1', port, given: true } }),
  ).rejects.toThrow(/SMTP_LISTEN/)
  await expect(fetch(`http://127.0.0.1:${http}/health/live`)).rejects.toThrow()
  taken.close()
}, 30_000)

test('over https a cookie that a neighbouring site could have set opens nothing', async () => {
  const { url } = await w.serve({ role: 'web', publicUrl: 'https://kontakt.exempelby.test' })
  const alva = await w.actor('alva')
  const value = 'secret' in alva ? `${alva.hand}.${alva.secret}` : ''
  const status = async (name: string) => (await fetch(`${url}/v1/session`, { headers: { cookie: `${name}=${value}` } })).status
  expect(await status('__Host-ombud')).toBe(200)
  expect(await status('ombud')).toBe(401)
}, 30_000)
