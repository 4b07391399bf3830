import { z } from 'zod'
import { type CaseView, EServiceOffer } from '../../../contracts/case.ts'
import type { Mission } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { type Secrecy, SecrecyLevel } from '../../../contracts/secrecy.ts'
import { usualHours } from '../../platform/calendar.ts'
import { type Sql, sql } from '../../platform/db.ts'
import { ask, standingOf, standingQuery } from '../instruction/index.ts'
import type { RulesInForce, Ruling } from '../rule/index.ts'
import { mostSecret } from '../secrecy/index.ts'
import { eventsOfCase, eventsQuery } from './events-of-case.ts'
import { caseRow, rowQuery, withReasons } from './list-cases.ts'
import { owesEServiceOffer } from './offer-e-service.ts'
import { disappearsOf, disappearsQuery } from './read-disappears.ts'
import { factsOfCase, serviceOf } from './read-service.ts'
import { timelineOf, timelineQueries } from './read-timeline.ts'
import { verdictsOf } from './verdicts.ts'
import { aboutRow, seenFields, seenText } from './why-seen.ts'

const Extra = z.object({
  version: z.int(),
  department: z.string(),
  answerable: z.boolean(),
  version_id: z.int().nullable(),
  version_number: z.int().nullable(),
  title: z.string().nullable(),
  offered_here: z.boolean(),
  delegated: z.boolean(),
  e_service_offer: EServiceOffer.nullable(),
  secrecy_level: SecrecyLevel,
  secrecy_tags: z.array(z.string()),
  secrecy_years: z.int().nullable(),
})
const Participant = z.object({
  id: z.uuid(),
  role: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  property_designation: z.string().nullable(),
})
const Hold = z.object({ id: z.uuid(), ground: z.string(), expires_at: z.date() })
const Mark = z.object({ id: z.uuid(), provision: z.string(), marked_at: z.date(), board_name: z.string(), message_id: z.uuid().nullable() })
const Here = z.object({ name: z.string(), writing: z.boolean() })
const Draft = z.object({ kind: z.string(), body: z.record(z.string(), z.unknown()) })

/**
 * Everything the case's page shows, as the statements of one round trip: first the access row, then what it opens (design §2.2).
 * The order is that of `caseViewOf`.
 */
export function caseQueries(id: string, purpose: Mission): Sql[] {
  return [
    sql`select open_cases(${[id]}, ${purpose}, 'read') as opened`,
    standingQuery,
    rowQuery(sql`c.id = ${id}`),
    sql`select c.version, c.answerable, c.e_service_offer, d.code as department, v.id as version_id, v.version as version_number, v.title, c.offered_board_id = any (actor_boards('officer')) is true as offered_here, actor_delegations(c.case_type_id) <> '{}' as delegated, s.level as secrecy_level, s.provisions as secrecy_tags, t.secrecy_years from "case" c cross join lateral case_secrecy(c.id) s join case_type t on t.id = c.case_type_id join department d on d.id = t.department_id left join instruction_version v on v.id = c.instruction_version_id where c.id = ${id}`,
    sql`select id, role, name, email, phone, address, property_designation from participant where case_id = ${id}`,
    disappearsQuery(id),
    sql`select id, ground, expires_at from hold where case_id = ${id} and released_at is null and expires_at > ombud_now() order by placed_at`,
    sql`select e.name, p.writing from presence p join employee e on e.id = p.employee_id where p.case_id = ${id} and p.employee_id <> actor_id() and p.seen_at > ombud_now() - interval '1 minute'`,
    sql`select kind, body from draft where case_id = ${id}`,
    eventsQuery(id),
    sql`select k.id, k.provision, k.marked_at, b.name as board_name, k.message_id from secrecy_mark k join board b on b.id = k.board_id where k.case_id = ${id} and k.lifted_at is null order by k.marked_at, k.provision`,
    ...timelineQueries(id),
  ]
}

const markOf = ({ id, provision, marked_at, board_name, message_id }: z.infer<typeof Mark>) => ({
  id,
  provision,
  markedAt: marked_at.toISOString(),
  boardName: board_name,
  messageId: message_id,
})

