import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { LinkList } from '../../../contracts/link.ts'
import { readExempelby } from '../../../db/seed/exempelby.ts'
import { type World, world } from '../../../test/world.ts'
import { tasks } from '../../modules.ts'
import { sql } from '../../platform/db.ts'
import type { LookAtLink } from '../../platform/look-at-link.ts'
import { putInForce } from '../instruction/index.ts'
import { publishNotice, readNotice } from '../publication/index.ts'
import { checkLinks } from './jobs.ts'
import { listLinks } from './list-links.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

type Found = Awaited<ReturnType<LookAtLink>>
const looked: string[] = []
/** What the internet says: kept here, since the outside isn't ours. Everything answers but what is named. */
let answers: Record<string, Found> = {}
const lookAtLink: LookAtLink = async (url) => {
  looked.push(url)
  return answers[url] ?? { outcome: 'ok', status: 200, landedAt: null }
}
const check = () => checkLinks({ db: w.db, lookAtLink })
const links = async (checks = true) => LinkList.parse(await w.as('alva', (tx) => listLinks(tx, { checks }))).links
const complaints = 'https://www.imy.se/privatperson/utfora-arenden/lamna-ett-klagomal/'
const rightsPage = 'https://www.imy.se/privatperson/dataskydd/dina-rattigheter/'
const Notice = z.object({ board: z.string(), words: z.string(), hours: z.coerce.number() })
const notices = () =>
  w.owner((tx) =>
    tx.all(
      Notice,
      sql`select b.code as board, n.words, extract(epoch from n.owed_at - (select min(c.at) from link_check c where c.outcome not in ('ok', 'redirected'))) / 3600 as hours from board_notice n join board b on b.id = n.board_id where n.kind = 'dead-link' order by n.owed_at`,
    ),
  )

test('B31: without the operator’s word nothing leaves, and the registry says that nobody has looked', async () => {
  expect(tasks({ send: undefined }).some(({ name }) => name === 'check-links')).toBe(true)
  expect(w.settings.linkChecks).toBe('off')
  await checkLinks({ db: w.db })
  expect(looked).toEqual([])
  const all = await links(false)
  expect(all.length).toBeGreaterThan(2)
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['not-checked']))
})

test('B31: the addresses of the notice are in the registry, each once, with where it stands; the notice has no other source', async () => {
  await checkLinks({ db: w.db })
  const all = await links()
  expect(all.find(({ url }) => url === rightsPage)?.usedIn).toEqual(['B31', 'instruction:authorityRightsUrl'])
  expect(all.find(({ url }) => url === complaints)?.usedIn).toEqual(['B34', 'instruction:authorityComplaintUrl'])
  expect(all.find(({ usedIn }) => usedIn.includes('form:torghandel'))?.board).toBe('stadsbyggnadsnamnden')
  expect(new Set(all.map(({ url, board }) => `${board} ${url}`)).size).toBe(all.length)
  for (const lang of ['sv', 'en'] as const) {
    const notice = await w.as('alva', (tx) => readNotice(tx, lang))
    const shown = notice.sections.flatMap(({ sentences }) => sentences.flatMap(({ text }) => text.match(/https?:\/\/\S*[^\s.,;:]/g) ?? []))
    expect(shown.length).toBeGreaterThan(1)
    for (const url of shown) expect(all.map((link) => link.url)).toContain(url)
  }
})

test('B31: an address that is gone is told to its board within a day, once, and what was found is in the log', async () => {
  answers = {}
  await check()
  expect((await links()).every(({ state }) => state === 'alive')).toBe(true)
  // the worst of moments: it dies just after it was looked at
  answers = { [complaints]: { outcome: 'not-found', status: 404, landedAt: null } }
  for (let hour = 0; hour < 24; hour += 1) {
    await w.pass(0, 1)
    await check()
  }
  const told = await notices()
  expect(told).toEqual([{ board: 'kommunstyrelsen', words: expect.stringContaining(complaints), hours: 0 }])
  expect(told[0]?.words).toContain('sidan finns inte (404)')
  expect(told[0]?.words).toContain('B34')
  const dead = (await links()).find(({ url }) => url === complaints)
  expect(dead?.state).toBe('dead')
  expect(dead?.log.map(({ outcome }) => outcome)).toContain('not-found')
  const alive = Date.parse(dead?.log.findLast(({ outcome }) => outcome === 'ok')?.at ?? '')
  expect(Date.parse(dead?.deadSince ?? '') - alive).toBeLessThanOrEqual(24 * 3_600_000)
})

