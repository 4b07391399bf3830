import { z } from 'zod'
import type { ContactList, ContactView } from '../../../contracts/contact.ts'
import { ChannelKind, type Mission, Retention } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { retentionSentence } from '../rule/index.ts'

const Row = z.object({
  id: z.uuid(),
  channel: ChannelKind,
  started_at: z.date(),
  agent_id: z.uuid().nullable(),
  agent: z.string().nullable(),
  anonymous: z.boolean(),
  questions: z.coerce.number(),
  answered: z.coerce.number(),
  dispose_on: z.string().nullable(),
})
const rows = (where: Sql): Sql => sql`
  select c.id, c.channel, c.started_at, c.agent_id, e.name as agent, c.anonymous, c.dispose_on,
    (select count(*) from question q where q.contact_id = c.id) as questions, (select count(*) from question q where q.contact_id = c.id and q.state = 'answered') as answered
  from contact c left join employee e on e.id = c.agent_id where ${where}`

/** The newest contacts, without a word of what was said: nothing is opened. */
export async function listContacts(tx: Tx): Promise<z.infer<typeof ContactList>> {
  return { contacts: (await tx.all(Row, rows(sql`true order by c.started_at desc, c.id desc limit 100`))).map(contactRow) }
}

const Person = z.object({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  property_designation: z.string().nullable(),
})
const QuestionRow = z.object({
  id: z.uuid(),
  board: z.string(),
  board_name: z.string(),
  type_name: z.string(),
  state: z.enum(['open', 'answered', 'case', 'handed-over']),
  outcome: z.string().nullable(),
  asked: z.string().nullable(),
  answered: z.string().nullable(),
  case_id: z.uuid().nullable(),
  number: z.string().nullable(),
})
const Clock = z.object({ rule: Retention, clause: z.string(), due_on: z.string().nullable(), due_at: z.date().nullable() })

/** Opens one contact: each board sees its own questions of it (B3). @throws not_found */
export async function readContact(tx: Tx, id: string, purpose: Mission, lang: 'sv' | 'en'): Promise<z.infer<typeof ContactView>> {
  await tx.all(z.unknown(), sql`select open_contacts(${[id]}, ${purpose}, 'read')`)
  const row = await tx.maybe(Row, rows(sql`c.id = ${id}`))
  if (!row) throw new Problem('not_found')
  const person = await tx.maybe(
    Person,
    sql`select name, phone, email, address, property_designation from participant where contact_id = ${id} limit 1`,
  )
  const questions = await tx.all(
    QuestionRow,
    sql`
    select q.id, b.code as board, b.name as board_name, t.name as type_name, q.state, o.name as outcome, x.asked, x.answered, c.id as case_id, c.number
    from question q join board b on b.id = q.board_id join case_type t on t.id = q.case_type_id left join outcome o on o.code = q.outcome left join question_text x on x.question_id = q.id left join "case" c on c.id = q.case_id where q.contact_id = ${id}`,
  )
  const clock = await tx.maybe(
    Clock,
    sql`select rule, clause_id as clause, due_on, due_at from clock where contact_id = ${id} and state <> 'stopped'`,
  )
  return {
    contact: contactRow(row),
    person: person
      ? {
          name: person.name,
          phone: person.phone,
          email: person.email,
          address: person.address,
          propertyDesignation: person.property_designation,
        }
      : null,
    questions: questions.map((q) => ({
      id: q.id,
      board: q.board,
      boardName: q.board_name,
      caseTypeName: q.type_name,
      state: q.state,
      outcome: q.outcome,
      asked: q.asked ?? '',
      answered: q.answered ?? '',
      caseId: q.case_id,
      caseNumber: q.number,
    })),
    disappears: {
      on: clock?.due_on ?? null,
      at: clock?.due_at?.toISOString() ?? null,
      state: clock ? 'running' : 'not-started',
      ruleId: clock?.clause ?? null,
      sentence: clock ? retentionSentence(clock.rule, lang) : '',
    },
  }
}

const contactRow = (row: z.infer<typeof Row>) => ({
  id: row.id,
  channel: row.channel,
  startedAt: row.started_at.toISOString(),
  agent: row.agent_id === null ? null : { id: row.agent_id, name: row.agent ?? '' },
  anonymous: row.anonymous,
  questions: row.questions,
  answered: row.answered,
  disposeOn: row.dispose_on,
})
