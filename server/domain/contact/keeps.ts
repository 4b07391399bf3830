import { z } from 'zod'
import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps, noRows, rowsOf } from '../../platform/keeps.ts'

const FilesOf = z.object({ id: z.string(), files: z.array(z.string()) })
const Follows = z.object({ contact_id: z.string(), case_id: z.string() })

/** The words of a question go with the case it became, and with its contact. */
const questionText: Keeps = {
  table: 'question_text',
  holds: 'content',
  end: 'gone',
  count: async (tx, { kind, ids }) => {
    if (kind === 'contact')
      return rowsOf(
        tx,
        sql`select contact_id as id, count(*)::int as rows from question_text where contact_id = any (${ids}::uuid[]) group by 1`,
      )
    // the text is seen through its contact, so that is opened too, with a log row of its own
    await tx.run(
      sql`select open_for_work('{}', array(select distinct contact_id from question where case_id = any (${ids}::uuid[])), 'disposal', 'eraser')`,
    )
    return rowsOf(
      tx,
      sql`select q.case_id as id, count(*)::int as rows from question_text t join question q on q.id = t.question_id where q.case_id = any (${ids}::uuid[]) group by 1`,
    )
  },
  erase: async (tx, { kind, ids }) =>
    kind === 'contact'
      ? rowsOf(
          tx,
          sql`with gone as (delete from question_text where contact_id = any (${ids}::uuid[]) returning contact_id) select contact_id as id, count(*)::int as rows from gone group by 1`,
        )
      : rowsOf(
          tx,
          sql`with gone as (delete from question_text t using question q where q.id = t.question_id and q.case_id = any (${ids}::uuid[]) returning q.case_id)
              select case_id as id, count(*)::int as rows from gone group by 1`,
        ),
}

/** What is left of an arrival is the channel's own key, so that an erased message can't come in again through a second door. */
const arrival: Keeps = {
  table: 'arrival',
  holds: 'trace',
  end: 'cut-loose',
  retains: 'the channel and the message’s own key, so that the same message is not taken in again',
  count: async (tx, { kind, ids }) =>
    kind === 'case'
      ? rowsOf(tx, sql`select case_id as id, count(*)::int as rows from arrival where case_id = any (${ids}::uuid[]) group by 1`)
      : rowsOf(tx, sql`select contact_id as id, count(*)::int as rows from arrival where contact_id = any (${ids}::uuid[]) group by 1`),
  erase: async (tx, { kind, ids }) =>
    kind === 'case'
      ? rowsOf(
          tx,
          sql`with was as (select id, case_id from arrival where case_id = any (${ids}::uuid[])),
                emptied as (update arrival a set state = 'erased', file_id = null, case_id = null, contact_id = null, retrieval_hash = null, reason = null from was where a.id = was.id returning was.case_id)
              select case_id as id, count(*)::int as rows from emptied group by 1`,
        )
      : rowsOf(
          tx,
          // one that belongs to a case too stays with the case
          sql`with was as (select id, contact_id, case_id is null as alone from arrival where contact_id = any (${ids}::uuid[])),
                emptied as (update arrival a set contact_id = null, state = case when alone then 'erased' else a.state end, file_id = case when alone then null else a.file_id end,
                  retrieval_hash = case when alone then null else a.retrieval_hash end, reason = case when alone then null else a.reason end from was where a.id = was.id returning was.contact_id)
              select contact_id as id, count(*)::int as rows from emptied group by 1`,
        ),
  // the original of what has been altered says what the altered doesn't; the sweep takes the bytes that have lost their key
  alter: async (tx, caseId) => {
    const Original = z.object({ id: z.string(), file_id: z.string() })
    const originals = await tx.all(
      Original,
      sql`select a.id, a.file_id from arrival a where a.case_id = ${caseId} and a.file_id is not null
        and exists (select from message m where m.case_id = a.case_id and m.direction = 'in' and m.at = a.received_at and m.altered_at is not null)`,
    )
    await tx.run(sql`update arrival set state = 'erased', file_id = null where id = any (${originals.map(({ id }) => id)}::uuid[])`)
    return tx.run(sql`delete from stored_file where id = any (${originals.map(({ file_id }) => file_id)}::uuid[])`)
  },
}

/** The key row: without it the bytes on disk are noise. The bytes themselves go after the commit. */
const storedFile: Keeps = {
  table: 'stored_file',
  holds: 'content',
  end: 'gone',
  count: async (tx, { kind, ids }) =>
    kind === 'case'
      ? rowsOf(tx, sql`select case_id as id, count(*)::int as rows from stored_file where case_id = any (${ids}::uuid[]) group by 1`)
      : rowsOf(
          tx,
          sql`select contact_id as id, count(*)::int as rows from stored_file where contact_id = any (${ids}::uuid[]) and case_id is null group by 1`,
        ),
  erase: async (tx, { kind, ids }) =>
    kind === 'case'
      ? rowsOf(
          tx,
          sql`with gone as (delete from stored_file where case_id = any (${ids}::uuid[]) returning case_id) select case_id as id, count(*)::int as rows from gone group by 1`,
        )
      : rowsOf(
          tx,
          sql`with gone as (delete from stored_file where contact_id = any (${ids}::uuid[]) and case_id is null returning contact_id) select contact_id as id, count(*)::int as rows from gone group by 1`,
        ),
  files: async (tx, { kind, ids }) => {
    const rows = await tx.all(
      FilesOf,
      kind === 'case'
        ? sql`select case_id as id, array_agg(id) as files from stored_file where case_id = any (${ids}::uuid[]) group by 1`
        : sql`select contact_id as id, array_agg(id) as files from stored_file where contact_id = any (${ids}::uuid[]) and case_id is null group by 1`,
    )
    return new Map(rows.map(({ id, files }) => [id, files]))
  },
}

