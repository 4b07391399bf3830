import { z } from 'zod'

/** A document that people read, as data: the same on a page and on paper. Nothing in it is markup. */
export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('list'), items: z.array(z.string()) }),
  /** Label and value, line by line. */
  z.object({ kind: z.literal('facts'), rows: z.array(z.object({ label: z.string(), value: z.string() })) }),
  z.object({ kind: z.literal('table'), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
])
export type Block = z.infer<typeof Block>
export const Document = z.object({
  title: z.string(),
  lang: z.enum(['sv', 'en']),
  /** What it is and when, under the title. */
  lead: z.array(z.string()),
  /** `level` 3 belongs to the nearest 2 before it. */
  sections: z.array(
    z.object({ id: z.string(), level: z.union([z.literal(2), z.literal(3)]), heading: z.string(), blocks: z.array(Block) }),
  ),
})
export type Document = z.infer<typeof Document>
