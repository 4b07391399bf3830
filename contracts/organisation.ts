import { z } from 'zod'
import { ChannelKind } from './instruction.ts'
import { TimeOfDay } from './rule-language.ts'
import { SecrecyLevel, SecrecyTag } from './secrecy.ts'

const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)

/** When the centre is open; public holidays on weekdays are closed. 1 = Monday. */
export const OpeningHours = z
  .array(z.strictObject({ weekdays: z.array(z.int().min(1).max(7)).min(1), from: TimeOfDay, to: TimeOfDay }))
  .min(1)
export type OpeningHours = z.infer<typeof OpeningHours>

/**
 * A kind of case, and what is secret about it (L35-L40b): the harm criterion, the provision that has it, and for how many years. `secrecy` follows
 * from the level and needn't be said: sealed = content is in no index (OSL 25:1, 26:1).
 */
const CaseTypeFile = z
  .strictObject({
    code: Code,
    name: z.string(),
    department: Code,
    level: SecrecyLevel.default('none'),
    provision: SecrecyTag.nullable().default(null),
    years: z.int().min(1).max(150).nullable().default(null),
    secrecy: z.enum(['open', 'sealed']).optional(),
    /** Every provision that usually applies; the provision above is one of them, and is all of them where nothing else is said. */
    secrecyTags: z.array(SecrecyTag).optional(),
    /** The type an unrouted message gets. Exactly one, at the board that hosts the contact centre. */
    unrouted: z.boolean().default(false),
  })
  .transform((type) => ({
    ...type,
    secrecy: type.secrecy ?? (type.level === 'reverse' || type.level === 'absolute' ? ('sealed' as const) : ('open' as const)),
    secrecyTags: type.secrecyTags ?? (type.provision === null ? [] : [type.provision]),
  }))

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
      caseTypes: z.array(CaseTypeFile),
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
