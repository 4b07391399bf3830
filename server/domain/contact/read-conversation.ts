import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Conversation } from '../../../contracts/contact.ts'
import { Problem } from '../../../contracts/problems.ts'
import { CaseState } from '../../../contracts/words.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { readMirror } from './mirror.ts'
import { readSeen } from './read-seen.ts'

const Case = z.object({ id: z.uuid(), number: z.string(), state: CaseState, board_name: z.string(), dispose_on: z.string().nullable() })
const Message = z.object({ at: z.date(), direction: z.enum(['in', 'out']), body: z.string() })
const OnItsWay = z.object({ waits: z.boolean() })

/**
 * What someone with a retrieval code may read: what they wrote and what was answered, nothing internal. The code is this transaction's
 * secret; it opens its own case and leaves an access row as everyone else's reading does. @throws code_not_found
 */
export async function readConversation(tx: Tx, lang: 'sv' | 'en' = 'sv'): Promise<z.infer<typeof Conversation>> {
  const code = 'secret' in tx.actor ? tx.actor.secret : ''
  // Asked first: what crosses over between the two questions has then been seen in one of the two places, never in neither.
  const { waits } = await tx.one(OnItsWay, sql`select arrival_on_its_way(${createHash('sha256').update(code).digest()}) as waits`)
  const kase = await tx.maybe(
    Case,
    sql`select c.id, c.number, c.state, b.name as board_name, c.dispose_on from "case" c join board b on b.id = c.board_id where c.id = citizen_case()`,
  )
  if (!kase) {
    if (!waits) throw new Problem('code_not_found')
    return { number: null, state: 'received', boardName: null, disposeOn: null, kept: null, messages: [], seen: [] }
  }
  await tx.all(z.unknown(), sql`select open_cases(${[kase.id]}, 'guidance', 'read')`)
  const messages = await tx.all(
    Message,
    sql`
    select m.at, m.direction, m.body from message m left join outgoing o on o.message_id = m.id
    where m.case_id = ${kase.id} and (m.direction = 'in' or o.state = 'sent' and o.kind = 'answer') order by m.at`,
  )
  const theirs = messages.filter(({ direction }) => direction === 'in').length
  return {
    number: kase.number,
    state: kase.state,
    boardName: kase.board_name,
    disposeOn: kase.dispose_on,
    kept: await readMirror(tx, kase.id, { theirs, ours: messages.length - theirs }, lang),
    messages: messages.map((message) => ({ ...message, at: message.at.toISOString() })),
    seen: await readSeen(tx, lang),
  }
}
