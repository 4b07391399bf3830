import { z } from 'zod'
import { Answered, Changed } from '../../contracts/case.ts'
import { ContactRegistered } from '../../contracts/contact.ts'
import { must, until } from './check.ts'
import { findDueOnce } from './find-due-once.ts'
import { lookForMarker } from './look-for-marker.ts'
import type { Stage } from './stage.ts'
import type { Evidence, Step, Walk } from './walk.ts'

const Standing = z.object({ version: z.number(), state: z.string(), board: z.string(), offered: z.boolean(), answers: z.coerce.number() })

async function standing(stage: Stage, caseId: string): Promise<z.infer<typeof Standing>> {
  const [row] = await stage.look(
    Standing,
    `select c.version, c.state, b.code as board, c.offered_board_id is not null as offered, (select count(*) from outgoing o where o.case_id = c.id and o.kind = 'answer') as answers from "case" c join board b on b.id = c.board_id where c.id = $1`,
    [caseId],
  )
  must(row !== undefined, `the case ${caseId} is not there`)
  return row
}

const Outgoing = z.object({ id: z.string() })

/** Each part looks first whether it has been done: whoever was interrupted reads before they write again. */
async function work(stage: Stage, walk: Walk): Promise<Evidence> {
  const { people, caseId, resident } = walk
  const before = await standing(stage, caseId)
  if (before.answers === 0) {
    const body = `Hej Kim!\n\nTack för dina siffror, de går vidare till tekniska förvaltningen. ${resident.marker}\n`
    await people.agent(Answered, 'POST', `/v1/cases/${caseId}/answers`, {
      version: before.version,
      subject: `Sv: Farten på Ekgatan ${resident.marker}`,
      body,
    })
  }
  await stage.undoPasses()
  await until(
    'the answer to be sent',
    async () =>
      (await stage.look(Outgoing, `select id from outgoing where case_id = $1 and kind = 'answer' and state = 'sent'`, [caseId]))[0],
  )
  const answer = stage.sink.mails.find(({ automatic, to }) => !automatic && to === resident.email)
  must(answer?.text.includes('Tack för dina siffror') === true && answer.inReplyTo !== '', 'the answer did not come, or stands alone')
  await handOver(stage, walk)
  const { board } = await standing(stage, caseId)
  must(board === 'tekniska-namnden', `the case is ${board}’s`)
  return { answer: answer.messageId, inReplyTo: answer.inReplyTo, handedTo: board }
}

async function handOver(stage: Stage, { people, caseId, resident }: Walk): Promise<void> {
  const asked = await standing(stage, caseId)
  if (!asked.offered && asked.board === 'kommunstyrelsen')
    await people.agent(Changed, 'POST', `/v1/cases/${caseId}/handover`, {
      version: asked.version,
      board: 'tekniska-namnden',
      caseType: 'trafiksakerhet',
      reason: `Gäller fart. ${resident.marker}`,
    })
  const offered = await standing(stage, caseId)
  if (offered.offered) await people.boardOfficer(Changed, 'POST', `/v1/cases/${caseId}/handover/acceptance`, { version: offered.version })
}

const Ended = z.object({ dispose_on: z.string().nullable(), dispose_at: z.date().nullable(), dispose_rule: z.string(), now: z.date() })

async function close(stage: Stage, walk: Walk): Promise<Evidence> {
  const { people, caseId, resident } = walk
  const { state, version } = await standing(stage, caseId)
  if (state !== 'closed')
    await people.boardOfficer(Changed, 'POST', `/v1/cases/${caseId}/closure`, {
      version,
      outcome: 'atgardad',
      note: `Farthinder beställt. ${resident.marker}`,
    })
  const [end] = await stage.look(
    Ended,
    `select dispose_on::text, dispose_at, dispose_rule, ombud_now() as now from "case" where id = $1 and state = 'closed'`,
    [caseId],
  )
  must(end !== undefined && end.dispose_at !== null && end.dispose_on !== null, 'the closed case has no day')
  must(end.dispose_rule.startsWith('tekniska-namnden/'), `the case follows ${end.dispose_rule}`)
  walk.dueAt = end.dispose_at
  // the look of step 17 is worth something only if it finds what is there
  const { found } = await lookForMarker(stage, resident.marker)
  must(
    found.length === 5,
    `words of the resident lie in attachment, case_summary, message, note and participant; found: ${found.join(', ')}`,
  )
  walk.staying ??= await leaveTwoThatStay(stage, walk)
  await stage.moveClock(end.dispose_at.getTime() - end.now.getTime() - anHourMs)
  await findDueOnce(stage)
  const early = await stage.look(Outgoing, 'select id from disposal where subject_id = $1', [caseId])
  must(early.length === 0, 'the case was found due an hour before its day')
  return {
    disappearsOn: end.dispose_on,
    at: end.dispose_at.toISOString(),
    rule: end.dispose_rule,
    foundAnHourBefore: early.length,
    markerIsIn: found.join(', '),
  }
}

const anHourMs = 3_600_000

/** One whose rule asks an archivist, and one that is kept for ever: closed on the same day, and neither may go by itself. */
async function leaveTwoThatStay(stage: Stage, { people }: Walk): Promise<{ review: string; kept: string }> {
  const question = (caseType: string, asked: string) => ({ board: 'kommunstyrelsen', caseType, asked, settle: 'case' })
  const questions = [
    question('allman-handling', 'Vill läsa förra årets avtal om snöröjning.'),
    question('medborgarforslag', 'Sätt en bänk vid ån.'),
  ]
  const { cases } = await people.agent(ContactRegistered, 'POST', '/v1/contacts', {
    channel: 'phone',
    anonymous: false,
    name: 'Bo Påhittad',
    questions,
  })
  const [review, kept] = cases
  must(review !== undefined && kept !== undefined, `${cases.length} cases were registered, not two`)
  for (const { id } of cases) {
    const { version } = await standing(stage, id)
    await people.hostOfficer(Changed, 'POST', `/v1/cases/${id}/closure`, { version, outcome: 'besvarad' })
  }
  return { review: review.id, kept: kept.id }
}

export const stepsWork: readonly Step[] = [
  {
    number: null,
    title: 'an agent answers and hands over; an officer of the board accepts',
    file: 'domain/case/write-answer.ts, hand-over.ts, accept-handover.ts',
    run: work,
  },
  { number: 10, title: 'the case is closed: its day and its rule are known', file: 'domain/case/close-case.ts', run: close },
]