/** A file that came in a contact and belongs to a case stays with the case, which forgets where it came from. */
const fileOfCase: Keeps = {
  table: 'stored_file',
  holds: 'content',
  end: 'cut-loose',
  retains: 'a file that belongs to a case stays with the case',
  count: async (tx, { kind, ids }) => {
    if (kind === 'case') return noRows
    // a changed row must still be visible, so its case is opened too, with a log row of its own
    await tx.run(
      sql`select open_for_work(array(select distinct case_id from stored_file where contact_id = any (${ids}::uuid[]) and case_id is not null), '{}', 'disposal', 'eraser')`,
    )
    return rowsOf(
      tx,
      sql`select contact_id as id, count(*)::int as rows from stored_file where contact_id = any (${ids}::uuid[]) and case_id is not null group by 1`,
    )
  },
  erase: async (tx, { kind, ids }) =>
    kind === 'case'
      ? noRows
      : rowsOf(
          tx,
          sql`with was as (select id, contact_id from stored_file where contact_id = any (${ids}::uuid[]) and case_id is not null),
                forgotten as (update stored_file f set contact_id = null from was where f.id = was.id returning was.contact_id)
              select contact_id as id, count(*)::int as rows from forgotten group by 1`,
        ),
}

/** The question stays with its contact when its case goes: that something was asked, under which board, but not what. */
const questionOfCase: Keeps = {
  table: 'question',
  holds: 'trace',
  end: 'cut-loose',
  retains: 'the question belongs to the contact, which has a day of its own',
  count: async (tx, { kind, ids }) =>
    kind === 'contact'
      ? noRows
      : rowsOf(tx, sql`select case_id as id, count(*)::int as rows from question where case_id = any (${ids}::uuid[]) group by 1`),
  erase: async (tx, { kind, ids }) =>
    kind === 'contact'
      ? noRows
      : rowsOf(
          tx,
          sql`with was as (select id, case_id from question where case_id = any (${ids}::uuid[])),
                loose as (update question q set case_id = null from was where q.id = was.id returning was.case_id)
              select case_id as id, count(*)::int as rows from loose group by 1`,
        ),
}

const contactItself: Keeps = {
  table: 'contact',
  holds: 'trace',
  end: 'gone',
  count: async (tx, { kind, ids }) =>
    kind === 'contact' ? rowsOf(tx, sql`select id, 1 as rows from contact where id = any (${ids}::uuid[])`) : noRows,
  erase: async (tx, { kind, ids }) =>
    kind === 'contact' ? rowsOf(tx, sql`delete from contact where id = any (${ids}::uuid[]) returning id, 1 as rows`) : noRows,
  // A contact that became nothing but cases has no clock of its own; it goes with the last of them.
  goesWith: async (tx, caseIds) => {
    const rows = await tx.all(
      Follows,
      sql`select contact.id as contact_id, min(led.id::text) as case_id from contact
        join (select id, contact_id from "case" where id = any (${caseIds}::uuid[]) union select case_id, contact_id from question where case_id = any (${caseIds}::uuid[])) led on led.contact_id = contact.id
        where not exists (select from "case" c where c.contact_id = contact.id and c.id <> all (${caseIds}::uuid[]))
          and not exists (select from question q where q.contact_id = contact.id and (q.state <> 'case' or q.case_id <> all (${caseIds}::uuid[])))
          and not exists (select from clock k where k.contact_id = contact.id and k.state <> 'stopped')
          and not exists (select from hold h where h.contact_id = contact.id and h.released_at is null and h.expires_at > ombud_now())
        group by contact.id`,
    )
    return new Map(rows.map(({ contact_id, case_id }) => [contact_id, case_id]))
  },
}

export const keeps: readonly Keeps[] = [
  questionText,
  arrival,
  storedFile,
  goneWith('sealing_key', 'content', { case: sql`sealing_key`, contact: sql`sealing_key` }),
  goneWith('sealed_lookup', 'trace', { case: sql`sealed_lookup`, contact: sql`sealed_lookup` }),
  goneWith('sealing_due', 'trace', { case: sql`sealing_due`, contact: sql`sealing_due` }),
  fileOfCase,
  goneWith('question', 'trace', { contact: sql`question` }),
  questionOfCase,
  contactItself,
]
