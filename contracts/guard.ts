import { z } from 'zod'
import { ChannelKind } from './instruction.ts'

/** What a free text can tell of a person. */
export const guardKinds = [
  'identityNumber',
  'phone',
  'email',
  'address',
  'property',
  'bankAccount',
  'vehicle',
  'health',
  'social',
  'offence',
  'child',
  'protectedIdentity',
  'specialCategory',
] as const
export const GuardKind = z.enum(guardKinds)
export type GuardKind = z.infer<typeof GuardKind>

/** A text that is being written, and where: in a case, or in a question that is being registered. It is judged and not kept. */
export const JudgeText = z.strictObject({
  text: z.string().max(20_000),
  place: z.union([
    z.strictObject({ caseId: z.uuid() }),
    z.strictObject({ board: z.string(), caseType: z.string(), channel: ChannelKind, anonymous: z.boolean() }),
  ]),
})
export const TextJudged = z.object({
  findings: z.array(
    z.object({
      kind: GuardKind,
      /** Places in the text that was sent. */
      start: z.int(),
      end: z.int(),
      certainty: z.enum(['certain', 'likely', 'possible']),
      rule: z.string(),
      /** refused = it can't be saved; warned = the board hasn't said that it may stand here. What may stand isn't sent. */
      verdict: z.enum(['refused', 'warned']),
      laws: z.array(z.string()),
      sentence: z.string(),
    }),
  ),
})
