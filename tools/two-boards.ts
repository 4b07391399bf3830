import { createHash } from 'node:crypto'
import { z } from 'zod'
import { asOwner, sql, type Tx } from '../server/platform/db.ts'
import type { Logins } from '../server/platform/migrate.ts'

/**
 * Two boards of Exempelby with the same things in each, and at least one row in every table there is: what who-may-what and the injection test
 * look at. Written as the owner, straight into the tables, because some of it (a certificate, an access row) no hand may write.
 * A: stadsbyggnadsnämnden. B: tekniska nämnden. Ids are made from words, so that two runs see the same rows in the same order.
 */
export type TwoBoards = {
  boards: Record<'A' | 'B', BoardWorld>
  people: Record<Person, string>
  secrets: Record<Person, string>
  code: string
}
export type BoardWorld = {
  boardId: number
  typeId: number
  versionId: number
  atCentre: string
  atBoard: string
  contactId: string
  fileId: string
  messageId: string
  handoverId: string
  holdId: string
}
const persons = ['signed', 'unsigned', 'officerA', 'officerB', 'auditorA', 'colleague'] as const
export type Person = (typeof persons)[number]

const codes = {
  A: { board: 'stadsbyggnadsnamnden', type: 'klagomal-felanmalan' },
  B: { board: 'tekniska-namnden', type: 'lekplats' },
} as const
const Place = z.object({ board: z.int(), type: z.int(), version: z.int() })

export const idOf = (words: string) =>
  createHash('md5')
    .update(words)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
const hashOf = (words: string) => createHash('sha256').update(words).digest()
/** Forty-three characters, as a session's secret has. */
const secretOf = (person: string) => hashOf(`secret of ${person}`).toString('base64url')

export async function buildTwoBoards(logins: Pick<Logins, 'owner' | 'rolePrefix'>): Promise<TwoBoards> {
  return asOwner(logins, async (tx) => {
    const people = await addPeople(tx)
    const code = 'made-up-retrieval-code'
    const A = await addBoard(tx, 'A', people)
    const B = await addBoard(tx, 'B', people)
    await tx.run(sql`insert into case_key (case_id, kind, hash) values (${A.atCentre}, 'retrieval', ${hashOf(code)})`)
    await addRestOfTables(tx, people)
    await addLog(tx)
    return { boards: { A, B }, people, secrets: eachPerson(secretOf), code }
  })
}

const eachPerson = (of: (person: Person) => string): Record<Person, string> => ({
  signed: of('signed'),
  unsigned: of('unsigned'),
  officerA: of('officerA'),
  officerB: of('officerB'),
  auditorA: of('auditorA'),
  colleague: of('colleague'),
})

/** One employee for each actor, each with a session; only `signed` has signed, and only for A. */
async function addPeople(tx: Tx): Promise<Record<Person, string>> {
  const people = eachPerson((person) => idOf(`employee ${person}`))
  const hands = {
    signed: 'agent',
    unsigned: 'agent',
    officerA: 'officer',
    officerB: 'officer',
    auditorA: 'auditor',
    colleague: 'agent',
  } as const
  for (const person of persons) {
    const board = person === 'officerB' ? codes.B.board : codes.A.board
    await tx.run(
      sql`insert into employee (id, name, email, password_hash) values (${people[person]}, ${person}, ${`${person.toLowerCase()}@exempelby.test`}, ${`argon2id$salt-of-${person}$tag-of-${person}`})`,
    )
    await tx.run(
      sql`insert into assignment (employee_id, hand, board_id, valid_from) select ${people[person]}, ${hands[person]}, id, ombud_now() from board where code = ${board}`,
    )
    await tx.run(sql`insert into session (id, secret_hash, employee_id, hand, created_at, expires_at, seen_at)
      values (${idOf(`session ${person}`)}, ${hashOf(secretOf(person))}, ${people[person]}, ${hands[person]}, ombud_now(), ombud_now() + interval '1 hour', ombud_now())`)
  }
  for (const [person, board] of [
    ['signed', 'A'],
    ['officerA', 'A'],
    ['officerB', 'B'],
    ['auditorA', 'A'],
  ] as const) {
    const [undertaking, attempt] = [idOf(person === 'signed' ? 'undertaking' : `undertaking of ${person}`), idOf(`attempt of ${person}`)]
    const version = sql`from instruction_version v join board b on b.id = v.board_id where v.state = 'in-force' and b.code = ${codes[board].board}`
    await tx.run(
      sql`insert into undertaking_attempt (id, employee_id, version_id, drawn_at, questions) select ${attempt}, ${people[person]}, v.id, ombud_now(), '{tell:granne:lekplats}' ${version}`,
    )
    await tx.run(
      sql`insert into undertaking (id, employee_id, version_id, signed_at, quiz, signature_hash) select ${undertaking}, ${people[person]}, v.id, ombud_now(), '[]', ${hashOf('signature')} ${version}`,
    )
  }
  await tx.run(
    sql`insert into bulletin (id, kind, title, body, hands, read_by_days, published_by, published_at) values (${idOf('bulletin')}, 'bulletin', 'Nya rutiner', 'Läs detta', '{agent,officer,auditor}', 14, ${people.officerA}, ombud_now())`,
  )
  for (const person of ['signed', 'officerA', 'colleague'] as const) {
    await tx.run(
      sql`insert into bulletin_receipt (bulletin_id, employee_id, read_at) values (${idOf('bulletin')}, ${people[person]}, ombud_now())`,
    )
    await tx.run(
      sql`insert into connector_acknowledgement (employee_id, system, version, acknowledged_at) values (${people[person]}, 'rondo', '0123456789abcdef', ombud_now())`,
    )
  }
  return people
}

