import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { sourceFiles } from '../../../tools/source-files.ts'
import { isNode, nodesIn, readSyntax, textOf } from '../../../tools/syntax.ts'
import { openLog } from '../../platform/log.ts'
import { openCaseSystems, startable } from './client.ts'
import { startFakeCaseSystems } from './fake.ts'
import { startCaseSystems } from './start.ts'

const log = openLog('silent')
let fake: Awaited<ReturnType<typeof startFakeCaseSystems>>
beforeAll(async () => {
  fake = await startFakeCaseSystems()
})
afterEach(() => {
  Object.assign(fake.state, { down: false, waitsMs: 0 })
  fake.seen.length = 0
})
afterAll(() => fake.stop())

const permit = { system: 'lyktan', kind: 'bygglov', reference: 'BYGG 2026-000123', lookUpId: 'trace-1' }

test('A31: what can be done in a board’s system is one question; every request in the connector is a GET', async () => {
  expect(Object.keys(openCaseSystems(fake.systems, { log }))).toEqual(['status'])
  const calls = sourceFiles()
    .filter((path) => path.startsWith('server/connector/') && !path.includes('.test.'))
    .flatMap((path) => [...nodesIn(readSyntax(path).program)])
    .filter(({ type, callee }) => type === 'CallExpression' && isNode(callee) && callee.name === 'fetch')
  const methods = calls.map(({ arguments: given }) => {
    const options = Array.isArray(given) && isNode(given[1]) && Array.isArray(given[1].properties) ? given[1].properties : []
    const method = options.find((each) => isNode(each) && isNode(each.key) && each.key.name === 'method')
    return isNode(method) ? textOf(method.value) : undefined
  })
  expect(methods).toEqual(['GET'])
})

test('A31: the other side refuses every verb but GET, and a token that isn’t its own', async () => {
  const [system] = fake.systems
  const address = `${system?.url}/v1/status/bygglov/${encodeURIComponent(permit.reference)}`
  const headers = { authorization: `Bearer ${system?.token}` }
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect((await fetch(address, { method, headers })).status).toBe(405)
  expect((await fetch(address, { headers: { authorization: 'Bearer another' } })).status).toBe(401)
  expect((await fetch(address, { headers })).status).toBe(200)
})

test.each(['*', '%', '', 'Ragnhild', '../x1', 'a\n1', '?q=1'])(
  'T12: %j leaves no trace at the other side: it was never sent',
  async (reference) => {
    const { status } = openCaseSystems(fake.systems, { log })
    expect(await status({ ...permit, reference })).toEqual({ outcome: 'not-available' })
    expect(fake.seen).toEqual([])
  },
)

test('T12: the other side’s log can name our trace, and a matter that isn’t there is not found', async () => {
  const { status } = openCaseSystems(fake.systems, { log })
  expect(await status(permit)).toMatchObject({ outcome: 'found', state: 'Under granskning' })
  expect(await status({ ...permit, reference: 'BYGG 1999-1' })).toEqual({ outcome: 'not-found' })
  expect(await status({ ...permit, system: 'okänt' })).toEqual({ outcome: 'not-available' })
  expect(fake.seen.map(({ lookUp, status: code }) => `${lookUp} ${code}`)).toEqual(['trace-1 200', 'trace-1 404'])
})

test('T12: five failures in a row rest a system for thirty seconds; then one question tries, and the others go on', async () => {
  let at = 0
  const { status } = openCaseSystems(fake.systems, { log, now: () => at })
  fake.state.down = true
  for (let n = 0; n < 7; n += 1) expect(await status(permit)).toEqual({ outcome: 'not-available' })
  expect(fake.seen).toHaveLength(5)
  fake.state.down = false
  expect((await status(permit)).outcome).toBe('not-available')
  expect((await status({ ...permit, system: 'ratten', kind: 'skada-forsakring', reference: 'SKADA 2026-044' })).outcome).toBe('found')
  at = 30_000
  const both = await Promise.all([status(permit), status(permit)])
  expect(both.map(({ outcome }) => outcome)).toEqual(['found', 'not-available']) // one tries
  expect((await status(permit)).outcome).toBe('found')
})

test('A31: a source that is silent is not available after three seconds', async () => {
  fake.state.waitsMs = 20_000
  const began = performance.now()
  expect(await openCaseSystems(fake.systems, { log }).status(permit)).toEqual({ outcome: 'not-available' })
  const tookMs = performance.now() - began
  expect(tookMs).toBeGreaterThan(2_900)
  expect(tookMs).toBeLessThan(6_000)
})

