import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clause, InstructionInForce } from '../../../contracts/instruction.ts'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelby, exempelbyFiles, exempelbyRules, organisationText } from '../../../test/exempelby-rules.ts'
import { readOrganisation } from '../instruction/index.ts'
import { compileNotice, type Notice } from './notice.ts'

const contacts = exempelbyFiles.find(({ board }) => board === 'kommunstyrelsen')?.contacts ?? {}
const given = {
  instructions: exempelbyRules.instructions,
  organisation: exempelby,
  contacts,
  publishedOn: '2026-11-23',
  reviewBy: '2026-12-31',
  nowMs: Date.parse('2026-11-23T10:00:00Z'),
}
const sentencesOf = (notice: Notice, lang: 'sv' | 'en' = 'sv') => notice.sections[lang].flatMap(({ sentences }) => sentences)
const textOf = (notice: Notice) =>
  sentencesOf(notice)
    .map(({ text }) => text)
    .join('\n')
const changing = (change: (clause: Clause, board: string) => Clause[]): InstructionInForce[] =>
  given.instructions.map((each) => ({ ...each, clauses: each.clauses.flatMap((clause) => change(clause, each.board)) }))
const without = (requirement: string) => changing((clause) => (clause.requirement === requirement ? [] : [clause]))

test('every sentence carries clauses in force that make it true, in both languages alike', () => {
  const known = given.instructions.flatMap(({ board, clauses }) => clauses.map(({ id }) => `${board}/${id}`))
  const notice = compileNotice(given)
  for (const { text, clauses } of [...sentencesOf(notice), ...sentencesOf(notice, 'en')]) {
    expect(clauses.length, text).toBeGreaterThan(0)
    expect(known).toEqual(expect.arrayContaining(clauses))
  }
  expect(sentencesOf(notice).map(({ clauses }) => clauses)).toEqual(sentencesOf(notice, 'en').map(({ clauses }) => clauses))
})

test('B1: changing a retention rule changes the notice and its version', () => {
  const before = compileNotice(given)
  const after = compileNotice({
    ...given,
    instructions: changing((clause) => [
      clause.retention === null || clause.id !== 'gallring-trafik'
        ? clause
        : {
            ...clause,
            retention: {
              ...clause.retention,
              due: { after: 'case.closed', length: 361, unit: 'days' as const, calendar: 'calendar' as const },
            },
          },
    ]),
  })
  expect(textOf(after)).toContain('361 dagar')
  expect(after.version).not.toBe(before.version)
})

test('taking away any clause a sentence stands on changes the notice or stops it', () => {
  const before = compileNotice(given)
  const keys = [...new Set(sentencesOf(before).flatMap(({ clauses }) => clauses))]
  fc.assert(
    fc.property(fc.constantFrom(...keys), (key) => {
      const instructions = changing((clause, board) => (`${board}/${clause.id}` === key ? [] : [clause]))
      try {
        expect(JSON.stringify(compileNotice({ ...given, instructions }).sections)).not.toBe(JSON.stringify(before.sections))
      } catch (error) {
        expect(String(error)).toContain('ingen gällande punkt gör meningen sann')
      }
    }),
    { numRuns: 300 },
  )
})

test('a sentence that no rule makes true stops the publishing and is named', () => {
  for (const requirement of ['B2', 'B6', 'B16', 'B22', 'B34']) {
    expect(() => compileNotice({ ...given, instructions: without(requirement) })).toThrow(
      `${requirement}: ingen gällande punkt gör meningen sann`,
    )
  }
})

test('B30, C7: the line on consent is there only when a clause stands on consent', () => {
  expect(textOf(compileNotice(given))).not.toContain('samtycke')
  const consent = clauseOf({ id: 'sms', effect: 'permit', acts: ['advise'], basis: '6(1)(a)', mission: ['guidance'] })
  const instructions = given.instructions.map((each) => ({ ...each, clauses: [...each.clauses, consent] }))
  expect(textOf(compileNotice({ ...given, instructions }))).toContain('ett samtycke kan du när som helst ta tillbaka')
})

test('B9: a legal obligation is named with its statutes, and only when a clause stands on one', () => {
  expect(textOf(compileNotice(given))).toContain('rättslig förpliktelse (OSL 5:1')
  const instructions = changing((clause) => [{ ...clause, basis: clause.basis === '6(1)(c)' ? '6(1)(e)' : clause.basis }])
  expect(textOf(compileNotice({ ...given, instructions }))).not.toContain('rättslig förpliktelse')
})

test('B16, C5: an open channel outside EU/EEA stops a notice that says EU/EEA, until the text says otherwise', () => {
  const organisation = readOrganisation(
    organisationText.replace('region: outside EU/EEA, active: false', 'region: outside EU/EEA, active: true'),
  )
  expect(() => compileNotice({ ...given, organisation })).toThrow('C5: kanalen Facebook ligger utanför EU/EES')
  const instructions = changing((clause) => [clause.requirement === 'B16' ? { ...clause, region: 'outside EU/EEA' } : clause])
  expect(textOf(compileNotice({ ...given, organisation, instructions }))).toContain('utanför EU/EES. Det gäller Facebook.')
})

test('B35: without a real day of publishing and of review there is no notice', () => {
  for (const day of ['', '2026-13-01', '2026-02-30', 'idag']) {
    expect(() => compileNotice({ ...given, publishedOn: day })).toThrow('B35')
    expect(() => compileNotice({ ...given, reviewBy: day })).toThrow('B35')
  }
  const notice = compileNotice(given)
  expect(notice.publishedOn).toBe('2026-11-23')
  expect(textOf(notice)).toContain('publicerades senast 2026-11-23')
  expect(compileNotice({ ...given, publishedOn: '2026-11-24' }).version).toBe(notice.version)
})

test('a telephone number is written once and comes out everywhere; a missing one stops the publishing', () => {
  expect(textOf(compileNotice({ ...given, contacts: { ...contacts, centrePhone: '0980-319 299' } }))).toContain('0980-319 299')
  expect(() => compileNotice({ ...given, contacts: { ...contacts, dpoEmail: '' } })).toThrow('dpoEmail')
})

test('the right to complain to the authority is in the notice, with its address', () => {
  expect(sentencesOf(compileNotice(given)).find(({ text }) => text.includes('klaga'))?.text).toContain(contacts.authorityComplaintUrl)
})

test('the kinds of data told are those the clauses permit, personal identity number apart and with its reason', () => {
  const text = textOf(compileNotice(given))
  for (const kind of ['namn', 'telefonnummer', 'e-post', 'adress', 'fastighetsbeteckning']) expect(text).toContain(kind)
  const instructions = changing((clause) => (clause.categories.includes('identityNumber') ? [] : [clause]))
  expect(textOf(compileNotice({ ...given, instructions }))).not.toContain('personnummer')
})

test('a clause outside its own window makes nothing true', () => {
  const instructions = changing((clause) => [clause.requirement === 'B6' ? { ...clause, validTo: '2026-06-01T00:00:00Z' } : clause])
  expect(() => compileNotice({ ...given, instructions })).toThrow('B6')
})