async function addBoard(tx: Tx, name: 'A' | 'B', people: Record<Person, string>): Promise<BoardWorld> {
  const { board, type, version } = await tx.one(
    Place,
    sql`select b.id as board, t.id as type, v.id as version from board b join case_type t on t.board_id = b.id join instruction_version v on v.board_id = b.id and v.state = 'in-force'
    where b.code = ${codes[name].board} and t.code = ${codes[name].type}`,
  )
  const id = (word: string) => idOf(`${word} of ${name}`)
  const world = {
    boardId: board,
    typeId: type,
    versionId: version,
    atCentre: id('case at the centre'),
    atBoard: id('case at the board'),
    contactId: id('contact'),
    fileId: id('file'),
    messageId: id('message in'),
    handoverId: id('handover'),
    holdId: id('hold'),
  }
  await tx.run(
    sql`insert into contact (id, channel_id, channel, board_id, case_type_id, agent_id, started_at) select ${world.contactId}, id, 'phone', ${board}, ${type}, ${people.colleague}, ombud_now() from channel where kind = 'phone'`,
  )
  for (const [caseId, holder] of [
    [world.atCentre, 'centre'],
    [world.atBoard, 'board'],
  ] as const) {
    await tx.run(sql`insert into "case" (id, number, board_id, case_type_id, contact_id, channel, state, holder, opened_at, changed_at)
      values (${caseId}, ${`${name}-${holder}`}, ${board}, ${type}, ${world.contactId}, 'email', 'open', ${holder}, ombud_now(), ombud_now())`)
    await addContent(tx, caseId, world, people)
    await addTraces(tx, caseId, world, people)
    await addRights(tx, caseId, world)
  }
  await addOfContact(tx, world)
  await addApplication(tx, name, world, people.signed)
  await addProofs(tx, name, world)
  await addLife(tx, name, world, name === 'A' ? people.officerA : people.officerB)
  await addLeaving(tx, name, world)
  await addControls(tx, name, world)
  return world
}

