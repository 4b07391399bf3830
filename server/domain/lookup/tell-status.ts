import { z } from 'zod'
import type { Telling, TellStatus } from '../../../contracts/lookup.ts'
import { Problem } from '../../../contracts/problems.ts'
import { HarmAnswers, type Representation } from '../../../contracts/secrecy.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { countGap } from '../audit/index.ts'
import { loadStanding } from '../instruction/index.ts'
import { findIdentityNumbers } from '../secrecy/index.ts'
import { findLookUp, type LookUp } from './find-look-up.ts'
import { judgeOnTheLine, judgeTelling, secrecyOf } from './judge-fields.ts'

/**
 * Which of the fields that were read may be told to the one on the line (A30, D8): another act than reading, judged for each field and added to the
 * trace; what a representative, a guardian or an authority stands on is kept beside it, as codes.
 * @throws not_found, look_up_needs_contact, identity_number_in_text. Law: OSL 8:1, 12:1–12:3, 40:6
 */
export async function tellStatus(tx: Tx, id: string, asked: TellStatus, lang: 'sv' | 'en'): Promise<Telling> {
  const { recipient, identityLevel, related, representation } = asked
  const { row, matter } = await findLookUp(tx, id)
  if (row.outcome !== 'found') throw new Problem('not_found')
  const standing = await loadStanding(tx)
  if (representation && !related) await keepRepresentation(tx, id, row, representation)
  const source = { system: row.system, extraTags: row.secrecy_tags.filter((tag) => !row.type_tags.includes(tag)) }
  const secrecy = secrecyOf(standing, matter, [...row.type_tags, ...row.secrecy_tags])
  const line = { related, representation, today: stockholmDay(new Date(standing.nowMs)), tested: await testedOf(tx, id) }
  const fields = row.fields.map((field) => {
    const judged = (who: TellStatus['recipient']) => judgeTelling(standing, matter, { field, recipient: who, identityLevel }, source, lang)
    return judgeOnTheLine(judged(recipient), { recipient, openToAll: judged('public').may }, line, secrecy)
  })
  // A13: what no clause answers is owed to the board; too low a level is an answer
  const gap = fields.find(({ why, verdict }) => why === 'instruction' && ['NO_CLAUSE', 'CLAUSES_DISAGREE'].includes(verdict.because))
  if (gap)
    await countGap(tx, {
      act: 'status.tell',
      mission: 'status',
      channel: matter.channel,
      because: gap.verdict.because,
      clauseIds: gap.verdict.clauses.map(({ id: clause }) => clause),
      boardId: row.board_id,
      typeId: row.case_type_id,
    })
  const told = [
    {
      at: new Date(standing.nowMs).toISOString(),
      recipient,
      identityLevel,
      ...(related ? { related } : {}),
      fields: fields.filter(({ may }) => may).map(({ name }) => name),
      clauses: [...new Set(fields.flatMap(({ verdict }) => verdict.clauses.map((clause) => clause.id)))],
    },
  ]
  await tx.run(sql`update look_up set told = told || ${JSON.stringify(told)}::jsonb where id = ${id}`)
  return { recipient, identityLevel, secrecy, fields }
}

/** A reference is a reference: no identity number stands in one. */
async function keepRepresentation(
  tx: Tx,
  id: string,
  { case_id, contact_id, board_id }: LookUp['row'],
  given: Representation,
): Promise<void> {
  const written = given.kind === 'representative' ? given.documentRef : ''
  if (findIdentityNumbers(written).length > 0) throw new Problem('identity_number_in_text')
  const blank = {
    documentRef: null,
    validTo: null,
    scope: [],
    custody: null,
    childAge: null,
    decides: null,
    considerableHarm: null,
    law: null,
  }
  const row = { ...blank, ...given }
  await tx.run(sql`
    insert into representation (case_id, contact_id, look_up_id, board_id, employee_id, kind, document_ref, valid_to, scope, custody, child_age, decides, considerable_harm, law)
    values (${case_id}, ${contact_id}, ${id}, ${board_id}, actor_id(), ${row.kind}, ${row.documentRef}, ${row.validTo}, ${row.scope}, ${row.custody}, ${row.childAge}, ${row.decides}, ${row.considerableHarm}, ${row.law})`)
}

const Tested = z.object({ answers: HarmAnswers, kept: z.array(z.string()) })

/** The latest harm test of this look-up; an old one is none. */
const testedOf = async (tx: Tx, id: string): Promise<z.infer<typeof Tested> | null> =>
  (await tx.maybe(
    Tested,
    sql`select answers, kept from harm_test where look_up_id = ${id} and employee_id = actor_id() and at > ombud_now() - interval '30 minutes' order by at desc limit 1`,
  )) ?? null
