import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import {
  mailCursor,
  maxMailBytes,
  openMailSender,
  receiveMail,
  type StoreArrival,
  startMailFetch,
  startMailListener,
} from './channel/email/index.ts'
import { addPortalPages } from './channel/portal/index.ts'
import { startCaseSystems } from './connector/case-system/index.ts'
import { addProviderRoutes, addScimRoutes, openIdentityProvider } from './connector/identity/index.ts'
import { isPrivate, openLinkChecker } from './connector/link/index.ts'
import { addFetchPartRoute } from './domain/archive/index.ts'
import { addLogFile, type Refused, recordRefusal, startSequencer } from './domain/audit/index.ts'
import { addAttachmentRoute, explainWall } from './domain/case/index.ts'
import { queueArrivals, storeArrival } from './domain/contact/index.ts'
import { addReportFile, channelsWithoutEntry, consentedNow, controlHealth } from './domain/control/index.ts'
import { queueWaiting } from './domain/outbox/index.ts'
import { addPublicationFiles } from './domain/publication/index.ts'
import { addRightsFiles } from './domain/rights/index.ts'
import { addInstallationPage } from './installation-page.ts'
import { handlers, keeps, tasks } from './modules.ts'
import type { App } from './platform/app.ts'
import { openClock, refuseMovedClock } from './platform/clock.ts'
import { openDb } from './platform/db.ts'
import { openFiles } from './platform/files.ts'
import { addHealth } from './platform/health.ts'
import { openHttp, type RouteName } from './platform/http.ts'
import { startJobs } from './platform/jobs.ts'
import { openKeys } from './platform/key-service.ts'
import { listenPort } from './platform/listen-port.ts'
import { addLive } from './platform/live.ts'
import type { Log } from './platform/log.ts'
import type { Logins } from './platform/migrate.ts'
import type { Settings } from './platform/settings.ts'
import { keepVoucher } from './platform/voucher.ts'

export type Serving = {
  app: App
  url: string | null
  smtpPort: number | null
  /** Takes a mail's raw bytes in as the listener does. */
  takeMail(raw: Buffer): Promise<void>
  stop(): Promise<void>
}
/** `empty`: no municipality yet; the page that creates it is served. */
type Given = { settings: Settings; logins: Logins; demo: boolean; log: Log; publicPeople?: readonly unknown[]; empty?: boolean }

/** Opens the platform and serves as `web`, as `worker` or as both; `stop` lets what runs end and closes every door. */
export async function serve({ settings, logins, demo, log, publicPeople = [], empty = false }: Given): Promise<Serving> {
  // A process has the doors it needs and no others: what a web process doesn't know can't be talked out of it (decision 0003).
  const doors = { all: ['web', 'worker', 'purge'], web: ['web'], worker: ['worker', 'purge'] } as const
  const db = openDb(logins, { only: doors[settings.role] })
  const ends: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of ends.reverse()) await end()
    await db.end()
  }
  try {
    if (settings.role !== 'worker') await keepVoucher(logins, settings)
    const clock = await openClock(db, settings.role === 'worker' ? { hand: 'service' } : { hand: 'citizen', secret: '' })
    if (!demo) refuseMovedClock(clock)
    const files = openFiles({ folder: join(settings.dataFolder, 'files'), keys: openKeys(settings) })
    const app: App = { db, files, clock, log, settings, keeps, demo }
    const url = settings.role !== 'worker' ? await startWeb(app, { publicPeople, ...(empty ? { owner: logins } : {}) }, ends) : null
    const smtpPort = settings.role !== 'web' ? await startWorker(app, logins, ends) : null
    return { app, url, smtpPort, takeMail: (raw) => storeMail(app)(raw, null), stop }
  } catch (error) {
    // half a product is none: what had begun to serve stops, so that the process can end and say why
    await stop()
    throw error
  }
}

async function startWeb(
  opened: App,
  { publicPeople, owner }: { publicPeople: readonly unknown[]; owner?: Logins },
  ends: (() => Promise<void>)[],
): Promise<string> {
  const caseSystems = await startCaseSystems({ ...opened, register: await opened.db.as({ hand: 'citizen', secret: '' }, consentedNow) })
  ends.push(caseSystems.stop)
  const { provider: setting, publicUrl } = opened.settings
  const provider = setting && publicUrl !== undefined ? openIdentityProvider(setting, { publicUrl, log: opened.log }) : undefined
  const app: App = { ...opened, caseSystems: caseSystems.systems, ...(provider ? { identityProvider: provider } : {}) }
  const server = await openHttp(app, handlers, async (problem, actor, lang) => {
    const refused = problem.facts.refusal as Refused | undefined
    if (refused) await app.db.as(actor, (tx) => recordRefusal(tx, refused))
    const at = problem.facts.at as { route: RouteName; id: string | null } | null | undefined
    if (problem.code !== 'stopped_by_wall' || !at) return undefined
    return app.db.as(actor, (tx) => explainWall(tx, { route: at.route, caseId: at.id }, lang))
  })
  addHealth(server, app, () => controlHealth(app.db))
  addAttachmentRoute(server, app)
  addPublicationFiles(server, app)
  addReportFile(server, app)
  addRightsFiles(server, app)
  addFetchPartRoute(server, app)
  addLogFile(server, app)
  addPortalPages(server, app)
  if (provider) addProviderRoutes(server, app, provider)
  addScimRoutes(server, app)
  if (owner) addInstallationPage(server, owner)
  const endLive = await addLive(server, app)
  server.get('/v1/demo', async (_, reply) => (app.demo ? { people: publicPeople } : reply.code(404).send({})))
  await addAgentApp(server)
  const port = await listenPort(app.settings.http, 'PORT')
  await server.listen({ host: app.settings.http.host, port })
  ends.push(async () => {
    await endLive()
    await server.close()
  })
  return `http://${app.settings.http.host}:${port}`
}

