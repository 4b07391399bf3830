import { z } from 'zod'
import type { OutgoingMessage, Sent } from '../../../contracts/channel.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Cancelled, GiveUp, queueJob, type Task } from '../../platform/jobs.ts'
import { claimOwed, readOwed, settleOwed } from './settle-outgoing.ts'

/** The channel's way out, handed in by modules.ts; undefined while no mail server is configured. */
export type Send = (message: OutgoingMessage) => Promise<Sent>

export function outboxTasks(send: Send | undefined): Task[] {
  return [
    {
      name: 'send-outgoing',
      payload: z.object({ outgoing: z.uuid(), case: z.uuid() }),
      run: async ({ outgoing: outgoingId = '', case: caseId = '' }, { db }) => {
        const owed = await db.as({ hand: 'service' }, async (tx) => {
          const found = await readOwed(tx, { caseId, outgoingId })
          if (found?.state === 'queued' && !found.waits && (found.message === null || send)) await claimOwed(tx, outgoingId)
          return found
        })
        if (owed?.state !== 'queued') throw new Cancelled('taken back, sent already or erased')
        // tried again like mail that a server puts off; when the measure works again at start, `queueWaiting` takes up what was left
        if (owed.waits) throw new Error('a security measure that protects mail doesn’t work (A4)')
        if (owed.message !== null && !send) throw new Cancelled('no outgoing mail server is configured; it waits in the outbox')
        // In an anonymous conversation nothing leaves the house: from now on the answer is there for whoever has the code.
        const sent: Sent =
          owed.message === null || !send ? { outcome: 'accepted', response: 'read with the code' } : await send(owed.message)
        await db.as({ hand: 'service' }, (tx) => settleOwed(tx, { caseId, outgoingId, sent }))
        if (sent.outcome === 'never') throw new GiveUp('the mail server refused it for good')
        if (sent.outcome === 'again') throw new Error('the mail server says: later')
      },
    },
  ]
}

const Waiting = z.object({ id: z.uuid(), case_id: z.uuid() })

/** Queues again what waited for a mail server to be configured. As the service, at start. */
export async function queueWaiting(tx: Tx): Promise<void> {
  const waiting = await tx.all(Waiting, sql`select id, case_id from waiting_outgoing()`)
  for (const { id, case_id } of waiting) await queueJob(tx, 'send-outgoing', { outgoing: id, case: case_id }, { key: `send-${id}` })
}
