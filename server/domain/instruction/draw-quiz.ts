import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { InstructionInForce } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { Quiz } from '../../../contracts/staff.ts'
import { usualHours } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Lang } from '../rule/index.ts'
import { loadVersion } from './load-rules.ts'
import { drawScenarios, type Scenario, scenariosOf, undertakingText } from './scenarios.ts'

const Row = z.object({ id: z.int(), board: z.string(), hash: z.string(), now: z.date(), organisation: OrganisationFile })
const Attempt = z.object({ id: z.uuid() })

/** What is signed: a version, every situation that it answers, and the text. */
export type ToSign = { version: InstructionInForce; hash: string; boardName: string; pool: readonly Scenario[] }

/** @throws not_found when the board has no instruction in force, or one that isn't what was signed (T18) */
export async function toSign(tx: Tx, of: { board: string } | { versionId: number }): Promise<ToSign> {
  const where = 'board' in of ? sql`b.code = ${of.board} and v.state = 'in-force'` : sql`v.id = ${of.versionId}`
  const row = await tx.maybe(
    Row,
    sql`select v.id, b.code as board, encode(v.hash, 'hex') as hash, ombud_now() as now, i.organisation from installation i, instruction_version v join board b on b.id = v.board_id where ${where}`,
  )
  if (!row) throw new Problem('not_found')
  const version = await loadVersion(tx, row.id)
  const found = row.organisation.boards.find(({ code }) => code === row.board)
  const board = { name: found?.name ?? row.board, caseTypes: found?.caseTypes ?? [] }
  const known = {
    facts: { 'actor.roles': ['agent'] },
    events: {},
    partial: true,
    openingHours: row.organisation.openingHours ?? usualHours,
    now: row.now,
  }
  return { version, hash: row.hash, boardName: board.name, pool: scenariosOf(version, board, known) }
}

/**
 * A few situations drawn at random out of everything this version answers, and the text that is signed. The draw is kept: which questions, not a
 * word of them (A22).
 * @throws not_found when the board has no instruction in force
 */
export async function drawQuiz(tx: Tx, board: string, lang: Lang): Promise<z.infer<typeof Quiz>> {
  const { version, boardName, pool } = await toSign(tx, { board })
  const drawn = drawScenarios(pool, randomInt)
  const { id } = await tx.one(
    Attempt,
    sql`insert into undertaking_attempt (employee_id, version_id, drawn_at, questions) values (actor_id(), ${version.versionId}, ombud_now(), ${drawn.map((each) => each.id)}) returning id`,
  )
  return {
    attempt: id,
    board,
    version: version.version,
    text: undertakingText(version, boardName, lang),
    questions: drawn.map((each) => ({ id: each.id, scenario: each.said[lang] })),
  }
}
