import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Hand } from '../contracts/words.ts'
import { demoPassword } from '../db/seed/exempelby/people.ts'
import { loadRules } from '../server/domain/instruction/index.ts'
import { endOf, type Scheduled, schedule } from '../server/domain/retention/index.ts'
import { signIn } from '../server/domain/staff/index.ts'
import { moveClock } from '../server/platform/clock.ts'
import type { Logins } from '../server/platform/database-logins.ts'
import { asOwner, type Db, openDb, sql, type Tx } from '../server/platform/db.ts'
import { freshDatabase } from './database.ts'
import { signAgain } from './sign-again.ts'

export type Given = { id: string; contactId: string; fileIds: string[]; board: string; caseType: string; text: string }

/** A case that came by mail with an attachment, was noted on, answered and drafted on: a row in every table that can hold one. `fileIds`: the raw mail's and the attachment's. */
export function aCase(board: string, caseType: string, { text = 'Gatlyktan vid lekplatsen är trasig.' }: { text?: string } = {}): Given {
  return { id: randomUUID(), contactId: randomUUID(), fileIds: [randomUUID(), randomUUID()], board, caseType, text }
}

/** Writes open cases with everything that hangs on them, as the owner: thousands in a second, where our verbs would take minutes. */
export async function writeCases(logins: Logins, given: readonly Given[]): Promise<void> {
  const rows = JSON.stringify(
    given.map((each) => ({
      ...each,
      number: `T-${each.id}`,
      raw: each.fileIds[0],
      attached: each.fileIds[1],
      message: randomUUID(),
      question: randomUUID(),
    })),
  )
  const source = sql`jsonb_to_recordset(${rows}::jsonb) as g (id uuid, "contactId" uuid, board text, "caseType" text, text text, number text, raw uuid, attached uuid, message uuid, question uuid)
    join board b on b.code = g.board join case_type t on t.board_id = b.id and t.code = g."caseType" join channel ch on ch.code = (select min(code) from channel where kind = 'email')`
  await asOwner(logins, async (tx) => {
    await tx.run(
      sql`insert into contact (id, channel_id, channel, board_id, case_type_id, started_at, ended_at) select g."contactId", ch.id, 'email', b.id, t.id, ombud_now(), ombud_now() from ${source}`,
    )
    await tx.run(sql`insert into "case" (id, number, board_id, case_type_id, contact_id, channel, state, opened_at, changed_at, instruction_version_id)
      select g.id, g.number, b.id, t.id, g."contactId", 'email', 'open', ombud_now(), ombud_now(), v.id from ${source} join instruction_version v on v.board_id = b.id and v.state = 'in-force'`)
    await tx.run(sql`insert into stored_file (id, sha256, size_bytes, wrapped_key, stored_at, case_id, contact_id)
      select f.id, sha256('x'), 1, 'x', ombud_now(), g.id, g."contactId" from ${source} cross join lateral (values (g.raw), (g.attached)) f (id)`)
    await tx.run(
      sql`insert into arrival (channel_id, channel_key, received_at, file_id, state, case_id, contact_id) select ch.id, g.number, ombud_now(), g.raw, 'done', g.id, g."contactId" from ${source}
      -- a restored backup has the row as it was
      on conflict (channel_id, channel_key) do update set file_id = excluded.file_id, state = 'done', case_id = excluded.case_id, contact_id = excluded.contact_id`,
    )
    await tx.run(
      sql`insert into question (id, contact_id, board_id, case_type_id, state, case_id) select g.question, g."contactId", b.id, t.id, 'case', g.id from ${source}`,
    )
    await tx.run(sql`insert into question_text (question_id, contact_id, asked) select g.question, g."contactId", g.text from ${source}`)
    await tx.run(sql`insert into participant (case_id, name, email) select g.id, 'Kim ' || g.text, 'kim@exempelby.test' from ${source}`)
    await tx.run(sql`insert into participant (contact_id, name) select g."contactId", 'Kim' from ${source}`)
    await tx.run(
      sql`insert into message (id, case_id, direction, at, subject, body, html, channel) select g.message, g.id, 'in', ombud_now(), g.text, g.text, g.text, 'email' from ${source}`,
    )
    await tx.run(
      sql`insert into attachment (case_id, message_id, file_id, name, media_type, size_bytes) select g.id, g.message, g.attached, g.text, 'image/png', 1 from ${source}`,
    )
    await tx.run(sql`insert into note (case_id, at, body) select g.id, ombud_now(), g.text from ${source}`)
    await tx.run(
      sql`insert into case_summary (case_id, case_type_id, opened_at, subject, preview, sender, lookup, ts) select g.id, t.id, ombud_now(), g.text, g.text, 'Kim', lower(g.text), to_tsvector('swedish', g.text) from ${source}`,
    )
    await tx.run(
      sql`insert into outgoing (case_id, message_id, kind, queued_at, not_before, state) select g.id, g.message, 'receipt', ombud_now(), ombud_now(), 'sent' from ${source}`,
    )
    await tx.run(
      sql`insert into case_key (case_id, kind, hash, token) select g.id, 'reply', sha256(convert_to(g.number, 'UTF8')), g.number from ${source}`,
    )
  })
}

