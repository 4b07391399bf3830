import { Problem } from '../../../contracts/problems.ts'
import type { Verdict } from '../../../contracts/words.ts'
import { ask, type Question, type Standing, verdictOf } from '../instruction/index.ts'
import type { Decision } from '../rule/index.ts'
import { findIdentityNumbers } from '../secrecy/index.ts'

type Where = Omit<Question, 'act' | 'category'>

/** May an identity number stand in text here: has the board a clause with that category, and so with its reason (dataskyddslagen 3:10)? */
const mayHold = (standing: Standing, where: Where, asked: 'at-all' | 'now'): Decision =>
  ask(standing, ['receive', 'handle'], { ...where, category: 'identityNumber' }, asked)

/**
 * What an agent types may hold an identity number only where the board has said why (A3, L5; dataskyddslagen 3:10). What came in from outside is never altered.
 * @throws identity_number_in_text
 */
export function refuseIdentityNumber(standing: Standing, where: Where, text: string): void {
  if (standing.hand !== 'agent' || findIdentityNumbers(text).length === 0) return
  const decision = mayHold(standing, where, 'now')
  if (decision.outcome === 'permit') return
  throw new Problem('identity_number_in_text', {
    errors: [{ field: 'body', code: 'identity_number' }],
    verdict: withLaw(verdictOf(decision, standing, 'sv'), refused.sv),
  })
}

/** Why an identity number in a list, a search result or a preview is masked, and whether the case itself may show it. */
export const whyMaskedInList = (standing: Standing, where: Where, lang: 'sv' | 'en'): Verdict =>
  withLaw({ ...verdictOf(mayHold(standing, where, 'at-all'), standing, lang), outcome: 'deny' }, inLists[lang])

/** Why the text of a case is masked for this reader; null = it isn't. */
export function whyMasked(standing: Standing, where: Where, lang: 'sv' | 'en'): Verdict | null {
  const decision = standing.hand === 'agent' ? mayHold(standing, where, 'at-all') : null
  return decision === null || decision.outcome === 'permit' ? null : withLaw(verdictOf(decision, standing, lang), inText[lang])
}

const law = 'Dataskyddslagen 3:10'
const withLaw = (verdict: Verdict, first: string): Verdict => ({
  ...verdict,
  sentence: `${first} ${verdict.sentence}`,
  laws: [...new Set([law, ...verdict.laws])],
})

const refused = { sv: 'Personnummer får stå i text bara när nämnden har sagt varför det är klart motiverat.' } as const
const inLists = {
  sv: 'Personnummer visas aldrig helt i listor, sökningar och förhandsvisningar. I själva ärendet avgör nämndens instruktion:',
  en: 'Identity numbers are never shown whole in lists, searches and previews. In the case itself the board’s instruction decides:',
} as const
const inText = {
  sv: 'Personnumret är maskerat. Det får visas bara när nämnden har sagt varför det är klart motiverat.',
  en: 'The identity number is masked. It may be shown only when the board has said why that is clearly justified.',
} as const
