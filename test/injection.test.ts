import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildTwoBoards, idOf, type Person, type TwoBoards } from '../tools/two-boards.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

// Arbitrary SQL as the web's login, inside the transaction of an agent who has signed for board A: what it still can't do.
// What it can do is written down in docs/threats.md.

let database: TestDatabase
let world: TwoBoards
let client: pg.Client
const role = (hand: string) => `${database.logins.rolePrefix}_${hand}`

beforeAll(async () => {
  database = await freshDatabase()
  world = await buildTwoBoards(database.logins)
  client = new pg.Client(database.logins.web)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

type Attack = { hand?: string; person?: Person | null; end?: 'commit' | 'rollback' }

/** Runs the statements in one transaction. @returns the rows of the last one; `refused` with PostgreSQL's code when one was refused */
async function attack(
  statements: readonly string[],
  { hand = 'agent', person = 'signed', end = 'rollback' }: Attack = {},
): Promise<Record<string, unknown>[] | { refused: string | undefined }> {
  await client.query('begin')
  try {
    await client.query(`select set_config('role', $1, true), set_config('ombud.session', $2, true)`, [
      role(hand),
      person === null ? '' : world.secrets[person],
    ])
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows
    await client.query(end)
    return rows
  } catch (error) {
    await client.query('rollback')
    if (error instanceof pg.DatabaseError) return { refused: error.code }
    throw error
  }
}

/** The same, as whoever owns the tables: what is really there. */
async function really(query: string): Promise<Record<string, unknown>[]> {
  const owner = new pg.Client(database.logins.owner)
  await owner.connect()
  try {
    await owner.query(`set role ${role('owner')}`)
    return (await owner.query<Record<string, unknown>>(query)).rows
  } finally {
    await owner.end()
  }
}

const denied = { refused: '42501' }
async function allDenied(statements: readonly string[], how?: Attack): Promise<void> {
  for (const statement of statements) expect({ statement, ends: await attack([statement], how) }).toEqual({ statement, ends: denied })
}

test('no hand but the web’s four can be taken', async () => {
  for (const hand of ['service', 'eraser', 'doorman', 'owner', 'jobs', 'worker', 'purge', 'queue']) {
    await allDenied([`set local role ${role(hand)}`, `select set_config('role', '${role(hand)}', true)`])
    expect(await attack(['reset role', `set session authorization ${role(hand)}`])).toEqual(denied)
  }
})

test('A6: no hand and no guessed secret makes somebody else of a session', async () => {
  const asked = 'select actor_id() as id, actor_hand() as hand'
  expect(await attack([asked])).toEqual([{ id: world.people.signed, hand: 'agent' }])
  for (const hand of ['officer', 'auditor', 'citizen']) {
    expect(await attack([asked], { hand })).toEqual([{ id: world.people.signed, hand: 'agent' }])
    expect(await attack([`select actor_boards('officer') as officer, actor_boards('auditor') as auditor`], { hand })).toEqual([
      { officer: [], auditor: [] },
    ])
  }
  for (const guess of ['', 'x', world.people.officerB, world.code]) {
    expect(await attack([`select set_config('ombud.session', '${guess}', true)`, asked])).toEqual([{ id: null, hand: null }])
  }
})

test('sessions’ hashes, passwords and retrieval codes can’t be read, and no session or employee can be written', async () => {
  await allDenied([
    'select secret_hash from session',
    'select password_hash from employee',
    'select email from employee',
    'select hash from case_key',
    'select hash from first_admin_link',
    'select 1 from sign_in_attempt',
    `insert into session (secret_hash, employee_id, hand, created_at, expires_at, seen_at) values (sha256('x'), '${world.people.officerB}', 'officer', now(), now() + interval '1 hour', now())`,
    `update session set employee_id = '${world.people.officerB}'`,
    `update session set expires_at = now() + interval '1 year'`,
    `update employee set operator = true`,
    `insert into assignment (employee_id, hand, board_id, valid_from) values ('${world.people.signed}', 'officer', ${world.boards.B.boardId}, now())`,
  ])
})

const foreignEmail = 'officerb@exempelby.test'

test('nobody who only has the web’s login can open a session for somebody else', async () => {
  const guesses = ['tag-of-officerB', 'argon2id$salt-of-officerB$tag-of-officerB', 'x'].map(
    (guess) => `sign_in_open('${foreignEmail}', '${guess}', 'officer', sha256('attacker'), '{"idleMinutes": 60, "longestMinutes": 600}')`,
  )
  const byId =
    `sign_in_open('${world.people.officerB}'::uuid, 'officer', sha256('attacker'), '{"idleMinutes": 60, "longestMinutes": 600}', 'password')`.replace(
      'sign_in_open',
      'open_session',
    )
  for (const hand of ['citizen', 'agent', 'officer', 'auditor']) {
    for (const call of [...guesses, byId]) await attack([`select ${call}`], { hand, end: 'commit' })
  }
  expect(await really(`select count(*)::int as sessions from session where secret_hash = sha256('attacker')`)).toEqual([{ sessions: 0 }])
})

test('nobody who only has the web’s login can read what is stored of a password', async () => {
  const functions = await really(
    `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname like 'sign\\_in%' and pg_get_function_identity_arguments(p.oid) in ('given_email text')`,
  )
  for (const hand of ['citizen', 'agent', 'officer', 'auditor']) {
    for (const { name } of functions)
      expect(JSON.stringify(await attack([`select * from ${String(name)}('${foreignEmail}')`], { hand }))).not.toContain('tag-of')
  }
})

test('a session that has been ended can’t be brought back', async () => {
  const another = idOf('another session of signed')
  await really(`insert into session (id, secret_hash, employee_id, hand, created_at, expires_at, seen_at, revoked_at)
    values ('${another}', sha256('another'), '${world.people.signed}', 'agent', now(), now() + interval '1 hour', now(), now()) returning id`)
  await attack([`update session set revoked_at = null where id = '${another}'`], { end: 'commit' })
  expect(await really(`select revoked_at is null as alive from session where id = '${another}'`)).toEqual([{ alive: false }])
})

test('nothing can be created that could stand in front of what the functions use', async () => {
  await allDenied([
    'create temporary table instruction_grant (id int)',
    'create table public.mine (id int)',
    'create schema mine',
    `create function public.actor_id() returns uuid language sql as 'select null::uuid'`,
    `create function pg_temp.now() returns timestamptz language sql as 'select null::timestamptz'`,
    'create view public.mine as select 1',
    'create extension dblink',
    'alter table message disable row level security',
    'create policy mine on message using (true)',
    'alter function opened_cases() rename to closed_cases',
    `copy message to program 'cat'`,
    'select lo_create(0)',
  ])
})

const contentTables = () =>
  really(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and obj_description(c.oid, 'pg_class') like 'personal data: yes%'`,
  )

test('B14: content gives no row before the access row is written, whichever of the web’s hands is taken', async () => {
  for (const { name } of await contentTables()) {
    for (const hand of ['agent', 'officer', 'auditor', 'citizen']) {
      const found = await attack([`select count(*)::int as n from "${name}"`], { hand })
      expect([denied, [{ n: 0 }]]).toContainEqual(found)
    }
  }
})

test('A6: what was read and committed has an access row with the reader’s own name, which nobody can write by hand, change or remove', async () => {
  const { atCentre } = world.boards.A
  const count = `select count(*)::int as n from access_event where employee_id = '${world.people.signed}' and '${atCentre}' = any (case_ids)`
  const [before] = await really(count)
  expect(
    await attack([`select open_cases(array['${atCentre}'::uuid], 'guidance')`, `select body from message where case_id = '${atCentre}'`], {
      end: 'commit',
    }),
  ).toHaveLength(2)
  expect(await really(count)).toEqual([{ n: Number(before?.n) + 1 }])
  await allDenied([
    `insert into access_event (at, xact, xact_started, hand, purpose, act, case_ids) values (now(), pg_current_xact_id(), now(), 'agent', 'x', 'read', array['${atCentre}'::uuid])`,
    'update access_event set employee_id = null',
    'select open_for_work(array[]::uuid[], array[]::uuid[], $$x$$, $$service$$)',
  ])
})

test('an access row of an earlier transaction opens nothing in this one', async () => {
  const { atCentre } = world.boards.A
  await attack([`select open_cases(array['${atCentre}'::uuid], 'guidance')`], { end: 'commit' })
  expect(await attack([`select body from message where case_id = '${atCentre}'`])).toEqual([])
})

test('the gap that docs/threats.md admits: what is read in a transaction that is rolled back leaves no row', async () => {
  const { atCentre } = world.boards.A
  const count = 'select count(*)::int as n from access_event'
  const before = await really(count)
  expect(
    await attack([`select open_cases(array['${atCentre}'::uuid], 'guidance')`, `select body from message where case_id = '${atCentre}'`]),
  ).toHaveLength(2)
  expect(await really(count)).toEqual(before)
})

test('nothing can be deleted or emptied, in any table', async () => {
  for (const { name } of await really(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  )) {
    for (const hand of ['agent', 'officer', 'auditor', 'citizen'])
      await allDenied([`delete from "${name}"`, `truncate "${name}"`], { hand })
  }
})

test('B17: another board’s cases are not there, by list, by count, by search, by opening or by writing into them', async () => {
  const { B } = world.boards
  expect(await attack([`select id from "case" where board_id = ${B.boardId}`])).toEqual([])
  expect(await attack([`select open_cases(array['${B.atCentre}'::uuid, '${B.atBoard}'::uuid], 'guidance') as opened`])).toEqual([
    { opened: [] },
  ])
  expect(await attack([`select open_contacts(array['${B.contactId}'::uuid], 'guidance') as opened`])).toEqual([{ opened: [] }])
  const [found] = await really(`select array_agg(id) as ids from "case" where board_id = ${B.boardId}`)
  expect(
    await attack([
      `select array(select unnest(search_case_ids('hemlig', 'kim', 1000)) intersect select unnest('{${String(found?.ids)}}'::uuid[])) as both`,
    ]),
  ).toEqual([{ both: [] }])
  expect(await attack([`update "case" set assignee_id = null where id = '${B.atCentre}' returning id`])).toEqual([])
  await allDenied([
    `insert into note (case_id, at, author_id, body) values ('${B.atCentre}', now(), '${world.people.signed}', 'x')`,
    `insert into message (case_id, direction, at, author_id, subject, body, channel) values ('${B.atCentre}', 'out', now(), '${world.people.signed}', 'x', 'x', 'email')`,
    `insert into participant (case_id, name) values ('${B.atCentre}', 'x')`,
    `insert into handover (case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) values ('${B.atCentre}', ${B.boardId}, ${B.boardId}, ${B.typeId}, '${world.people.signed}', now())`,
    `insert into presence (case_id, employee_id, seen_at) values ('${B.atCentre}', '${world.people.signed}', now())`,
    `insert into clock (case_id, version_id, clause_id, trigger, action, state, rule) values ('${B.atCentre}', ${B.versionId}, 'x', 'case.closed', 'delete', 'waiting', '{}')`,
  ])
})

test('A1, A6: a case of one’s own board can’t be moved to one that the actor may not receive for', async () => {
  const { A, B } = world.boards
  await allDenied([
    `update "case" set board_id = ${B.boardId}, case_type_id = ${B.typeId} where id = '${A.atCentre}'`,
    `update "case" set holder = 'board' where id = '${A.atCentre}'`,
  ])
})

test('nothing can be said in somebody else’s name: notes, messages, undertakings, holds, presence, drafts', async () => {
  const { A } = world.boards
  const other = world.people.officerA
  await allDenied([
    `insert into note (case_id, at, author_id, body) values ('${A.atCentre}', now(), '${other}', 'x')`,
    `insert into message (case_id, direction, at, author_id, subject, body, channel) values ('${A.atCentre}', 'out', now(), '${other}', 'x', 'x', 'email')`,
    `insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash) values ('${other}', ${A.versionId}, now(), '[]', 'x')`,
    `insert into hold (case_id, ground, owner_id, placed_at, expires_at) values ('${A.atCentre}', 'claim', '${other}', now(), now())`,
    `insert into presence (case_id, employee_id, seen_at) values ('${A.atCentre}', '${world.people.unsigned}', now())`,
    `insert into draft (employee_id, case_id, kind, body, touched_at) values ('${other}', '${A.atCentre}', 'note', '{}', now())`,
    `insert into handover (case_id, from_board_id, to_board_id, to_type_id, offered_by, offered_at) values ('${A.atCentre}', ${A.boardId}, ${A.boardId}, ${A.typeId}, '${other}', now())`,
  ])
})

test('the answer to a hand-over carries the name of whoever gave it', async () => {
  const { handoverId } = world.boards.A
  expect(
    await attack([
      `update handover set state = 'accepted', answered_by = '${world.people.officerB}', answered_at = now() where id = '${handoverId}'`,
    ]),
  ).toEqual(denied)
})

test('evidence can’t be forged: no audit row, refusal, certificate, tombstone or disposal by hand, and no trace in the worker’s name', async () => {
  await allDenied([
    `insert into audit_event (at, hand, event) values (now(), 'officer', 'case.closed')`,
    `insert into refusal (at, hand, act, because, clause_ids, law_ids) values (now(), 'agent', 'x', 'x', '{}', '{}')`,
    `insert into certificate (number, issued_at, disposal_id, board_id, body, previous_hash, hash) values (9, now(), gen_random_uuid(), 1, '{}', sha256('a'), sha256('b'))`,
    `insert into tombstone (subject_id, subject, erased_at) values (gen_random_uuid(), 'case', now())`,
    'update disposal set state = $$certified$$',
    'update audit_event set employee_id = null',
  ])
  const recorded = `select record_audit('case.closed', '${world.boards.A.atCentre}', null, null, '{}')`
  const byWhom = `select hand, employee_id from audit_event where event = 'case.closed'`
  await attack([recorded], { end: 'commit' })
  expect(await really(byWhom)).toEqual([{ hand: 'agent', employee_id: world.people.signed }])
  await attack([recorded], { end: 'commit', person: null })
  expect((await really(byWhom)).map(({ hand }) => hand)).not.toContain('service')
})

test('A2, A9: no instruction, clause, grant or notice can be written by the web', async () => {
  for (const hand of ['agent', 'officer', 'auditor', 'citizen']) {
    await allDenied(
      [
        `update instruction_version set valid_to = null`,
        `insert into instruction_grant (version_id, act, case_type_ids, valid_from) values (1, 'handle', '{1}', now())`,
        `update instruction_grant set valid_to = null`,
        `update instruction_version set state = 'in-force' where state = 'draft'`,
        `update instruction_version set content = '{}'`,
        `insert into instruction_version (board_id, version, title, state, valid_from, review_by, hash, source) values (1, 99, 'x', 'in-force', now(), '2026-12-31', sha256('x'), 'x')`,
        `update clause set text = 'x'`,
        `insert into clause (version_id, id, requirement, position, text, text_hash, rule) values (1, 'x', 'A1', 99, 'x', sha256('x'), '{}')`,
        `insert into instruction_signature (version_id, purpose, party, signer, paragraph, on_day, signed_at, signed_hash, key_id, signature) select id, 'version', 'board', '${world.people.officerA}', 'x', now(), now(), sha256('x'), gen_random_uuid(), sha256('x') || sha256('y') from instruction_version`,
        `update instruction_signature set void_at = null`,
        `insert into signing_key (party, board_id, public_key, made_at) values ('board', 1, 'x', now())`,
        `select sealed_key from signing_key`,
        `update instruction_stop set lifted_at = now()`,
        `insert into instruction_review (version_id, reviewed_by, paragraph, on_day, result, next_by, recorded_at) values (1, '${world.people.officerA}', 'x', now(), 'unchanged', now(), now())`,
        `update assignment set signs = 'board'`,
        `update session set step_up_hash = sha256('x')`,
        `select begin_in_force(1, '[]', '[]')`,
        `select carry_undertakings(1, 2, sha256('x'))`,
        `select end_stop('${idOf('stop of A')}')`,
        `select end_version(1)`,
        `insert into notice (version, published_at, content) values ('x', now(), '{}')`,
      ],
      { hand },
    )
  }
})

test('A38: an officer’s own SQL signs nothing without the password: no proof, no key, no move, no stop without the right to sign', async () => {
  const draft = idOf('draft of an instruction of A')
  const officer: Attack = { hand: 'officer', person: 'officerA' }
  const { boardId, versionId } = world.boards.A
  await allDenied(
    [
      `select unlock_signing_key('board', ${boardId}, 'guessed')`,
      `select add_signing_key('board', ${boardId}, decode(repeat('00', 44), 'hex'), null, 'guessed')`,
      `select stop_instruction(${boardId}, '{}', '{}', 'nej tack')`,
      `select review_instruction(${boardId}, 'x', '2026-01-02', 'unchanged', '2026-12-31')`,
      `select stepped_up('guessed', true)`,
      `select sign_something(${versionId}, null, 'version', 'board', 'x', '2026-01-01', sha256('x'), '${idOf('key of A')}', sha256('x') || sha256('y'), 'guessed')`,
    ],
    officer,
  )
  const proposes = `select propose_version('${draft}', sha256('x'), '{}', null) as done`
  const signs = (party: string) =>
    `select sign_version('${draft}', '${party}', 'x', '2026-01-01', sha256('x'), '${idOf('key of A')}', sha256('x') || sha256('y'), 'guessed') as done`
  expect(await attack([proposes, signs('board')], officer)).toEqual(denied)
  // the centre's signature has nothing to sign before the board's
  expect(await attack([proposes, signs('contact-centre')], officer)).toEqual([{ done: false }])
  // what has been proposed can't be written any more, nor proposed by another board's officer
  expect(await attack([proposes, `select save_draft('${draft}', '{}', '') as done`], officer)).toEqual([{ done: false }])
  expect(
    await attack(
      [
        proposes,
        `insert into clause (version_id, id, requirement, position, text, text_hash, rule) values (${versionId}, 'x', 'A1', 99, 'x', sha256('x'), '{}')`,
      ],
      officer,
    ),
  ).toEqual(denied)
  expect(await attack([proposes], { hand: 'officer', person: 'officerB' })).toEqual([{ done: false }])
  for (const person of ['signed', 'auditorA', 'officerB'] as const) {
    const seen = await attack([`select 1 from instruction_version where uid = '${draft}'`], {
      hand: person === 'auditorA' ? 'auditor' : person === 'signed' ? 'agent' : 'officer',
      person,
    })
    expect({ person, seen }).toEqual({ person, seen: person === 'auditorA' ? [{ '?column?': 1 }] : [] })
  }
  expect(await really(`select count(*)::int as n from instruction_version where state in ('proposed', 'approved', 'accepted')`)).toEqual([
    { n: 0 },
  ])
})

test('the clock can’t be moved', async () => {
  for (const hand of ['agent', 'officer', 'auditor', 'citizen'])
    await allDenied([`update time_shift set shift = interval '10 years'`, 'insert into time_shift default values'], { hand })
})

test('T12: no job outside the closed list can be queued, none with anything but ids, and the queue itself can’t be touched', async () => {
  const invalid = { refused: '22023' }
  for (const task of ['find-due', 'erase', 'remove-files', 'certify', 'sweep-files']) await allDenied([`select queue_job('${task}', '{}')`])
  expect(await attack([`select queue_job('anything', '{}')`])).toEqual(invalid)
  expect(await attack([`select queue_job('read-arrival', '{"case": "everything"}')`])).toEqual(invalid)
  expect(await attack([`select queue_job('send-outgoing', '{"outgoing": "kim@exempelby.test"}')`])).toEqual(invalid)
  await allDenied([
    `select graphile_worker.add_job('erase')`,
    'select 1 from graphile_worker.jobs',
    'delete from graphile_worker._private_jobs',
  ])
})
