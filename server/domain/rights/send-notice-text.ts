import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { writeAnswer } from '../case/index.ts'
import { readNotice } from '../publication/index.ts'

const Row = z.object({ version: z.int() })

/** The one answer about data that the centre gives itself: what is told to everyone (A14, GDPR 13). @throws what writing an answer does, not_found when no notice is published */
export async function sendNoticeText(tx: Tx, caseId: string): Promise<{ undoUntil: string }> {
  const row = await tx.maybe(Row, sql`select version from "case" where id = ${caseId}`)
  if (!row) throw new Problem('case_not_found', { id: caseId })
  const { sections } = await readNotice(tx, 'sv', { layer: 'short' })
  const texts = sections.flatMap(({ sentences }) => sentences.map(({ text }) => `- ${text}`))
  const body = [
    'Så behandlar kommunen personuppgifter, i korthet:',
    texts.join('\n'),
    'Hela informationen finns på kommunens webbplats, under Dina uppgifter.',
  ].join('\n\n')
  const { undoUntil } = await writeAnswer(tx, caseId, {
    version: row.version,
    subject: 'Information om hur vi behandlar personuppgifter',
    body,
    general: true,
  })
  return { undoUntil: undoUntil.toISOString() }
}
