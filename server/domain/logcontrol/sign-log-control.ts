import { z } from 'zod'
import { LogVerdict } from '../../../contracts/log-control.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { signReport } from '../control/index.ts'
import { statementOf } from './statement.ts'

const About = z.object({
  boardId: z.int(),
  board: z.string(),
  boardName: z.string(),
  from: z.string(),
  to: z.string(),
  seed: z.string(),
  treeSize: z.number(),
  population: z.int(),
})
const Item = z.object({ whys: z.array(z.string()), verdict: LogVerdict.nullable() })

/** Compiles and signs the statement when every row has been judged; once. @throws not_found, log_control_unfinished */
export async function signLogControl(tx: Tx, id: string, { keysFolder }: { keysFolder: string }): Promise<void> {
  const found = await tx.maybe(
    About,
    sql`select c.board_id as "boardId", b.code as board, b.name as "boardName", c.from_on::text as from, c.until_on::text as to, c.seed, c.tree_size as "treeSize", c.population
      from log_control c join board b on b.id = c.board_id where c.id = ${id}`,
  )
  if (!found) throw new Problem('not_found')
  const { boardId, ...about } = found
  const items = await tx.all(Item, sql`select whys, verdict from log_control_item where control_id = ${id} order by number`)
  const text = JSON.stringify(statementOf(about, items))
  const { hash, publicKey, signature } = signReport(text, { keysFolder })
  const { signed } = await tx.one(
    z.object({ signed: z.boolean() }),
    sql`select sign_log_control(${id}, ${text}, ${hash}, ${publicKey}, ${signature}) as signed`,
  )
  if (!signed) throw new Problem('log_control_unfinished')
  await record(tx, 'log.control-signed', { boardId, facts: { hash: hash.toString('hex') } })
}
