import { z } from 'zod'
import { ChannelKind } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { NoticeFaults } from '../../../contracts/rules.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { clauseKey } from '../rule/index.ts'
import { checkNotice } from './check-notice.ts'
import { untoldOf } from './not-told.ts'
import { noticeGiven } from './publish-notice.ts'

const Sentence = z.object({
  line: z.string(),
  text: z.string(),
  clauses: z.array(z.string()),
  board: z.string().nullable(),
  channels: z.union([z.literal('all'), z.array(ChannelKind)]),
  short: z.boolean(),
})
const Sections = z.array(z.object({ id: z.string(), heading: z.string(), sentences: z.array(Sentence) }))
const Row = z.object({
  content: z.object({
    version: z.string(),
    publishedOn: z.string(),
    reviewBy: z.string(),
    sections: z.object({ sv: Sections, en: Sections }),
  }),
})

/** The linter on what is published, against what is in force in this transaction (P1). @throws not_found before the first has been published */
export async function readNoticeFaults(tx: Tx): Promise<z.infer<typeof NoticeFaults>> {
  const row = await tx.maybe(Row, sql`select content from notice_publication order by id desc limit 1`)
  if (!row) throw new Problem('not_found')
  const given = await noticeGiven(tx)
  const { version } = row.content
  const notTold = given.instructions.flatMap(({ board, clauses }) =>
    clauses.flatMap((clause) => untoldOf(clause).map((each) => ({ clause: clauseKey(board, clause), ...each }))),
  )
  try {
    return { version, faults: checkNotice(row.content, given), notTold, unpublishable: null }
  } catch (error) {
    return { version, faults: [], notTold, unpublishable: error instanceof Error ? error.message : 'unpublishable' }
  }
}
