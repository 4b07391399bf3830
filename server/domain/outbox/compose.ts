import { z } from 'zod'
import { usualHours } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadVersion } from '../instruction/index.ts'
import { lacksOf, type MessagePart, type PartWords, type Ruling, serviceClocks, tellsOn } from '../rule/index.ts'

/** What the instruction says of a message to the person: that it is owed and what it holds, that nothing may be told, or that it can't be told which. */
export type Saying =
  | { state: 'free' }
  | { state: 'owed'; clauseIds: readonly string[]; must: readonly MessagePart[]; never: readonly MessagePart[] }
  | { state: 'suppressed'; clauseIds: readonly string[] }
  | { state: 'unknown'; clauseIds: readonly string[]; ask: readonly string[] }

const Row = z.object({
  number: z.string(),
  municipality: z.string(),
  board: z.string(),
  channel: z.string(),
  case_type: z.string(),
  department: z.string(),
  state: z.string(),
  holder: z.string(),
  anonymous: z.boolean(),
  answerable: z.boolean(),
  version_id: z.int().nullable(),
  contacts: z.record(z.string(), z.string()),
  author: z.string().nullable(),
  now: z.date(),
})

/** What is asked of the case before a message in it is composed: the rule about it, and the words its parts are said with. As the service. */
export async function sayingFor(
  tx: Tx,
  { caseId, event, at, messageId }: { caseId: string; event: string; at: Date | null; messageId: string | null },
): Promise<{ saying: Saying; words: PartWords; municipality: string; number: string }> {
  const row = await tx.one(
    Row,
    sql`
    select c.number, c.channel, c.state, c.holder, c.anonymous, c.answerable, c.instruction_version_id as version_id, b.name as board, t.code as case_type, d.code as department, i.municipality,
      coalesce((select v.contacts from instruction_version v join board h on h.id = v.board_id where h.hosts_contact_centre and v.state = 'in-force'), '{}') as contacts,
      (select e.name from message m join employee e on e.id = m.author_id where m.id = ${messageId}) as author, ombud_now() as now
    from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id, installation i where c.id = ${caseId}`,
  )
  const { contacts, municipality, number } = row
  const known = {
    facts: {
      'case.type': row.case_type,
      'case.channel': row.channel,
      'case.department': row.department,
      'case.state': row.state,
      'case.holder': row.holder,
      'contact.anonymous': row.anonymous,
      'contact.reply-address': row.answerable,
    },
    events: { [event]: [at ?? row.now] },
    openingHours: usualHours,
    now: row.now,
  }
  const ruling: Ruling = row.version_id === null ? { board: '', clauses: [] } : await loadVersion(tx, row.version_id)
  const words: PartWords = {
    'case-number': number,
    board: row.board,
    unit: 'Kontaktcenter',
    name: row.author ?? municipality,
    officer: row.author,
    phone: contacts.centrePhone ?? null,
    email: contacts.centreEmail ?? null,
    address: contacts.centreAddress ?? null,
    'expected-time': expectedTime(ruling, known),
    rights: 'Hur vi hanterar dina uppgifter och vilka rättigheter du har läser du på kommunens webbplats.',
    'how-to-complain': contacts.authorityName ? `Du kan klaga hos ${contacts.authorityName}.` : null,
    'that-it-may-become-public': 'Det du skriver till kommunen blir i regel en allmän handling.',
  }
  return { saying: sayingOf(ruling, event, known), words, municipality, number }
}

function sayingOf(ruling: Ruling, event: string, known: Parameters<typeof tellsOn>[2]): Saying {
  const about = tellsOn(event, ruling, known).filter(({ to, state }) => to === 'person' || (to === 'everyone' && state === 'suppressed'))
  const [silent] = about.filter(({ state }) => state === 'suppressed')
  const [unknown] = about.flatMap((each) => (each.state === 'unknown' ? [each] : []))
  const owed = about.flatMap((each) => (each.state === 'owed' ? [each] : []))
  if (silent) return { state: 'suppressed', clauseIds: silent.clauseIds }
  if (unknown) return { state: 'unknown', clauseIds: unknown.clauseIds, ask: unknown.ask }
  if (owed.length === 0) return { state: 'free' }
  const all = <T>(of: (each: (typeof owed)[number]) => readonly T[]) => [...new Set(owed.flatMap(of))]
  return { state: 'owed', clauseIds: all(({ clauseIds }) => clauseIds), must: all(({ must }) => must), never: all(({ never }) => never) }
}

/** By when an answer can be expected: the first promise of one that has a day. */
function expectedTime(ruling: Ruling, known: Parameters<typeof tellsOn>[2]): string | null {
  const times = serviceClocks(ruling, known).flatMap(({ promise, due, status }) =>
    (promise === 'reply' || promise === 'handler') && status.state === 'running' && 'at' in due ? [due.at] : [],
  )
  const first = times.reduce<Date | null>((found, at) => (found === null || at < found ? at : found), null)
  return first === null ? null : `Du får svar senast ${lastDay.format(new Date(first.getTime() - 1))}.`
}

const lastDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', weekday: 'long', day: 'numeric', month: 'long' })

/** Sentences, then the sender's block; only what has words, and nothing that may not be in it. */
export function partLines(
  must: readonly MessagePart[],
  never: readonly MessagePart[],
  words: PartWords,
): { sentences: string[]; sender: string[] } {
  const said = (part: MessagePart) => (must.includes(part) && !never.includes(part) ? (words[part] ?? null) : null)
  const present = (lines: readonly (string | null)[]) => lines.filter((line) => line !== null)
  return {
    sentences: present([
      said('board') === null ? null : `Ansvarig: ${said('board')}.`,
      said('expected-time'),
      said('that-it-may-become-public'),
      said('rights'),
      said('how-to-complain'),
    ]),
    sender: present([
      said('name') ?? said('officer'),
      said('unit'),
      said('address'),
      said('phone') === null ? null : `Telefon: ${said('phone')}`,
      said('email') === null ? null : `E-post: ${said('email')}`,
    ]),
  }
}

/** The parts that a message should hold and doesn't, as codes for the log. */
export const lacking = (text: string, words: PartWords, parts: { must: readonly MessagePart[]; never: readonly MessagePart[] }): string =>
  lacksOf(text, words, parts).missing.join(' ')
