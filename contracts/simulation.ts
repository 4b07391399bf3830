import { z } from 'zod'
import { Act, ChannelKind, Mission } from './instruction.ts'
import { Day, Id, Instant } from './words.ts'

/** What a draft would have done with the last ninety days, and would do with everything that waits for its day (P5). Counts only. */

/** few: one to four. hidden: a number from which such a one could be worked out. */
export const Few = z.union([z.number().int().min(0), z.literal(['few', 'hidden'])])
export type Few = z.infer<typeof Few>
const Reading = z.object({ sv: z.string(), en: z.string() })

const ActCell = z.object({
  /** read = a case was opened; act = something was done. */
  kind: z.enum(['read', 'act']),
  act: Act,
  mission: Mission.nullable(),
  channel: ChannelKind.nullable(),
  asked: Few,
  /** Was permitted, would be refused. */
  refused: Few,
  /** Was refused, would be permitted. */
  allowed: Few,
})

export const SimulationResult = z.object({
  /** The first instant that was replayed, and the first of which there is a log: what is older than that was never written down. */
  from: Instant,
  loggedFrom: Instant.nullable(),
  until: Instant,
  acts: z.object({
    asked: Few,
    refused: Few,
    allowed: Few,
    /** Refused then for want of an undertaking, or because the board had stopped its instruction: no clause had a say, so they say nothing about the draft. */
    unasked: Few,
    cells: z.array(ActCell),
    causes: z.array(
      z.object({
        /** `<board>/<clause>`; null where no clause spoke. */
        clause: z.string().nullable(),
        because: z.string(),
        refused: Few,
        allowed: Few,
      }),
    ),
  }),
  /** If the board decides that clocks that run move to the draft's rules; unless it does, every one of them stays (B19). */
  clocks: z.object({
    total: Few,
    earlier: Few,
    later: Few,
    same: Few,
    /** Had no day and gets one, or had one and loses it: what was kept is destroyed, what was destroyed is kept, or it waits for something else. */
    begins: Few,
    ends: Few,
    /** No clause of the draft says when they go (B18). */
    noRule: Few,
    dueAtOnce: Few,
    /** Days that a disposal day moves, both ends included; null = without end. Negative = earlier. */
    moved: z.array(z.object({ from: z.number().int().nullable(), to: z.number().int().nullable(), count: Few })),
  }),
  open: z.object({ total: Few, noRule: Few }),
  service: z.object({
    /** Open cases whose promises change, and how. */
    cases: Few,
    earlier: Few,
    later: Few,
    lateAtOnce: Few,
    promises: z.array(z.object({ promise: z.string(), change: z.enum(['added', 'removed', 'changed']), reading: Reading })),
  }),
  agents: z.object({
    /** Material: agents sign again before they may go on (A23). */
    material: z.boolean(),
    mustSign: z.number().int(),
    clauses: z.array(z.object({ id: z.string(), reading: Reading })),
  }),
  notice: z.object({
    added: z.array(z.object({ heading: Reading, text: Reading, clauses: z.array(z.string()) })),
    removed: z.array(z.object({ heading: Reading, text: Reading, clauses: z.array(z.string()) })),
    /** Why the notice could not be published at all, in Swedish. */
    faults: z.array(z.string()),
  }),
})
export type SimulationResult = z.infer<typeof SimulationResult>

export const Simulation = z.object({
  id: Id,
  version: Id,
  state: z.enum(['queued', 'running', 'done', 'cancelled', 'failed']),
  done: z.number().int(),
  total: z.number().int(),
  queuedAt: Instant,
  endedAt: Instant.nullable(),
  /** Why it failed or was given up: a code. */
  because: z.string().nullable(),
  /** The draft has been changed since. */
  outdated: z.boolean(),
  result: SimulationResult.nullable(),
})
export type Simulation = z.infer<typeof Simulation>

export const LatestSimulation = z.object({
  board: z.string(),
  title: z.string(),
  number: z.number().int(),
  validFrom: Day,
  simulation: Simulation.nullable(),
})
