import type { z } from 'zod'
import type { IncomingMessage } from '../../../contracts/channel.ts'
import type { AskQuestion, Conversation, QuestionReceived } from '../../../contracts/contact.ts'
import { Problem } from '../../../contracts/problems.ts'
import { codeHash, plainCode } from '../../domain/case/index.ts'
import { readConversation, storeArrival } from '../../domain/contact/index.ts'
import { type OwnRights, readOwnRights } from '../../domain/rights/index.ts'
import type { App } from '../../platform/app.ts'
import { databaseCode } from '../../platform/db.ts'
import { newOnce, whatFollows } from './once.ts'

const nobody = { hand: 'citizen', secret: '' } as const
type Form = z.infer<typeof AskQuestion>
/** `rights`: the form says that it is a request; what it becomes is the same as on every other way in (B23). */
type AsksFor = NonNullable<IncomingMessage['rights']>

/** Step 1 for the public form: sealed and remembered before the resident is told that it has come. Nothing of the browser is kept (B6). @returns the code, for the only time */
export async function receiveQuestion(app: App, form: Form): Promise<z.infer<typeof QuestionReceived>> {
  const { code, channelKey } = whatFollows(newOnce(), form)
  const { receivedAt } = await store(app, { kind: 'question', form }, { code, channelKey })
  return { code, receivedAt: receivedAt.toISOString() }
}

const showAgainMs = 600_000

/**
 * The same for the form of the web page, which a browser may send again: with the same token (`once`) the same question is taken once. For ten minutes the same code is shown again, since two clicks or a lost answer would
 * otherwise leave an anonymous person without a way back; after that not, since someone else may sit at the same computer (D5).
 * @returns code null: taken before, and no longer shown
 */
export async function receiveQuestionOnce(
  app: App,
  form: Form,
  once: string,
  rights?: AsksFor,
): Promise<{ code: string | null; fresh: boolean }> {
  const { code, channelKey } = whatFollows(once, rights ? { ...form, rights } : form)
  const { fresh } = await store(app, { kind: 'question', form, ...(rights ? { rights } : {}) }, { code, channelKey })
  return { code: fresh || (await isRecent(app, code)) ? code : null, fresh }
}

async function isRecent(app: App, code: string): Promise<boolean> {
  const told = await readWithCode(app, code).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'code_not_found') return null // erased since
    throw error
  })
  if (told === null) return false
  const [first] = told.messages
  return first === undefined || app.clock.now().getTime() - Date.parse(first.at) < showAgainMs
}

/** One more message in a conversation; the same one with the same token is taken once. @throws code_not_found */
export async function receiveFollowUp(
  app: App,
  { code, body }: { code: string; body: string },
  once = newOnce(),
): Promise<z.infer<typeof Conversation>> {
  const before = await readWithCode(app, code)
  const { channelKey } = whatFollows(once, { code: plainCode(code), body })
  const { fresh } = await store(app, { kind: 'follow-up', body }, { code, channelKey })
  return fresh ? waitForMore(app, code, before.messages.length) : before
}

export const readWithCode = (app: App, code: string, lang: 'sv' | 'en' = 'sv') =>
  app.db.as({ hand: 'citizen', secret: plainCode(code) }, (tx) => readConversation(tx, lang))

/** How a request stands, with the same code; null when the question is no request. */
export const readRightsWithCode = (app: App, code: string, lang: 'sv' | 'en'): Promise<OwnRights | null> =>
  app.db.as({ hand: 'citizen', secret: plainCode(code) }, (tx) => readOwnRights(tx, lang))

type Content = { kind: 'question'; form: Form; rights?: AsksFor } | { kind: 'follow-up'; body: string }

/** @returns fresh: false when the same message lies here already; then nothing has changed */
async function store(
  app: App,
  content: Content,
  { code, channelKey }: { code: string; channelKey: string },
): Promise<{ receivedAt: Date; fresh: boolean }> {
  const receivedAt = app.clock.now()
  const raw = await app.files.put(Buffer.from(JSON.stringify(content)))
  try {
    await app.db.as(nobody, (tx) => storeArrival(tx, { channel: 'formular', channelKey, raw, receivedAt, retrievalHash: codeHash(code) }))
    return { receivedAt, fresh: true }
  } catch (error) {
    // The citizen's hand may leave an arrival and not look for one: the unique key is what says that it is here.
    if (databaseCode(error) !== '23505') throw error
    await app.files.remove(raw.id)
    return { receivedAt, fresh: false }
  }
}

/** The worker takes it across in milliseconds; whoever wrote sees it in place. If it takes longer, it is safe and comes when it comes. */
async function waitForMore(app: App, code: string, count: number): Promise<z.infer<typeof Conversation>> {
  for (let turn = 0; turn < 20; turn += 1) {
    const now = await readWithCode(app, code)
    if (now.messages.length > count) return now
    await new Promise((resolve) => setTimeout(resolve, 75))
  }
  return readWithCode(app, code)
}