async function addContent(
  tx: Tx,
  caseId: string,
  world: BoardWorld,
  { colleague, signed, officerA }: Record<Person, string>,
): Promise<void> {
  const id = (word: string) => idOf(`${word} of ${caseId}`)
  const [incoming, outgoing, file] =
    caseId === world.atCentre ? [world.messageId, id('message out'), world.fileId] : [id('message in'), id('message out'), id('file')]
  await tx.run(
    sql`insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at, case_id) values (${file}, ${hashOf(file)}, 1, ${hashOf('key')}, ombud_now(), ${caseId})`,
  )
  await tx.run(sql`insert into message (id, case_id, direction, at, author_id, subject, body, channel) values
    (${incoming}, ${caseId}, 'in', ombud_now(), null, 'Fråga', 'Hemlig text', 'email'), (${outgoing}, ${caseId}, 'out', ombud_now(), ${colleague}, 'Svar', 'Hemlig text', 'email')`)
  await tx.run(
    sql`insert into attachment (id, case_id, message_id, file_id, name, media_type, size_bytes) values (${id('attachment')}, ${caseId}, ${incoming}, ${file}, 'bild.png', 'image/png', 1)`,
  )
  await tx.run(
    sql`insert into note (id, case_id, at, author_id, body) values (${id('note')}, ${caseId}, ombud_now(), ${colleague}, 'Hemlig text')`,
  )
  await tx.run(
    sql`insert into text_finding (id, case_id, message_id, version, scanned_at) values (${id('finding')}, ${caseId}, ${incoming}, 1, ombud_now())`,
  )
  const wrapped = hashOf('wrapped key')
  await tx.run(
    sql`insert into sealing_key (id, case_id, wrapped, made_at) values (${id('sealing key')}, ${caseId}, ${wrapped}, ombud_now())`,
  )
  await tx.run(sql`insert into sealed_lookup (id, case_id, hash) values (${id('sealed lookup')}, ${caseId}, ${hashOf(caseId)})`)
  // of a transaction long past: while one of its own stands here, none is committed
  await tx.run(sql`insert into sealing_due (id, case_id, xact) values (${id('sealing due')}, ${caseId}, '3')`)
  await tx.run(sql`insert into participant (id, case_id, name) values (${id('participant')}, ${caseId}, 'Kim Exempel')`)
  await tx.run(sql`insert into case_summary (case_id, case_type_id, opened_at, subject, preview, sender, lookup, ts)
    values (${caseId}, ${world.typeId}, ombud_now(), 'Fråga', 'Hemlig text', 'Kim Exempel', 'kim exempel', to_tsvector('swedish', 'hemlig text'))`)
  await tx.run(
    sql`insert into outgoing (id, case_id, message_id, kind, queued_at, not_before) values (${id('outgoing')}, ${caseId}, ${outgoing}, 'answer', ombud_now(), ombud_now())`,
  )
  await tx.run(sql`insert into case_key (case_id, kind, hash, token) values (${caseId}, 'reply', ${hashOf(caseId)}, ${caseId})`)
  for (const author of [signed, officerA, colleague])
    await tx.run(
      sql`insert into draft (employee_id, case_id, kind, body, touched_at) values (${author}, ${caseId}, 'answer', '{}', ombud_now())`,
    )
}

async function addTraces(
  tx: Tx,
  caseId: string,
  { boardId, typeId, versionId, atCentre, handoverId, holdId }: BoardWorld,
  { colleague, signed, officerA }: Record<Person, string>,
): Promise<void> {
  const id = (word: string) => idOf(`${word} of ${caseId}`)
  const [handover, hold] = caseId === atCentre ? [handoverId, holdId] : [id('handover'), id('hold')]
  await tx.run(
    sql`insert into decision (id, case_id, board_id, delegation_id, employee_id, kind, decided_at) select ${idOf(`decision of ${caseId}`)}, ${caseId}, ${boardId}, d.id, ${colleague}, 'other', ombud_now() from delegation d order by d.id limit 1`,
  )
  await tx.run(
    sql`insert into handover (id, case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) values (${handover}, ${caseId}, ${boardId}, ${boardId}, ${typeId}, ${colleague}, ombud_now())`,
  )
  for (const who of [signed, officerA, colleague]) {
    await tx.run(sql`insert into presence (case_id, employee_id, seen_at) values (${caseId}, ${who}, ombud_now())`)
    await tx.run(
      sql`insert into refusal (at, employee_id, hand, act, board_id, case_type_id, because, clause_ids, law_ids, case_id) values (ombud_now(), ${who}, 'agent', 'handle', ${boardId}, ${typeId}, 'NO_CLAUSE', '{}', '{}', ${caseId})`,
    )
  }
  await tx.run(
    sql`insert into hold (id, case_id, ground, owner_id, placed_at, expires_at) values (${hold}, ${caseId}, 'claim', ${colleague}, ombud_now(), ombud_now() + interval '1 day')`,
  )
  await tx.run(
    sql`insert into clock (case_id, version_id, clause_id, trigger, started_at, action, state, rule) values (${caseId}, ${versionId}, 'gallring', 'case.closed', ombud_now(), 'delete', 'running', '{}')`,
  )
  await tx.run(
    sql`insert into secrecy_mark (case_id, board_id, provision, level, marked_by, marked_at, lifted_by, lifted_at) values (${caseId}, ${boardId}, '21:1', 'qualified-straight', ${colleague}, ombud_now(), ${colleague}, ombud_now())`,
  )
  await tx.run(
    sql`insert into harm_test (case_id, board_id, to_board_id, employee_id, hand, ground, answers) select ${caseId}, ${boardId}, min(id), ${colleague}, 'agent', '10:2', '{}' from board where id <> ${boardId}`,
  )
  await tx.run(
    sql`insert into happening (case_id, event, at, recorded_by, recorded_at) values (${caseId}, 'case.opened', ombud_now(), ${colleague}, ombud_now())`,
  )
  await tx.run(
    sql`insert into audit_event (at, employee_id, hand, event, case_id, board_id) values (ombud_now(), ${colleague}, 'agent', 'case.opened', ${caseId}, ${boardId})`,
  )
  await addNeed(tx, caseId, boardId, { colleague, signed, officerA })
  for (const who of [signed, colleague])
    await tx.run(
      sql`insert into look_up (id, case_id, board_id, case_type_id, employee_id, at, system, version_id, clause_ids, reference_hash, outcome, answered_at, fields) values (${idOf(`look-up of ${caseId} by ${who}`)}, ${caseId}, ${boardId}, ${typeId}, ${who}, ombud_now(), 'rondo', ${versionId}, '{}', ${hashOf('reference')}, 'found', ombud_now(), '{state}')`,
    )
  await tx.run(
    sql`insert into representation (case_id, look_up_id, board_id, employee_id, at, kind, law) values (${caseId}, ${idOf(`look-up of ${caseId} by ${colleague}`)}, ${boardId}, ${colleague}, ombud_now(), 'authority', 'SoL 19:1')`,
  )
  // an earlier transaction's number, so that this row opens nothing
  await tx.run(
    sql`insert into access_event (at, xact, xact_started, employee_id, hand, purpose, act, case_ids) values (ombud_now(), '3', ombud_now(), ${colleague}, 'agent', 'guidance', 'read', array[${caseId}::uuid])`,
  )
}

