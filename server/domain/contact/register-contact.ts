import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { ContactDuties, ContactDutiesQuery, ContactRegistered, RegisterContact } from '../../../contracts/contact.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import {
  addMessage,
  codeHash,
  findType,
  guardText,
  keepEServiceOffer,
  newCode,
  offer,
  openCase,
  owesEServiceOffer,
  refuseUnanswered,
  writeSummary,
} from '../case/index.ts'
import { ask, demand, loadStanding, type Standing } from '../instruction/index.ts'
import { addParticipant, type Person } from '../person/index.ts'
import { endOf, schedule } from '../retention/index.ts'
import { instructionInForce, retentionSentence } from '../rule/index.ts'

type Question = RegisterContact['questions'][number]
const Host = z.object({
  channel_id: z.int(),
  board_id: z.int(),
  board: z.string(),
  type_id: z.int(),
  type: z.string(),
  department: z.string(),
  at: z.date(),
})

/**
 * An agent's own registration of a call or a visit: one contact, several questions, each with exactly one board (A1, B3); answered at once,
 * or a case, or offered to the board. Anonymous is a state: then nothing about the person is taken in (B6).
 * @throws anonymous_contact, not_permitted, undertaking_missing, identity_number_in_text, special_category_in_text, invalid_input, nobody_to_receive
 */
export async function registerContact(tx: Tx, given: RegisterContact): Promise<z.infer<typeof ContactRegistered>> {
  const person: Person = {
    name: given.name ?? null,
    email: given.email ?? null,
    phone: given.phone ?? null,
    address: given.address ?? null,
    propertyDesignation: given.propertyDesignation ?? null,
  }
  if (given.anonymous && Object.values(person).some((value) => value !== null && value !== '')) throw new Problem('anonymous_contact')
  const standing = await loadStanding(tx)
  const host = await tx.maybe(
    Host,
    sql`
    select ch.id as channel_id, b.id as board_id, b.code as board, t.id as type_id, t.code as type, d.code as department, ombud_now() as at
    from channel ch, case_type t join board b on b.id = t.board_id join department d on d.id = t.department_id where t.unrouted and ch.kind = ${given.channel} and ch.active limit 1`,
  )
  if (!host) throw new Problem('invalid_input', { errors: [{ field: 'channel', code: 'closed' }] })
  await refuseUnknownOutcomes(tx, given)
  for (const question of given.questions) {
    const { department } = await findType(tx, question.board, question.caseType)
    await refuseQuestion(tx, standing, given, question, department)
  }
  const contactId = randomUUID()
  await tx.run(sql`
    insert into contact (id, channel_id, channel, board_id, case_type_id, agent_id, anonymous, started_at, ended_at, notice_version, publicity_warning)
    values (${contactId}, ${host.channel_id}, ${given.channel}, ${host.board_id}, ${host.type_id}, ${standing.employeeId}, ${given.anonymous}, ${host.at}, ${host.at}, (select version from notice_publication order by id desc limit 1), ${given.publicityWarning ?? null})`)
  const cases: z.infer<typeof ContactRegistered>['cases'] = []
  for (const question of given.questions) {
    const opened = await registerQuestion(tx, standing, { contactId, given, question, person, host })
    if (opened) cases.push(opened)
  }
  // Who called belongs to the contact only when something was settled in it; a case has its own participant.
  if (!given.anonymous && given.questions.some(({ settle }) => settle === 'answered')) await addParticipant(tx, { contactId }, person)
  const disappears = await scheduleContact(tx, standing, contactId, host)
  await record(tx, 'contact.registered', {
    contactId,
    boardId: host.board_id,
    facts: { channel: given.channel, questions: given.questions.length, anonymous: given.anonymous },
  })
  return { id: contactId, cases, disappears }
}

/** A5: general guidance to someone anonymous is always allowed; everything else asks the board's instruction. */
async function refuseQuestion(
  tx: Tx,
  standing: Standing,
  given: RegisterContact,
  { board, caseType, settle, asked, answered, eServiceOffer }: Question,
  department: string,
): Promise<void> {
  const { anonymous, channel } = given
  const about = { department, anonymous, replyAddress: given.email !== undefined && given.email !== '', holder: 'centre' } as const
  const question = { board, caseType, channel, anonymous, carriesPersonalData: !anonymous, about }
  await demand(tx, standing, settle === 'answered' ? ['advise'] : ['receive'], question)
  if (settle === 'answered') refuseUnanswered(standing, question, eServiceOffer ?? null)
  if (settle === 'handover') await demand(tx, standing, ['handover'], question)
  guardText(standing, question, `${asked}\n${answered}`)
}

async function refuseUnknownOutcomes(tx: Tx, { questions }: RegisterContact): Promise<void> {
  const known = await tx.all(z.object({ code: z.string() }), sql`select code from outcome where needs in ('question', 'both')`)
  const isKnown = (outcome: string) => known.some(({ code }) => code === outcome)
  if (questions.some(({ outcome }) => outcome !== undefined && !isKnown(outcome)))
    throw new Problem('invalid_input', { errors: [{ field: 'outcome', code: 'unknown' }] })
}

