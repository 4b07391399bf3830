import type { Act, Clause } from '../../../contracts/instruction.ts'
import type { Condition } from '../../../contracts/rule-language.ts'

/**
 * What the law forbids whatever a clause says (A10). A permit that breaks one of these permits nothing: not at decide(), not as a row; and it can't
 * be saved. Small on purpose: only what a clause alone shows. `forbids` is asked act by act, so a clause keeps what it lawfully permits.
 */
export type Guardrail = {
  id: 'delegation' | 'automated-decision' | 'disposal' | 'social-secrecy' | 'identity-number' | 'recording' | 'third-country'
  laws: readonly string[]
  forbids(clause: Clause, act: Act): boolean
  /** What is wrong, and what would put it right. */
  sv: string
  en: string
}

/** Secrecy with a reverse presumption that guards the individual in care and in social services (OSL 25:1, 26:1). */
const guarded = /^(25|26):1( |$)/
/** OSL's own ways past it: consent, the duty by law, parties, and crime. Not 10:27, which excepts both chapters. */
const breakers = /OSL (10:(3|4|15 a|18 a|18 b|20|21|22|23|24|28)|12:[123]|26:9)(?!\d)/
/** D4: a recording is kept for threats and heard for threats, or when the person it is about uses a right. */
const recordingMissions: readonly string[] = ['threat', 'rights']

export const guardrails: readonly Guardrail[] = [
  {
    id: 'delegation',
    laws: ['KL 6:37', 'KL 7:5'],
    // A37: in none of its acts, since they are one mission.
    forbids: (clause) => clause.acts.includes('decide') && clause.delegationRef === null,
    sv: 'Punkten låter någon besluta, men ingen delegation är knuten till den. Den tillåter inget förrän nämnden har ändrat sin delegationsordning och paragrafen står här.',
    en: 'The clause lets someone decide, but no delegation is linked to it. It permits nothing until the board has changed its delegation order and the paragraph stands here.',
  },
  {
    id: 'automated-decision',
    laws: ['GDPR 22', 'GDPR 13(2)(f)'],
    forbids: ({ when }, act) => act === 'decide' && when !== null && wants(when, 'decision.automated', true),
    sv: 'Allmänheten har fått veta att inga beslut fattas automatiskt. Låt en människa besluta, eller ta bort villkoret om automatiska beslut.',
    en: 'The public has been told that no decision is automated. Let a person decide, or take away the condition on automated decisions.',
  },
  {
    id: 'disposal',
    laws: ['GDPR 28(3)(a)', 'Arkivlagen 10 §'],
    forbids: (_, act) => act === 'purge' || act === 'export',
    sv: 'Kontaktcenter får varken gallra eller ta ut uppgifter i mängd. Skriv en gallringsregel, eller låt nämndens egna göra det.',
    en: 'The contact centre may neither dispose of records nor export data in bulk. Write a retention rule, or leave it to the board’s own people.',
  },
  {
    id: 'social-secrecy',
    laws: ['OSL 8:1', 'OSL 25:1', 'OSL 26:1'],
    forbids: (clause, act) =>
      (act === 'disclose' || act === 'status.tell' || act === 'publish' || act === 'transfer') &&
      clause.secrecyTags.some((tag) => guarded.test(tag)) &&
      (clause.recipientClass.some((who) => who === 'public' || who === 'authority') || act === 'publish' || act === 'transfer') &&
      !breakers.test(clause.lawId ?? ''),
    sv: 'Uppgifter i vård och socialtjänst är hemliga också mot andra nämnder. Ange den bestämmelse som bryter sekretessen, eller ta bort mottagaren.',
    en: 'Data in care and social services is secret from other boards as well. Name the provision that breaks the secrecy, or take the recipient away.',
  },
  {
    id: 'identity-number',
    laws: ['Dataskyddslagen 3:10'],
    forbids: ({ categories, personnummerReason }) => categories.includes('identityNumber') && personnummerReason === null,
    sv: 'Punkten låter personnummer behandlas utan att säga varför det är klart motiverat. Skriv skälet, eller ta bort personnummer.',
    en: 'The clause lets identity numbers be processed without saying why that is clearly justified. Give the reason, or take identity numbers away.',
  },
  {
    id: 'recording',
    laws: ['GDPR 5(1)(b)'],
    forbids: ({ mission }, act) => (act === 'record' || act === 'listen') && mission.some((each) => !recordingMissions.includes(each)),
    sv: 'Samtal spelas in för hot och avlyssnas för hot, eller när den det gäller begär det. Ta bort de andra uppdragen.',
    en: 'Calls are recorded for threats and heard for threats, or when the person concerned asks. Take the other missions away.',
  },
  {
    id: 'third-country',
    laws: ['GDPR 44'],
    forbids: ({ region, lawId }, act) => act === 'transfer' && region === 'outside EU/EEA' && lawId === null,
    sv: 'Uppgifter får inte föras utanför EU/EES utan stöd. Ange artikeln (GDPR 45, 46 eller 49), eller ändra regionen.',
    en: 'Data may not leave the EU/EEA without a ground. Name the article (GDPR 45, 46 or 49), or change the region.',
  },
]

/** The guardrails that keep this clause from permitting this act. Only permits widen, so nothing else can break one. */
export const barriers = (clause: Clause, act: Act): readonly Guardrail[] =>
  clause.effect === 'permit' ? guardrails.filter(({ forbids }) => forbids(clause, act)) : []

/** Whether the condition can only hold, or is one way to hold, when the fact has this value. */
function wants(condition: Condition, fact: string, value: boolean): boolean {
  if ('all' in condition) return condition.all.some((each) => wants(each, fact, value))
  if ('any' in condition) return condition.any.some((each) => wants(each, fact, value))
  if ('not' in condition) return wants(condition.not, fact, !value)
  if (!('fact' in condition) || condition.fact !== fact) return false
  return ('is' in condition && condition.is === value) || ('in' in condition && condition.in.includes(value))
}
