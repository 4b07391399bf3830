import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { CaseSystemSetting } from '../../platform/settings.ts'

/** One made-up matter in a made-up system. */
export type FakeMatter = {
  system: string
  kind: string
  reference: string
  state: string
  fields: Record<string, string>
  secrecyTags?: readonly string[]
}

/** The seven kinds of A32, as Exempelby's systems would answer. Nobody in them exists. */
const madeUp: readonly FakeMatter[] = [
  {
    system: 'lyktan',
    kind: 'bygglov',
    reference: 'BYGG 2026-000123',
    state: 'Under granskning',
    fields: {
      received: '2026-01-12',
      'next-step': 'Grannar hörs till och med den 6 mars',
      unit: 'Byggavdelningen',
      property: 'Exempelby Eken 2:3',
      applicant: 'Ragnhild Exempel',
    },
  },
  {
    system: 'lyktan',
    kind: 'detaljplan',
    reference: 'PLAN 2025-0007',
    state: 'Samråd pågår',
    fields: {
      'consultation-until': '2026-12-18',
      'next-step': 'Granskning under våren',
      unit: 'Planavdelningen',
      property: 'Exempelby Kvarnen 1:1',
    },
  },
  {
    system: 'rondo',
    kind: 'klagomal-felanmalan',
    reference: 'FEL-2026-0815',
    state: 'Hos entreprenören',
    fields: { received: '2026-11-02', planned: '2026-12-01', unit: 'Stadsmiljöavdelningen', place: 'Lindgatan 4' },
  },
  {
    system: 'ratten',
    kind: 'skada-forsakring',
    reference: 'SKADA 2026-044',
    state: 'Utreds',
    fields: {
      received: '2026-10-20',
      'next-step': 'Besiktning av skadan',
      unit: 'Juridik och försäkring',
      property: 'Exempelby Linden 5:2',
      applicant: 'Björn Exempel',
    },
    secrecyTags: ['40:6'],
  },
  {
    system: 'rondo',
    kind: 'tradansokan',
    reference: 'TRÄD-2026-031',
    state: 'Beslutat',
    fields: { received: '2026-09-14', decision: 'Trädet får tas ned efter den 1 mars', property: 'Exempelby Björken 3:8' },
  },
  {
    system: 'kvarnen',
    kind: 'va-dagvatten',
    reference: 'VA-2026-219',
    state: 'Anslutning planerad',
    fields: { received: '2026-08-30', planned: 'vecka 50', unit: 'VA- och avfallsavdelningen', property: 'Exempelby Alen 7:1' },
  },
  {
    system: 'kartskapet',
    kind: 'kartbestallning',
    reference: 'KARTA-2026-77',
    state: 'Klar för leverans',
    fields: { received: '2026-11-19', delivery: '2026-11-27', property: 'Exempelby Eken 2:3', applicant: 'Ragnhild Exempel' },
  },
]

/** A24: what the administration has told the centre of its system. */
const briefingOf = (system: string) => ({
  owner: 'Systemansvarig på förvaltningen (påhittad)',
  briefing: `Fråga ${names[system] ?? system} bara när någon själv vill veta hur ett ärende ligger till och har lämnat hela referensen. Läs upp det du får berätta, spara inget, och skriv inte av svaret i en anteckning.`,
  reviewBy: '2099-12-31',
})

/** As they call themselves, so that nobody takes them for real. */
const names: Readonly<Record<string, string>> = {
  lyktan: 'Lyktan/BYA',
  rondo: 'Rondo',
  kvarnen: 'Kvarnen',
  ratten: 'Rätten',
  kartskapet: 'Kartskåpet',
}
const sourceOf = (system: string) => `${names[system] ?? system} (påhittat)`

/** What the fake was asked, as its own log would have it. */
export type Seen = { method: string; system: string; kind: string; reference: string; lookUp: string; status: number }
type Given = { matters?: readonly FakeMatter[] }

/**
 * Others' systems, made up, behind one integration platform: a real HTTP server on loopback that answers as README.md says. For the demonstration,
 * which reaches nothing outside the machine, and for tests. `state.down`: it answers 503; `state.waitsMs`: it answers so late.
 */
export async function startFakeCaseSystems({ matters = madeUp }: Given = {}) {
  const token = randomUUID()
  const seen: Seen[] = []
  const state = { down: false, waitsMs: 0 }
  const server = createServer((request, answer) => {
    const { status, body, ...asked } = answerTo(request, { matters, token, down: state.down })
    seen.push({ ...asked, status })
    if (state.waitsMs === 0) send(answer, status, body)
    else setTimeout(() => send(answer, status, body), state.waitsMs).unref()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.int() }).parse(server.address())
  const systems = systemsAt(`http://127.0.0.1:${port}`, matters, token)
  const stop = async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { systems, matters, seen, state, stop }
}

const systemsAt = (address: string, matters: readonly FakeMatter[], token: string): CaseSystemSetting[] =>
  [...new Set(matters.map(({ system }) => system))].map((code) => ({
    code,
    url: `${address}/${code}`,
    token,
    region: 'EU/EEA',
    kinds: [...new Set(matters.filter(({ system }) => system === code).map(({ kind }) => kind))],
    ...briefingOf(code),
  }))

/** The demonstration's systems before they are started, for the made-up people who have read about them. */
export const madeUpSystems = (): CaseSystemSetting[] => systemsAt('http://127.0.0.1', madeUp, '')

type Behind = { matters: readonly FakeMatter[]; token: string; down: boolean }
function answerTo(request: IncomingMessage, { matters, token, down }: Behind): Seen & { body: object } {
  const [, system = '', version = '', status = '', kind = '', reference = ''] = (request.url ?? '').split('/').map(decodeURIComponent)
  const asked = { method: request.method ?? '', system, kind, reference, lookUp: String(request.headers['x-look-up'] ?? '') }
  if (down) return { ...asked, status: 503, body: { error: 'down' } }
  if (request.method !== 'GET') return { ...asked, status: 405, body: { error: 'read only' } }
  if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) return { ...asked, status: 401, body: { error: 'unknown token' } }
  const found = matters.find((each) => each.system === system && each.kind === kind && each.reference === reference)
  if (!found || version !== 'v1' || status !== 'status') return { ...asked, status: 404, body: { error: 'no such matter' } }
  const { state, fields, secrecyTags = [] } = found
  const source = sourceOf(system)
  return { ...asked, status: 200, body: { reference, kind, state, fields, secrecyTags, source, at: new Date().toISOString() } }
}

const hashed = (text: string) => createHash('sha256').update(text).digest()
const isSame = (one: string, other: string) => timingSafeEqual(hashed(one), hashed(other))

function send(answer: ServerResponse, status: number, body: object): void {
  answer.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  answer.end(JSON.stringify(body))
}
