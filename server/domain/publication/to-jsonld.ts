import type { Clause, InstructionFile } from '../../../contracts/instruction.ts'
import { basisTerms, contextOf, dataTerms, effectTerms, processingTerms } from './dpv-terms.ts'

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export type JsonLd = { '@context': Record<string, string>; '@graph': Record<string, Json>[] }

const ref = (id: string): Json => ({ '@id': id })
const refs = (prefix: string, codes: readonly string[]): Json => codes.map((code) => ref(`${prefix}${code}`))
/** A part of the rule language as it stands: JSON-LD 1.1 carries it as a literal that any reader keeps whole. */
const literal = (value: unknown): Json => ({ '@type': '@json', '@value': JSON.parse(JSON.stringify(value)) })
const given = (term: string, value: Json | undefined): Record<string, Json> => (value === undefined ? {} : { [term]: value })
const unlessNull = <T>(term: string, value: T | null | undefined, write: (value: T) => Json): Record<string, Json> =>
  value === null || value === undefined ? {} : { [term]: write(value) }
const unlessEmpty = <T>(term: string, list: readonly T[], write: (list: readonly T[]) => Json): Record<string, Json> =>
  list.length === 0 ? {} : { [term]: write(list) }

/** Under the municipality's own address: the terms that neither vocabulary has. */
const namespaceOf = (publicUrl: string): string => `${publicUrl.replace(/\/$/, '')}/ns/ombud#`

/**
 * One board's instruction as an ODRL policy whose rules are DPV processes, in one JSON-LD document with its context inside. What DPV and ODRL can say
 * is said in their terms and read back from them; the rest in terms of ours. Pure.
 */
export function toJsonLd(file: InstructionFile, publicUrl: string): JsonLd {
  const policy = `${publicUrl.replace(/\/$/, '')}/v1/instructions/${file.board}/versions/${file.version}`
  const idOf = (clause: Clause) => `${policy}#${clause.id}`
  const rules = (effects: readonly Clause['effect'][]) =>
    file.clauses.filter(({ effect }) => effects.includes(effect)).map((clause) => ref(idOf(clause)))
  return {
    '@context': contextOf(namespaceOf(publicUrl)),
    '@graph': [
      {
        '@id': policy,
        '@type': ['odrl:Set', 'dcterms:Policy'],
        'odrl:uid': ref(policy),
        'odrl:profile': ref('ombud:profile'),
        'dcterms:title': { '@value': file.title, '@language': 'sv' },
        'dpv:hasDataController': ref(`ombud:board-${file.board}`),
        'ombud:version': file.version,
        'ombud:validFrom': instant(file.validFrom),
        ...unlessNull('ombud:validTo', file.validTo, instant),
        'ombud:reviewBy': day(file.reviewBy),
        'ombud:approval': literal(file.approvals),
        ...given('ombud:contacts', file.contacts === undefined ? undefined : literal(file.contacts)),
        ...given('ombud:vocabulary', file.vocabulary === undefined ? undefined : literal(file.vocabulary)),
        'odrl:permission': rules(['permit']),
        'odrl:prohibition': rules(['deny', 'refer']),
        'odrl:obligation': rules(['oblige']),
        'ombud:clauses': { '@list': file.clauses.map((clause) => ref(idOf(clause))) },
      },
      ...file.clauses.map((clause) => ({ '@id': idOf(clause), ...ruleOf(clause) })),
    ],
  }
}

const instant = (text: string): Json => ({ '@type': 'xsd:dateTime', '@value': text })
const day = (text: string): Json => ({ '@type': 'xsd:date', '@value': text })

