import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { fileOfBoard, manager, proposed, signed, signingOf, stateOf, workerActs } from '../../../test/signed-version.ts'
import { type World, world } from '../../../test/world.ts'
import { databaseCode, sql } from '../../platform/db.ts'
import { ask, loadRules, loadStanding } from './index.ts'
import { listVersions } from './list-versions.ts'
import { listInstructions } from './read-instruction-text.ts'
import { reviewInstruction } from './review-instruction.ts'
import { signEnding } from './sign-version.ts'
import { isReviewTooLate, latestReview } from './version-states.ts'

const board = 'kultur-och-fritidsnamnden'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const today = () => w.clock.now().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' })
const review = (given: { date?: string; nextBy?: string } = {}, person = 'nadja') =>
  w.as(person, (tx) => reviewInstruction(tx, board, { paragraph: '§ 7', date: today(), result: 'unchanged', ...given }))
const listed = async () => (await w.as('alva', listInstructions)).instructions.find((each) => each.board === board)

test('A7: twelve months, counted in days of the calendar', () => {
  expect(latestReview('2026-01-01')).toBe('2027-01-01')
  expect(latestReview('2028-02-29')).toBe('2029-02-28')
  // the first day of a version that begins at midnight in Sweden
  expect(isReviewTooLate({ validFrom: '2025-12-31T23:00:00Z', reviewBy: '2027-01-01' })).toBe(false)
  expect(isReviewTooLate({ validFrom: '2025-12-31T23:00:00Z', reviewBy: '2027-01-02' })).toBe(true)
})

test('A7: what is overdue shows, is moved on by a review of at most twelve months, and is not extended by it', async () => {
  expect(await listed()).toMatchObject({ reviewBy: '2026-12-31', overdue: false })
  const Window = z.object({ valid_to: z.date().nullable(), review_by: z.string() })
  const window = () =>
    w.owner((tx) =>
      tx.one(
        Window,
        sql`select v.valid_to, v.review_by from instruction_version v join board b on b.id = v.board_id where b.code = ${board} and v.state = 'in-force'`,
      ),
    )
  const signedDays = await window()
  await w.pass(400)
  expect(await listed()).toMatchObject({ overdue: true })
  await expect(review({ nextBy: latestReview(today()).replace(/^\d+/, (year) => String(Number(year) + 1)) })).rejects.toMatchObject({
    code: 'review_too_late',
  })
  await expect(review({ date: '2099-01-01' })).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(review({}, 'maj')).rejects.toMatchObject({ code: 'not_found' })
  await review()
  expect(await listed()).toMatchObject({ overdue: false, reviewBy: latestReview(today()) })
  expect((await w.as('nadja', (tx) => listVersions(tx, board))).reviews).toMatchObject([{ paragraph: '§ 7', result: 'unchanged' }])
  expect(await window()).toEqual(signedDays)
})

test('A7: the database itself takes no review that is further off', async () => {
  await expect(
    w.owner((tx) =>
      tx.run(
        sql`insert into instruction_review (version_id, reviewed_by, paragraph, on_day, result, next_by, recorded_at) select v.id, e.id, '§ 1', '2026-01-01', 'unchanged', '2027-01-02', now() from instruction_version v, employee e limit 1`,
      ),
    ),
  ).rejects.toSatisfy((error) => databaseCode(error) === '23514')
})

test('A38: an instruction is ended by both parties, and by neither alone; then the centre may do nothing there', async () => {
  const { uid } = await w.owner((tx) =>
    tx.one(
      z.object({ uid: z.uuid() }),
      sql`select v.uid from instruction_version v join board b on b.id = v.board_id where b.code = 'tekniska-namnden' and v.state = 'in-force'`,
    ),
  )
  const end = async (person: string, party: 'board' | 'contact-centre') => {
    const signing = await signingOf(w, person, party)
    await w.as(person, (tx) => signEnding(tx, uid, signing))
  }
  await expect(end('nadja', 'board')).rejects.toMatchObject({ code: 'not_found' })
  await end('maj', 'board')
  await expect(end('maj', 'board')).rejects.toMatchObject({ code: 'same_signer' })
  await workerActs(w)
  expect(await stateOf(w, uid)).toBe('in-force')
  await end(manager, 'contact-centre')
  await workerActs(w)
  expect(await stateOf(w, uid)).toBe('ended')
  const verdict = ask(await w.as('alva', loadStanding), ['handle'], { board: 'tekniska-namnden', caseType: null, channel: null })
  expect(verdict).toMatchObject({ outcome: 'deny', because: 'NO_ACTIVE_INSTRUCTION' })
})

test('A5, A38: the last instant itself is outside; what is over is written down as ended', async () => {
  const at = (ms: number) => new Date(w.clock.now().getTime() + ms).toISOString()
  const id = await proposed(
    w,
    'stadsbyggnadsnamnden',
    fileOfBoard('stadsbyggnadsnamnden', undefined, { validFrom: at(-60_000), validTo: at(86_400_000), reviewBy: at(0).slice(0, 10) }),
  )
  await signed(w, id, 'bodil', 'board')
  await signed(w, id, manager, 'contact-centre')
  await workerActs(w)
  expect((await w.as('alva', loadRules)).instructions.some((each) => each.board === 'stadsbyggnadsnamnden')).toBe(true)
  await w.pass(1)
  // the walls close at the instant, before anybody has written it down
  expect(await stateOf(w, id)).toBe('in-force')
  const verdict = ask(await w.as('alva', loadStanding), ['handle'], { board: 'stadsbyggnadsnamnden', caseType: null, channel: null })
  expect(verdict.because).toBe('NO_ACTIVE_INSTRUCTION')
  await workerActs(w)
  expect(await stateOf(w, id)).toBe('ended')
})