const Typed = z.object({ id: z.string(), board_id: z.int(), board: z.string(), department: z.string(), case_type: z.string() })
const Now = z.object({ now: z.date() })

/** Closes cases as the service, each under its own board's rule in force, as `closeCase` does for one. @returns case id → where its clock stands */
export async function closeCases(db: Db, ids: readonly string[]): Promise<Map<string, Scheduled>> {
  return db.as({ hand: 'service' }, async (tx) => {
    const { now } = await tx.one(Now, sql`select ombud_now() as now`)
    const ends = await scheduleAll(tx, ids, now)
    const rows = [...ends].map(([id, end]) => ({
      id,
      rule: end.ruleId,
      ...endOf(end),
    }))
    await tx.run(sql`
      update "case" c set state = 'closed', closed_at = ${now}, dispose_on = g.on, dispose_at = g.at, dispose_rule = g.rule, dispose_review = g.review, keep_forever = g.kept
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g (id uuid, "on" date, at timestamptz, rule text, review boolean, kept boolean) where c.id = g.id`)
    return ends
  })
}

async function scheduleAll(tx: Tx, ids: readonly string[], at: Date): Promise<Map<string, Scheduled>> {
  const { instructions } = await loadRules(tx)
  const rows = await tx.all(
    Typed,
    sql`select c.id, b.id as board_id, b.code as board, d.code as department, t.code as case_type from "case" c join board b on b.id = c.board_id join case_type t on t.id = c.case_type_id
      join department d on d.id = t.department_id where c.id = any (${ids}::uuid[])`,
  )
  // asked at once, sent in one go
  const ends = await Promise.all(
    rows.map(async ({ id, board_id, board, department, case_type }) => {
      const instruction = instructions.find((each) => each.board === board)
      if (!instruction) throw new Error(`${board} has no instruction`)
      const end = await schedule(tx, {
        subject: { kind: 'case', id },
        board: { id: board_id, code: board },
        department,
        caseType: case_type,
        record: 'case',
        trigger: 'case.closed',
        at,
        instruction,
      })
      return [id, end] as const
    }),
  )
  return new Map(ends)
}

export type RetentionWorld = {
  logins: Logins
  db: Db
  eraser: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  service: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  owner: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** As someone of Exempelby's staff, by the name before @. */
  as: <T>(who: string, hand: Hand, work: (tx: Tx) => Promise<T>) => Promise<T>
  passes: (days: number) => Promise<void>
  disposalOf: (subjectId: string) => Promise<z.infer<typeof Disposal> | undefined>
  exists: (kind: 'case' | 'contact', id: string) => Promise<boolean>
  end: () => Promise<void>
}

const Disposal = z.object({
  id: z.string(),
  state: z.string(),
  late_because: z.string().nullable(),
  expected: z.unknown(),
  erased: z.unknown(),
  file_ids: z.array(z.string()),
  certificate: z.number().nullable(),
})
const Count = z.object({ n: z.int() })

/** Exempelby on a database of its own, and the hands that erasing needs. */
export async function retentionWorld(): Promise<RetentionWorld> {
  const base = await freshDatabase()
  const db = openDb(base.logins)
  const owner: RetentionWorld['owner'] = (work) => asOwner(base.logins, work)
  const unknown = <T>(work: (tx: Tx) => Promise<T>) => db.as({ hand: 'citizen', secret: '' }, work)
  return {
    logins: base.logins,
    db,
    owner,
    eraser: (work) => db.as({ hand: 'eraser' }, work),
    service: (work) => db.as({ hand: 'service' }, work),
    as: async (who, hand, work) => {
      const { secret } = await signIn(unknown, { email: `${who}@exempelby.test`, password: demoPassword, hand })
      return db.as({ hand, secret }, work)
    },
    passes: async (days) => {
      await moveClock(base.logins, days * 86_400_000)
      await asOwner(base.logins, signAgain)
    },
    disposalOf: (id) =>
      owner((tx) =>
        tx.maybe(
          Disposal,
          sql`select id, state, late_because, expected, erased, file_ids, certificate from disposal where subject_id = ${id} order by found_at desc, state desc limit 1`,
        ),
      ),
    exists: async (kind, id) => {
      const from = kind === 'case' ? sql`"case"` : sql`contact`
      return (await owner((tx) => tx.one(Count, sql`select count(*)::int as n from ${from} where id = ${id}`))).n === 1
    },
    end: async () => {
      await db.end()
      await base.drop()
    },
  }
}
