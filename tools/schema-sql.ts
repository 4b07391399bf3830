import pg from 'pg'
import type { Logins } from '../server/platform/migrate.ts'
import { catalogue } from './catalogue.ts'

/**
 * The whole database as one text, read from the catalogue of a migrated database: no pg_dump comes with the embedded server (design §8).
 * Tables and functions first; the last pages are every policy and every grant there is, which is what a review of access reads.
 */
export async function schemaSql({ owner, rolePrefix }: Pick<Logins, 'owner' | 'rolePrefix'>): Promise<string> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const sections = [
      '-- Made by `npm run generate` from a migrated database and compared by `npm run check`. Never edited; the migrations are.\n',
    ]
    for (const { heading, query } of catalogue(rolePrefix)) {
      const { rows } = await client.query<{ line: string }>(query)
      sections.push(`-- ${heading}\n\n${rows.map(({ line }) => withoutPrefix(line, rolePrefix)).join('\n')}\n`)
    }
    return sections.join('\n')
  } finally {
    await client.end()
  }
}

/** Role names as they stand in the migrations, whatever the database is called. */
function withoutPrefix(text: string, rolePrefix: string): string {
  return text.replace(
    new RegExp(`\\b${rolePrefix}_(?=(owner|doorman|jobs|agent|officer|citizen|service|eraser|auditor|web|worker|purge|queue)\\b)`, 'g'),
    'ombud_',
  )
}
