import { z } from 'zod'

/**
 * What a board takes home: one JSON text a line (docs/log-file.md). Everything that the checks need is in it; `npx ombud verify` asks nobody.
 * Order: head, keys, checkpoints, witness lines, entries in the order of their numbers, certificates, end.
 */
export const fileFormat = 'ombud-log-export-1'
const Fields = z.record(z.string(), z.unknown())
/** Written in one way only, so that no byte of it can be another unseen. */
const Base64 = z.string().refine((text) => Buffer.from(text, 'base64').toString('base64') === text)
const Path = z.array(Base64).nullable()
const Whole = z.int().min(0)

const Head = z.object({
  type: z.literal('head'),
  format: z.literal(fileFormat),
  origin: z.string(),
  /** `rows`: how many rows of this board the log holds in all. */
  board: z.object({ id: z.int(), code: z.string(), name: z.string(), rows: Whole }),
  /** Numbers of the first and the last row in the file; null: there is none. */
  first: Whole.nullable(),
  last: Whole.nullable(),
  /** Of the tree that the entries' proofs lead to; 0: nothing has been signed yet. */
  size: Whole,
  madeAt: z.string(),
  /** Rows younger than this many years have their content. */
  keptYears: Whole,
})
const Key = z.object({ type: z.literal('key'), verifier: z.string() })
/** `beginning`: proof that this tree is the beginning of the head's. */
const Checkpoint = z.object({ type: z.literal('checkpoint'), at: z.string(), note: z.string(), beginning: Path })
const Witness = z.object({ type: z.literal('witness'), size: Whole, board: z.string(), line: z.string() })
const Entry = z.object({
  type: z.literal('entry'),
  number: Whole,
  /** null: the number is in the log no more. */
  sequence: Whole.nullable(),
  entry: z.string().nullable(),
  proof: Path,
  /** The row as it is now; null: it is gone. `salts` null: its own time had come. */
  row: z.object({ open: Fields, common: Fields, own: Fields }).nullable(),
  salts: z.object({ common: Base64, own: Base64 }).nullable(),
})
const Certificate = z.object({ type: z.literal('certificate'), number: Whole, body: z.string(), previous: z.string(), hash: z.string() })
const End = z.object({ type: z.literal('end'), lines: Whole })

export const Line = z.discriminatedUnion('type', [Head, Key, Checkpoint, Witness, Entry, Certificate, End])
export type Line = z.infer<typeof Line>
export type LineOf<T extends Line['type']> = Extract<Line, { type: T }>
