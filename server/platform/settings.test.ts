import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { listenPort } from './listen-port.ts'
import { readSettings, settingsTable } from './settings.ts'

test('without any setting Ombud runs the embedded database with its own mail listener', () => {
  const settings = readSettings({})
  expect(settings).toMatchObject({
    embedded: true,
    role: 'all',
    http: { host: '127.0.0.1', port: 8800, given: false },
    mailboxes: [],
    logLevel: 'info',
  })
  expect(settings.smtpListen).toEqual({ host: '127.0.0.1', port: 2525, given: false })
  expect(settings.keysFolder).toBe(`${settings.dataFolder}-keys`)
})

test('a configured database has no mail listener unless one is asked for, and an empty value switches one off', () => {
  expect(readSettings({ DATABASE_URL: 'postgres://owner:x@db/ombud' }).smtpListen).toBeUndefined()
  expect(readSettings({ SMTP_LISTEN: '' }).smtpListen).toBeUndefined()
  expect(readSettings({ SMTP_LISTEN: '[::1]:25' }).smtpListen).toEqual({ host: '::1', port: 25, given: true })
})

test('every wrong setting is named with what to write instead, and no secret is repeated', () => {
  const wrong = {
    DATABASE_URL: 'mysql://root:hemligt1@db/x',
    PORT: '70000',
    OMBUD_ROLE: 'boss',
    IMAP_URL: 'imap://box:%hemligt2@mail',
    SMTP_URL: 'smtp:hemligt3',
    LOG_LEVEL: 'loud',
    SMTP_LISTEN: '25',
    MAIL_FROM: 'hemligt4',
  }
  const told = catchMessage(() => readSettings(wrong))
  for (const name of Object.keys(wrong)) expect(told).toContain(`${name}: `)
  expect(told).toContain('Ange ett portnummer mellan 0 och 65535. / Give a port number between 0 and 65535.')
  expect(told).not.toMatch(/hemligt|70000/)
})

test('keys inside the data folder, or mail without a domain, stop the start', () => {
  expect(() => readSettings({ OMBUD_DATA: '/srv/ombud', OMBUD_KEYS: '/srv/ombud/keys' })).toThrow('OMBUD_KEYS')
  expect(() => readSettings({ DATABASE_URL: 'postgres://owner@db/ombud', SMTP_URL: 'smtp://mail' })).toThrow('MAIL_DOMAIN')
})

test('several mailboxes are read, with their ports and escaped characters', () => {
  const { mailboxes } = readSettings({ IMAP_URL: 'imaps://a%40b.example:p%3Aw@mail.example/INBOX  imap://c@127.0.0.1:1143' })
  expect(mailboxes).toEqual([
    { host: 'mail.example', port: 993, secure: true, user: 'a@b.example', password: 'p:w', mailbox: 'INBOX' },
    { host: '127.0.0.1', port: 1143, secure: false, user: 'c', password: '', mailbox: 'INBOX' },
  ])
})

test('boards’ own systems are read from JSON; one whose token would go in the clear, or that says too little, stops the start', () => {
  const system = { url: 'https://integration.kommunen.example/lyktan/', token: 'hemligt', region: 'EU/EEA', kinds: ['bygglov'] }
  const read = (systems: object) => readSettings({ CASE_SYSTEMS: JSON.stringify(systems) }).caseSystems
  expect(readSettings({}).caseSystems).toBeUndefined()
  expect(read({})).toEqual([])
  expect(read({ lyktan: system })).toEqual([{ code: 'lyktan', ...system, url: 'https://integration.kommunen.example/lyktan' }])
  expect(read({ lyktan: { ...system, url: 'http://127.0.0.1:9000' } })).toHaveLength(1)
  const { region: _, ...nowhere } = system
  for (const wrong of [
    { lyktan: { ...system, url: 'http://integration.kommunen.example' } },
    { lyktan: { ...system, url: 'https://a:hemligt@kommunen.example' } },
    { lyktan: nowhere },
    { 'Lyktan BYA': system },
    [],
  ]) {
    const told = catchMessage(() => read(wrong))
    expect(told).toContain('CASE_SYSTEMS: ')
    expect(told).not.toContain('hemligt')
  }
})

test('the table of settings has a row for each setting', () => {
  const table = settingsTable()
  for (const name of ['DATABASE_URL', 'OMBUD_DATA', 'OMBUD_KEYS', 'PORT', 'SMTP_URL', 'LOG_LEVEL'])
    expect(table).toContain(`| \`${name}\` |`)
})

test('a busy port is replaced when nobody asked for it, and explained when somebody did', async () => {
  const busy = createServer()
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve))
  const address = busy.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const other = await listenPort({ host: '127.0.0.1', port, given: false }, 'PORT')
  expect(other).not.toBe(port)
  await expect(listenPort({ host: '127.0.0.1', port, given: true }, 'PORT')).rejects.toThrow(`127.0.0.1:${port} är upptagen`)
  await expect(listenPort({ host: '203.0.113.9', port: 0, given: false }, 'PORT')).rejects.toThrow('ingen adress på den här datorn')
  await new Promise((resolve) => busy.close(resolve))
  expect(await listenPort({ host: '127.0.0.1', port, given: true }, 'PORT')).toBe(port)
})

function catchMessage(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
