import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { asOwner, sql, type Tx } from '../server/platform/db.ts'
import { migrate } from '../server/platform/migrate.ts'
import { root } from '../tools/source-files.ts'
import { freshDatabase } from './database.ts'

const folder = mkdtempSync(join(tmpdir(), 'ombud-old-secrecy-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The program's migrations from before case types had a level of secrecy. */
function migrationsBefore(): string {
  mkdirSync(join(folder, 'migrations'), { recursive: true })
  cpSync(join(root, 'db/roles.sql'), join(folder, 'roles.sql'))
  for (const name of readdirSync(join(root, 'db/migrations')))
    if (Number(name.slice(0, 4)) < 34) cpSync(join(root, 'db/migrations', name), join(folder, 'migrations', name))
  return folder
}

const types = [
  { code: 'fraga', secrecy: 'open', secrecyTags: [] },
  { code: 'skada', secrecy: 'open', secrecyTags: ['40:6'] },
  { code: 'forskola', secrecy: 'open', secrecyTags: ['40:6', '23:1'] },
  { code: 'social', secrecy: 'sealed', secrecyTags: ['26:1', '40:7 g'] },
]

async function fillAsOfOld(tx: Tx): Promise<void> {
  const caseTypes = types.map((type) => ({ ...type, name: type.code, department: 'avd', unrouted: type.code === 'fraga' }))
  const organisation = { boards: [{ code: 'namnd', caseTypes }], channels: [] }
  await tx.run(
    sql`insert into installation (municipality_code, municipality, mail_domain, organisation, demo, installed_at) values ('0000', 'Exempelby', 'exempelby.test', ${JSON.stringify(organisation)}, false, '2026-01-01T09:00:00Z')`,
  )
  await tx.run(
    sql`insert into board (code, name, short, administration, hosts_contact_centre) values ('namnd', 'Nämnden', 'N', 'Förvaltningen', true)`,
  )
  await tx.run(sql`insert into department (board_id, code, name) select id, 'avd', 'Avdelningen' from board`)
  for (const { code, secrecy, secrecyTags } of types)
    await tx.run(
      sql`insert into case_type (board_id, department_id, code, name, secrecy, secrecy_tags) select board_id, id, ${code}, ${code}, ${secrecy}, ${secrecyTags} from department`,
    )
  for (const { code } of types) {
    await tx.run(
      sql`insert into "case" (number, board_id, case_type_id, channel, state, opened_at, changed_at) select ${`N-2026-${code}`}, board_id, id, 'email', 'open', '2026-01-01T09:00:00Z', '2026-01-01T09:00:00Z' from case_type where code = ${code}`,
    )
    await tx.run(
      sql`insert into case_summary (case_id, case_type_id, opened_at, subject, preview, sender, lookup, ts) select id, case_type_id, opened_at, 'ord', 'ord', 'Kim', ${`n-2026-${code} | kim`}, to_tsvector('simple', 'ord') from "case" where number = ${`N-2026-${code}`}`,
    )
  }
}
const Type = z.object({ code: z.string(), secrecy: z.string(), level: z.string(), provision: z.string().nullable() })
const Summary = z.object({ number: z.string(), subject: z.string(), lookup: z.string(), found: z.boolean() })

test('A20, L21: an installation from before has a level for every kind of case, and the words of what is presumed secret are out of its lists', {
  timeout: 60_000,
}, async () => {
  const { logins: mine, drop } = await freshDatabase()
  const owner = { ...mine.owner, database: 'ombud_trial_secrecy' }
  const keysFolder = join(folder, 'keys')
  const old = await migrate(owner, { folder: migrationsBefore(), keysFolder })
  await asOwner(old, fillAsOfOld)
  const now = await migrate(owner, { keysFolder })
  const expected = [
    { code: 'forskola', secrecy: 'sealed', level: 'reverse', provision: '23:1' },
    { code: 'fraga', secrecy: 'open', level: 'none', provision: null },
    { code: 'skada', secrecy: 'open', level: 'qualified-straight', provision: '40:6' },
    { code: 'social', secrecy: 'sealed', level: 'reverse', provision: '26:1' },
  ]
  await asOwner(now, async (tx) => {
    expect(
      await tx.all(Type, sql`select code, secrecy, secrecy_level as level, secrecy_provision as provision from case_type order by code`),
    ).toEqual(expected)
    const inFile = sql`select t ->> 'code' as code, t ->> 'secrecy' as secrecy, t ->> 'level' as level, t ->> 'provision' as provision from installation, jsonb_array_elements(organisation -> 'boards' -> 0 -> 'caseTypes') as t order by 1`
    expect(await tx.all(Type, inFile)).toEqual(expected)
    const said = await tx.all(
      Summary,
      sql`select c.number, s.subject, s.lookup, s.ts @@ to_tsquery('simple', 'ord') as found from case_summary s join "case" c on c.id = s.case_id order by c.number`,
    )
    expect(said).toEqual([
      { number: 'N-2026-forskola', subject: '', lookup: 'n-2026-forskola', found: false },
      { number: 'N-2026-fraga', subject: 'ord', lookup: 'n-2026-fraga | kim', found: true },
      { number: 'N-2026-skada', subject: 'ord', lookup: 'n-2026-skada | kim', found: true },
      { number: 'N-2026-social', subject: '', lookup: 'n-2026-social', found: false },
    ])
  })
  await drop()
})
