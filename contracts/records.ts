import { z } from 'zod'
import { Document } from './document.ts'
import { Day, Instant } from './words.ts'

/** What a processor has to keep a record of (GDPR 30(2)), generated from what was in force at an instant. */
const Contact = z.object({ name: z.string(), phone: z.string(), email: z.string() })
const Processing = z.object({
  /** `<board>/<clause>` */
  clause: z.string(),
  text: z.string(),
  acts: z.array(z.string()),
  purposes: z.array(z.string()),
  bases: z.array(z.string()),
  caseTypes: z.array(z.string()),
  subjects: z.array(z.string()),
  categories: z.array(z.string()),
  specialCategories: z.array(z.string()),
  recipients: z.array(z.string()),
  channels: z.array(z.string()),
  systems: z.array(z.string()),
  subProcessors: z.array(z.string()),
  region: z.string(),
  impactAssessment: z.string().nullable(),
})
export const RecordOfProcessing = z.object({
  at: Instant,
  processor: Contact.extend({ dataProtectionOfficer: Contact }),
  controllers: z.array(
    z.object({
      board: z.string(),
      contact: Contact,
      dataProtectionOfficer: Contact,
      version: z.number().int(),
      hash: z.string(),
      validFrom: Instant,
      processing: z.array(Processing),
      /** When each kind of record goes, and how. */
      retention: z.array(z.object({ clause: z.string(), sentence: z.string() })),
      /** What the board has stopped for now (A9). */
      stopped: z.array(z.object({ acts: z.array(z.string()), caseTypes: z.array(z.string()) })),
      security: z.array(z.object({ clause: z.string(), sentences: z.array(z.string()) })),
    }),
  ),
  channels: z.array(z.object({ name: z.string(), kind: z.string(), region: z.string(), active: z.boolean() })),
  systems: z.array(z.object({ board: z.string(), name: z.string(), owner: z.string(), reviewBy: Day })),
  subProcessors: z.array(z.object({ name: z.string(), clauses: z.array(z.string()) })),
  /** To countries outside the EU/EEA: by which clause or channel. */
  transfers: z.array(z.object({ what: z.string(), clauses: z.array(z.string()) })),
  document: Document,
})
export type RecordOfProcessing = z.infer<typeof RecordOfProcessing>
export const AtQuery = z.object({ at: z.iso.datetime().optional() })