/** What the agent has to say or ask about such a matter before it is registered (A28, A35). */
export async function contactDuties(
  tx: Tx,
  { board, caseType, channel }: z.infer<typeof ContactDutiesQuery>,
): Promise<z.infer<typeof ContactDuties>> {
  const standing = await loadStanding(tx)
  const { department } = await findType(tx, board, caseType)
  const question = { board, caseType, channel, about: { department, holder: 'centre' } } as const
  const received = ask(standing, ['receive', 'advise'], { ...question, mission: 'feedback' })
  return {
    publicityWarning: received.obligations.some(({ kind }) => kind === 'publicity-warning'),
    eServiceOffer: owesEServiceOffer(standing, question),
  }
}

type NewQuestion = { contactId: string; given: RegisterContact; question: Question; person: Person; host: z.infer<typeof Host> }

async function registerQuestion(
  tx: Tx,
  standing: Standing,
  { contactId, given, question, person, host }: NewQuestion,
): Promise<z.infer<typeof ContactRegistered>['cases'][number] | null> {
  const type = await findType(tx, question.board, question.caseType)
  const questionId = randomUUID()
  if (question.settle === 'answered') {
    // Without an instruction nothing of what was said may be kept (A5); that someone was helped is all that is left.
    const mayKeep = [question.board, host.board].every((board) => instructionInForce(board, standing.nowMs, standing.rules) !== null)
    await tx.run(sql`
      insert into question (id, contact_id, board_id, case_type_id, state, outcome, answered_at, e_service_offer) values (${questionId}, ${contactId}, ${type.board_id}, ${type.id}, 'answered', ${question.outcome ?? 'besvarad'}, ombud_now(), ${question.eServiceOffer ?? null})`)
    if (mayKeep)
      await tx.run(
        sql`insert into question_text (question_id, contact_id, asked, answered) values (${questionId}, ${contactId}, ${question.asked}, ${question.answered})`,
      )
    return null
  }
  // A28, D5: who gave no name is told a code once, and finds the answer with it.
  const code = given.anonymous ? newCode() : null
  const answerable = code !== null || (person.email !== null && person.email !== '')
  const kase = await openCase(tx, {
    board: question.board,
    caseType: question.caseType,
    channel: given.channel,
    contactId,
    anonymous: given.anonymous,
    assigneeId: question.settle === 'case' ? standing.employeeId : null,
    answerable,
  })
  if (code !== null) await tx.run(sql`insert into case_key (case_id, kind, hash) values (${kase.id}, 'retrieval', ${codeHash(code)})`)
  if (question.eServiceOffer) await keepEServiceOffer(tx, kase.id, question.eServiceOffer)
  await tx.run(
    sql`insert into question (id, contact_id, board_id, case_type_id, state, case_id) values (${questionId}, ${contactId}, ${type.board_id}, ${type.id}, ${question.settle === 'case' ? 'case' : 'handed-over'}, ${kase.id})`,
  )
  if (!given.anonymous) await addParticipant(tx, { caseId: kase.id }, person)
  const subject = question.asked.split('\n')[0]?.slice(0, 120) ?? ''
  await addMessage(tx, {
    caseId: kase.id,
    message: {
      subject,
      text: question.answered === '' ? question.asked : `${question.asked}\n\n${question.answered}`,
      html: null,
      messageId: null,
    },
    channel: given.channel,
    at: host.at,
    files: [],
  })
  await writeSummary(tx, {
    caseId: kase.id,
    caseTypeId: kase.caseTypeId,
    openedAt: host.at,
    number: kase.number,
    subject,
    text: question.asked,
    sender: given.anonymous ? null : person.name,
    lookups: given.anonymous ? [] : Object.values(person),
    sealed: kase.sealed,
  })
  if (question.settle === 'handover')
    await offer(tx, {
      kase: { id: kase.id, board_id: kase.boardId, board: question.board },
      toBoardId: kase.boardId,
      toTypeId: kase.caseTypeId,
      byId: standing.employeeId,
    })
  return { id: kase.id, number: kase.number, code }
}

async function scheduleContact(
  tx: Tx,
  standing: Standing,
  contactId: string,
  host: z.infer<typeof Host>,
): Promise<z.infer<typeof ContactRegistered>['disappears']> {
  const instruction = instructionInForce(host.board, standing.nowMs, standing.rules)
  if (instruction === null) return { on: null, at: null, state: 'not-started', ruleId: null, sentence: '' }
  const end = await schedule(tx, {
    subject: { kind: 'contact', id: contactId },
    board: { id: host.board_id, code: host.board },
    department: host.department,
    caseType: host.type,
    record: 'contact',
    trigger: 'contact.ended',
    at: host.at,
    instruction,
  })
  const { on, at } = endOf(end)
  await tx.run(
    sql`update contact set dispose_on = ${end.state === 'running' ? on : null}, dispose_rule = ${end.ruleId} where id = ${contactId}`,
  )
  return {
    on,
    at: at?.toISOString() ?? null,
    state: end.state,
    ruleId: end.ruleId,
    sentence: retentionSentence(end.rule, 'sv'),
  }
}
