import { z } from 'zod'
import { Hand, Id, Instant } from './words.ts'

/** Something everyone of these hands must have read within so many days (A12). No board: every board. */
export const PublishBulletin = z.object({
  board: z.string().max(60).nullable(),
  kind: z.enum(['bulletin', 'training']),
  title: z.string().trim().min(3).max(200),
  body: z.string().trim().min(3).max(20_000),
  hands: z.array(Hand).min(1).max(3),
  readByDays: z.int().min(1).max(90),
})
const Bulletin = z.object({
  id: Id,
  board: z.string().nullable(),
  boardName: z.string().nullable(),
  kind: z.enum(['bulletin', 'training']),
  title: z.string(),
  body: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
})
export const Bulletins = z.object({
  /** Those that are for me. `dueAt`: then it closes what it is about, until it has been read. */
  mine: z.array(Bulletin.extend({ dueAt: Instant, readAt: Instant.nullable(), overdue: z.boolean() })),
  /** Those I may follow up. `missing`: names, for whoever leads the centre; null for a board, which sees counts. */
  sent: z.array(
    Bulletin.extend({
      readByDays: z.int(),
      reading: z.array(z.object({ hand: Hand, people: z.int(), read: z.int(), missing: z.array(z.string()).nullable() })),
    }),
  ),
  /** Boards I may publish for; `null` among them = all. */
  publishFor: z.array(z.string().nullable()),
})
/** How many of those who work for a board have signed, as counts: nobody's name (A23). */
export const Coverage = z.object({
  boards: z.array(
    z.object({
      board: z.string(),
      boardName: z.string(),
      version: z.int().nullable(),
      hands: z.array(z.object({ hand: Hand, people: z.int(), signed: z.int(), soon: z.int(), unread: z.int(), overdue: z.int() })),
    }),
  ),
})
/** A24: how data may be fetched from a board's system, by whom it is owned, and when the briefing is looked at again. */
export const Connectors = z.object({
  connectors: z.array(
    z.object({
      system: z.string(),
      name: z.string(),
      owner: z.string(),
      briefing: z.string(),
      reviewBy: z.iso.date(),
      version: z.string(),
      acknowledgedAt: Instant.nullable(),
    }),
  ),
})
/** `version`: the one that was read. */
export const AcknowledgeConnector = z.object({ version: z.string().max(64) })
