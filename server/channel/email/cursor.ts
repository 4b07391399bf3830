import { z } from 'zod'
import { type Db, sql } from '../../platform/db.ts'
import type { Cursor } from './fetch.ts'

const Row = z.object({ uid_validity: z.string(), last_uid: z.number() })

/** How far each mailbox has been read, as rows; moved only after what was read is stored for good. */
export function mailCursor(db: Db): Cursor {
  return {
    load: async (mailbox) => {
      const row = await db.as({ hand: 'service' }, (tx) =>
        tx.maybe(Row, sql`select uid_validity, last_uid from mailbox_cursor where mailbox = ${mailbox}`),
      )
      return row ? { uidValidity: row.uid_validity, lastUid: row.last_uid } : null
    },
    save: async (mailbox, uidValidity, lastUid) => {
      await db.as({ hand: 'service' }, (tx) =>
        tx.run(sql`
        insert into mailbox_cursor (mailbox, uid_validity, last_uid, moved_at) values (${mailbox}, ${uidValidity}, ${lastUid}, ombud_now())
        on conflict (mailbox) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, moved_at = excluded.moved_at`),
      )
    },
  }
}