function ruleOf(clause: Clause): Record<string, Json> {
  const permits = clause.effect === 'permit'
  const processing = [...new Set(clause.acts.flatMap((act) => processingTerms[act] ?? []))]
  return {
    '@type': [effectTerms[clause.effect], ...(permits ? ['dpv:Process'] : [])],
    'dcterms:description': { '@value': clause.text, '@language': clause.lang },
    'ombud:requirement': clause.requirement,
    'ombud:source': clause.source,
    ...unlessEmpty('odrl:action', clause.acts, (acts) => refs('ombud:act-', acts)),
    ...(permits ? unlessEmpty('dpv:hasProcessing', processing, (list) => refs('', list)) : {}),
    ...unlessEmpty('dpv:hasPurpose', clause.mission, (list) => refs('ombud:purpose-', list)),
    ...unlessEmpty('dpv:hasPersonalData', [...clause.categories, ...clause.specialCategories], (list) =>
      list.map((each) => ref(dataTerms[each])),
    ),
    ...unlessEmpty('dpv:hasDataSubject', clause.subjects, (list) => refs('ombud:subject-', list)),
    ...unlessNull('dpv:hasLegalBasis', clause.basis, (basis) => ref(basisTerms[basis])),
    ...unlessNull('ombud:law', clause.lawId, (law) => law),
    ...unlessEmpty('dpv:hasRecipient', clause.recipientClass, (list) => refs('ombud:recipient-', list)),
    ...unlessEmpty('dpv:hasDataSource', clause.connectors, (list) => refs('ombud:system-', list)),
    'dpv:hasLocation': ref(clause.region === 'EU/EEA' ? 'ombud:inside-EEA' : 'ombud:outside-EEA'),
    ...unlessEmpty('dpv:hasTechnicalOrganisationalMeasure', clause.obligations, (list) =>
      list.map(
        (each): Json =>
          each.kind === 'notify'
            ? { '@type': 'ombud:duty-notify', 'ombud:board': ref(`ombud:board-${each.board}`), 'ombud:withinMinutes': each.withinMinutes }
            : { '@type': `ombud:duty-${each.kind}` },
      ),
    ),
    ...unlessNull('dpv:hasStorageCondition', clause.retention, (retention) => ({
      '@type': 'dpv:StorageCondition',
      'ombud:retention': literal(retention),
    })),
    ...unlessEmpty('odrl:constraint', constraintsOf(clause), (list) => [...list]),
    ...oursOf(clause),
  }
}

/** Where, for what, for whom and when a rule holds. */
function constraintsOf(clause: Clause): Json[] {
  const constraint = (left: string, operator: string, right: Json): Json => ({
    '@type': 'odrl:Constraint',
    'odrl:leftOperand': ref(left),
    'odrl:operator': ref(operator),
    'odrl:rightOperand': right,
  })
  return [
    ...(clause.channels === 'all' ? [] : [constraint('ombud:channel', 'odrl:isAnyOf', refs('ombud:channel-', clause.channels))]),
    ...(clause.caseTypes === 'all' ? [] : [constraint('ombud:caseType', 'odrl:isAnyOf', refs('ombud:case-type-', clause.caseTypes))]),
    ...(clause.department === null ? [] : [constraint('ombud:department', 'odrl:eq', ref(`ombud:department-${clause.department}`))]),
    ...(clause.identityLevel === 'none' ? [] : [constraint('ombud:identity', 'odrl:gteq', ref(`ombud:identity-${clause.identityLevel}`))]),
    ...(clause.validFrom === null ? [] : [constraint('odrl:dateTime', 'odrl:gteq', instant(clause.validFrom))]),
    ...(clause.validTo === null ? [] : [constraint('odrl:dateTime', 'odrl:lt', instant(clause.validTo))]),
    ...(clause.when === null ? [] : [constraint('ombud:condition', 'odrl:eq', literal(clause.when))]),
  ]
}

/** What neither vocabulary has a word for. */
function oursOf(clause: Clause): Record<string, Json> {
  const text = (value: string): Json => value
  return {
    ...unlessNull('ombud:personnummerReason', clause.personnummerReason, text),
    ...unlessEmpty('ombud:secrecy', clause.secrecyTags, (list) => [...list]),
    ...unlessNull('ombud:caseOpens', clause.caseOpens, text),
    ...unlessNull('ombud:hold', clause.hold, literal),
    ...unlessNull('ombud:service', clause.service, literal),
    ...unlessNull('ombud:duty', clause.duty, literal),
    ...unlessNull('ombud:tell', clause.tell, literal),
    ...unlessNull('ombud:right', clause.right, literal),
    ...unlessNull('ombud:controller', clause.controller, literal),
    ...unlessEmpty('ombud:bases', clause.bases, literal),
    ...unlessEmpty('ombud:fields', clause.fields, (list) => [...list]),
    ...unlessNull('ombud:instead', clause.instead, literal),
    ...unlessNull('ombud:delegation', clause.delegationRef, text),
    ...unlessNull('ombud:impactAssessment', clause.dpiaRef, text),
    ...unlessEmpty('ombud:subProcessor', clause.subProcessors, (list) => [...list]),
    ...unlessEmpty('ombud:measure', clause.measures, (list) => [...list]),
    ...unlessNull('ombud:clauseReviewBy', clause.reviewBy, day),
    'ombud:materiality': clause.materiality,
  }
}
