import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { root } from './source-files.ts'

const Keeper = z.object({
  table: z.string(),
  holds: z.enum(['content', 'trace']),
  end: z.enum(['gone', 'cut-loose', 'stays']),
  retains: z.string().optional(),
})
export type Keeper = z.infer<typeof Keeper>

/** Every entry of every module's keeps.ts: what the retention module will be handed. */
export async function keepers(): Promise<Keeper[]> {
  const domain = join(root, 'server/domain')
  const files = readdirSync(domain)
    .map((module) => join(domain, module, 'keeps.ts'))
    .filter((file) => existsSync(file))
  const found: Keeper[] = []
  for (const file of files.sort()) {
    const exported: Record<string, unknown> = await import(pathToFileURL(file).href)
    found.push(...Object.values(exported).flatMap((value) => z.array(Keeper).safeParse(value).data ?? []))
  }
  return found
}
