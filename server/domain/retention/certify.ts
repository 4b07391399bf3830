import { z } from 'zod'
import { Retention } from '../../../contracts/instruction.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Keeps } from '../../platform/keeps.ts'
import { certificateBody, chainHash, chainStart, type Residue } from './certificate-body.ts'

const Erased = z.object({
  id: z.string(),
  subject: z.enum(['case', 'contact']),
  subject_id: z.string(),
  board_id: z.int(),
  board: z.string(),
  case_type: z.string(),
  clause_id: z.string(),
  version: z.int(),
  rule: Retention.nullable(),
  due_at: z.date(),
  erased_at: z.date(),
  now: z.date(),
  late_because: z.string().nullable(),
  erased: z.record(z.string(), z.int()),
  files: z.int(),
  ending: z.string().nullable(),
})
const Head = z.object({ number: z.number(), hash: z.instanceof(Buffer) })
const Stone = z.object({ subject_id: z.string() })
const Left = z.object({ table_name: z.string(), rows: z.number() })

/**
 * Writes one certificate for each disposal whose rows and files are gone, after looking again. Numbers have no holes: the chain's head is
 * locked until the commit. In the eraser's hand; a disposal that has its certificate is passed over, so the job may run twice.
 * @returns the numbers written
 * @throws when something of what is to be certified is still there
 */
export async function certify(
  tx: Tx,
  ids: readonly string[],
  { keeps, residue }: { keeps: readonly Keeps[]; residue: Residue },
): Promise<number[]> {
  // one at a time: the hash of the next needs the hash of this
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended('certificate', 0))`)
  const erased = await tx.all(
    Erased,
    sql`select d.id, d.subject, d.subject_id, d.board_id, b.code as board, t.code as case_type, d.clause_id, v.version, c.rule -> 'retention' as rule, d.due_at, d.erased_at, ombud_now() as now,
        d.late_because, d.erased, cardinality(d.file_ids) as files, d.offboarding_id as ending
      from disposal d join board b on b.id = d.board_id join case_type t on t.id = d.case_type_id join instruction_version v on v.id = d.version_id
      left join clause c on c.version_id = d.version_id and c.id = d.clause_id
      where d.id = any (${ids}::uuid[]) and d.state = 'erased' order by d.erased_at, d.id`,
  )
  if (erased.length === 0) return []
  await mustBeGone(
    tx,
    erased.map(({ id }) => id),
  )
  const head = await tx.maybe(Head, sql`select number, hash from certificate order by number desc limit 1`)
  const retained = keeps.flatMap((kept) => (kept.retains === undefined ? [] : [{ table: kept.table, why: kept.retains }]))
  let previous = head?.hash ?? chainStart
  const rows = erased.map((row, index) => {
    const number = (head?.number ?? 0) + index + 1
    const body = bodyOf(row, { number, retained, residue })
    const link = {
      number,
      id: row.id,
      board_id: row.board_id,
      body,
      previous: previous.toString('hex'),
      hash: chainHash(previous, body).toString('hex'),
    }
    previous = Buffer.from(link.hash, 'hex')
    return link
  })
  await write(tx, rows)
  return rows.map(({ number }) => number)
}

type Link = { number: number; id: string; board_id: number; body: string; previous: string; hash: string }

async function write(tx: Tx, rows: readonly Link[]): Promise<void> {
  const given = JSON.stringify(rows)
  await tx.run(sql`
    insert into certificate (number, issued_at, disposal_id, board_id, body, previous_hash, hash)
    select number, ombud_now(), id, board_id, body, decode(previous, 'hex'), decode(hash, 'hex')
    from jsonb_to_recordset(${given}::jsonb) as c (number bigint, id uuid, board_id int, body text, previous text, hash text)`)
  await tx.run(sql`
    update disposal d set state = 'certified', certificate = c.number from jsonb_to_recordset(${given}::jsonb) as c (number bigint, id uuid) where d.id = c.id`)
  await tx.run(sql`
    update tombstone t set certificate = c.number from jsonb_to_recordset(${given}::jsonb) as c (number bigint, id uuid) where t.disposal_id = c.id`)
}

/** Looks with other eyes than the ones that erased: the database names every place itself. */
export async function rowsLeft(tx: Tx, subjectIds: readonly string[]): Promise<z.infer<typeof Left>[]> {
  return tx.all(Left, sql`select table_name, rows from rows_left(${subjectIds}::uuid[])`)
}

async function mustBeGone(tx: Tx, disposals: readonly string[]): Promise<void> {
  const stones = await tx.all(Stone, sql`select subject_id from tombstone where disposal_id = any (${disposals}::uuid[])`)
  const left = await rowsLeft(
    tx,
    stones.map(({ subject_id }) => subject_id),
  )
  if (left.length > 0) throw new Error(`Not certified: ${left.map(({ table_name, rows }) => `${rows} rows in ${table_name}`).join(', ')}`)
}

function bodyOf(
  row: z.infer<typeof Erased>,
  { number, retained, residue }: { number: number; retained: { table: string; why: string }[]; residue: Residue },
): string {
  return certificateBody({
    number,
    disposalId: row.id,
    subject: row.subject,
    subjectId: row.subject_id,
    board: row.board,
    caseType: row.case_type,
    clauseId: row.clause_id,
    instructionVersion: row.version,
    rule: row.rule,
    dueAt: row.due_at,
    erasedAt: row.erased_at,
    issuedAt: row.now,
    lateBecause: row.late_because,
    rows: row.erased,
    retained,
    files: row.files,
    residue,
    ending: row.ending,
  })
}
