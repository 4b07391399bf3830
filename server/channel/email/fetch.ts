import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import type { Log } from '../../platform/log.ts'
import type { Mailbox } from '../../platform/settings.ts'
import { faultOf } from './fault-of.ts'

/** How far a mailbox has been read. UIDs mean something only together with the UIDVALIDITY they were read under (RFC 9051 §2.3.1.1). */
export type Cursor = {
  load(mailbox: string): Promise<{ uidValidity: string; lastUid: number } | null>
  save(mailbox: string, uidValidity: string, lastUid: number): Promise<void>
}

export type MailFetching = {
  mailbox: Mailbox
  cursor: Cursor
  /** Must have stored the bytes for good when it resolves; a message that was stored before changes nothing. */
  store: (raw: Buffer) => Promise<void>
  /** Whether the mailbox's own copy is destroyed once ours is stored (T9), so that erasing later leaves no copy behind. */
  removeStored: boolean
  log: Log
  /** First and longest wait before connecting again; the longest is also how soon a mail that couldn't be stored is tried again. */
  waitMs?: { first: number; longest: number }
}

/** Even a server that has forgotten to tell is asked now and then, which also finds out that a connection has silently died. */
const askAgainMs = 4 * 60_000
const usualWaitMs = { first: 1_000, longest: 60_000 }

/** What the cursor and the log call a mailbox. */
export function mailboxName({ user, host, mailbox }: Mailbox): string {
  return `${user}@${host}/${mailbox}`
}

/** Fetches new mail until stopped: told by IDLE, connecting again after a failure with growing waits. Never throws. */
export function startMailFetch(given: MailFetching): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const done = keepFetching(given, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await done
    },
  }
}

async function keepFetching(given: MailFetching, stopped: AbortSignal): Promise<void> {
  const { first, longest } = given.waitMs ?? usualWaitMs
  const ahead: Ahead = { uidValidity: '', uids: new Set() }
  let wait = first
  while (!stopped.aborted) {
    try {
      await fetchOverOneConnection(given, ahead, stopped, () => {
        wait = first
      })
    } catch (error) {
      given.log.warn(
        { ...faultOf(error), mailbox: given.mailbox.mailbox, host: given.mailbox.host, waitMs: wait },
        'mailbox could not be read',
      )
    }
    await pause(wait, stopped)
    wait = Math.min(wait * 2, longest)
  }
}

async function fetchOverOneConnection(given: MailFetching, ahead: Ahead, stopped: AbortSignal, worked: () => void): Promise<void> {
  const { longest } = given.waitMs ?? usualWaitMs
  const client = connectionTo(given.mailbox)
  const bell = bellOf(client, stopped)
  try {
    await client.connect()
    const opened = await client.mailboxOpen(given.mailbox.mailbox, { readOnly: !given.removeStored })
    const reading = await resume(client, given, ahead, String(opened.uidValidity))
    worked()
    while (!stopped.aborted) {
      const whole = await readNew(reading, stopped)
      client.idle().catch((error: unknown) => given.log.debug(faultOf(error), 'idle ended'))
      await bell.rung(whole ? askAgainMs : longest)
      if (!client.usable && !stopped.aborted) throw new Error('the connection was closed')
    }
  } finally {
    bell.remove()
    await client.logout().catch((error: unknown) => given.log.debug(faultOf(error), 'logout failed'))
    client.close()
  }
}

/** Under another UIDVALIDITY every number means another message: all is read again, and the messages' own keys tell what has come before. */
async function resume(client: ImapFlow, given: MailFetching, ahead: Ahead, uidValidity: string): Promise<Reading> {
  if (ahead.uidValidity !== uidValidity) Object.assign(ahead, { uidValidity, uids: new Set() })
  const cursor = await given.cursor.load(mailboxName(given.mailbox))
  return { client, given, ahead, lastUid: cursor?.uidValidity === uidValidity ? cursor.lastUid : 0 }
}

function connectionTo({ host, port, secure, user, password }: Mailbox): ImapFlow {
  const near = host === 'localhost' || host === '127.0.0.1' || host === '::1'
  // A password never leaves the machine in clear, also when someone on the way strips STARTTLS from what the server offers.
  const encryption = secure || near ? {} : { doSTARTTLS: true }
  return new ImapFlow({ host, port, secure, ...encryption, auth: { user, pass: password }, logger: false, disableAutoIdle: true })
}

/** Rings when there may be something to do: new mail, the end of the connection, or the end of us. Remembers a ring nobody waited for. */
function bellOf(client: ImapFlow, stopped: AbortSignal): { rung(atMostMs: number): Promise<void>; remove(): void } {
  let waiting = new AbortController()
  const ring = () => waiting.abort()
  client.on('exists', ring)
  client.on('close', ring)
  client.on('error', ring)
  stopped.addEventListener('abort', ring)
  return {
    rung: async (atMostMs) => {
      await pause(atMostMs, waiting.signal)
      waiting = new AbortController()
      if (stopped.aborted) waiting.abort()
    },
    remove: () => stopped.removeEventListener('abort', ring),
  }
}

/** What was stored behind a mail that could not be: remembered as long as we run, so that it is not fetched each time that one is tried again. */
type Ahead = { uidValidity: string; uids: Set<number> }
type Reading = { client: ImapFlow; given: MailFetching; ahead: Ahead; lastUid: number }

/**
 * One mail that can't be stored holds the cursor but not the mails behind it: after a restart they come again, and change nothing.
 * @returns whether everything is stored
 */
async function readNew(reading: Reading, stopped: AbortSignal): Promise<boolean> {
  const { client, given, ahead } = reading
  const found = (await client.search({ uid: `${reading.lastUid + 1}:*` }, { uid: true })) || []
  // `n:*` always names the last message, also when its number is below n (RFC 9051 §9, seq-range).
  const fresh = found.filter((uid) => uid > reading.lastUid).sort((one, other) => one - other)
  let whole = true
  for (const uid of fresh) {
    if (stopped.aborted) return true
    if (!ahead.uids.has(uid) && !(await readOne(reading, uid))) whole = false
    else if (!whole) ahead.uids.add(uid)
    else {
      ahead.uids.delete(uid)
      reading.lastUid = uid
      await given.cursor.save(mailboxName(given.mailbox), ahead.uidValidity, uid)
    }
  }
  return whole
}

async function readOne({ client, given }: Reading, uid: number): Promise<boolean> {
  const message = await client.fetchOne(String(uid), { source: true }, { uid: true })
  if (!message || message.source === undefined) return true // someone else has taken it away since we asked
  try {
    await given.store(message.source)
  } catch (error) {
    given.log.error({ ...faultOf(error), uid }, 'fetched mail could not be stored; it stays in the mailbox')
    return false
  }
  // Before the cursor moves: after a crash in between the mail comes again, is known by its key, and goes.
  if (given.removeStored) await removeAtSource(client, uid)
  return true
}

/** Only this message: without UIDPLUS (RFC 4315) the server would also destroy what others have marked. @throws when it isn't gone afterwards */
async function removeAtSource(client: ImapFlow, uid: number): Promise<void> {
  if (!client.capabilities.has('UIDPLUS')) throw new Error('the mail server can not remove single messages (UIDPLUS)')
  await client.messageDelete(String(uid), { uid: true })
  const left = await client.search({ uid: String(uid) }, { uid: true })
  if (left && left.length > 0) throw new Error('the mail server kept a message it was told to remove')
}

async function pause(ms: number, woken: AbortSignal): Promise<void> {
  await sleep(ms, null, { signal: woken, ref: false }).catch((error: unknown) => {
    if (!woken.aborted) throw error
  })
}