/** A system that misbehaves in a way of its own. */
async function odd(behave: (answer: ServerResponse) => void): Promise<{ server: Server; url: string; asked: () => number }> {
  let asked = 0
  const server = createServer((_, answer) => {
    asked += 1
    behave(answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.int() }).parse(server.address())
  return { server, url: `http://127.0.0.1:${port}`, asked: () => asked }
}
const other = { kind: 'bygglov', state: 'x', fields: {}, source: 's', at: '2026-01-01T00:00:00Z' }
const oddities: [string, (answer: ServerResponse) => void][] = [
  ['sends the question on to another address', (answer) => answer.writeHead(302, { location: '/elsewhere' }).end()],
  ['answers about another matter', (answer) => answer.end(JSON.stringify({ ...other, reference: 'BYGG 2026-000999' }))],
  ['answers a page', (answer) => answer.end('<html>Logga in</html>')],
  ['answers without end', (answer) => answer.end(JSON.stringify({ ...other, reference: permit.reference, more: 'x'.repeat(70_000) }))],
  ['hangs up', (answer) => answer.destroy()],
]
test.each(oddities)('A31: a system that %s is not available, and nothing is inferred', async (_, behave) => {
  const { server, url, asked } = await odd(behave)
  const systems = [{ code: 'lyktan', url, token: 't', region: 'EU/EEA', kinds: ['bygglov'] }]
  expect(await openCaseSystems(systems, { log }).status(permit)).toEqual({ outcome: 'not-available' })
  expect(asked()).toBe(1)
  server.close()
})

test('B16: a system outside the EU/EEA is not started', async () => {
  const abroad = fake.systems.map((system) => (system.code === 'lyktan' ? { ...system, region: 'US' } : system))
  expect(startable(abroad, log, { today: '2026-11-25' }).map(({ code }) => code)).not.toContain('lyktan')
  const keysFolder = mkdtempSync(join(tmpdir(), 'ombud-keys-'))
  const { systems, stop } = await startCaseSystems({ settings: { caseSystems: abroad, keysFolder }, demo: true, log })
  expect(systems.started.map(({ system }) => system)).toEqual(['rondo', 'ratten', 'kvarnen', 'kartskapet'])
  expect(await systems.status(permit)).toEqual({ outcome: 'not-available' })
  expect(fake.seen).toEqual([])
  await stop()
  rmSync(keysFolder, { recursive: true })
})

test('A24: a system without an owner, a briefing or a day of review isn’t started, nor one whose day has passed', async () => {
  const started = (change: object) =>
    startable(
      fake.systems.map((system) => (system.code === 'lyktan' ? { ...system, ...change } : system)),
      log,
      { today: '2026-11-25' },
    ).map(({ code }) => code)
  expect(started({})).toContain('lyktan')
  expect(started({ reviewBy: '2026-11-25' })).toContain('lyktan')
  for (const change of [{ owner: undefined }, { briefing: undefined }, { reviewBy: undefined }, { reviewBy: '2026-11-24' }])
    expect(started(change)).toEqual(['rondo', 'ratten', 'kvarnen', 'kartskapet'])
  const keysFolder = mkdtempSync(join(tmpdir(), 'ombud-keys-'))
  const caseSystems = fake.systems.map((system) => (system.code === 'lyktan' ? { ...system, owner: undefined } : system))
  const { systems, stop } = await startCaseSystems({ settings: { caseSystems, keysFolder }, demo: false, log })
  expect(systems.started.map(({ system }) => system)).not.toContain('lyktan')
  expect(await systems.status(permit)).toEqual({ outcome: 'not-available' })
  expect(fake.seen).toEqual([])
  await stop()
  rmSync(keysFolder, { recursive: true })
})

test('A24: another owner, address, kind or text is another version of the briefing; another token or day isn’t', () => {
  const versionOf = (change: object) =>
    startable(
      fake.systems.slice(0, 1).map((system) => ({ ...system, ...change })),
      log,
      { today: '2026-11-25' },
    )[0]?.briefed.version
  const version = versionOf({})
  for (const change of [{ token: 'other' }, { reviewBy: '2031-01-01' }]) expect(versionOf(change)).toBe(version)
  for (const change of [
    { owner: 'Någon annan' },
    { briefing: 'Fråga bara om det som står i instruktionen.' },
    { kinds: ['bygglov'] },
    { url: 'https://annat.example/x' },
  ])
    expect(versionOf(change)).not.toBe(version)
})

test('X5: a system that somebody else runs starts with an entry in the register that a board has consented to, and not before', () => {
  const elsewhere = fake.systems.map((system) => (system.code === 'lyktan' ? { ...system, subProcessor: 'molnet' } : system))
  const started = (register?: Parameters<typeof startable>[2]['register']) =>
    startable(elsewhere, log, { today: '2026-11-25', register }).some(({ code }) => code === 'lyktan')
  expect(started()).toBe(false)
  expect(started([{ code: 'another', boards: ['stadsbyggnadsnamnden'] }])).toBe(false)
  expect(started([{ code: 'molnet', boards: [] }])).toBe(false)
  expect(started([{ code: 'molnet', boards: ['stadsbyggnadsnamnden'] }])).toBe(true)
})

test('without the setting nobody is asked, but in a demonstration, whose systems are on this machine', async () => {
  const keysFolder = mkdtempSync(join(tmpdir(), 'ombud-keys-'))
  const open = (demo: boolean, caseSystems?: []) => startCaseSystems({ settings: { caseSystems, keysFolder }, demo, log })
  const [real, demo, off] = [await open(false), await open(true), await open(true, [])]
  expect([real, demo, off].map(({ systems }) => systems.started.length)).toEqual([0, 5, 0])
  expect(await demo.systems.status(permit)).toMatchObject({ outcome: 'found', source: 'Lyktan/BYA (påhittat)' })
  expect(real.systems.hashOf('a1')).toEqual(demo.systems.hashOf('a1')) // one key, kept
  expect(real.systems.hashOf('a1')).not.toEqual(real.systems.hashOf('a2'))
  for (const { stop } of [real, demo, off]) await stop()
  rmSync(keysFolder, { recursive: true })
})

test('T12: a log line about a failure names the system and the trace, never the reference', async () => {
  const lines: string[] = []
  fake.state.down = true
  await openCaseSystems(fake.systems, { log: openLog('trace', { write: (line) => void lines.push(line) }) }).status(permit)
  expect(lines.join('')).toContain('trace-1')
  expect(lines.join('')).not.toMatch(/BYGG|000123/)
})
