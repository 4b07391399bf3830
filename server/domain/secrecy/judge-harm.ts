import { type HarmAnswer, type HarmAnswers, type HarmOutcome, harms, type SecrecyLevel } from '../../../contracts/secrecy.ts'

/**
 * L40b: which answers let something be told, for each harm criterion. Straight: public unless harm can be assumed. Qualified straight: and the harm
 * has to be considerable. Reverse: secret unless it is clear that there is none. Absolute: no answer opens it.
 */
const opensAt = {
  none: ['none', 'unsure', 'some', 'considerable'],
  'qualified-straight': ['none', 'unsure', 'some'],
  straight: ['none', 'unsure'],
  reverse: ['none'],
  absolute: [],
} as const satisfies Record<SecrecyLevel, readonly HarmAnswer[]>

/** What the test comes to. An unanswered question refuses. `kept`: what of it the harm isn't about. Pure; `harm_outcome` of migration 0034 says the same. */
export function judgeHarm(level: SecrecyLevel, answers: HarmAnswers, kept: readonly string[] = []): HarmOutcome {
  if (level === 'absolute') return 'nothing'
  const opens: readonly HarmAnswer[] = opensAt[level]
  const clear = harms.every((harm) => {
    const answer = answers[harm]
    return answer !== undefined && opens.includes(answer)
  })
  if (clear) return 'all'
  return kept.length > 0 && harms.every((harm) => answers[harm] !== undefined) ? 'part' : 'nothing'
}
