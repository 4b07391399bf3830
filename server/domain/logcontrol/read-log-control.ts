import { z } from 'zod'
import { type LogControl, type LogControls, LogVerdict } from '../../../contracts/log-control.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type LogKeys, logRows, record } from '../audit/index.ts'
import { isIntact } from '../control/index.ts'
import { Statement, statementDocument } from './statement.ts'

const Line = z.object({
  id: z.uuid(),
  board: z.string(),
  from: z.string(),
  to: z.string(),
  madeAt: z.date(),
  items: z.int(),
  judged: z.int(),
  signedAt: z.date().nullable(),
})
const lines = sql`select c.id, b.code as board, c.from_on::text as from, c.until_on::text as to, c.made_at as "madeAt", c.signed_at as "signedAt",
  (select count(*)::int from log_control_item i where i.control_id = c.id) as items, (select count(*)::int from log_control_item i where i.control_id = c.id and i.verdict is not null) as judged`
const lineOf = ({ madeAt, signedAt, ...line }: z.infer<typeof Line>) => ({
  ...line,
  madeAt: madeAt.toISOString(),
  signedAt: signedAt?.toISOString() ?? null,
})

/** The controls of the actor's boards, newest first. */
export async function listLogControls(tx: Tx): Promise<z.infer<typeof LogControls>> {
  const found = await tx.all(
    Line,
    sql`${lines} from log_control c join board b on b.id = c.board_id order by c.until_on desc, c.made_at desc`,
  )
  return { controls: found.map(lineOf) }
}

const Whole = Line.extend({
  boardId: z.int(),
  population: z.int(),
  seed: z.string(),
  statement: z.string().nullable(),
  hash: z.instanceof(Buffer).nullable(),
  signature: z.instanceof(Buffer).nullable(),
  public_key: z.instanceof(Buffer).nullable(),
})
const Item = z.object({
  number: z.number(),
  whys: z.array(z.string()),
  verdict: LogVerdict.nullable(),
  reason: z.string().nullable(),
  judgedBy: z.string().nullable(),
  own: z.boolean(),
})

/** One control: the rows to judge, held against what was signed, and the statement. That it was read stands in the log. @throws not_found */
export async function readLogControl(tx: Tx, id: string, { keys, lang }: { keys: LogKeys; lang: 'sv' | 'en' }): Promise<LogControl> {
  const found = await tx.maybe(
    Whole,
    sql`${lines}, c.board_id as "boardId", c.population, c.seed, c.statement, c.hash, c.signature, c.public_key from log_control c join board b on b.id = c.board_id where c.id = ${id}`,
  )
  if (!found) throw new Problem('not_found')
  const { boardId, population, seed, statement, hash, signature, public_key: publicKey, ...line } = found
  const items = await tx.all(
    Item,
    sql`select i.number, i.whys, i.verdict, i.reason, e.name as "judgedBy", cardinality(find_log(${boardId}, i.number, i.number, null, null, actor_id(), 1)) > 0 as own
      from log_control_item i left join employee e on e.id = i.judged_by where i.control_id = ${id} order by i.number`,
  )
  const rows = await logRows(tx, { board: line.board, numbers: items.map(({ number }) => number) }, { keys, lang })
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  await record(tx, 'log.control-read', { boardId, facts: { rows: items.length } })
  return {
    ...lineOf(line),
    population,
    seed,
    queue: items.map((item) => ({ ...item, row: byNumber.get(item.number) ?? null })),
    statement:
      statement && hash && signature && publicKey
        ? {
            document: statementDocument(Statement.parse(JSON.parse(statement)), lang),
            hash: hash.toString('hex'),
            signature: signature.toString('base64'),
            publicKey: publicKey.toString('base64'),
            intact: isIntact({ body: statement, hash, signature, publicKey }),
          }
        : null,
  }
}