/** A conflict that is the colleague's alone, and glass and openings that have ended: an open one would open what is looked at. */
async function addNeed(
  tx: Tx,
  caseId: string,
  boardId: number,
  { colleague, signed, officerA }: Pick<Record<Person, string>, 'colleague' | 'signed' | 'officerA'>,
): Promise<void> {
  const id = (word: string) => idOf(`${word} of ${caseId}`)
  await tx.run(
    sql`insert into conflict_mark (id, employee_id, kind, point, mark, declared_at, declared_by) values (${id('mark')}, ${colleague}, 'relative', 'mail', ${hashOf(caseId)}, ombud_now(), ${colleague})`,
  )
  await tx.run(
    sql`insert into conflict (id, case_id, employee_id, mark_id, found_at) values (${id('conflict')}, ${caseId}, ${colleague}, ${id('mark')}, ombud_now())`,
  )
  await tx.run(
    sql`insert into conflict_named (id, case_id, employee_id, named_by, named_at) values (${id('named')}, ${caseId}, ${signed}, ${officerA}, ombud_now())`,
  )
  await tx.run(
    sql`insert into case_opening (id, case_id, employee_id, reason, at, until) values (${id('opening')}, ${caseId}, ${colleague}, 'check', ombud_now() - interval '1 day', ombud_now() - interval '1 day' + interval '30 minutes')`,
  )
  await tx.run(
    sql`insert into broken_glass (id, case_id, board_id, employee_id, reason, minutes, needs_two, asked_at, opens_at, until) values (${id('glass')}, ${caseId}, ${boardId}, ${colleague}, 'life', 30, false, ombud_now() - interval '1 day', ombud_now() - interval '1 day', ombud_now() - interval '23 hours 30 minutes')`,
  )
  const review = id('access review')
  await tx.run(
    sql`insert into access_review (id, board_id, quarter, opened_at, due_at) select ${review}, ${boardId}, '20' || lpad((count(*) % 100)::text, 2, '0') || '-Q1', ombud_now(), ombud_now() from access_review`,
  )
  await tx.run(sql`insert into access_review_line (review_id, employee_id, hand) values (${review}, ${colleague}, 'agent')`)
  await tx.run(
    sql`insert into access_removal (id, employee_id, board_id, hand, removed_at, removed_by, given_back_at, given_back_by) values (${id('removal')}, ${colleague}, ${boardId}, 'auditor', ombud_now(), ${officerA}, ombud_now(), ${officerA})`,
  )
}

