import { z } from 'zod'
import type { IncomingMessage, Unreadable } from '../../../contracts/channel.ts'
import { AskQuestion } from '../../../contracts/contact.ts'
import { RightsKind } from '../../../contracts/rights.ts'

const Stored = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('question'),
    form: AskQuestion,
    rights: z.object({ kind: RightsKind, leads: z.array(z.string()) }).optional(),
  }),
  z.object({ kind: z.literal('follow-up'), body: z.string() }),
  z.object({
    kind: z.literal('application'),
    form: AskQuestion.extend({ subject: z.string(), body: z.string(), email: z.string() }),
    matter: z.object({ board: z.string(), caseType: z.string() }),
  }),
])

/** Stored form → message. Someone who left every field about themselves empty is anonymous, and that is a state from here on (B6). */
export async function readForm(raw: Buffer): Promise<IncomingMessage | Unreadable> {
  const stored = Stored.safeParse(JSON.parse(raw.toString('utf8')))
  if (!stored.success) return { quarantine: 'malformed', detail: 'not a form' }
  const blank = {
    from: null,
    phone: null,
    subject: '',
    html: null,
    files: [],
    messageId: null,
    replyToken: null,
    automatic: false,
    anonymous: true,
    propertyDesignation: null,
    address: null,
    noticeVersion: null,
  }
  if (stored.data.kind === 'follow-up') return { ...blank, text: written(stored.data.body) }
  const { form } = stored.data
  const given = (text = '') => written(text).trim() || null
  const [name, email, phone, address, propertyDesignation] = [
    form.name,
    form.email,
    form.phone,
    form.address,
    form.propertyDesignation,
  ].map(given)
  return {
    ...blank,
    rights: stored.data.kind === 'question' ? (stored.data.rights ?? null) : null,
    subject: written(form.subject),
    text: written(form.body),
    noticeVersion: form.noticeVersion,
    matter: stored.data.kind === 'application' ? stored.data.matter : null,
    from: email ? { name: name ?? null, email } : null,
    phone: phone ?? null,
    address: address ?? null,
    propertyDesignation: propertyDesignation ?? null,
    name: name ?? null,
    anonymous: [name, email, phone, address, propertyDesignation].every((value) => value === null),
  }
}

/** LF line ends, and no control characters: PostgreSQL takes no NUL, and the others draw nothing. */
const written = (text: string) => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '')