/** L21. What the case's kind says of level and years stands above what is known of its provisions. */
function secrecyOf({ secrecy_level: level, secrecy_tags, secrecy_years }: z.infer<typeof Extra>): Secrecy {
  const known = mostSecret(secrecy_tags)
  return { ...known, level, years: level === 'none' ? null : (secrecy_years ?? known.years) }
}

/** The version the case is pinned to (A29), from the rows of `caseQueries`. */
export const pinnedVersionOf = (rows: readonly Record<string, unknown>[][]): number | null =>
  rows[3]?.[0] === undefined ? null : Extra.parse(rows[3][0]).version_id

/**
 * What may be seen of the case. Where it can't be opened there are no words in it: an uninstructed board's case shows that it waits (A5), and
 * one that a board holds shows how it stands to whoever may tell that (A30).
 * @throws case_not_found when the row is hidden
 */
export function caseViewOf(
  rows: readonly Record<string, unknown>[][],
  rules: RulesInForce,
  purpose: Mission,
  lang: 'sv' | 'en',
  pinned?: Ruling,
): CaseView {
  const [opened, standingRow, found, extra, participants, ends, holds, others, drafts, happened, marks, ...timeline] = rows
  const standing = standingOf(standingRow?.[0], rules)
  if (!found?.[0]) throw new Problem('case_not_found')
  const readable = z.object({ opened: z.array(z.string()) }).parse(opened?.[0]).opened.length > 0
  const more = Extra.parse(extra?.[0])
  const { version, answerable, department, version_id, version_number, title, offered_here, delegated, e_service_offer } = more
  const row = withReasons(caseRow(found[0]), standing, { department, answerable }, lang)
  const given = z
    .array(Participant)
    .parse(participants)
    .map(({ property_designation: propertyDesignation, ...person }) => ({ ...person, propertyDesignation }))
  const written = z.array(Draft).parse(drafts)
  const textOf = (kind: string) => String(written.find((draft) => draft.kind === kind)?.body.text ?? '')
  const said = timelineOf(timeline)
  const history = eventsOfCase(happened, usualHours)
  const matter = aboutRow(row, { department, answerable, happened: readable ? history.events : undefined })
  const question = { board: row.board, caseType: row.caseType, channel: row.channel, about: matter }
  const reader = { standing, question, offeredHere: offered_here, purpose, lang }
  const { people, why } = seenFields(given, reader)
  const { items, masked } = seenText(said, reader)
  const about = items.find((item) => item.kind === 'message')?.subject ?? row.subject ?? ''
  const ruling = pinned ?? rules.instructions.find(({ versionId }) => versionId === version_id)
  const known = {
    facts: factsOfCase(row, { department, answerable }),
    ...history,
    now: new Date(standing.nowMs),
  }
  return {
    row,
    readable,
    version,
    participants: people,
    why,
    masked,
    timeline: items,
    can: verdictsOf(row, reader, { answerable, delegated }),
    disappears: disappearsOf(ends?.[0], lang),
    clocks: readable && ruling ? serviceOf(ruling, known, lang) : [],
    secrecy: secrecyOf(more),
    mayMark: readable && ask(standing, ['handle'], question).outcome === 'permit',
    secrecyMarks: z.array(Mark).parse(marks).map(markOf),
    eServiceOffer: { owed: owesEServiceOffer(standing, question), answer: e_service_offer },
    answerTo: people.find(({ email }) => email !== null)?.email ?? null,
    answerSubject: /^(sv|re):/i.test(about) ? about : `Sv: ${about}`,
    instruction: { board: row.board, version: version_number, title: title ?? '' },
    opened: { purpose, at: new Date(standing.nowMs).toISOString() },
    others: z.array(Here).parse(others),
    holds: z
      .array(Hold)
      .parse(holds)
      .map(({ expires_at, ...hold }) => ({ ...hold, expiresAt: expires_at.toISOString() })),
    drafts: { answer: textOf('answer'), note: textOf('note') },
  }
}