/** A request that came as this case, with a part at its own board. Decided, so that it holds nothing up. */
async function addRights(tx: Tx, caseId: string, { boardId, holdId }: BoardWorld): Promise<void> {
  const [request, part, notice] = ['request', 'part', 'notice'].map((word) => idOf(`rights ${word} of ${caseId}`))
  await tx.run(
    sql`insert into rights_request (id, case_id, kind, channel, received_at, due_at, closed_at) values (${request}, ${caseId}, 'access', 'email', ombud_now(), ombud_now() + interval '1 month', ombud_now())`,
  )
  await tx.run(
    sql`insert into board_notice (id, board_id, direction, kind, owed_at) values (${notice}, ${boardId}, 'to-board', 'rights', ombud_now())`,
  )
  await tx.run(
    sql`insert into rights_part (id, request_id, case_id, board_id, notice_id, matched_by, sealed, due_at) values (${part}, ${request}, ${caseId}, ${boardId}, ${notice}, '{host}', false, ombud_now() + interval '1 month')`,
  )
  await tx.run(sql`insert into rights_text (part_id, case_id, decision_reasons) values (${part}, ${caseId}, 'Hemlig text')`)
  await tx.run(
    sql`insert into rights_item (id, part_id, case_id, about_case, hold_id) values (${idOf(`rights item of ${caseId}`)}, ${part}, ${caseId}, ${caseId}, ${holdId})`,
  )
}

async function addOfContact(tx: Tx, { boardId, typeId, versionId, contactId, atCentre }: BoardWorld): Promise<void> {
  const id = (word: string) => idOf(`${word} of ${contactId}`)
  await tx.run(
    sql`insert into question (id, contact_id, board_id, case_type_id, case_id) values (${id('question')}, ${contactId}, ${boardId}, ${typeId}, ${atCentre})`,
  )
  await tx.run(sql`insert into question_text (question_id, contact_id, asked) values (${id('question')}, ${contactId}, 'Hemlig text')`)
  await tx.run(sql`insert into participant (id, contact_id, name) values (${id('participant')}, ${contactId}, 'Kim Exempel')`)
  await tx.run(
    sql`insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at, contact_id) values (${id('file')}, ${hashOf(contactId)}, 1, ${hashOf('key')}, ombud_now(), ${contactId})`,
  )
  await tx.run(
    sql`insert into arrival (id, channel_id, channel_key, received_at, file_id, state, contact_id, case_id) select ${id('arrival')}, c.id, ${contactId}, ombud_now(), ${id('file')}, 'done', ${contactId}, ${atCentre} from channel c where c.kind = 'email'`,
  )
  await tx.run(
    sql`insert into happening (contact_id, event, at, recorded_at) values (${contactId}, 'contact.ended', ombud_now(), ombud_now())`,
  )
  await tx.run(
    sql`insert into clock (contact_id, version_id, clause_id, trigger, started_at, action, state, rule) values (${contactId}, ${versionId}, 'gallring', 'contact.ended', ombud_now(), 'delete', 'running', '{}')`,
  )
}

async function addProofs(tx: Tx, name: 'A' | 'B', { boardId, typeId, versionId }: BoardWorld): Promise<void> {
  const gone = idOf(`gone from ${name}`)
  const number = name === 'A' ? 1 : 2
  await tx.run(
    sql`insert into disposal (id, subject, subject_id, board_id, case_type_id, version_id, clause_id, due_at, found_at, state) values (${idOf(`disposal of ${name}`)}, 'case', ${gone}, ${boardId}, ${typeId}, ${versionId}, 'gallring', ombud_now(), ombud_now(), 'certified')`,
  )
  await tx.run(
    sql`insert into certificate (number, issued_at, disposal_id, board_id, body, previous_hash, hash) values (${number}, ombud_now(), ${idOf(`disposal of ${name}`)}, ${boardId}, '{}', ${hashOf('before')}, ${hashOf(name)})`,
  )
  await tx.run(sql`insert into tombstone (subject_id, subject, erased_at, certificate) values (${gone}, 'case', ombud_now(), ${number})`)
  await tx.run(
    sql`insert into gap (id, board_id, act, reason, first_at, last_at) values (${idOf(`gap of ${name}`)}, ${boardId}, 'handle', 'NO_CLAUSE', ombud_now(), ombud_now())`,
  )
  await addDuties(tx, name, { boardId, versionId })
  await tx.run(
    sql`insert into instruction_comment (id, version_id, clause_id, author, body, at) values (${idOf(`comment of ${name}`)}, ${versionId}, 'gallring', ${idOf(`employee officer${name}`)}, 'Räcker det?', ombud_now())`,
  )
  await tx.run(
    sql`insert into decision_event (at, board_id, case_type_id, acts, anonymous, carries_personal_data, outcome, because, clause_ids, version_id) values (ombud_now(), ${boardId}, ${typeId}, '{handle}', false, true, 'permit', 'CLAUSE_PERMITS', '{}', ${versionId})`,
  )
  await tx.run(
    sql`insert into simulation (id, version_id, board_id, basis, queued_at) values (${idOf(`simulation of ${name}`)}, ${versionId}, ${boardId}, ${hashOf(name)}, ombud_now())`,
  )
  await tx.run(sql`insert into case_counter (board_id, year, last) values (${boardId}, 2026, 7)`)
}

