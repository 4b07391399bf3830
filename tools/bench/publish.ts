import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { type Clause, channelKinds, InstructionFile } from '../../contracts/instruction.ts'
import { demoPassword } from '../../db/seed/exempelby/people.ts'
import { createDraft } from '../../server/domain/instruction/index.ts'
import { signIn } from '../../server/domain/staff/index.ts'
import { type Actor, sql } from '../../server/platform/db.ts'
import type { Town } from './bench-town.ts'
import { atMost, type Measured, short } from './figures.ts'
import type { Product } from './processes.ts'
import { median, quantile } from './race.ts'

const board = 'tekniska-namnden'
const Found = z.object({ content: z.unknown() })
const Diff = z.object({ hash: z.string() })
const OneCase = z.object({ id: z.uuid() })

/**
 * From the last signature's answer until the web, a process that neither signed nor put anything in force, refuses what the new version
 * refuses. Each round closes one case type more; nothing is material, so every agent's undertaking goes on and the clause itself is what refuses.
 */
export async function measurePublish(town: Town, product: Product): Promise<Measured> {
  const manager = await person(town, 'axel')
  const ms: number[] = []
  for (const caseType of ['gatubelysning', 'lekplats', 'vintervag', 'parkering', 'trafiksakerhet']) {
    const open = await aCaseOf(town, caseType)
    if ((await statusOf(product, town.agent, `/v1/cases/${open}?purpose=guidance`)) !== 200)
      throw new Error(`bench: ${caseType} can’t be opened`)
    const id = await town.db.as(town.officer, async (tx) => {
      const { content } = await tx.one(
        Found,
        sql`select v.content from instruction_version v join board b on b.id = v.board_id where b.code = ${board} and v.state = 'in-force'`,
      )
      const file = InstructionFile.parse(content)
      return createDraft(tx, { board, file: { ...file, clauses: [...file.clauses, closing(file, caseType)] } })
    })
    const call = (who: Actor, method: 'GET' | 'POST', what: string, body?: object) =>
      send(product, who, method, `/v1/instruction-versions/${id}/${what}`, body)
    await call(town.officer, 'POST', 'proposal', {})
    const { hash } = Diff.parse(await (await call(town.officer, 'GET', 'diff')).json())
    const signing = { paragraph: '§ 1', date: new Date().toISOString().slice(0, 10), password: demoPassword, diffHash: hash }
    await call(town.officer, 'POST', 'approval', signing)
    await call(manager, 'POST', 'acceptance', signing)
    const began = performance.now()
    while ((await statusOf(product, town.agent, `/v1/cases/${open}?purpose=guidance`)) === 200) await wait(2)
    ms.push(performance.now() - began)
  }
  const name = `publish-${town.cases}`
  return {
    figures: [
      atMost(name, 'accepted by the contact centre until first refused on another process, slowest of five', quantile(ms, 1), 5000, 'ms'),
    ],
    raw: [{ id: name, ms: ms.map(short), medianMs: short(median(ms)) }],
  }
}

function closing({ clauses }: InstructionFile, caseType: string): Clause {
  const [like] = clauses
  if (!like) throw new Error('bench: an instruction without clauses')
  return {
    ...like,
    id: `stangd-${caseType}`,
    effect: 'deny',
    acts: ['receive', 'advise', 'handle', 'assist', 'status.read'],
    caseTypes: [caseType],
    channels: [...channelKinds], // narrower than the permit it closes, so that the two don't disagree (D9)
    materiality: 'minor',
    text: 'Kontaktcenter arbetar inte med den här ärendetypen.',
  }
}

async function aCaseOf({ owner }: Town, caseType: string): Promise<string> {
  const [[row] = []] = await owner.ask([
    sql`select c.id from "case" c join case_type t on t.id = c.case_type_id where t.code = ${caseType} and c.holder = 'centre' limit 1`,
  ])
  return OneCase.parse(row).id
}

const person = ({ db }: Town, name: string): Promise<Actor> =>
  signIn((work) => db.as({ hand: 'citizen', secret: '' }, work), { email: `${name}@exempelby.test`, password: demoPassword })

const cookieOf = (who: Actor) => ('secret' in who ? `ombud=${who.hand}.${who.secret}` : '')

async function statusOf({ url }: Product, who: Actor, path: string): Promise<number> {
  const answer = await fetch(`${url}${path}`, { headers: { cookie: cookieOf(who) } })
  await answer.body?.cancel()
  return answer.status
}

async function send({ url }: Product, who: Actor, method: string, path: string, body?: object): Promise<Response> {
  const headers = new Headers({ cookie: cookieOf(who), ...(body ? { 'content-type': 'application/json' } : {}) })
  const answer = await fetch(`${url}${path}`, { method, headers, body: body ? JSON.stringify(body) : null })
  if (!answer.ok) throw new Error(`bench: ${method} ${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return answer
}
