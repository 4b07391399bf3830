import pg from 'pg'
import { z } from 'zod'
import type { Sink } from './sink.ts'

/** Asks the database as its superuser, who sees every row of every table: what the way claims is looked up behind the product's back. */
export type Look = <T>(row: z.ZodType<T>, text: string, values?: readonly unknown[]) => Promise<T[]>

/** Where the product listens. `smtpPort`: its own mail listener. */
export type Place = { url: string; smtpPort: number }

/** What stands around a message on its way: the product, its database, its folders, and the resident's own mail server. */
export type Stage = {
  look: Look
  sink: Sink
  /** Waits while the product is being started. */
  place(): Promise<Place>
  /** How often the product has fallen without having been told to. */
  falls(): number
  /** The next step begins: whoever means to kill the product from here on may do so. */
  begins(step: number): Promise<void>
  /** Moves the database's clock forward; when it resolves the product goes by it too. */
  moveClock(byMs: number): Promise<void>
  /** Resolves when the time to undo an answer has passed. */
  undoPasses(): Promise<void>
  /** Sealed files, and the keys that open them. */
  filesFolder: string
  keysFolder: string
  /** Files that the program and the database have written their logs to. */
  logFiles: readonly string[]
}

export type Looking = { look: Look; end(): Promise<void> }

export async function openLook(superuser: pg.ClientConfig): Promise<Looking> {
  const client = new pg.Client(superuser)
  client.on('error', () => undefined)
  await client.connect()
  return {
    look: async (row, text, values = []) => (await client.query(text, [...values])).rows.map((found: unknown) => row.parse(found)),
    end: () => client.end(),
  }
}

/** The clock that the whole installation goes by (`ombud_now()`). */
export async function shiftClock(look: Look, byMs: number): Promise<void> {
  await look(Nothing, `update time_shift set shift = shift + make_interval(secs => $1)`, [byMs / 1000])
}

const Nothing = z.unknown()
