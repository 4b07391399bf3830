import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { InstructionFile } from '../../../contracts/instruction.ts'
import { freshDatabase } from '../../../test/database.ts'
import { exempelby, exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { migrate } from '../../platform/migrate.ts'
import { namesOf } from '../rule/index.ts'
import { diffInstructions } from './diff.ts'

const own = join(import.meta.dirname, '../../../db')
const name = 'ombud_upgraded'

async function ask(login: pg.PoolConfig, role: string | null, text: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new pg.Client(login)
  await client.connect()
  try {
    if (role) await client.query(`set role ${role}`)
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

test('an installation from before drafts keeps what is in force, agreed on paper, with a file that the next version is compared with', async () => {
  const database = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'ombud-upgrade-'))
  const [file] = exempelbyFiles
  if (!file) throw new Error('Exempelby has instructions')
  const login = { ...database.logins.owner, database: name }
  try {
    mkdirSync(join(folder, 'migrations'))
    cpSync(join(own, 'roles.sql'), join(folder, 'roles.sql'))
    for (const each of readdirSync(join(own, 'migrations')))
      if (each < '0014') cpSync(join(own, 'migrations', each), join(folder, 'migrations', each))
    await migrate(login, { folder, keysFolder: join(folder, 'keys') })
    await ask(
      login,
      `${name}_owner`,
      `with b as (insert into board (code, name, short, administration) values ($1, 'Nämnd', 'NN', 'x') returning id),
         v as (insert into instruction_version (board_id, version, title, state, valid_from, valid_to, review_by, hash, approvals, contacts, source)
           select id, $2, $3, 'in-force', $4, $5, $6, sha256('x'), $7, '{}', 'x' from b returning id)
       insert into clause (version_id, id, requirement, position, text, text_hash, rule)
       select v.id, c ->> 'id', c ->> 'requirement', n, c ->> 'text', sha256('x'), c from v, jsonb_array_elements($8::jsonb) with ordinality as given (c, n)`,
      [
        file.board,
        file.version,
        file.title,
        file.validFrom,
        file.validTo,
        file.reviewBy,
        JSON.stringify(file.approvals),
        JSON.stringify(file.clauses),
      ],
    )
    await migrate(login, { folder: own, keysFolder: join(folder, 'keys') })
    const [row] = await ask(login, `${name}_owner`, 'select state, signed, content from instruction_version')
    const { content, ...rest } = z.object({ state: z.string(), signed: z.string(), content: InstructionFile }).parse(row)
    expect(rest).toEqual({ state: 'in-force', signed: 'paper' })
    const next = diffInstructions(content, { ...file, version: file.version + 1, contacts: file.contacts ?? {} }, namesOf(exempelby))
    expect(next).toMatchObject({ clauses: [], header: [], widens: false })
  } finally {
    await ask(database.logins.owner, null, `drop database if exists ${name} with (force)`)
    const roles = await ask(database.logins.owner, null, `select rolname from pg_roles where rolname like '${name}\\_%'`)
    for (const { rolname } of z.array(z.object({ rolname: z.string() })).parse(roles))
      await ask(database.logins.owner, null, `drop role ${rolname}`)
    await database.drop()
    rmSync(folder, { recursive: true, force: true })
  }
}, 60_000)