test('B31: a server that doesn’t answer is asked once more before anyone is told, and within a day all the same', async () => {
  const before = (await notices()).length
  answers = { [rightsPage]: { outcome: 'timeout', status: null, landedAt: null } }
  const began = w.clock.now().getTime()
  let toldAt = 0
  for (let hour = 1; hour <= 24 && toldAt === 0; hour += 1) {
    await w.pass(0, 1)
    await check()
    if ((await notices()).length > before) toldAt = hour
  }
  expect(toldAt).toBeGreaterThan(0)
  expect(w.clock.now().getTime() - began).toBeLessThanOrEqual(24 * 3_600_000)
  expect((await links()).find(({ url }) => url === rightsPage)?.log.filter(({ outcome }) => outcome === 'timeout')).toHaveLength(2)
  // a bad moment is nobody's task
  answers = { [complaints]: { outcome: 'server-fault', status: 503, landedAt: null } }
  await w.pass(0, 13)
  await check()
  answers = {}
  await w.pass(0, 1)
  await check()
  expect((await links()).every(({ state }) => state === 'alive')).toBe(true)
  expect((await notices()).length).toBe(before + 1)
})

test('B31: what has moved still works, and says where it went; what is private is a fault', async () => {
  answers = {
    [complaints]: { outcome: 'redirected', status: 200, landedAt: 'https://www.imy.se/ny' },
    [rightsPage]: { outcome: 'private-address', status: null, landedAt: 'http://10.0.0.1/' },
  }
  await w.pass(0, 13)
  await check()
  const all = await links()
  const moved = all.find(({ url }) => url === complaints)
  expect(moved?.state).toBe('moved')
  expect(moved?.log[0]).toMatchObject({ outcome: 'redirected', landedAt: 'https://www.imy.se/ny' })
  expect(all.find(({ url }) => url === rightsPage)?.state).toBe('dead')
})

test('B31: an address is changed in one place: the notice shows the new one, and the registry follows', async () => {
  answers = {}
  const next = 'https://www.imy.se/nya-klagomal/'
  const [host] = readExempelby().instructions.filter(({ file }) => file.board === 'kommunstyrelsen')
  if (!host) throw new Error('no host')
  const file = {
    ...host.file,
    version: 2,
    validFrom: w.clock.now().toISOString(),
    contacts: { ...host.file.contacts, authorityComplaintUrl: next },
  }
  await w.owner((tx) => putInForce(tx, file, `with another address ${next}`))
  await w.service(publishNotice)
  await check()
  const all = await links()
  expect(all.find(({ url }) => url === next)?.usedIn).toEqual(['B34', 'instruction:authorityComplaintUrl'])
  expect(all.map(({ url }) => url)).not.toContain(complaints)
  const notice = JSON.stringify(await w.as('alva', (tx) => readNotice(tx, 'sv')))
  expect(notice).toContain(next)
  expect(notice).not.toContain(complaints)
})

test('B31: a job that runs while another does tells the board once', async () => {
  const before = (await notices()).length
  const alive = (await links()).filter(({ state }) => state !== 'dead')
  expect(alive.length).toBeGreaterThan(2)
  answers = Object.fromEntries(alive.map(({ url }) => [url, { outcome: 'not-found', status: 404, landedAt: null }]))
  await w.pass(0, 13)
  await Promise.all([check(), check()])
  expect((await notices()).length - before).toBe(alive.length)
})
