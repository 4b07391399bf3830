import type { Clause } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { ask, type Question, type Standing } from '../instruction/index.ts'
import { barriers, clauseKey, instructionInForce } from '../rule/index.ts'
import { type Finding, type FindingKind, findInText } from '../secrecy/index.ts'
import { refuseIdentityNumber } from './identity-number.ts'

export type Where = Omit<Question, 'act' | 'category'>
/** allowed = a clause lets it stand, or nobody has to; warned = the board hasn't said so; refused = the law wants a ground, and there is none. */
export type Judged = Finding & { verdict: 'allowed' | 'warned' | 'refused'; clauses: readonly string[]; laws: readonly string[] }

type Special = Clause['specialCategories'][number]
const acts = ['receive', 'handle'] as const
const fields: Partial<Record<FindingKind, 'identityNumber' | 'phone' | 'email' | 'address' | 'property'>> = {
  identityNumber: 'identityNumber',
  phone: 'phone',
  email: 'email',
  address: 'address',
  property: 'property',
}
const specials: Record<string, Special> = {
  health: 'health',
  offence: 'offence',
  'special.union': 'union',
  'special.religion': 'religion',
  'special.opinion': 'opinion',
  'special.origin': 'origin',
  'special.sex-life': 'sex-life',
  'special.biometric': 'biometric',
  'special.genetic': 'biometric',
}
const laws: Record<FindingKind, readonly string[]> = {
  identityNumber: ['Dataskyddslagen 3:10'],
  phone: ['GDPR 28(3)(a)'],
  email: ['GDPR 28(3)(a)'],
  address: ['GDPR 28(3)(a)'],
  property: ['GDPR 28(3)(a)'],
  bankAccount: ['GDPR 5(1)(c)'],
  vehicle: ['GDPR 5(1)(c)'],
  health: ['GDPR 9', 'Dataskyddslagen 3:3'],
  specialCategory: ['GDPR 9', 'Dataskyddslagen 3:3'],
  social: ['OSL 26:1'],
  offence: ['GDPR 10', 'Dataskyddslagen 3:8'],
  child: ['GDPR skäl 38'],
  protectedIdentity: ['OSL 21:3', 'OSL 22:1'],
}

/** What stands in the text, and what the board's instruction says of each. Officers write for their own board, which needs no instruction for itself. */
export function judgeText(standing: Standing, where: Where, text: string): Judged[] {
  return findInText(text).map((finding) => {
    const clauses = standing.hand === 'agent' ? clausesFor(standing, where, finding) : []
    const verdict = standing.hand !== 'agent' || clauses.length > 0 ? 'allowed' : harshness(finding)
    return { ...finding, verdict, clauses, laws: laws[finding.kind] }
  })
}

/** L3: data of art. 9 needs a ground; what only may be that is pointed out. L4 and the rest: pointed out. */
function harshness({ kind, certainty }: Finding): 'warned' | 'refused' {
  if (kind === 'identityNumber') return 'refused'
  return (kind === 'health' || kind === 'specialCategory') && certainty === 'certain' ? 'refused' : 'warned'
}

function clausesFor(standing: Standing, where: Where, { kind, rule }: Finding): string[] {
  const category = fields[kind]
  if (category !== undefined) {
    const decision = ask(standing, acts, { ...where, category }, 'now')
    return decision.outcome === 'permit' ? [...decision.clauseIds] : []
  }
  const instruction = instructionInForce(where.board, standing.nowMs, standing.rules)
  return (instruction?.clauses ?? [])
    .filter((clause) => speaksHere(clause, where) && lets(clause, kind, rule))
    .map((clause) => clauseKey(where.board, clause))
}

/** A clause that permits work in such a case, on such a channel. */
const speaksHere = (clause: Clause, { caseType, channel }: Where): boolean =>
  clause.effect === 'permit' &&
  clause.acts.some((act) => acts.some((each) => each === act) && barriers(clause, act).length === 0) &&
  (clause.caseTypes === 'all' || (caseType !== null && clause.caseTypes.includes(caseType))) &&
  (clause.channels === 'all' || channel === null || clause.channels.includes(channel))

function lets(clause: Clause, kind: FindingKind, rule: string): boolean {
  const special = specials[kind] ?? specials[rule]
  if (special !== undefined) return clause.specialCategories.includes(special)
  if (kind === 'child') return clause.subjects.includes('child')
  const tag = kind === 'social' ? '26:1' : kind === 'protectedIdentity' ? '21:3' : null
  return tag !== null && clause.secrecyTags.some((each) => each === tag || each.startsWith(`${tag} `))
}

/**
 * Before anything an agent has written is kept (A3, L3, L5): an identity number needs a clause that says why, and data of art. 9 a clause that lets it be
 * here. What came in from outside is never judged and never altered.
 * @returns what was found, with the clauses that let it stand: the recorded reason
 * @throws identity_number_in_text, special_category_in_text
 */
export function guardText(standing: Standing, where: Where, text: string): Judged[] {
  refuseIdentityNumber(standing, where, text)
  const judged = judgeText(standing, where, text)
  const refused = judged.filter(({ verdict, kind }) => verdict === 'refused' && kind !== 'identityNumber')
  if (refused.length > 0)
    throw new Problem('special_category_in_text', {
      errors: [...new Set(refused.map(({ rule }) => rule))].map((rule) => ({ field: 'body', code: rule })),
      laws: [...new Set(refused.flatMap((each) => each.laws))],
    })
  return judged
}

/**
 * A selection of persons by special categories is forbidden where the only ground is 3:3 (dataskyddslagen 3:3, second paragraph; X9), and no clause of
 * an instruction has another. So the question itself is judged: words that tell of nobody, as of a building, are no selection.
 * @throws search_for_special_category
 */
export function refuseSelection(q: string): void {
  const asked = findInText(`Hon har ${q}`).filter(
    ({ kind, certainty }) => (kind === 'health' || kind === 'specialCategory') && certainty === 'certain',
  )
  if (asked.length === 0) return
  throw new Problem('search_for_special_category', { errors: [{ field: 'q', code: asked[0]?.rule ?? '' }] })
}