/** The agent's web app, as Vite built it: files whose name is their hash, and one page for every address that is the app's own. */
async function addAgentApp(server: FastifyInstance): Promise<void> {
  const root = join(import.meta.dirname, '../dist/agent')
  await server.register(fastifyStatic, { root: join(root, 'assets'), prefix: '/assets/', index: false, immutable: true, maxAge: '365d' })
  for (const name of ['theme.js', 'ombud.svg'])
    server.get(`/${name}`, (_, reply) => reply.sendFile(name, root, { immutable: false, maxAge: '1h' }))
  for (const path of [
    '/',
    '/inbox/*',
    '/cases/*',
    '/contacts',
    '/contacts/*',
    '/search',
    '/disposals',
    '/disposals/*',
    '/reviews',
    '/instructions',
    '/instructions/*',
    '/instruction-versions/*',
    '/account',
    '/access',
    '/sign-in/proof',
    '/records-of-processing',
    '/operations',
    '/bulletins',
    '/signatures',
    '/duties',
    '/applications',
    '/applications/*',
    '/links',
    '/controls',
    '/controls/*',
    '/rights',
    '/rights/*',
    '/gaps',
    '/log',
    '/gaps/*',
  ])
    server.get(path, (_, reply) => reply.sendFile('index.html', root, { immutable: false, maxAge: 0, cacheControl: true }))
}

/** Step 1 of the way, as the mail listener and the mailboxes take it. */
const storeMail =
  ({ db, files, clock, settings }: App) =>
  async (raw: Buffer, envelope: Parameters<typeof receiveMail>[1]): Promise<void> => {
    const storeIt: StoreArrival = (given) => db.as({ hand: 'service' }, (tx) => storeArrival(tx, given))
    await receiveMail(raw, envelope, { files, channel: 'epost', domain: settings.mailDomain, now: clock.now(), storeArrival: storeIt })
  }

async function startWorker(opened: App, logins: Logins, ends: (() => Promise<void>)[]): Promise<number | null> {
  const { settings, db, log } = opened
  const { linkChecks } = settings
  const app: App = {
    ...opened,
    ...(linkChecks !== 'off' && { lookAtLink: openLinkChecker({ mayGo: (number) => linkChecks === 'private' || !isPrivate(number) }) }),
  }
  const withoutEntry = await db.as({ hand: 'service' }, (tx) => channelsWithoutEntry(tx, 'email'))
  for (const { channel, subProcessor } of withoutEntry)
    log.error({ channel, subProcessor, refused: 'no entry in the register with a board’s consent (X5)' })
  const mayMail = withoutEntry.length === 0
  const sender =
    settings.smtpUrl === undefined || !mayMail
      ? undefined
      : openMailSender({ smtpUrl: settings.smtpUrl, from: settings.mailFrom, domain: settings.mailDomain })
  const sequencer = startSequencer(app)
  ends.push(() => sequencer.stop())
  const runner = await startJobs(app, logins, tasks({ send: sender?.send }), { findDueEvery: app.demo ? 'minute' : 'night' })
  ends.push(async () => {
    await runner.stop()
    sender?.close()
  })
  if (sender) await db.as({ hand: 'service' }, queueWaiting)
  await db.as({ hand: 'service' }, queueArrivals)
  const store = storeMail(app)
  const listen = async (given: typeof settings.smtpListen, name: string) =>
    given && mayMail ? { host: given.host, port: await listenPort(given, name) } : null
  const listener = await startMailListener({
    smtp: await listen(settings.smtpListen, 'SMTP_LISTEN'),
    lmtp: await listen(settings.lmtpListen, 'LMTP_LISTEN'),
    domain: settings.mailDomain,
    maxBytes: maxMailBytes,
    accepts: (address) => address.toLowerCase().replace(/\+[^@]*/, '') === settings.mailFrom.toLowerCase().replace(/^.*<|>.*$/g, ''),
    store,
    log,
  })
  ends.push(() => listener.stop())
  for (const mailbox of mayMail ? settings.mailboxes : []) {
    const fetching = startMailFetch({ mailbox, cursor: mailCursor(db), store: (raw) => store(raw, null), removeStored: true, log })
    ends.push(() => fetching.stop())
  }
  return listener.smtpPort
}
