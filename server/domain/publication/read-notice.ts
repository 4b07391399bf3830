import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'

const Section = z.object({ heading: z.string(), sentences: z.array(z.object({ text: z.string(), clauses: z.array(z.string()) })) })
const Row = z.object({
  version: z.string(),
  content: z.object({ publishedOn: z.string(), sections: z.object({ sv: z.array(Section), en: z.array(Section) }) }),
})

/** The privacy notice as it stands now. @throws not_found before the first has been published */
export async function readNotice(tx: Tx, lang: 'sv' | 'en') {
  const row = await tx.maybe(Row, sql`select version, content from notice order by published_at desc limit 1`)
  if (!row) throw new Problem('not_found')
  return {
    version: row.version,
    publishedOn: row.content.publishedOn,
    sections: row.content.sections[lang].filter(({ sentences }) => sentences.length > 0),
  }
}
