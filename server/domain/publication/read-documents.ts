import { z } from 'zod'
import type { Document } from '../../../contracts/document.ts'
import { Clause, InstructionFile } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { RecordOfProcessing } from '../../../contracts/records.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { type Lang, namesOf } from '../rule/index.ts'
import { configurationAt } from './configuration-at.ts'
import { descriptionOfRecords } from './description-of-records.ts'
import { instructionDocument } from './instruction-document.ts'
import { recordOfProcessing } from './record-of-processing.ts'
import { type JsonLd, toJsonLd } from './to-jsonld.ts'

const Row = z.object({
  id: z.int(),
  hash: z.string(),
  version: z.int(),
  title: z.string(),
  valid_from: z.date(),
  valid_to: z.date().nullable(),
  review_by: z.string(),
  approvals: InstructionFile.shape.approvals,
  contacts: z.record(z.string(), z.string()),
  vocabulary: InstructionFile.shape.vocabulary.nullable(),
  organisation: OrganisationFile,
})
const ClauseRow = z.object({ rule: Clause })

/** The instruction in force as a file says it, with the hash that was signed. @throws not_found */
async function readWhole(tx: Tx, board: string) {
  const row = await tx.maybe(
    Row,
    sql`
    select v.id, encode(v.hash, 'hex') as hash, v.version, v.title, v.valid_from, v.valid_to, v.review_by, v.approvals, v.contacts, v.content -> 'vocabulary' as vocabulary, i.organisation
    from installation i, instruction_version v join board b on b.id = v.board_id where b.code = ${board} and v.state = 'in-force'`,
  )
  if (!row) throw new Problem('not_found')
  const clauses = await tx.all(ClauseRow, sql`select rule from clause where version_id = ${row.id} order by position`)
  return { ...row, clauses: clauses.map(({ rule }) => rule) }
}

/** One board's instruction in force as its minutes hold it. @throws not_found */
export async function readInstructionDocument(tx: Tx, board: string, lang: Lang): Promise<Document> {
  const row = await readWhole(tx, board)
  const whole = {
    ...{
      board,
      version: row.version,
      title: row.title,
      reviewBy: row.review_by,
      hash: row.hash,
      approvals: row.approvals,
      clauses: row.clauses,
    },
    validFrom: row.valid_from.toISOString(),
    validTo: row.valid_to?.toISOString() ?? null,
  }
  return instructionDocument(whole, namesOf(row.organisation, row.vocabulary ?? undefined), lang)
}

/** The same instruction for machines. `publicUrl`: where the municipality is found. @throws not_found */
export async function readInstructionJsonLd(tx: Tx, board: string, publicUrl: string): Promise<JsonLd> {
  const row = await readWhole(tx, board)
  const plainInstant = (at: Date) => at.toISOString().replace('.000Z', 'Z')
  return toJsonLd(
    {
      ...{ board, version: row.version, title: row.title, reviewBy: row.review_by, approvals: row.approvals, clauses: row.clauses },
      validFrom: plainInstant(row.valid_from),
      validTo: row.valid_to === null ? null : plainInstant(row.valid_to),
      ...(Object.keys(row.contacts).length === 0 ? {} : { contacts: row.contacts }),
      ...(row.vocabulary === null ? {} : { vocabulary: row.vocabulary }),
    },
    publicUrl,
  )
}

/** The processor's record as it stood at an instant; null = now (X4). */
export const readRecordOfProcessing = async (tx: Tx, at: string | undefined, lang: Lang): Promise<RecordOfProcessing> =>
  recordOfProcessing(await configurationAt(tx, at === undefined ? null : new Date(at)), lang)

/** What the contact centre holds and regularly gets and gives, now (X11). */
export const readDescriptionOfRecords = async (tx: Tx, lang: Lang): Promise<Document> =>
  descriptionOfRecords(await configurationAt(tx, null), lang)
