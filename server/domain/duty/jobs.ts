import { z } from 'zod'
import type { OutgoingMessage, Sent } from '../../../contracts/channel.ts'
import { Cancelled, GiveUp, type Task } from '../../platform/jobs.ts'
import { deliverNotice, readNoticeMail, settleNoticeMail } from './deliver-notice.ts'
import { watchDuties } from './watch-duties.ts'

const OneNotice = z.object({ notice: z.uuid() })

/** `send`: the way out for mail, when a server is configured. */
export const dutyTasks = (send: ((message: OutgoingMessage) => Promise<Sent>) | undefined): Task[] => [
  {
    name: 'deliver-notice',
    payload: OneNotice,
    run: async ({ notice = '' }, { db }) => db.as({ hand: 'service' }, (tx) => deliverNotice(tx, notice)),
  },
  {
    name: 'mail-notice',
    payload: OneNotice,
    run: async ({ notice = '' }, { db }) => {
      const message = await db.as({ hand: 'service' }, (tx) => readNoticeMail(tx, notice))
      if (message === null) throw new Cancelled('sent already, answered, or the board has no address')
      if (!send) throw new Cancelled('no outgoing mail server is configured; the notice is on the board’s page')
      const sent = await send(message)
      if (sent.outcome === 'again') throw new Error('the mail server says: later')
      await db.as({ hand: 'service' }, (tx) => settleNoticeMail(tx, notice, sent.outcome === 'accepted' ? 'sent' : 'given-up'))
      if (sent.outcome === 'never') throw new GiveUp('the mail server refused it for good')
    },
  },
  {
    name: 'watch-duties',
    payload: z.record(z.string(), z.string()),
    run: async (_, { db }) => {
      await db.as({ hand: 'service' }, watchDuties)
    },
  },
]