async function addDuties(tx: Tx, name: 'A' | 'B', { boardId, versionId }: Pick<BoardWorld, 'boardId' | 'versionId'>): Promise<void> {
  const [gap, notice] = [idOf(`gap of ${name}`), idOf(`notice of ${name}`)]
  await tx.run(sql`insert into gap_day (gap_id, on_day, channel, count) values (${gap}, '2026-01-02', 'phone', 1)`)
  await tx.run(
    sql`insert into board_notice (id, board_id, direction, kind, gap_id, owed_at) values (${notice}, ${boardId}, 'to-board', 'gap', ${gap}, ombud_now())`,
  )
  await tx.run(
    sql`insert into clause_pause (id, board_id, clause_id, text_hash, notice_id, paused_at, lifted_at) values (${idOf(`pause of ${name}`)}, ${boardId}, 'ingen', ${hashOf('text')}, ${notice}, ombud_now(), ombud_now())`,
  )
  await tx.run(
    sql`insert into duty_occurrence (id, board_id, version_id, clause_id, task, responsible, on_day, latest) values (${idOf(`duty of ${name}`)}, ${boardId}, ${versionId}, 'logg', 'log-review', 'officer', '2026-01-01', '2026-01-15')`,
  )
}

/** What surrounds a version: a draft, a key, a signature, a review, and a stop that has been lifted, since an open one would close what is looked at. */
async function addLife(tx: Tx, name: 'A' | 'B', { boardId, versionId }: BoardWorld, officer: string): Promise<void> {
  const id = (word: string) => idOf(`${word} of ${name}`)
  await tx.run(sql`
    insert into instruction_version (uid, board_id, version, title, state, valid_from, review_by, hash, source, signed, content)
    select ${id('draft of an instruction')}, board_id, version + 1, title, 'draft', valid_from, review_by, ${hashOf('draft')}, '', 'keys', content from instruction_version where id = ${versionId}`)
  await tx.run(
    sql`insert into signing_key (id, party, board_id, public_key, sealed_key, made_at) values (${id('key')}, 'board', ${boardId}, ${Buffer.alloc(44, 1)}, ${hashOf('sealed')}, ombud_now())`,
  )
  await tx.run(
    sql`insert into instruction_signature (id, version_id, purpose, party, signer, paragraph, on_day, signed_at, signed_hash, key_id, signature) values (${id('signature')}, ${versionId}, 'version', 'board', ${officer}, '§ 1', '2026-01-01', ombud_now(), ${hashOf('signed')}, ${id('key')}, ${Buffer.alloc(64, 1)})`,
  )
  await tx.run(
    sql`insert into instruction_stop (id, board_id, version_id, reason, stopped_by, stopped_at, lifted_at) values (${id('stop')}, ${boardId}, ${versionId}, 'utreds', ${officer}, ombud_now(), ombud_now())`,
  )
  await tx.run(
    sql`insert into instruction_review (id, version_id, reviewed_by, paragraph, on_day, result, next_by, recorded_at) values (${id('review')}, ${versionId}, ${officer}, '§ 2', '2026-01-01', 'unchanged', '2026-12-31', ombud_now())`,
  )
}

/** A board that has left: the part it was given, and the row that says so. */
async function addLeaving(tx: Tx, name: 'A' | 'B', { boardId, versionId }: BoardWorld): Promise<void> {
  const id = idOf(`off-boarding of ${name}`)
  await tx.run(
    sql`insert into offboarding (id, board_id, version_id, state, started_at) values (${id}, ${boardId}, ${versionId}, 'exported', ombud_now())`,
  )
  await tx.run(
    sql`insert into offboarding_part (offboarding_id, part, file_id, sha256, size_bytes, wrapped_key, subjects, made_at) values (${id}, 1, ${idOf(`export of ${name}`)}, ${hashOf('export')}, 1, ${hashOf('export key')}, 1, ombud_now())`,
  )
}

