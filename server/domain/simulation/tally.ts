import { z } from 'zod'

/** What has been counted so far, exact, as it lies in the row between two batches. Keys are JSON of codes. */
const Changed = z.object({ refused: z.int(), allowed: z.int() })
const Cell = Changed.extend({ asked: z.int() })
export const Tally = z.object({
  cells: z.record(z.string(), Cell).default({}),
  causes: z.record(z.string(), Changed).default({}),
  unasked: z.int().default(0),
  clocks: z
    .object({
      total: z.int(),
      same: z.int(),
      begins: z.int(),
      ends: z.int(),
      noRule: z.int(),
      dueAtOnce: z.int(),
      /** Index of the bucket → clocks. */
      moved: z.record(z.string(), z.int()),
    })
    .default({ total: 0, same: 0, begins: 0, ends: 0, noRule: 0, dueAtOnce: 0, moved: {} }),
  open: z.object({ total: z.int(), noRule: z.int() }).default({ total: 0, noRule: 0 }),
  service: z
    .object({ cases: z.int(), earlier: z.int(), later: z.int(), lateAtOnce: z.int() })
    .default({ cases: 0, earlier: 0, later: 0, lateAtOnce: 0 }),
})
export type Tally = z.infer<typeof Tally>

export const emptyTally = (): Tally => Tally.parse({})
