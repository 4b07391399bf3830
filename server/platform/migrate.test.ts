import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { scramVerifier } from './database-logins.ts'
import { migrate, rolePrefixOf, withPrefix } from './migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'ombud-migrate-'))
const keysFolder = join(folder, 'keys')
mkdirSync(join(folder, 'migrations'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rolesSql = `do $$ declare r text; begin
  foreach r in array array['ombud_owner', 'ombud_jobs', 'ombud_web', 'ombud_worker', 'ombud_purge', 'ombud_queue'] loop
    if not exists (select from pg_roles where rolname = r) then execute format('create role %I noinherit login', r); end if;
  end loop;
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to ombud_web', current_database());
  execute format('grant create on database %I to ombud_jobs', current_database());
end $$;
grant create, usage on schema public to ombud_owner;`

async function ask(login: pg.PoolConfig, text: string): Promise<unknown[]> {
  const client = new pg.Client(login)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** A second database beside the test's own, under a prefix of its own, migrated from a folder that the test writes. */
async function migrateOwnFolder(owner: pg.PoolConfig, database: string, migrations: Record<string, string>) {
  rmSync(join(folder, 'migrations'), { recursive: true })
  mkdirSync(join(folder, 'migrations'))
  writeFileSync(join(folder, 'roles.sql'), rolesSql)
  for (const [name, text] of Object.entries(migrations)) writeFileSync(join(folder, 'migrations', name), text)
  return migrate({ ...owner, database }, { folder, keysFolder })
}

async function dropAll(owner: pg.PoolConfig, database: string): Promise<void> {
  await ask(owner, `drop database ${database} with (force)`)
  await ask(owner, `drop role ${['owner', 'jobs', 'web', 'worker', 'purge', 'queue'].map((role) => `${database}_${role}`).join(', ')}`)
}

test('only role names get the prefix, and two databases never share one', () => {
  expect(withPrefix('grant ombud_web to x; select ombud_now(), ombud_owners, my_ombud_web', 'lund')).toBe(
    'grant lund_web to x; select ombud_now(), ombud_owners, my_ombud_web',
  )
  expect(rolePrefixOf('ombud_lund')).toBe('ombud_lund')
  expect(rolePrefixOf('Ombud-Åmål')).toMatch(/^ombud_ombud_m_l_[0-9a-f]{8}$/)
  expect(rolePrefixOf('a-b')).not.toBe(rolePrefixOf('a.b'))
})

test('the stored verifier is the one of RFC 7677', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64')
  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  )
})

test('a missing database is made, migrated once, and every login gets in with a password that is kept', async () => {
  const { logins: mine, drop } = await freshDatabase()
  const one = { '0001-one.sql': 'create table one (id int);\ngrant select on one to ombud_web;' }
  const logins = await migrateOwnFolder(mine.owner, 'ombud_trial_a', one)
  const again = await migrateOwnFolder(mine.owner, 'ombud_trial_a', { ...one, '0002-two.sql': 'create table two (id int)' })
  expect(JSON.stringify(again)).toBe(JSON.stringify(logins))
  expect(logins.rolePrefix).toBe('ombud_trial_a')
  expect(await ask(logins.web, 'select current_user as who, (select count(*) from one)::int as n')).toEqual([
    { who: 'ombud_trial_a_web', n: 0 },
  ])
  await expect(ask(logins.web, 'select * from two')).rejects.toThrow('permission denied')
  await expect(ask({ ...logins.web, password: 'wrong' }, 'select 1')).rejects.toThrow('password authentication failed')
  expect(await ask(logins.owner, 'select number, name from migration order by 1')).toEqual([
    { number: 1, name: '0001-one.sql' },
    { number: 2, name: '0002-two.sql' },
  ])
  const owners = `select tableowner from pg_tables where tablename in ('one', '_private_jobs') order by 1`
  expect(await ask(logins.owner, owners)).toEqual([{ tableowner: 'ombud_trial_a_jobs' }, { tableowner: 'ombud_trial_a_owner' }])
  await dropAll(mine.owner, 'ombud_trial_a')
  await drop()
})

test('a migration that was edited, or that this program does not know, stops the start', async () => {
  const { logins: mine, drop } = await freshDatabase()
  const run = (migrations: Record<string, string>) => migrateOwnFolder(mine.owner, 'ombud_trial_b', migrations)
  await run({ '0001-one.sql': 'create table one (id int)' })
  await expect(run({ '0001-one.sql': 'create table one (id bigint)' })).rejects.toThrow('0001-one.sql was edited')
  await expect(run({})).rejects.toThrow('newer than the program')
  await expect(
    run({ '0001-one.sql': 'create table one (id int)', '0002-bad.sql': 'create table two (id int);\nselect nothing from one' }),
  ).rejects.toThrow('0002-bad.sql, line 2: column "nothing" does not exist')
  expect(await ask({ ...mine.owner, database: 'ombud_trial_b' }, `select to_regclass('two') as two`)).toEqual([{ two: null }])
  await dropAll(mine.owner, 'ombud_trial_b')
  await drop()
})

test('two processes that migrate at the same moment agree', async () => {
  const { logins: mine, drop } = await freshDatabase()
  const migrations = { '0001-one.sql': 'create table one (id int)', '0002-two.sql': 'create table two (id int)' }
  await migrateOwnFolder(mine.owner, 'ombud_trial_c', {})
  for (const [name, text] of Object.entries(migrations)) writeFileSync(join(folder, 'migrations', name), text)
  const both = await Promise.all([1, 2, 3].map(() => migrate({ ...mine.owner, database: 'ombud_trial_c' }, { folder, keysFolder })))
  expect(JSON.stringify(both[1])).toBe(JSON.stringify(both[0]))
  expect(await ask(mine.owner, `select 1 as up`)).toEqual([{ up: 1 }])
  await dropAll(mine.owner, 'ombud_trial_c')
  await drop()
})

test("Ombud's own migrations close the doors of a test's copy as they closed the template's", async () => {
  const { logins, name, drop } = await freshDatabase()
  expect(await ask(logins.web, 'select current_database() as name')).toEqual([{ name }])
  await expect(ask(logins.web, 'create temporary table t (id int)')).rejects.toThrow('permission denied')
  await expect(ask(logins.web, `set role ${logins.rolePrefix}_eraser`)).rejects.toThrow('permission denied')
  await expect(ask(logins.worker, `set role ${logins.rolePrefix}_owner`)).rejects.toThrow('permission denied')
  expect(await ask(logins.queue, `select (graphile_worker.add_job('nothing')).id is not null as queued`)).toEqual([{ queued: true }])
  await drop()
})
