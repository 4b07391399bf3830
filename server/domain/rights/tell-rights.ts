import { z } from 'zod'
import { RightsKind } from '../../../contracts/rights.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { queueTold } from '../outbox/index.ts'
import { boardsToName } from './boards-to-name.ts'
import { kindWords } from './letter.ts'

const Row = z.object({ case_id: z.uuid(), kind: RightsKind, received_at: z.date(), due_at: z.date(), told_at: z.date().nullable() })

/** The receipt of a request: what was asked, which boards have it, by when they answer (A14, A15). Twice is once. As the service. */
export async function tellRights(tx: Tx, requestId: string): Promise<void> {
  const row = await tx.maybe(
    Row,
    sql`select case_id, kind, received_at, due_at, told_at from rights_request where id = ${requestId} for update`,
  )
  if (!row || row.told_at !== null) return
  await tx.all(z.unknown(), sql`select open_for_work(${[row.case_id]}, '{}', 'rights', 'service')`)
  const { boards, more } = await boardsToName(tx, requestId, 'mail')
  const told = await queueTold(tx, row.case_id, { subject: 'Din begäran är mottagen', sentences: sentencesOf(row, boards, more) })
  if (told) await tx.run(sql`update rights_request set told_at = ombud_now() where id = ${requestId}`)
}

function sentencesOf({ kind, received_at, due_at }: z.infer<typeof Row>, boards: readonly string[], more: boolean): string[] {
  const last = stockholmDay(new Date(due_at.getTime() - 1))
  return [
    `Vi har tagit emot din begäran om ${kindWords[kind].sv} den ${stockholmDay(received_at)}.`,
    `Den är lämnad till:\n${boards.map((board) => `- ${board}`).join('\n')}${more ? '\nFinns det uppgifter hos någon annan nämnd hör den av sig till dig själv.' : ''}`,
    kind === 'records'
      ? 'Varje nämnd prövar skyndsamt det som finns hos den.'
      : `Varje nämnd svarar för sina egna uppgifter, senast den ${last}.`,
    ...(kind === 'portability' ? [notOffered] : []),
  ]
}

const notOffered =
  'Rätten till dataportabilitet gäller uppgifter som behandlas med stöd av samtycke eller avtal. Det som kommunen gör som myndighet eller för att lagen kräver det omfattas inte (GDPR 20.3), men du kan begära tillgång till uppgifterna.'
