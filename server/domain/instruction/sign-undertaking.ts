import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { Clause } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { Quiz, SignUndertaking } from '../../../contracts/staff.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { record } from '../audit/index.ts'
import { sealUndertaking } from './seal-undertaking.ts'

const Version = z.object({ id: z.int(), version: z.int() })
const Row = z.object({ rule: Clause })
const questions = 3

/**
 * A few clauses drawn at random: may this be done, or not? The wording is shown, the effect is what the employee has to have understood (A22).
 * @throws not_found when the board has no instruction in force
 */
export async function drawQuiz(tx: Tx, board: string): Promise<z.infer<typeof Quiz>> {
  const version = await inForce(tx, board)
  const clauses = await rulesOf(tx, version.id)
  const drawn: Clause[] = []
  while (drawn.length < Math.min(questions, clauses.length)) drawn.push(...clauses.splice(randomInt(clauses.length), 1))
  return { board, version: version.version, questions: drawn.map(({ id, text }) => ({ clause: id, scenario: text })) }
}

/**
 * Signs the undertaking for a board's instruction in force. A wrong answer means no signature; the answers are sealed into it (A21-A23).
 * @throws not_found, invalid_input with the wrong clauses, so that they can be read again
 */
export async function signUndertaking(tx: Tx, { board, answers }: z.infer<typeof SignUndertaking>): Promise<void> {
  const version = await inForce(tx, board)
  const clauses = new Map((await rulesOf(tx, version.id)).map((clause) => [clause.id, clause]))
  const quiz = answers.map(({ clause, permits }) => ({
    clause,
    permits,
    right: clauses.get(clause) !== undefined && (clauses.get(clause)?.effect === 'permit') === permits,
  }))
  const wrong = quiz.filter(({ right }) => !right)
  if (wrong.length > 0 || new Set(answers.map(({ clause }) => clause)).size < Math.min(questions, clauses.size))
    throw new Problem('invalid_input', { errors: wrong.map(({ clause }) => ({ field: `answers.${clause}`, code: 'wrong_answer' })) })
  const { id } = await tx.one(z.object({ id: z.uuid() }), sql`select actor_id() as id`)
  await sealUndertaking(tx, { employeeId: id, versionId: version.id, quiz })
  await record(tx, 'undertaking.signed', { facts: { board, version: version.version } })
}

async function inForce(tx: Tx, board: string): Promise<z.infer<typeof Version>> {
  const version = await tx.maybe(
    Version,
    sql`select v.id, v.version from instruction_version v join board b on b.id = v.board_id where b.code = ${board} and v.state = 'in-force'`,
  )
  if (!version) throw new Problem('not_found')
  return version
}

const rulesOf = async (tx: Tx, versionId: number) =>
  (
    await tx.all(Row, sql`select rule from clause where version_id = ${versionId} and rule ->> 'effect' in ('permit', 'deny', 'refer')`)
  ).map(({ rule }) => rule)
