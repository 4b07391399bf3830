import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { reckon } from '../server/domain/retention/reschedule.ts'
import { asOwner, openDb, sql, type Tx } from '../server/platform/db.ts'
import { migrate } from '../server/platform/migrate.ts'
import { root } from '../tools/source-files.ts'
import { freshDatabase } from './database.ts'

const folder = mkdtempSync(join(tmpdir(), 'ombud-old-clocks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Ombud's own migrations, those with a number up to `last`. */
function migrationsTo(last: number): string {
  const to = join(folder, `db-${last}`)
  mkdirSync(join(to, 'migrations'), { recursive: true })
  cpSync(join(root, 'db/roles.sql'), join(to, 'roles.sql'))
  for (const name of readdirSync(join(root, 'db/migrations')))
    if (Number(name.slice(0, 4)) <= last) cpSync(join(root, 'db/migrations', name), join(to, 'migrations', name))
  return to
}

const rule = (id: string, trigger: string, length: number, record: string) => ({
  id,
  requirement: 'B18',
  text: 'Ärenden gallras efter en tid.',
  lang: 'sv',
  effect: 'oblige',
  acts: [],
  department: null,
  mission: [],
  caseTypes: id === 'kvitto' ? ['tva'] : 'all',
  subjects: [],
  categories: [],
  specialCategories: [],
  personnummerReason: null,
  basis: null,
  lawId: null,
  secrecyTags: [],
  identityLevel: 'none',
  recipientClass: [],
  channels: 'all',
  caseOpens: null,
  connectors: [],
  region: 'EU/EEA',
  retention: {
    trigger,
    length,
    unit: 'days',
    calendar: 'calendar',
    action: 'delete',
    record,
    disposalDecision: { date: '2025-01-01', organ: 'nämnden', paragraph: '§ 1' },
    quarantineDays: 0,
  },
  delegationRef: null,
  dpiaRef: null,
  subProcessors: [],
  obligations: [],
  validFrom: null,
  validTo: null,
  reviewBy: null,
  materiality: 'minor',
})

const rules = [
  rule('stangt', 'case.closed', 30, 'case'),
  rule('kvitto', 'delivery.confirmed', 7, 'case'),
  rule('kontakt', 'contact.ended', 60, 'contact'),
]
const Ids = z.object({ id: z.string() })
const due = { stangt: '2026-02-10T23:00:00.000Z', kontakt: '2026-03-12T23:00:00.000Z' }

/** What an installation held before rules could count from anything: one clock that runs from a closing, one that waits, one of a contact. */
async function fillAsOfOld(tx: Tx): Promise<void> {
  await tx.run(
    sql`insert into board (code, name, short, administration, hosts_contact_centre) values ('namnd', 'Nämnden', 'N', 'Förvaltningen', true)`,
  )
  await tx.run(sql`insert into department (board_id, code, name) select id, 'avd', 'Avdelningen' from board`)
  for (const code of ['ett', 'tva'])
    await tx.run(
      sql`insert into case_type (board_id, department_id, code, name, secrecy) select board_id, id, ${code}, ${code}, 'open' from department`,
    )
  await tx.run(sql`insert into channel (code, kind, name, region) values ('epost', 'email', 'E-post', 'EU/EEA')`)
  await tx.run(sql`insert into outcome (code, name, needs, sort) values ('klart', 'Klart', 'both', 1)`)
  await tx.run(
    sql`insert into instruction_version (board_id, version, title, state, valid_from, review_by, hash, source) select id, 1, 'Instruktion', 'in-force', '2025-01-01', '2026-12-31', sha256('x'), 'x' from board`,
  )
  for (const [position, each] of rules.entries())
    await tx.run(
      sql`insert into clause (version_id, id, requirement, position, text, text_hash, rule) select id, ${each.id}, 'B18', ${position}, ${each.text}, sha256('x'), ${JSON.stringify(each)} from instruction_version`,
    )
  await tx.run(sql`insert into contact (id, channel_id, channel, board_id, case_type_id, started_at, ended_at, dispose_on, dispose_rule)
    select '00000000-0000-4000-8000-000000000003', ch.id, 'email', t.board_id, t.id, '2026-01-11T09:00:00Z', '2026-01-11T09:00:00Z', '2026-03-13', 'namnd/kontakt' from channel ch, case_type t where t.code = 'ett'`)
  for (const [id, code] of [
    ['00000000-0000-4000-8000-000000000001', 'ett'],
    ['00000000-0000-4000-8000-000000000002', 'tva'],
  ] as const)
    await tx.run(sql`insert into "case" (id, number, board_id, case_type_id, channel, state, opened_at, changed_at, closed_at, outcome, instruction_version_id, dispose_on, dispose_at, dispose_rule, dispose_review)
      select ${id}, ${code}, t.board_id, t.id, 'email', 'closed', '2026-01-01T09:00:00Z', '2026-01-11T09:00:00Z', '2026-01-11T09:00:00Z', 'klart', v.id, ${code === 'ett' ? '2026-02-11' : null}, ${code === 'ett' ? due.stangt : null}, 'namnd/x', ${code === 'tva'} from case_type t, instruction_version v where t.code = ${code}`)
  const clock = (kind: 'case' | 'contact', id: string, at: number, started: boolean, dueAt: string | null) => {
    const { trigger, ...rest } = rules[at]?.retention ?? { trigger: '' }
    return tx.run(sql`insert into clock (case_id, contact_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule)
      select ${kind === 'case' ? id : null}, ${kind === 'contact' ? id : null}, v.id, ${rules[at]?.id}, ${trigger}, ${started ? '2026-01-11T09:00:00Z' : null}, ${dueAt}, null, 'delete', ${started ? 'running' : 'waiting'}, ${JSON.stringify({ trigger, ...rest })} from instruction_version v`)
  }
  await clock('case', '00000000-0000-4000-8000-000000000001', 0, true, due.stangt)
  await clock('case', '00000000-0000-4000-8000-000000000002', 1, false, null)
  await clock('contact', '00000000-0000-4000-8000-000000000003', 2, true, due.kontakt)
}

test('B18, B19: clocks that ran before rules could count from anything go on to the same day', { timeout: 60_000 }, async () => {
  const { logins: mine, drop } = await freshDatabase()
  const database = 'ombud_trial_clocks'
  const owner = { ...mine.owner, database }
  const keysFolder = join(folder, 'keys')
  const old = await migrate(owner, { folder: migrationsTo(12), keysFolder })
  await asOwner(old, fillAsOfOld)
  const now = await migrate(owner, { keysFolder })
  const db = openDb(now)
  const fates = await db.as({ hand: 'eraser' }, async (tx) => {
    const cases = await tx.all(Ids, sql`select id from "case" order by id`)
    const of = async (kind: 'case' | 'contact', ids: string[]) =>
      [...(await reckon(tx, kind, ids)).values()].map(({ fate }) => ({
        rule: fate.ruleId,
        state: fate.state,
        at: fate.at?.toISOString() ?? null,
        waits: fate.waitsFor,
      }))
    return [
      ...(await of(
        'case',
        cases.map(({ id }) => id),
      )),
      ...(await of('contact', ['00000000-0000-4000-8000-000000000003'])),
    ]
  })
  expect(fates).toEqual([
    { rule: 'namnd/stangt', state: 'running', at: due.stangt, waits: [] },
    { rule: 'namnd/kvitto', state: 'waiting', at: null, waits: ['delivery.confirmed'] },
    { rule: 'namnd/kontakt', state: 'running', at: due.kontakt, waits: [] },
  ])
  await db.end()
  await drop()
})
