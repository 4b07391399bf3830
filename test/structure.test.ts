import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keeps } from '../server/modules.ts'
import { keepers } from '../tools/keepers.ts'
import { root } from '../tools/source-files.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

// What must be true of every table, function and role there is, read from the catalogue: a new one that breaks a rule fails here.

let database: TestDatabase
let client: pg.Client
let prefix = ''

beforeAll(async () => {
  database = await freshDatabase()
  prefix = database.logins.rolePrefix
  client = new pg.Client(database.logins.owner)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

/** Rows as one text each, so that a failure names what broke the rule. */
async function texts(query: string, values: unknown[] = []): Promise<string[]> {
  return (await client.query<{ text: string }>(query, values)).rows.map(({ text }) => text)
}

const tables = `pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`
const logins = () => ['web', 'worker', 'purge', 'queue'].map((name) => `${prefix}_${name}`)
const hands = () => ['agent', 'officer', 'citizen', 'service', 'eraser', 'auditor'].map((name) => `${prefix}_${name}`)

test('every table says whether it holds personal data and which existing part of the program keeps it', async () => {
  const rows = await client.query<{ name: string; comment: string | null }>(
    `select c.relname as name, obj_description(c.oid, 'pg_class') as comment from ${tables}`,
  )
  const wrong = rows.rows.filter(({ comment }) => {
    const [, , keeper = ''] =
      /^personal data: (yes|no|staff|pseudonymous|[a-z, ]+); kept by ([\w/-]+(?:\.ts)?)(?:$|\. )/.exec(comment ?? '') ?? []
    return keeper === '' || !existsSync(join(root, 'server', keeper))
  })
  expect(wrong).toEqual([])
})

test('every table with words by or about residents has an entry in a keeps.ts, which erases it with its case or contact', async () => {
  const named = new Set(keeps.map(({ table }) => table))
  const personal = await texts(
    `select c.relname as text from ${tables} and obj_description(c.oid, 'pg_class') ~ '^personal data: (yes|pseudonymous)' order by 1`,
  )
  expect(personal.filter((table) => !named.has(table) && table !== 'sign_in_attempt')).toEqual([])
})

test('every entry of every keeps.ts is on the list that the eraser works through', async () => {
  const listed = keeps.map(({ table, end }) => `${table} ${end}`)
  expect((await keepers()).map(({ table, end }) => `${table} ${end}`).filter((each) => !listed.includes(each))).toEqual([])
})

test('every table has row security that its owner can’t step around either, and a policy for that owner', async () => {
  expect(await texts(`select c.relname as text from ${tables} and not (c.relrowsecurity and c.relforcerowsecurity)`)).toEqual([])
  const owned = `exists (select from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname and p.cmd = 'ALL' and p.roles = array[$1::name])`
  expect(await texts(`select c.relname as text from ${tables} and not ${owned}`, [`${prefix}_owner`])).toEqual([])
  expect(
    await texts(`select c.relname as text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm', 'f')`),
  ).toEqual([])
})

test('nobody but the eraser may delete or truncate, anywhere', async () => {
  const others = [...hands(), ...logins(), `${prefix}_doorman`].filter((role) => role !== `${prefix}_eraser`)
  const deleting = `has_table_privilege(r, c.oid, 'delete') or has_table_privilege(r, c.oid, 'truncate') or has_table_privilege(r, c.oid, 'trigger')`
  expect(await texts(`select r || ' on ' || c.relname as text from unnest($1::name[]) r, ${tables} and (${deleting})`, [others])).toEqual(
    [],
  )
  expect(
    await texts(`select c.relname as text from ${tables} and has_table_privilege($1, c.oid, 'truncate')`, [`${prefix}_eraser`]),
  ).toEqual([])
})

test('a login may do nothing until it takes a hand: it is granted no table and no function, and owns nothing', async () => {
  const own = logins()
  const privileges = 'select, insert, update, delete, references, trigger, truncate'
  expect(
    await texts(`select r || ' on ' || c.relname as text from unnest($1::name[]) r, ${tables} and has_table_privilege(r, c.oid, $2)`, [
      own.slice(0, 3),
      privileges,
    ]),
  ).toEqual([])
  const direct = `select pg_get_userbyid(g.grantee) || ' on ' || c.relname as text from pg_class c cross join aclexplode(c.relacl) g where c.relnamespace = 'public'::regnamespace and pg_get_userbyid(g.grantee) = any ($1)`
  expect(await texts(direct, [own])).toEqual([])
  const execute = `select pg_get_userbyid(g.grantee) || ' on ' || p.oid::regprocedure as text from pg_proc p cross join aclexplode(p.proacl) g where pg_get_userbyid(g.grantee) = any ($1)`
  expect(await texts(execute, [own])).toEqual([])
  expect(
    await texts('select c.relname as text from pg_class c where pg_get_userbyid(c.relowner) = any ($1)', [[...own, ...hands()]]),
  ).toEqual([])
})

test('the web’s login is no member of the service, the eraser, the doorman or the owner, and no login shares a hand with another', async () => {
  const members = `select pg_get_userbyid(m.member) || ' → ' || pg_get_userbyid(m.roleid) as text from pg_auth_members m where pg_get_userbyid(m.member) = any ($1) order by 1`
  const expected = ['purge → eraser', 'queue → jobs', 'web → agent', 'web → auditor', 'web → citizen', 'web → officer', 'worker → service']
  expect((await texts(members, [logins()])).map((line) => line.replaceAll(`${prefix}_`, ''))).toEqual(expected)
  const reach = `select l || ' → ' || r as text from unnest($1::name[]) l, unnest($2::name[]) r where pg_has_role(l, r, 'member')`
  const powers = ['owner', 'doorman', 'service', 'eraser', 'jobs'].map((name) => `${prefix}_${name}`)
  expect(await texts(reach, [[`${prefix}_web`], powers])).toEqual([])
})

test('no application login may create anything: no table, no temporary table, no function, no schema', async () => {
  const roles = [...logins(), ...hands()]
  const places = `select r || ' ' || what as text from unnest($1::name[]) r cross join lateral (values
    ('temporary objects', has_database_privilege(r, current_database(), 'temporary')), ('schemas', has_database_privilege(r, current_database(), 'create')),
    ('in public', has_schema_privilege(r, 'public', 'create'))) place (what, may) where may`
  expect(await texts(places, [roles])).toEqual([])
  expect(
    await texts(
      `select r.rolname as text from pg_roles r where r.rolname = any ($1) and (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication)`,
      [roles],
    ),
  ).toEqual([])
})

const ownFunctions = `pg_proc p where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')`

test('every function that acts with somebody else’s rights looks for names in our schema only', async () => {
  expect(
    await texts(
      `select p.oid::regprocedure::text as text from ${ownFunctions} and p.prosecdef and not coalesce(p.proconfig, '{}') @> array['search_path=pg_catalog, public, pg_temp']`,
    ),
  ).toEqual([])
})

test('of our functions everyone may run the clock only', async () => {
  const open = await texts(
    `select p.oid::regprocedure::text as text from ${ownFunctions} and has_function_privilege('public', p.oid, 'execute') order by 1`,
  )
  expect(open).toEqual(['ombud_now()'])
})

test('B22: no column holds a score, a rank or a profile', async () => {
  const judging = `\\m(score|rank|rating|profile|risk|grade|segment|likelihood)`
  expect(
    await texts(
      `select c.relname || '.' || a.attname as text from pg_attribute a join ${tables} and a.attrelid = c.oid and replace(a.attname, '_', ' ') ~ $1`.replace(
        `join ${tables}`,
        `join pg_class c on c.oid = a.attrelid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
      ),
      [judging],
    ),
  ).toEqual([])
})

test('A1: whatever is about a case or a contact has exactly one board, and can’t be without it', async () => {
  const missing = `select c.relname as text from ${tables} and c.relname in ('case', 'contact', 'question', 'disposal', 'certificate', 'gap') and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'board_id' and a.attnotnull)`
  expect(await texts(missing)).toEqual([])
})
