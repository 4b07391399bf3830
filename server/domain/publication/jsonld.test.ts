import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clause, InstructionFile } from '../../../contracts/instruction.ts'
import { anyInstruction, clauseOf } from '../../../test/any-instruction.ts'
import { everyPart } from '../../../test/every-part.ts'
import { exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { fromJsonLd } from './from-jsonld.ts'
import { type Json, type JsonLd, toJsonLd } from './to-jsonld.ts'

const url = 'https://kontakt.exempelby.test'
const there = (file: InstructionFile): JsonLd => JSON.parse(JSON.stringify(toJsonLd(file, url)))
const [any] = exempelbyFiles
if (!any) throw new Error('Exempelby has no instruction')

test.each(exempelbyFiles)('there and back, $board’s instruction is what it was', (file) => {
  expect(fromJsonLd(there(file))).toEqual(file)
})

test('there and back, every part of the rule language is what it was', () => {
  const file = { ...any, clauses: everyPart.map(clauseOf) }
  expect(fromJsonLd(there(file))).toEqual(file)
})

test('there and back, any instruction is what it was', () => {
  fc.assert(
    fc.property(anyInstruction, ({ clauses }) => {
      const file = { ...any, clauses: [...clauses] }
      expect(fromJsonLd(there(file))).toEqual(file)
    }),
    { numRuns: 500 },
  )
})

test('what DPV and ODRL have words for is read from their words', () => {
  const permit: Partial<Clause> = {
    effect: 'permit',
    acts: ['receive'],
    mission: ['guidance'],
    basis: '6(1)(e)',
    categories: ['name'],
    specialCategories: ['health'],
    subjects: ['caller'],
    recipientClass: ['party'],
    channels: ['email'],
  }
  const document = there({ ...any, clauses: [clauseOf(permit)] })
  const changes: [string, Json, Partial<Clause>][] = [
    ['@type', ['odrl:Prohibition'], { effect: 'deny' }],
    ['odrl:action', [{ '@id': 'ombud:act-decide' }], { acts: ['decide'] }],
    ['dpv:hasPurpose', [{ '@id': 'ombud:purpose-rights' }], { mission: ['rights'] }],
    ['dpv:hasLegalBasis', { '@id': 'eu-gdpr:A6-1-c' }, { basis: '6(1)(c)' }],
    [
      'dpv:hasPersonalData',
      [{ '@id': 'pd:EmailAddress' }, { '@id': 'pd:Religion' }],
      { categories: ['email'], specialCategories: ['religion'] },
    ],
    ['dpv:hasDataSubject', [{ '@id': 'ombud:subject-child' }], { subjects: ['child'] }],
    ['dpv:hasRecipient', [], { recipientClass: [] }],
    ['odrl:constraint', [], { channels: 'all' }],
  ]
  for (const [term, value, changed] of changes) {
    const graph = document['@graph'].map((node) =>
      term in node && node['@id'] !== document['@graph'][0]?.['@id'] ? { ...node, [term]: value } : node,
    )
    expect(fromJsonLd({ ...document, '@graph': graph }).clauses, term).toEqual([clauseOf({ ...permit, ...changed })])
  }
})

test('the document stands alone: its context is inside it, and every term is one of a vocabulary it names', () => {
  for (const file of exempelbyFiles) {
    const { '@context': context, '@graph': graph } = there(file)
    for (const address of Object.values(context)) expect(address).toMatch(/^https?:\/\/[^\s]+[#/]$/)
    expect(context.ombud).toBe(`${url}/ns/ombud#`)
    for (const term of graph.flatMap(termsIn))
      expect(term.startsWith(url) || term.startsWith('@') || (term.split(':')[0] ?? '') in context, term).toBe(true)
  }
})

test('a term that isn’t in the profile is refused and not skipped', () => {
  const document = there(any)
  const graph = document['@graph'].map((node) =>
    'dpv:hasLegalBasis' in node ? { ...node, 'dpv:hasLegalBasis': { '@id': 'eu-gdpr:A6-1-f' } } : node,
  )
  expect(() => fromJsonLd({ ...document, '@graph': graph })).toThrow('eu-gdpr:A6-1-f has no place in the profile')
})

/** Every property, type and reference; what stands inside a JSON literal or a text is none. */
function termsIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(termsIn)
  if (typeof value !== 'object' || value === null || '@value' in value) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === '@id') return [String(inner)]
    if (key === '@type') return [inner].flat().map(String)
    return [key, ...(key.startsWith('@') || typeof inner === 'object' ? termsIn(inner) : [])]
  })
}
