import { createHash, createHmac } from 'node:crypto'
import type { Retention } from '../../../contracts/instruction.ts'
import { type Day, stockholmDay } from '../../platform/calendar.ts'

/** How long erased bytes can still lie in places that the erasure doesn't reach (design §8, Residue). null: this installation sets no bound, and the certificate says so. */
export type Residue = { pagesAndLogDays: number | null; backupDays: number | null }

export type Certified = {
  number: number
  disposalId: string
  subject: 'case' | 'contact'
  subjectId: string
  board: string
  caseType: string
  clauseId: string
  instructionVersion: number
  rule: Retention | null
  dueAt: Date
  erasedAt: Date
  issuedAt: Date
  lateBecause: string | null
  rows: Readonly<Record<string, number>>
  retained: readonly { table: string; why: string }[]
  files: number
  residue: Residue
  /** The off-boarding that is the ground, in place of a rule and its day (X8). */
  ending: string | null
}

/**
 * The certificate's text: what was erased, under which rule and decision, and what was not reached. No personal data: the subject is a tag that
 * only someone who already knows both its id and the disposal's can make again (T16). The text is what is hashed, so its keys have one order.
 */
export function certificateBody(c: Certified): string {
  const by = (days: number | null): Day | null => (days === null ? null : stockholmDay(new Date(c.erasedAt.getTime() + days * 86_400_000)))
  return canonical({
    format: 'ombud-certificate-1',
    number: c.number,
    subject: c.subject,
    tag: subjectTag(c.disposalId, c.subjectId),
    board: c.board,
    caseType: c.caseType,
    rule: `${c.board}/${c.clauseId}`,
    instructionVersion: c.instructionVersion,
    decision: c.rule?.disposalDecision ?? null,
    period: c.rule?.due ?? null,
    dueAt: c.dueAt.toISOString(),
    erasedAt: c.erasedAt.toISOString(),
    issuedAt: c.issuedAt.toISOString(),
    lateBecause: c.lateBecause,
    rows: c.rows,
    files: c.files,
    cleared: ['rows', 'search', 'files', 'keys'],
    retained: c.retained,
    ...(c.ending === null ? {} : { ground: { law: 'GDPR 28(3)(g)', ending: c.ending } }),
    residue: {
      pagesAndLogBy: by(c.residue.pagesAndLogDays),
      backupsBy: by(c.residue.backupDays),
      restore: 'a restored backup is cleared by the tombstone before anyone gets in',
    },
  })
}

export function subjectTag(disposalId: string, subjectId: string): string {
  return createHmac('sha256', disposalId).update(subjectId).digest('hex')
}

/** Each certificate carries the one before: none can be changed, taken out or put in between without every later hash telling (T4). */
export function chainHash(previousHash: Buffer, body: string): Buffer {
  return createHash('sha256').update(previousHash).update(body, 'utf8').digest()
}

/** What stands before the first certificate. */
export const chainStart: Buffer = Buffer.alloc(32)

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}
