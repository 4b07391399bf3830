import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Clause, InstructionInForce } from '../../../contracts/instruction.ts'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelby, exempelbyFiles, exempelbyRules, organisationText } from '../../../test/exempelby-rules.ts'
import { readOrganisation } from '../instruction/index.ts'
import { awaitsDelegation } from '../rule/index.ts'
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

const basisOf = (basis: Clause['basis']) =>
  changing((clause) => [{ ...clause, basis: clause.basis === null ? null : basis, lawId: clause.lawId ?? 'FL 6' }])

test('B8, B29: the right to object is told while something stands on public interest, and moving data is not promised then', () => {
  const text = textOf(compileNotice(given))
  expect(text).toContain('rätt att invända')
  expect(text).toContain('Rätten att flytta uppgifter till någon annan gäller inte')
  const consent = textOf(compileNotice({ ...given, instructions: basisOf('6(1)(a)') }))
  expect(consent).not.toContain('Du kan ha rätt att invända')
  expect(consent).toContain('har du rätt att få ut och flytta')
})
test('B9: where the basis is law, neither erasure nor objection is promised for it', () => {
  expect(textOf(compileNotice(given))).toContain('gäller varken rätten till radering eller rätten att invända')
  const instructions = changing((clause) => [{ ...clause, basis: clause.basis === '6(1)(c)' ? '6(1)(e)' : clause.basis }])
  expect(textOf(compileNotice({ ...given, instructions }))).not.toContain('gäller varken rätten')
})

test('B2, B3, B17, B32, B33: every controller is named with its contact and its data protection officer, its own where it has one', () => {
  const own = { dpoEmail: 'ombud@socialen.test', dpoPhone: '0980-319 208' }
  const sentences = sentencesOf(compileNotice({ ...given, boardContacts: { socialnamnden: own } }))
  const controllers = sentences.filter(({ line }) => line === 'GDPR-13-1-a')
  expect(controllers.map(({ board }) => board)).toEqual(exempelby.boards.map(({ code }) => code))
  for (const { board, text } of controllers) {
    expect(text).toContain(exempelby.boards.find(({ code }) => code === board)?.name)
    expect(text).toContain(contacts.centrePhone)
    expect(text).toContain(board === 'socialnamnden' ? 'ombud@socialen.test' : contacts.dpoEmail)
  }
})

test('B4, B10, B11: every task is told with its purpose, its data and its legal basis, and nothing that isn’t permitted is', () => {
  const tasks = sentencesOf(compileNotice(given)).filter(({ line }) => line === 'task')
  const permits = given.instructions.flatMap(({ board, clauses }) =>
    clauses.filter((clause) => clause.effect === 'permit' && !awaitsDelegation(clause)).map(({ id }) => `${board}/${id}`),
  )
  expect(tasks.flatMap(({ clauses }) => clauses)).toEqual(permits)
  for (const { text } of tasks) {
    expect(text).toContain('Ändamål: ')
    expect(text).toContain('Rättslig grund: ')
    expect(text).toContain('Uppgifter som får användas: ')
  }
})

test('B5, C5: each open channel is told with where its data is, and a closed one is not', () => {
  const places = sentencesOf(compileNotice(given)).filter(({ line }) => line === 'B5-place')
  expect(places.map(({ channels }) => channels)).toEqual([['email'], ['phone'], ['form'], ['chat'], ['app'], ['visit']])
})

test('B6, B7: that nobody has to give data is told only while both promises hold', () => {
  expect(textOf(compileNotice(given))).toContain('Ingen lag eller avtal kräver')
  for (const requirement of ['B6', 'B7'])
    expect(() => compileNotice({ ...given, instructions: without(requirement) })).toThrow('GDPR-13-2-e: ingen gällande punkt')
})

test('B34: where to read more about the rights and where to complain is told with the address that is configured', () => {
  const elsewhere = {
    ...contacts,
    authorityName: 'Ålands dataombud',
    authorityRightsUrl: 'https://a.test/r',
    authorityComplaintUrl: 'https://a.test/k',
  }
  const text = textOf(compileNotice({ ...given, contacts: elsewhere }))
  expect(text).toContain('Ålands dataombud: https://a.test/r')
  expect(text).toContain('Ålands dataombud: https://a.test/k')
})

test('sub-processors are named as the clauses name them; with none, that is what is told', () => {
  expect(textOf(compileNotice(given))).toContain('Inga underbiträden används.')
  const instructions = changing((clause) => [{ ...clause, subProcessors: clause.id === 'vagledning' ? ['Drift i Norr AB'] : [] }])
  const text = textOf(compileNotice({ ...given, instructions }))
  expect(text).toContain('Underbiträden är Drift i Norr AB.')
  expect(text).not.toContain('Inga underbiträden')
})

test('a promise whose clause has limits is told with them', () => {
  const instructions = changing((clause) => [clause.requirement === 'B6' ? { ...clause, channels: ['form'] } : clause])
  expect(textOf(compileNotice({ ...given, instructions }))).toContain('få svar på en fråga. Det gäller i kanalerna formulär.')
})
