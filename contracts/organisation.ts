import { z } from 'zod'
import { ChannelKind } from './instruction.ts'
import { TimeOfDay } from './rule-language.ts'

const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)

/** When the centre is open; public holidays on weekdays are closed. 1 = Monday. */
export const OpeningHours = z
  .array(z.strictObject({ weekdays: z.array(z.int().min(1).max(7)).min(1), from: TimeOfDay, to: TimeOfDay }))
  .min(1)
export type OpeningHours = z.infer<typeof OpeningHours>

/**
 * The municipality as a file: boards (each its own controller), departments, case types and channels.
 * Read once when a municipality is set up; the same shape serves the made-up Exempelby and a real one.
 */
export const OrganisationFile = z.strictObject({
  municipality: z.strictObject({ code: z.string().regex(/^\d{4}$/), name: z.string(), mailDomain: z.string() }),
  boards: z.array(
    z.strictObject({
      code: Code,
      name: z.string(),
      short: z.string().max(6), // prefix of case numbers, e.g. SBN
      administration: z.string(), // förvaltning
      /** kommunstyrelsen, controller of what happens at the contact centre only (B2). Exactly one. */
      hostsContactCentre: z.boolean(),
      departments: z.array(z.strictObject({ code: Code, name: z.string() })),
      /** The board's line-of-business systems. A clause's `connectors` name these; owner and review date are what A24 asks for. */
      systems: z
        .array(
          z.strictObject({ code: Code, name: z.string(), owner: z.string().min(1), reviewBy: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) }),
        )
        .default([]),
      caseTypes: z.array(
        z.strictObject({
          code: Code,
          name: z.string(),
          department: Code,
          /** open = ordinary; sealed = reverse presumption of secrecy, content is sealed and in no index (OSL 25:1, 26:1). */
          secrecy: z.enum(['open', 'sealed']),
          secrecyTags: z.array(z.string()),
          /** The type an unrouted message gets. Exactly one, at the board that hosts the contact centre. */
          unrouted: z.boolean().default(false),
        }),
      ),
    }),
  ),
  channels: z.array(
    z.strictObject({
      code: Code,
      kind: ChannelKind,
      name: z.string(),
      address: z.string().nullable(),
      region: z.enum(['EU/EEA', 'outside EU/EEA']),
      active: z.boolean(),
      /** X5: who else runs it, by the code in the register; left out = nobody outside the municipality. */
      subProcessor: Code.optional(),
    }),
  ),
  openingHours: OpeningHours.default([{ weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '16:30' }]),
  /** X5: sub-processors with an entry, and the boards that have consented. Read from the register, never written in the file. */
  register: z.array(z.strictObject({ code: z.string(), name: z.string(), boards: z.array(z.string()) })).optional(),
  outcomes: z.array(z.strictObject({ code: Code, name: z.string(), needs: z.enum(['case', 'question', 'both']) })),
})
export type OrganisationFile = z.infer<typeof OrganisationFile>
