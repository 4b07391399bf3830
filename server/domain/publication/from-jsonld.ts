import { z } from 'zod'
import { categories, InstructionFile } from '../../../contracts/instruction.ts'
import { basisTerms, dataTerms, effectTerms } from './dpv-terms.ts'

const Node = z.record(z.string(), z.unknown())
type Node = z.infer<typeof Node>
const Ref = z.object({ '@id': z.string() })
const Value = z.object({ '@value': z.unknown() })
const Graph = z.object({ '@graph': z.array(Node) })
const List = z.object({ '@list': z.array(Ref) })
const Constraint = z.object({ 'odrl:leftOperand': Ref, 'odrl:operator': Ref, 'odrl:rightOperand': z.unknown() })
const Measure = z.object({ '@type': z.string(), 'ombud:board': Ref.optional(), 'ombud:withinMinutes': z.number().optional() })

const idsIn = (value: unknown): string[] =>
  value === undefined
    ? []
    : z
        .array(Ref)
        .parse(value)
        .map((each) => each['@id'])
const after = (prefix: string, value: unknown): string[] =>
  idsIn(value).map((id) => {
    if (!id.startsWith(prefix)) throw new Error(`${id} is no ${prefix}…`)
    return id.slice(prefix.length)
  })
const said = (value: unknown): unknown => (value === undefined ? null : Value.parse(value)['@value'])
const plain = (value: unknown): unknown => value ?? null
const listOf = (value: unknown): unknown => value ?? []
/** The word of ours that a term stands for. */
const wordOf = (terms: Readonly<Record<string, string>>, term: string): string => {
  const found = Object.entries(terms).find(([, each]) => each === term)
  if (!found) throw new Error(`${term} has no place in the profile`)
  return found[0]
}

/** Reads what `toJsonLd` writes, from the standard terms wherever there are any. @throws when a term has no place in the profile or the instruction isn't one */
export function fromJsonLd(document: unknown): InstructionFile {
  const { '@graph': nodes } = Graph.parse(document)
  const policy = nodes.find((node) => 'ombud:clauses' in node)
  if (!policy) throw new Error('no policy in the document')
  const order = List.parse(policy['ombud:clauses'])['@list'].map((each) => each['@id'])
  const clauses = order.map((id) => {
    const node = nodes.find((each) => each['@id'] === id)
    if (!node) throw new Error(`${id} isn't in the document`)
    return clauseOf(id, node)
  })
  return InstructionFile.parse({
    board: Ref.parse(policy['dpv:hasDataController'])['@id'].replace('ombud:board-', ''),
    version: policy['ombud:version'],
    title: said(policy['dcterms:title']),
    validFrom: said(policy['ombud:validFrom']),
    validTo: said(policy['ombud:validTo']),
    reviewBy: said(policy['ombud:reviewBy']),
    approvals: said(policy['ombud:approval']),
    ...('ombud:contacts' in policy ? { contacts: said(policy['ombud:contacts']) } : {}),
    ...('ombud:vocabulary' in policy ? { vocabulary: said(policy['ombud:vocabulary']) } : {}),
    clauses,
  })
}

function clauseOf(id: string, node: Node): Record<string, unknown> {
  const [type = ''] = z.array(z.string()).parse(node['@type'])
  const description = z.object({ '@value': z.string(), '@language': z.string() }).parse(node['dcterms:description'])
  const data = idsIn(node['dpv:hasPersonalData']).map((term) => wordOf(dataTerms, term))
  const isCategory = (word: string) => categories.some((each) => each === word)
  const basis = node['dpv:hasLegalBasis']
  const storage = node['dpv:hasStorageCondition']
  return {
    id: id.split('#')[1] ?? '',
    requirement: node['ombud:requirement'],
    text: description['@value'],
    lang: description['@language'],
    effect: wordOf(effectTerms, type),
    acts: after('ombud:act-', node['odrl:action']),
    source: node['ombud:source'],
    mission: after('ombud:purpose-', node['dpv:hasPurpose']),
    subjects: after('ombud:subject-', node['dpv:hasDataSubject']),
    categories: data.filter(isCategory),
    specialCategories: data.filter((word) => !isCategory(word)),
    basis: basis === undefined ? null : wordOf(basisTerms, Ref.parse(basis)['@id']),
    lawId: plain(node['ombud:law']),
    recipientClass: after('ombud:recipient-', node['dpv:hasRecipient']),
    connectors: after('ombud:system-', node['dpv:hasDataSource']),
    region: Ref.parse(node['dpv:hasLocation'])['@id'] === 'ombud:inside-EEA' ? 'EU/EEA' : 'outside EU/EEA',
    obligations: measuresOf(node['dpv:hasTechnicalOrganisationalMeasure']),
    retention: storage === undefined ? null : said(Node.parse(storage)['ombud:retention']),
    ...constraintsOf(node['odrl:constraint']),
    ...oursOf(node),
  }
}

function measuresOf(value: unknown): unknown[] {
  return z
    .array(Measure)
    .parse(value ?? [])
    .map((measure) => {
      const kind = measure['@type'].replace('ombud:duty-', '')
      const board = measure['ombud:board']
      return board === undefined
        ? { kind }
        : { kind, board: board['@id'].replace('ombud:board-', ''), withinMinutes: measure['ombud:withinMinutes'] }
    })
}

function constraintsOf(value: unknown): Record<string, unknown> {
  const constraints = z.array(Constraint).parse(value ?? [])
  const right = (left: string, operator: string) =>
    constraints.find((each) => each['odrl:leftOperand']['@id'] === left && each['odrl:operator']['@id'] === operator)?.['odrl:rightOperand']
  const [channels, types] = [right('ombud:channel', 'odrl:isAnyOf'), right('ombud:caseType', 'odrl:isAnyOf')]
  const [department, identity] = [right('ombud:department', 'odrl:eq'), right('ombud:identity', 'odrl:gteq')]
  return {
    channels: channels === undefined ? 'all' : after('ombud:channel-', channels),
    caseTypes: types === undefined ? 'all' : after('ombud:case-type-', types),
    department: department === undefined ? null : Ref.parse(department)['@id'].replace('ombud:department-', ''),
    identityLevel: identity === undefined ? 'none' : Ref.parse(identity)['@id'].replace('ombud:identity-', ''),
    validFrom: said(right('odrl:dateTime', 'odrl:gteq')),
    validTo: said(right('odrl:dateTime', 'odrl:lt')),
    when: said(right('ombud:condition', 'odrl:eq')),
  }
}

const oursOf = (node: Node): Record<string, unknown> => ({
  personnummerReason: plain(node['ombud:personnummerReason']),
  secrecyTags: listOf(node['ombud:secrecy']),
  caseOpens: plain(node['ombud:caseOpens']),
  hold: said(node['ombud:hold']),
  service: said(node['ombud:service']),
  duty: said(node['ombud:duty']),
  tell: said(node['ombud:tell']),
  right: said(node['ombud:right']),
  controller: said(node['ombud:controller']),
  bases: said(node['ombud:bases']) ?? [],
  fields: listOf(node['ombud:fields']),
  instead: said(node['ombud:instead']),
  delegationRef: plain(node['ombud:delegation']),
  dpiaRef: plain(node['ombud:impactAssessment']),
  subProcessors: listOf(node['ombud:subProcessor']),
  measures: listOf(node['ombud:measure']),
  reviewBy: said(node['ombud:clauseReviewBy']),
  materiality: node['ombud:materiality'],
})
