import { z } from 'zod'
import { AskQuestion, FollowUp } from '../../../contracts/contact.ts'
import { plainCode } from '../../domain/case/index.ts'
import { type Asked, askFields, personFields } from './ask-page.ts'
import type { Faults } from './field.ts'
import type { Texts } from './texts.ts'

/** What a form holds when it has come: names and texts, nothing more is believed of it. */
export const Posted = z.record(z.string(), z.string()).catch({})
export type Posted = z.infer<typeof Posted>

const codeLetters = 26

/** The question form, read by the API's own schema. `asked`: as typed, to be shown again; form null: see `faults`. */
export function readQuestion(posted: Posted, t: Texts): { asked: Asked; form: z.infer<typeof AskQuestion> | null; faults: Faults } {
  const without: readonly string[] = posted.anonymous === undefined ? [] : personFields
  const typed = (name: string) => (without.includes(name) ? '' : (posted[name] ?? ''))
  const asked: Asked = {
    subject: typed('subject').trim(),
    body: typed('body'),
    name: typed('name').trim(),
    email: typed('email').trim(),
    phone: typed('phone').trim(),
    address: typed('address').trim(),
    propertyDesignation: typed('propertyDesignation').trim(),
  }
  const read = AskQuestion.safeParse({ ...asked, noticeVersion: posted.noticeVersion ?? '' })
  if (read.success) return { asked, form: read.data, faults: {} }
  const faults: Faults = {}
  for (const name of askFields) {
    const issue = read.error.issues.find(({ path }) => path[0] === name)
    if (issue) faults[name] = inWords(name, issue, t)
  }
  return { asked, form: null, faults }
}

function inWords(name: (typeof askFields)[number], issue: z.core.$ZodIssue, t: Texts): string {
  if (name === 'email') return t.badEmail
  if (issue.code === 'too_big') return t.long(t[name], Number(issue.maximum))
  return name === 'subject' || name === 'body' ? t.missing[name] : t.errorSummary
}

/** Says what is wrong with the look of a code; whether it opens anything is for the database to say. */
export function codeFault(code: string, t: Texts): string | undefined {
  const { length } = plainCode(code)
  if (length === 0) return t.missing.code
  return length === codeLetters ? undefined : t.codeShape
}

export function moreFault(posted: Posted, t: Texts): string | undefined {
  const read = FollowUp.shape.body.safeParse(posted.body ?? '')
  if (read.success) return undefined
  const [issue] = read.error.issues
  return issue?.code === 'too_big' ? t.long(t.more, Number(issue.maximum)) : t.missingMore
}
