import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { AskQuestion, Conversation, QuestionReceived } from '../../../contracts/contact.ts'
import { readConversation, storeArrival } from '../../domain/contact/index.ts'
import type { App } from '../../platform/app.ts'
import { codeHash, newCode, plainCode } from './retrieval-code.ts'

const nobody = { hand: 'citizen', secret: '' } as const
type Form = z.infer<typeof AskQuestion>

/** Step 1 for the public form: sealed and remembered before the resident is told that it has come. Nothing of the browser is kept (B6). @returns the code, for the only time */
export async function receiveQuestion(app: App, form: Form): Promise<z.infer<typeof QuestionReceived>> {
  const code = newCode()
  const receivedAt = await store(app, { kind: 'question', form }, code)
  return { code, receivedAt: receivedAt.toISOString() }
}

/** One more message in a conversation. @throws code_not_found */
export async function receiveFollowUp(app: App, { code, body }: { code: string; body: string }): Promise<z.infer<typeof Conversation>> {
  const before = await readWithCode(app, code)
  await store(app, { kind: 'follow-up', body }, code)
  return waitForMore(app, code, before.messages.length)
}

export const readWithCode = (app: App, code: string) => app.db.as({ hand: 'citizen', secret: plainCode(code) }, readConversation)

async function store(app: App, content: { kind: 'question'; form: Form } | { kind: 'follow-up'; body: string }, code: string): Promise<Date> {
  const receivedAt = app.clock.now()
  const raw = await app.files.put(Buffer.from(JSON.stringify(content)))
  await app.db.as(nobody, (tx) => storeArrival(tx, { channel: 'formular', channelKey: randomUUID(), raw, receivedAt, retrievalHash: codeHash(code) }))
  return receivedAt
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
