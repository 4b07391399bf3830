import type { FastifyReply } from 'fastify'
import { type Problem, problems } from '../../contracts/problems.ts'

const titles = { sv: 'Det gick inte', en: 'That didn’t work' } as const

/** RFC 9457, in the reader's language. Facts that explain (fields, verdict) go along; nothing of what was sent comes back. */
export function answerProblem(reply: FastifyReply, problem: Problem, lang: 'sv' | 'en', trace: string) {
  const { status, [lang]: text } = problems[problem.code]
  const detail = text.replace(/\{(\w+)\}/g, (_, key: string) => String(problem.facts[key] ?? ''))
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send({
      type: `/problems/${problem.code}`,
      title: titles[lang],
      status,
      detail,
      instance: `urn:uuid:${trace}`,
      code: problem.code,
      errors: problem.facts.errors,
      verdict: problem.facts.verdict,
    })
}
