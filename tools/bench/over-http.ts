import { Agent, request } from 'node:http'
import { caseQueries, caseViewOf } from '../../server/domain/case/index.ts'
import { loadRules } from '../../server/domain/instruction/index.ts'
import type { Town } from './bench-town.ts'
import { compared, joined, type Measured, rawOf, told } from './figures.ts'
import type { Product } from './processes.ts'
import { median, race } from './race.ts'
import { caseOf, list, openCase } from './reads.ts'

/** The same operation through a real server on kept connections, against the database: what HTTP, JSON and the contract cost. */
export async function measureHttp(town: Town, product: Product): Promise<Measured> {
  const call = caller(town, product.url)
  const rules = await town.db.as(town.agent, loadRules)
  const paces = await race({
    open: (nth) => call('GET', `/v1/cases/${caseOf(town.openable, nth)}?purpose=guidance`),
    openInDatabase: openCase(town),
    openShaped: async (nth) =>
      caseViewOf(await town.db.ask(town.agent, caseQueries(caseOf(town.openable, nth), 'guidance')), rules, 'guidance', 'sv'),
    list: () => call('GET', '/v1/cases?view=open&limit=50'),
    listInDatabase: list(town),
  })
  return joined([
    compared(
      `http-open-${town.cases}`,
      `open a case over HTTP against the same statements in the database; ${town.cases} cases`,
      [paces.open, paces.openInDatabase],
      0.5,
    ),
    compared(
      `http-open-shaped-${town.cases}`,
      `the same against the statements and the answer made of them; ${town.cases} cases`,
      [paces.open, paces.openShaped],
      null,
    ),
    compared(
      `http-list-${town.cases}`,
      `list of the 50 newest over HTTP against the verb in the database; ${town.cases} cases`,
      [paces.list, paces.listInDatabase],
      0.5,
    ),
  ])
}

/** A call a centre makes all day: one question by telephone that becomes a case. */
export async function measureCreate(town: Town, product: Product): Promise<Measured> {
  const call = caller(town, product.url)
  const body = (nth: number) => ({
    channel: 'phone',
    anonymous: false,
    name: 'Kim Exempel',
    phone: '0980-319 210',
    questions: [
      { board: 'tekniska-namnden', caseType: 'gatubelysning', asked: `Gatlyktan vid Torggatan ${nth} lyser inte.`, settle: 'case' },
    ],
  })
  const { create } = await race({ create: (nth) => call('POST', '/v1/contacts', body(nth)) }, { roundMs: 1000 })
  const perSecond = median(create.perSecond)
  const id = `create-${town.cases}`
  return {
    figures: [
      told(id, `cases registered by telephone a second over HTTP, eight callers; ${town.cases} cases`, perSecond, '/s'),
      told(`${id}-rt`, 'the same, times the 8 a second of Request Tracker 5 (RT measured elsewhere)', perSecond / 8, '×'),
    ],
    raw: [{ id, create: rawOf(create) }],
  }
}

type Caller = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<string>

function caller({ agent }: Town, url: string): Caller {
  const kept = new Agent({ keepAlive: true, maxSockets: 16 })
  const cookie = 'secret' in agent ? `ombud=${agent.hand}.${agent.secret}` : ''
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${url}${path}`,
        { method, agent: kept, headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) } },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8').on('data', (part: string) => (text += part))
          answer.on('end', () =>
            (answer.statusCode ?? 500) < 300
              ? resolve(text)
              : reject(new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 300)}`)),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
}
