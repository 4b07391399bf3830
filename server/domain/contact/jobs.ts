import { z } from 'zod'
import type { IncomingMessage, Unreadable } from '../../../contracts/channel.ts'
import type { ChannelKind } from '../../../contracts/instruction.ts'
import type { App } from '../../platform/app.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { GiveUp, type Task } from '../../platform/jobs.ts'
import { findWaiting, quarantine } from './read-arrival.ts'
import { receiveContact, type SealedFile } from './receive-contact.ts'

/** How a channel's raw bytes are read. Pure: hostile input ends here. Handed in by modules.ts. */
export type Reader = (raw: Buffer, receivedAt: Date) => Promise<IncomingMessage | Unreadable>

type Readers = Partial<Record<ChannelKind, Reader>>
/** What a message that says that it is a request becomes, in the transaction of the crossing. Handed in by modules.ts. */
export type TakesUp = (tx: Tx, caseId: string, rights: NonNullable<IncomingMessage['rights']>) => Promise<void>

export function contactTasks(readers: Readers, takesUp: TakesUp): Task[] {
  return [
    {
      name: 'read-arrival',
      payload: z.object({ arrival: z.uuid() }),
      run: ({ arrival = '' }, app) => takeAcross(app, { readers, takesUp }, arrival),
    },
    { name: 'sweep-files', payload: z.record(z.string(), z.string()), run: (_, app) => sweepFiles(app) },
  ]
}

/** Steps 2-8 of the way: read, seal the message's own files, cross. */
async function takeAcross(app: App, { readers, takesUp }: { readers: Readers; takesUp: TakesUp }, arrivalId: string): Promise<void> {
  const waiting = await app.db.as({ hand: 'service' }, (tx) => findWaiting(tx, arrivalId))
  if (waiting === null) return
  const read = readers[waiting.channel]
  if (!read) throw new GiveUp(`no reader for the channel ${waiting.channel}`)
  const message = await read(await app.files.get(waiting.raw), waiting.receivedAt)
  if ('quarantine' in message) return app.db.as({ hand: 'service' }, (tx) => quarantine(tx, arrivalId, message.quarantine))
  const sealed: SealedFile[] = []
  for (const file of message.files)
    sealed.push({ stored: await app.files.put(file.bytes), name: file.name, mediaType: file.mediaType, contentId: file.contentId })
  await app.db.as({ hand: 'service' }, async (tx) => {
    const received = await receiveContact(tx, arrivalId, message, sealed)
    if (received?.fresh && message.rights) await takesUp(tx, received.caseId, message.rights)
  })
}

const Ids = z.object({ ids: z.array(z.uuid()) })
const aDayMs = 86_400_000

/** Bytes whose row never came (killed between the disk and the commit) are removed when they have lain a day. */
async function sweepFiles(app: App): Promise<void> {
  await app.files.clearUnfinished(new Date(Date.now() - aDayMs))
  let batch: string[] = []
  const sweep = async () => {
    const { ids } = await app.db.as({ hand: 'service' }, (tx) => tx.one(Ids, sql`select unknown_files(${batch}::uuid[]) as ids`))
    for (const id of ids) if (await app.files.isOlder(id, new Date(Date.now() - aDayMs))) await app.files.remove(id)
    batch = []
  }
  for await (const id of app.files.list()) if (batch.push(id) >= 1000) await sweep()
  if (batch.length > 0) await sweep()
}
