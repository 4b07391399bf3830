import { type Clause, type IdentityLevel, IdentityLevel as Levels, type RecipientClass } from '../../../contracts/instruction.ts'
import { StatusField, statusFields, type Telling } from '../../../contracts/lookup.ts'
import type { Secrecy } from '../../../contracts/secrecy.ts'
import { type About, knownOf, type Standing, verdictOf } from '../instruction/index.ts'
import { clauseKey, type Decision, decide, type Facts } from '../rule/index.ts'
import { type CallerQuestion, judgeCaller, mostSecret } from '../secrecy/index.ts'

/** The matter that is asked about: the board's, and of this kind. `about`: the case or contact in which it is asked. */
export type Matter = Pick<Facts, 'board' | 'caseType' | 'channel' | 'asked'> & { about: About }
type Asked = Pick<Facts, 'act'> & Partial<Pick<Facts, 'category' | 'field' | 'recipient' | 'identityLevel'>>

/** One question to the board's instruction, for the mission "status". */
export function judge(standing: Standing, { about, ...matter }: Matter, asked: Asked): Decision {
  const blank = { category: null, field: null, recipient: null, identityLevel: null, anonymous: false, carriesPersonalData: true } as const
  return decide({ ...blank, ...standing, ...matter, ...asked, mission: 'status', known: knownOf(standing, about) }, standing.rules)
}

/** The clauses behind a decision. */
export function clausesOf(standing: Standing, { clauseIds }: Decision): Clause[] {
  return standing.rules.instructions.flatMap(({ board, clauses }) =>
    clauses.filter((clause) => clauseIds.includes(clauseKey(board, clause))),
  )
}

/** The systems that the permitting clauses name: a clause that names none lets nobody look anywhere. */
export const systemsOf = (standing: Standing, decision: Decision): string[] =>
  decision.outcome === 'permit' ? [...new Set(clausesOf(standing, decision).flatMap(({ connectors }) => connectors))] : []

/** What of an answer may be read at all; the rest is let go before anyone has seen it. */
export function readableFields(standing: Standing, matter: Matter): StatusField[] {
  return StatusField.options.filter(
    (field) => judge(standing, matter, { act: 'status.read', category: statusFields[field], field }).outcome === 'permit',
  )
}

type Told = { field: StatusField; recipient: RecipientClass; identityLevel: IdentityLevel }
/** What is known of whoever is on the line besides the class and the identity (D8). */
type OnTheLine = { related: boolean } & Pick<CallerQuestion, 'today' | 'representation' | 'tested'>

/** L21: how secret the matter is, of its kind, its source and the clauses that reach its telling. */
export function secrecyOf(standing: Standing, matter: Matter, tags: readonly string[]): Secrecy {
  const reach = judge(standing, matter, { act: 'status.tell' })
  return mostSecret([...tags, ...clausesOf(standing, reach).flatMap(({ secrecyTags }) => secrecyTags)])
}
/** `extraTags`: what the source has marked the matter with beyond what its kind always has. */
type Source = { system: string | null; extraTags: readonly string[] }

/** A30: may this field be told to someone like this, and if not, why not and what would be enough. */
export function judgeTelling(standing: Standing, matter: Matter, told: Told, source: Source, lang: 'sv' | 'en'): Telling['fields'][number] {
  const { field: name, recipient } = told
  const at = (identityLevel: IdentityLevel) =>
    judge(standing, matter, { act: 'status.tell', category: statusFields[name], field: name, recipient, identityLevel })
  const decision = at(told.identityLevel)
  const verdict = verdictOf(decision, standing, lang)
  const answer = { name, may: false, needs: null, tags: [], verdict }
  if (decision.outcome !== 'permit') {
    const needs = Levels.options.find((level) => at(level).outcome === 'permit') ?? null
    return { ...answer, why: needs === null ? 'instruction' : 'identity', needs }
  }
  const permits = clausesOf(standing, decision)
  if (!permits.some(({ connectors }) => connectors.length === 0 || (source.system !== null && connectors.includes(source.system))))
    return { ...answer, why: 'system' }
  const tags = source.extraTags.filter((tag) => !permits.some(({ secrecyTags }) => secrecyTags.includes(tag)))
  return tags.length > 0 ? { ...answer, why: 'secrecy', tags } : { ...answer, may: true, why: 'permitted' }
}

/** D8: what the instruction permits is told to the one on the line, if what that one stands on holds for this field. */
export function judgeOnTheLine(
  answer: Telling['fields'][number],
  told: Pick<Told, 'recipient'> & { openToAll: boolean },
  { related, ...line }: OnTheLine,
  secrecy: Secrecy,
): Telling['fields'][number] {
  if (!answer.may) return answer
  const caller = related ? ('related' as const) : told.recipient
  const why = judgeCaller({ ...line, caller, field: answer.name, secrecy, openToAll: told.openToAll })
  return { ...answer, may: why === 'permitted', why }
}
