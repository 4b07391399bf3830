import { z } from 'zod'
import { Id, Instant } from './words.ts'

/** What was found at an address. `refused`: it answered 4xx and not that there is nothing there. */
const linkOutcomes = [
  'ok',
  'redirected',
  'not-found',
  'refused',
  'server-fault',
  'timeout',
  'tls-fault',
  'unreachable',
  'private-address',
  'redirect-loop',
  'bad-redirect',
] as const
export const LinkOutcome = z.enum(linkOutcomes)
export type LinkOutcome = z.infer<typeof LinkOutcome>
const Checked = z.object({ at: Instant, outcome: LinkOutcome, status: z.int().nullable(), landedAt: z.string().nullable() })

/** The addresses the public is shown (B31). `state`: not-checked = nobody has let the program look. */
export const LinkList = z.object({
  /** Whether the operator lets the program look. */
  checks: z.boolean(),
  links: z.array(
    z.object({
      id: Id,
      board: z.string(),
      boardName: z.string(),
      url: z.string(),
      /** Where it stands: the requirement of a sentence in the notice, or a form. */
      usedIn: z.array(z.string()),
      state: z.enum(['not-checked', 'alive', 'moved', 'dead']),
      checkedAt: Instant.nullable(),
      deadSince: Instant.nullable(),
      log: z.array(Checked),
    }),
  ),
})