/** How people sign in, and the directory. */
async function addWaysIn(tx: Tx, { signed, colleague, officerA }: Record<Person, string>): Promise<void> {
  await tx.run(sql`insert into vouching_key (secret_hash) values (${hashOf('voucher')}) on conflict (only_row) do nothing`)
  await tx.run(
    sql`insert into identity (employee_id, issuer, subject, linked_at, how) values (${signed}, 'https://issuer.example', 'subject', ombud_now(), 'link')`,
  )
  await tx.run(
    sql`insert into group_hand (claim_value, hand, board_id, made_by, made_at) select 'group', 'agent', id, ${officerA}, ombud_now() from board where code = ${codes.A.board}`,
  )
  await tx.run(
    sql`insert into scim_token (id, secret_hash, name, made_by, made_at) values (${idOf('token')}, ${hashOf('token')}, 'Katalogen', ${officerA}, ombud_now())`,
  )
  await tx.run(
    sql`insert into directory_group (id, display_name, changed_at) values (${idOf('directory group')}, 'Handläggare', ombud_now())`,
  )
  await tx.run(sql`insert into directory_member (group_id, employee_id) values (${idOf('directory group')}, ${colleague})`)
  await tx.run(
    sql`insert into passkey (id, employee_id, credential_id, public_key, counter, name, made_at) values (${idOf('passkey')}, ${signed}, 'credential', ${hashOf('key')}, 0, 'Telefonen', ombud_now())`,
  )
  await tx.run(sql`insert into totp (employee_id, sealed, confirmed_at, last_step) values (${signed}, ${hashOf('sealed')}, ombud_now(), 1)`)
  await tx.run(sql`insert into recovery_code (employee_id, hash) values (${signed}, ${hashOf('recovery')})`)
  await tx.run(sql`insert into second_factor_demand (hand, demanded_by, demanded_at) values ('officer', ${officerA}, ombud_now())`)
  await tx.run(
    sql`insert into sign_in_way (hash, kind, employee_id, expires_at) values (${hashOf('way')}, 'code', ${signed}, ombud_now() + interval '10 minutes')`,
  )
  // what was added has ended the session, as it should; the observers need it
  await tx.run(sql`update session set revoked_at = null where employee_id = ${signed}`)
}

/** One row of the log that both boards share, signed by nobody. */
async function addLog(tx: Tx): Promise<void> {
  const note = 'exempelby.test/ombud-log\n1\n\n'
  await tx.run(
    sql`insert into log_leaf (sequence, kind, row_id, salt, entry) select 0, 'audit', min(id), ${Buffer.alloc(16, 1)}, '{}' from audit_event`,
  )
  await tx.run(
    sql`insert into log_number (board_id, number, sequence) select id, 1, 0 from board where code in (${codes.A.board}, ${codes.B.board})`,
  )
  await tx.run(sql`insert into log_node (level, position, hash) values (1, 0, ${hashOf('node')})`)
  await tx.run(sql`insert into log_checkpoint (size, at, root, note) values (1, ombud_now(), ${hashOf('root')}, ${note})`)
  for (const { board } of [codes.A, codes.B]) {
    await tx.run(sql`insert into log_witness (size, board_id, at, line) select 1, id, ombud_now(), 'x' from board where code = ${board}`)
    await tx.run(
      sql`insert into log_key (kind, board_id, verifier, made_at) select 'witness', id, ${`witness of ${board}`}, ombud_now() from board where code = ${board}`,
    )
  }
}

const Form = z.object({ id: z.int(), type: z.int() })

