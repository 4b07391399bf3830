import { sql } from '../../platform/db.ts'
import { goneWith, type Keeps, noRows, rowsOf } from '../../platform/keeps.ts'
import { alterMessages, alterNotes, alterSummary } from './alter-words.ts'

/** What hangs on a case. The case itself is in `keepsLast`: the rows of other modules that refer to it go in between. */
export const keeps: readonly Keeps[] = [
  goneWith('text_finding', 'trace', { case: sql`text_finding` }),
  goneWith('presence', 'trace', { case: sql`presence` }),
  goneWith('decision', 'trace', { case: sql`decision` }),
  goneWith('handover', 'trace', { case: sql`handover` }),
  // before the message that a mark may be about
  goneWith('secrecy_mark', 'trace', { case: sql`secrecy_mark` }),
  goneWith('draft', 'content', { case: sql`draft` }),
  goneWith('note', 'content', { case: sql`note` }, alterNotes),
  goneWith('case_key', 'trace', { case: sql`case_key` }),
  goneWith('attachment', 'content', { case: sql`attachment` }),
  goneWith('message', 'content', { case: sql`message` }, alterMessages),
  {
    table: 'case',
    holds: 'trace',
    end: 'cut-loose',
    retains: 'the case that a contact led to has a day of its own; it forgets the contact',
    count: async (tx, { kind, ids }) =>
      kind === 'case'
        ? noRows
        : rowsOf(tx, sql`select contact_id as id, count(*)::int as rows from "case" where contact_id = any (${ids}::uuid[]) group by 1`),
    erase: async (tx, { kind, ids }) =>
      kind === 'case'
        ? noRows
        : rowsOf(
            tx,
            sql`with led as (select id, contact_id from "case" where contact_id = any (${ids}::uuid[])),
                  forgotten as (update "case" c set contact_id = null from led where c.id = led.id returning led.contact_id)
                select contact_id as id, count(*)::int as rows from forgotten group by 1`,
          ),
  },
]

export const keepsLast: readonly Keeps[] = [
  // after the words it is made from
  goneWith('case_summary', 'content', { case: sql`case_summary` }, alterSummary),
  {
    table: 'case',
    holds: 'trace',
    end: 'gone',
    count: async (tx, { kind, ids }) =>
      kind === 'case' ? rowsOf(tx, sql`select id, 1 as rows from "case" where id = any (${ids}::uuid[])`) : noRows,
    erase: async (tx, { kind, ids }) =>
      kind === 'case' ? rowsOf(tx, sql`delete from "case" where id = any (${ids}::uuid[]) returning id, 1 as rows`) : noRows,
  },
]
