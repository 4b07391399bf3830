import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Reply, RouteName } from '../../../contracts/api.ts'
import { api, type Route } from '../../../contracts/api.ts'
import type { Sent } from '../../../contracts/channel.ts'
import { InstructionFile } from '../../../contracts/instruction.ts'
import type { Hand } from '../../../contracts/words.ts'
import { readExempelby } from '../../../db/seed/exempelby.ts'
import { type World, world } from '../../../test/world.ts'
import type { App } from '../../platform/app.ts'
import { sql } from '../../platform/db.ts'
import { loadRules, putInForce, readInstruction, signFor } from '../instruction/index.ts'
import { dutyTasks } from './jobs.ts'

let w: World
let app: App
let url: string
beforeAll(async () => {
  w = await world()
  const serving = await w.serve({ role: 'web' })
  app = serving.app
  url = serving.url ?? ''
}, 60_000)
afterAll(() => w.end())

type Answer<N extends RouteName> = { status: number; body: Reply<N> & { code?: string; verdict?: { sentence: string } }; text: string }
async function call<N extends RouteName>(
  person: string,
  name: N,
  { params = {}, body, hand }: { params?: Record<string, string>; body?: object; hand?: Hand } = {},
): Promise<Answer<N>> {
  const route: Route = api[name]
  const actor = await w.actor(person, hand)
  const answer = await fetch(`${url}${route.path.replace(/:(\w+)/g, (_, key: string) => params[key] ?? '')}`, {
    method: route.method,
    headers: {
      cookie: 'secret' in actor ? `ombud=${actor.hand}.${actor.secret}` : '',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  return { status: answer.status, body: JSON.parse(text), text }
}

const task = (name: string, send?: Parameters<typeof dutyTasks>[0]) => {
  const found = dutyTasks(send).find((each) => each.name === name)
  if (!found) throw new Error(name)
  return (payload: Record<string, string>) => found.run(payload, { ...app, db: w.db })
}
/** What the worker does: every notice that a job waits for is delivered. */
async function deliver(): Promise<void> {
  const jobs = await w.owner((tx) =>
    tx.all(z.object({ id: z.uuid() }), sql`select id from board_notice where delivered_at is null order by owed_at`),
  )
  for (const { id } of jobs) await task('deliver-notice')({ notice: id })
}

const vehicle = { board: 'tekniska-namnden', act: 'handle', caseType: 'fordonsflytt', channel: 'phone', mission: 'assistance' } as const

describe('gaps', () => {
  test('A13: fifty equal questions are one ticket with the count fifty, told to the board once', async () => {
    for (let n = 0; n < 50; n++) expect((await call('alva', 'reportGap', { body: vehicle })).status).toBe(201)
    const { gaps } = (await call('maj', 'listGaps')).body
    expect(gaps).toHaveLength(1)
    expect(gaps[0]).toMatchObject({
      board: 'tekniska-namnden',
      act: 'handle',
      caseTypeName: 'Flyttat fordon',
      count: 50,
      reason: 'NO_CLAUSE',
      channels: [{ channel: 'phone', count: 50 }],
    })
    const notices = await w.owner((tx) => tx.all(z.object({ id: z.uuid() }), sql`select id from board_notice where kind = 'gap'`))
    expect(notices).toHaveLength(1)
    // and the job that tells the board stands in the queue from the same transaction
    const jobs = await w.as('drift', (tx) =>
      tx.one(z.object({ n: z.int() }), sql`select coalesce(sum(count), 0)::int as n from waiting_jobs() where task = 'deliver-notice'`),
    )
    expect(jobs.n).toBe(1)
  })

  test('A13: the board has it within a minute of the worker’s clock while the mail server is away for ten', async () => {
    await call('alva', 'reportGap', { body: { ...vehicle, caseType: 'parkering' } })
    await deliver()
    const found = await w.owner((tx) =>
      tx.all(
        z.object({ seconds: z.number(), due: z.boolean() }),
        sql`select extract(epoch from delivered_at - owed_at)::float8 as seconds, due_at > owed_at as due from board_notice where kind = 'gap'`,
      ),
    )
    expect(found.length).toBeGreaterThan(1)
    for (const { seconds, due } of found) expect({ inTime: seconds <= 60, due }).toEqual({ inTime: true, due: true })
    expect((await call('maj', 'listDuties')).body.notices.filter(({ kind }) => kind === 'gap').map(({ state }) => state)).toEqual([
      'delivered',
      'delivered',
    ])
  })

  test('A13: mail is sent when the server is back, says nothing of what it is about, and goes once', async () => {
    const { id } = await w.owner((tx) =>
      tx.one(z.object({ id: z.uuid() }), sql`select id from board_notice where kind = 'gap' order by owed_at limit 1`),
    )
    const mails: string[] = []
    let outcome: Sent['outcome'] = 'again'
    const mail = task('mail-notice', async (message) => {
      mails.push(JSON.stringify(message))
      return { outcome, response: '451 later' }
    })
    await expect(mail({ notice: id })).rejects.toThrow(/later/)
    expect((await call('maj', 'listDuties')).body.notices.find((each) => each.id === id)?.state).toBe('delivered')
    outcome = 'accepted'
    await mail({ notice: id })
    await expect(mail({ notice: id })).rejects.toThrow(/sent already/)
    expect(mails).toHaveLength(2)
    for (const word of ['fordon', 'handle', 'Alva', 'lucka']) expect(mails.join().toLowerCase()).not.toContain(word.toLowerCase())
  })

  test('A13: whoever is refused for a gap is told what they may always do, and the ticket holds nobody', async () => {
    const canary = 'Kanarieholm'
    const { caseId } = await w.mail({ from: `Kim ${canary} <kim.${canary}@example.org>`, subject: canary, body: canary })
    // an instruction that lets the centre receive and hand over, and says nothing about answering
    const { organisation, instructions } = readExempelby()
    const file = JSON.parse(JSON.stringify(instructions.find((each) => each.file.board === 'barn-och-utbildningsnamnden')?.file))
    for (const each of file.clauses)
      if (each.effect === 'permit') each.acts = each.acts.filter((act: string) => act !== 'advise' && act !== 'handle')
    const next = JSON.stringify({
      ...file,
      version: 2,
      clauses: file.clauses.filter((each: { effect: string; acts: string[] }) => each.effect !== 'permit' || each.acts.length > 0),
    })
    const alva = await w.owner((tx) => tx.one(z.object({ id: z.uuid() }), sql`select id from employee where email = 'alva@exempelby.test'`))
    await w.owner(async (tx) => {
      const versionId = await putInForce(tx, readInstruction(next, organisation), next)
      await signFor(tx, versionId, [alva.id])
    })
    const moved = await call('alva', 'routeCase', {
      params: { id: caseId },
      body: { version: 1, board: 'barn-och-utbildningsnamnden', caseType: 'skolval' },
    })
    expect(moved.status).toBe(200)
    const refused = await call('alva', 'writeAnswer', { params: { id: caseId }, body: { version: 2, subject: 'Sv', body: canary } })
    expect({ status: refused.status, text: refused.text }).toEqual({
      status: 403,
      text: expect.stringContaining('Du kan alltid lämna över meddelandet. Nämnden har fått veta'),
    })
    expect((await call('leo', 'listGaps')).body.gaps).toMatchObject([{ act: 'advise', caseTypeName: 'Val av skola', count: 1 }])
    const tickets = await w.owner((tx) =>
      tx.all(
        z.object({ row: z.string() }),
        sql`select to_json(g)::text as row from gap g union all select to_json(d)::text from gap_day d union all select to_json(n)::text from board_notice n`,
      ),
    )
    for (const { row } of tickets) for (const word of [canary, caseId]) expect(row).not.toContain(word)
  })

  test('A13: what the instruction answers is no gap, and nobody can make it one', async () => {
    const answered = await call('alva', 'reportGap', { body: { ...vehicle, act: 'disclose' } })
    expect(answered).toMatchObject({ status: 409, body: { code: 'not_a_gap' } })
  })

  test('A13: only the board’s own officers see and answer it; the agent sees how it stands', async () => {
    const [gap] = (await call('maj', 'listGaps')).body.gaps
    const params = { id: gap?.id ?? '' }
    expect((await call('bodil', 'listGaps')).body.gaps).toEqual([])
    expect((await call('bodil', 'readGap', { params })).status).toBe(404)
    expect((await call('bodil', 'refuseGap', { params, body: { reason: 'Vi vill inte.' } })).status).toBe(409)
    const seen = await call('alva', 'readGap', { params })
    expect(seen.body).toMatchObject({ canAnswer: false, gap: { count: 50 } })
    expect((await call('alva', 'refuseGap', { params, body: { reason: 'Jag vill inte.' } })).status).toBe(404)
  })

  test('A13, P6: the chain goes gap, told, read, answered, and ends when the prepared clause holds', async () => {
    const [gap] = (await call('maj', 'listGaps')).body.gaps
    const params = { id: gap?.id ?? '' }
    const { body } = await call('maj', 'readGap', { params })
    expect(body).toMatchObject({
      canAnswer: true,
      days: [{ count: 50 }],
      proposal: {
        kind: 'clause',
        clause: {
          id: 'hantera-fordonsflytt',
          effect: 'permit',
          acts: ['handle'],
          basis: '6(1)(e)',
          caseTypes: [{ code: 'fordonsflytt', name: 'Flyttat fordon' }],
        },
      },
    })
    expect(body.proposal.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    const accepted = await call('maj', 'answerGap', { params, body: { text: 'Kontaktcenter sköter själv ärenden om flyttade fordon.' } })
    expect(accepted.body.gap).toMatchObject({
      answer: 'clause',
      answerClause: 'hantera-fordonsflytt',
      answerVersion: 2,
      toldAt: expect.any(String),
      keptAt: null,
    })
    const { content } = await w.owner((tx) =>
      tx.one(
        z.object({ content: InstructionFile }),
        sql`select content from instruction_version where uid = ${accepted.body.gap.answerDraft}`,
      ),
    )
    expect(content.clauses.at(-1)).toMatchObject({
      id: 'hantera-fordonsflytt',
      text: 'Kontaktcenter sköter själv ärenden om flyttade fordon.',
    })
    expect((await call('maj', 'answerGap', { params, body: {} })).body.code).toBe('already_answered')
    // the chain ends when a version with the clause in it holds
    const { organisation } = readExempelby()
    const next = JSON.stringify({ ...content, version: 3 })
    await w.owner((tx) => putInForce(tx, readInstruction(next, organisation), next))
    expect((await call('maj', 'readGap', { params })).body.gap.keptAt).toEqual(expect.any(String))
    expect((await call('maj', 'listDuties')).body.notices.find(({ gapId }) => gapId === params.id)).toMatchObject({
      state: 'answered',
      answer: 'clause',
      answeredBy: 'Maj Törnqvist',
    })
  })

  test('A13: what the board refuses has its reason, and asked again it is a new ticket', async () => {
    const [gap] = (await call('maj', 'listGaps')).body.gaps.filter(({ answer }) => answer === null)
    const params = { id: gap?.id ?? '' }
    const refused = await call('maj', 'refuseGap', { params, body: { reason: 'Det gör trafikavdelningen själv.' } })
    expect(refused.body.gap).toMatchObject({ answer: 'refused', answerReason: 'Det gör trafikavdelningen själv.', keptAt: null })
  })

  test('A13: what isn’t answered by its day is shown as overdue to the data protection officer', async () => {
    await call('sami', 'reportGap', { body: { ...vehicle, board: 'kultur-och-fritidsnamnden', caseType: 'badhus', act: 'status.tell' } })
    await deliver()
    await w.pass(30)
    await task('watch-duties')({})
    const { notices } = (await call('disa', 'listDuties', { hand: 'auditor' })).body
    expect(notices.filter(({ board, overdue }) => overdue && board === 'kultur-och-fritidsnamnden')).toHaveLength(1)
    const logged = await w.owner((tx) =>
      tx.all(z.object({ event: z.string() }), sql`select event from audit_event where event = 'duty.overdue'`),
    )
    expect(logged.length).toBeGreaterThan(0)
  })
})

describe('an instruction that breaks the law', () => {
  const clause = 'status-bygglov'
  const permits = async (person: string) => {
    const rules = await w.as(person, loadRules)
    return rules.instructions
      .find(({ board }) => board === 'stadsbyggnadsnamnden')
      ?.clauses.some(({ id, effect }) => id === clause && effect === 'permit')
  }
  const Grants = z.object({ types: z.array(z.string()) })
  const granted = async () =>
    (
      await w.owner((tx) =>
        tx.one(
          Grants,
          sql`select array(select distinct t.code from instruction_grant g join instruction_version v on v.id = g.version_id and v.state = 'in-force' join board b on b.id = v.board_id cross join unnest(g.case_type_ids) x (id) join case_type t on t.id = x.id where b.code = 'stadsbyggnadsnamnden' and g.act = 'status.tell') as types`,
        ),
      )
    ).types

  test('A10: the clause permits nothing from the notice on, in both walls, and what the others permit stays', async () => {
    const { instructions } = readExempelby()
    const paused = instructions
      .find(({ file }) => file.board === 'stadsbyggnadsnamnden')
      ?.file.clauses.find(({ effect, acts }) => effect === 'permit' && acts.includes('status.tell'))
    expect(paused).toBeDefined()
    const before = await granted()
    const id = paused?.id ?? ''
    const notice = await call('alva', 'sayInfringing', {
      params: { board: 'stadsbyggnadsnamnden' },
      body: { clause: id, laws: ['OSL 21:1'], words: 'Punkten låter uppgifter lämnas utan prövning.' },
    })
    expect(notice).toMatchObject({
      status: 201,
      body: { kind: 'infringing', paused: true, clauseId: id, laws: ['OSL 21:1'], sentBy: 'Alva Ekdahl' },
    })
    const rules = await w.as('alva', loadRules)
    const board = rules.instructions.find((each) => each.board === 'stadsbyggnadsnamnden')
    expect(board?.clauses.some((each) => each.id === id)).toBe(false)
    expect(board?.clauses.length).toBeGreaterThan(3)
    await deliver()
    const after = await granted()
    expect(after.length).toBeLessThan(before.length)

    const [mine] = (await call('bodil', 'listDuties')).body.notices.filter(({ kind }) => kind === 'infringing')
    expect(mine).toMatchObject({ state: 'delivered', canAnswer: true, paused: true })
    const params = { id: mine?.id ?? '' }
    expect((await call('bodil', 'readNotice', { params })).body).toMatchObject({ state: 'read', readBy: 'Bodil Malmgren' })
    expect((await call('maj', 'answerNotice', { params, body: { answer: 'kept', reason: 'Nej tack.' } })).status).toBe(409)
    expect((await call('bodil', 'answerNotice', { params, body: { answer: 'kept', reason: '' } })).status).toBe(422)
    const answered = await call('bodil', 'answerNotice', { params, body: { answer: 'kept', reason: 'Uppgifterna är offentliga.' } })
    expect(answered.body).toMatchObject({ state: 'answered', paused: false, answer: 'kept' })
    await task('deliver-notice')({ notice: params.id })
    expect(await granted()).toEqual(before)
    expect(await permits('alva')).toBe(await permits('bodil'))
    // the sender sees the answer
    expect((await call('alva', 'listDuties')).body.notices.find((each) => each.id === params.id)).toMatchObject({
      state: 'answered',
      reason: 'Uppgifterna är offentliga.',
    })
  })

  test('A10: it is the words that are paused: the same clause in the next version still waits, a changed one doesn’t; a refusal is never lifted', async () => {
    const { organisation, instructions } = readExempelby()
    const file = instructions.find(({ file: { board } }) => board === 'kultur-och-fritidsnamnden')?.file
    const permit = file?.clauses.find(({ effect }) => effect === 'permit')
    const refer = file?.clauses.find(({ effect }) => effect === 'refer' || effect === 'deny')
    const say = (clauseId: string) =>
      call('tuva', 'sayInfringing', {
        hand: 'officer',
        params: { board: 'kultur-och-fritidsnamnden' },
        body: { clause: clauseId, laws: ['GDPR 6'], words: 'Det saknas grund.' },
      })
    expect((await say(permit?.id ?? '')).status).toBe(201)
    expect((await say(refer?.id ?? '')).status).toBe(201)
    const ids = async () =>
      (await w.service(loadRules)).instructions.find(({ board }) => board === 'kultur-och-fritidsnamnden')?.clauses.map(({ id }) => id) ??
      []
    expect(await ids()).not.toContain(permit?.id)
    expect(await ids()).toContain(refer?.id)
    const nextVersion = async (version: number, text: string) => {
      const next = { ...JSON.parse(JSON.stringify(file)), version }
      for (const each of next.clauses) if (each.id === permit?.id) each.text = text
      await w.owner((tx) => putInForce(tx, readInstruction(JSON.stringify(next), organisation), JSON.stringify(next)))
    }
    await nextVersion(2, permit?.text ?? '')
    expect(await ids()).not.toContain(permit?.id)
    await nextVersion(3, 'Kontaktcenter svarar på allmänna frågor om bibliotek, bad och föreningsliv.')
    expect(await ids()).toContain(permit?.id)
  })

  test('A10: an officer of another board, and a notice with an identity number in it, are refused', async () => {
    const body = { clause: 'vagledning', laws: ['FL 6'], words: 'Fel.' }
    expect((await call('maj', 'sayInfringing', { params: { board: 'stadsbyggnadsnamnden' }, body })).status).toBe(403)
    const numbered = await call('alva', 'sayInfringing', {
      params: { board: 'tekniska-namnden' },
      body: { ...body, words: 'Det gäller 19121212-1212.' },
    })
    expect(numbered.body.code).toBe('identity_number_in_text')
  })

  test('A9: a change on the board’s side is owed to the centre, which takes note of it', async () => {
    await deliver()
    const { notices } = (await call('alva', 'listDuties')).body
    const change = notices.find(({ kind, board }) => kind === 'change' && board === 'kultur-och-fritidsnamnden')
    expect(change).toMatchObject({ direction: 'to-centre', state: 'delivered', canAnswer: true, dueAt: null })
    const params = { id: change?.id ?? '' }
    expect((await call('alva', 'readNotice', { params })).body).toMatchObject({ state: 'read', readBy: 'Alva Ekdahl' })
    expect((await call('alva', 'answerNotice', { params, body: { answer: 'noted', reason: '' } })).body).toMatchObject({
      state: 'answered',
      answer: 'noted',
    })
    expect((await call('nadja', 'listDuties')).body.notices.find((each) => each.id === change?.id)).toMatchObject({
      state: 'answered',
      canAnswer: false,
    })
  })

  test('A9: a stop is owed to the centre from the transaction that makes it', async () => {
    await w.owner((tx) =>
      tx.run(
        sql`insert into instruction_stop (board_id, version_id, acts, reason, stopped_by, stopped_at, lifted_at)
          select v.board_id, v.id, '{decide}', 'utreds', e.id, ombud_now(), ombud_now() from instruction_version v join board b on b.id = v.board_id, employee e
          where v.state = 'in-force' and b.code = 'socialnamnden' and e.email = 'idris@exempelby.test'`,
      ),
    )
    await deliver()
    const { notices } = (await call('sami', 'listDuties')).body
    expect(notices.find(({ kind, board }) => kind === 'stop' && board === 'socialnamnden')).toMatchObject({
      state: 'delivered',
      direction: 'to-centre',
      title: 'Socialnämnden har stoppat något i sin instruktion',
    })
  })
})

test('K23: recurring duties become rows every night, once; what is late is seen, and what is done is done by someone on a day', async () => {
  await task('watch-duties')({})
  const count = () => w.owner((tx) => tx.one(z.object({ n: z.int() }), sql`select count(*)::int as n from duty_occurrence`))
  const first = await count()
  await task('watch-duties')({})
  expect(await count()).toEqual(first)
  const mine = (await call('tuva', 'listDuties', { hand: 'officer' })).body.times
  const late = mine.find(({ state }) => state === 'overdue' || state === 'due')
  expect(late).toMatchObject({ title: 'Gå igenom loggarna', canDo: true, board: 'kommunstyrelsen' })
  const coming = mine.find(({ state }) => state === 'coming')
  expect((await call('tuva', 'doDuty', { hand: 'officer', params: { id: coming?.id ?? '' } })).body.code).toBe('duty_not_due')
  expect((await call('maj', 'doDuty', { params: { id: late?.id ?? '' } })).body.code).toBe('duty_not_due')
  const done = await call('tuva', 'doDuty', { hand: 'officer', params: { id: late?.id ?? '' } })
  expect(done.body.times.find(({ id }) => id === late?.id)).toMatchObject({ state: 'done', doneBy: 'Tuva Norrby' })
  expect((await call('maj', 'listDuties')).body.times).toEqual([])
})
