import { z } from 'zod'
import { Problem } from '../../../contracts/problems.ts'
import type { Signing, SignUndertaking } from '../../../contracts/staff.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Lang } from '../rule/index.ts'
import { toSign } from './draw-quiz.ts'
import { sealUndertaking } from './seal-undertaking.ts'
import { verdictOf } from './standing.ts'

const Drawn = z.object({ employee_id: z.uuid(), version_id: z.int(), board: z.string(), questions: z.array(z.string()) })

/**
 * Answers an attempt. With every answer right the undertaking for the board's instruction in force is signed, the answers sealed into it; with one
 * wrong nothing is signed, and each wrong one comes back with the clause that says so. Either way the attempt is kept (A21-A23).
 * @throws attempt_over when it has been answered, isn't one's own, or another version is in force; invalid_input when it isn't these questions
 */
export async function signUndertaking(
  tx: Tx,
  { attempt, answers }: z.infer<typeof SignUndertaking>,
  lang: Lang,
): Promise<Omit<z.infer<typeof Signing>, 'me'>> {
  const drawn = await tx.maybe(
    Drawn,
    sql`select a.employee_id, a.version_id, b.code as board, a.questions from undertaking_attempt a join instruction_version v on v.id = a.version_id and v.state = 'in-force' join board b on b.id = v.board_id
    where a.id = ${attempt} and a.answered_at is null and a.drawn_at > ombud_now() - interval '1 day' for update of a`,
  )
  if (!drawn) throw new Problem('attempt_over')
  const given = new Map(answers.map(({ question, permits }) => [question, permits]))
  const missing = drawn.questions.filter((question) => !given.has(question))
  if (missing.length > 0 || given.size !== drawn.questions.length || answers.length !== given.size)
    throw new Problem('invalid_input', { errors: missing.map((question) => ({ field: `answers.${question}`, code: 'missing' })) })
  const signing = await toSign(tx, { board: drawn.board })
  const asked = drawn.questions.map((question) => signing.pool.find(({ id }) => id === question))
  const quiz = asked.flatMap((each) =>
    each ? [{ question: each.id, permits: given.get(each.id) ?? false, right: given.get(each.id) === each.permits }] : [],
  )
  // a case type that has gone since it was drawn: nobody can be asked about it
  if (quiz.length !== drawn.questions.length) throw new Problem('attempt_over')
  const score = quiz.filter(({ right }) => right).length
  const kept = JSON.stringify(quiz.map(({ question, permits }) => ({ question, permits })))
  await tx.run(
    sql`update undertaking_attempt set answered_at = ombud_now(), answers = ${kept}, right_count = ${score} where id = ${attempt}`,
  )
  if (score === quiz.length) await sealUndertaking(tx, { employeeId: drawn.employee_id, signing, attemptId: attempt, quiz })
  const rules = { rules: { instructions: [signing.version] } }
  const wrong = asked.flatMap((each, at) => {
    if (!each || quiz[at]?.right) return []
    const { sentence, clauses } = verdictOf(each.decision, rules, lang)
    return [{ question: each.id, scenario: each.said[lang], permits: each.permits, sentence, clauses }]
  })
  return { signed: score === quiz.length, score, asked: quiz.length, wrong }
}