/** A draft of an application, with a word of it and the log of the help; and an address that the board shows. */
async function addApplication(
  tx: Tx,
  name: 'A' | 'B',
  { boardId, typeId, versionId, contactId }: BoardWorld,
  helper: string,
): Promise<void> {
  const seeded = await tx.maybe(
    Form,
    sql`select f.id, f.case_type_id as type from form_version f join case_type t on t.id = f.case_type_id where f.board_id = ${boardId} and t.code = 'torghandel'`,
  )
  const form =
    seeded ??
    (await tx.one(
      Form,
      sql`insert into form_version (board_id, case_type_id, version, instruction_version_id, title, lead, fields, categories, retention_clause, secrecy, secrecy_tags, published_at)
        select ${boardId}, ${typeId}, 1, ${versionId}, '{"sv": "Anmälan", "en": "Notice"}', '{"sv": "-", "en": "-"}', '[{"name": "what", "category": "message"}]', '{message}', c.id, 'open', '{}', ombud_now()
        from clause c where c.version_id = ${versionId} and c.rule #>> '{retention,record}' = 'draft' limit 1 returning id, case_type_id as type`,
    ))
  await tx.run(sql`insert into application (contact_id, form_id, board_id, case_type_id, helper_id, code_hash, started_at, touched_at)
    values (${contactId}, ${form.id}, ${boardId}, ${form.type}, ${helper}, ${hashOf(`application of ${name}`)}, ombud_now(), ombud_now())`)
  // the log of the help is written with it
  await tx.run(
    sql`insert into application_answer (contact_id, field, value, written_by, at) values (${contactId}, 'what', 'Hemlig text', 'applicant', ombud_now())`,
  )
  const link = idOf(`link of ${name}`)
  await tx.run(
    sql`insert into link (id, board_id, url, used_in, first_at) values (${link}, ${boardId}, 'https://exempelby.test/', '{B31}', ombud_now())`,
  )
  await tx.run(sql`insert into link_check (link_id, at, outcome, status) values (${link}, ombud_now(), 'ok', 200)`)
}

/** How the measures have worked at the board, what that closed, its report, and whom it has consented to. Nothing is closed now. */
async function addControls(tx: Tx, name: 'A' | 'B', { boardId }: Pick<BoardWorld, 'boardId'>): Promise<void> {
  const id = (word: string) => idOf(`${word} of ${name}`)
  await tx.run(
    sql`insert into control_state (id, measure, board_id, state, since, probed_at) values (${id('control')}, 'disposal-alive', ${boardId}, 'works', ombud_now(), ombud_now())`,
  )
  await tx.run(
    sql`insert into control_block (id, board_id, state_id, measure, acts, blocked_at, lifted_at) values (${id('block')}, ${boardId}, ${id('control')}, 'disposal-alive', '{collect}', ombud_now(), ombud_now())`,
  )
  await tx.run(
    sql`insert into control_report (id, board_id, quarter, body, hash, public_key, signature, made_at) values (${id('report')}, ${boardId}, '2026-Q1', '{}', ${hashOf('report')}, ${Buffer.alloc(44, 1)}, ${Buffer.alloc(64, 1)}, ombud_now())`,
  )
  await tx.run(
    sql`insert into log_control (id, board_id, from_on, until_on, seed, tree_size, population, made_at) values (${id('log-control')}, ${boardId}, '2026-01-01', '2026-01-31', 'x', 1, 1, ombud_now())`,
  )
  await tx.run(
    sql`insert into log_control_item (id, control_id, number, whys) values (${id('log-item')}, ${id('log-control')}, 1, '{sample}')`,
  )
  await tx.run(
    sql`insert into sub_processor (id, code, name, what_for, region, added_at) values (${id('sub-processor')}, ${`bolag-${name.toLowerCase()}`}, 'Bolaget', 'drift', 'EU/EEA', ombud_now())`,
  )
  await tx.run(
    sql`insert into sub_processor_consent (id, sub_processor_id, board_id, paragraph, on_day, given_at) values (${id('consent')}, ${id('sub-processor')}, ${boardId}, '§ 1', '2026-01-02', ombud_now())`,
  )
}

async function addRestOfTables(tx: Tx, people: Record<Person, string>): Promise<void> {
  await tx.run(
    sql`insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at) values (${idOf('waiting file')}, ${hashOf('waiting')}, 1, ${hashOf('key')}, ombud_now())`,
  )
  await tx.run(
    sql`insert into arrival (id, channel_id, channel_key, received_at, file_id) select ${idOf('waiting arrival')}, c.id, 'waiting', ombud_now(), ${idOf('waiting file')} from channel c where c.kind = 'email'`,
  )
  await tx.run(sql`insert into job_end (job_id, task, payload, state, attempt, at) values ('1', 'erase', '{}', 'done', 1, ombud_now())`)
  await tx.run(sql`insert into mailbox_cursor (mailbox, uid_validity, last_uid, moved_at) values ('inbox', '1', 1, ombud_now())`)
  await tx.run(sql`insert into sign_in_attempt (email_hash, at, succeeded) values (${hashOf('someone')}, ombud_now(), false)`)
  await addWaysIn(tx, people)
  await tx.run(sql`insert into first_admin_link (hash, expires_at, uses_left) values (${hashOf('link')}, ombud_now(), 1)`)
}
