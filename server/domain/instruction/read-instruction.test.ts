import { describe, expect, test } from 'vitest'
import { exempelby, exempelbyFiles, instructionText, organisationText } from '../../../test/exempelby-rules.ts'
import { readInstruction, readInstructions, readOrganisation } from './read-instruction.ts'

const tn = instructionText('tekniska-namnden')
const ks = instructionText('kommunstyrelsen')

/** Reads a file in which `from` has become `to`. */
const changed = (text: string, from: string, to: string) => () => {
  expect(text).toContain(from)
  return readInstruction(text.replace(from, to), exempelby)
}
const clauseCut = (text: string, id: string) => text.replace(new RegExp(`  - id: ${id}\\n(?:    .*\\n)+`), '')

describe('what makes an instruction unusable', () => {
  test('B18: a case type without a retention rule', () => {
    expect(changed(tn, 'id: gallring-tekniska\n', 'id: gallring-tekniska\n    caseTypes: [lekplats]\n')).toThrow(
      'ärendetypen gatubelysning (case): ingen regel säger när det gallras (B18)',
    )
  })

  test('a contact that never became a case, without a rule', () => {
    expect(() => readInstruction(clauseCut(tn, 'gallring-kontakt'), exempelby)).toThrow('det som saknar ärendetyp (contact)')
  })

  test('L49: destruction without a decision that can be cited', () => {
    expect(changed(tn, 'record: draft, disposalDecision: *gallring', 'record: draft, disposalDecision: null')).toThrow(
      'punkt gallring-utkast, fältet retention.disposalDecision',
    )
  })

  test('B19: two rules of the same narrowness for the same case type and record', () => {
    const twice = tn.replace('caseTypes: [vintervag]\n    lawId', 'department: trafik\n    lawId')
    expect(() => readInstruction(twice, exempelby)).toThrow('punkterna gallring-trafik och gallring-vintervag är lika snäva')
  })

  test('B9: a legal obligation without its statute', () => {
    expect(changed(ks, 'basis: 6(1)(c)\n    lawId: TF 2:17', 'basis: 6(1)(c)')).toThrow(
      'punkt handlingar-hos-kommunstyrelsen, fältet lawId: rättslig förpliktelse kräver lagrum (B9)',
    )
  })

  test('C10: personal identity numbers without a reason', () => {
    expect(changed(tn, 'categories: [name, phone, address]', 'categories: [name, identityNumber]')).toThrow(
      'punkt status-fordonsflytt, fältet personnummerReason',
    )
  })

  test('B16, C5: a clause outside EU/EEA in the file that tells the public EU/EEA', () => {
    expect(changed(ks, 'connectors: [diariet]', 'connectors: [diariet]\n    region: outside EU/EEA')).toThrow(
      'punkt status-diariet, fältet region',
    )
  })

  test('B16, C5: an open channel outside EU/EEA', () => {
    const open = readOrganisation(organisationText.replace('region: outside EU/EEA, active: false', 'region: outside EU/EEA, active: true'))
    expect(() => readInstruction(ks, open)).toThrow('kanalen facebook: utanför EU/EES')
  })

  test('B16, C5: another board that leaves EU/EEA behind the notice', () => {
    const outside = tn.replace('connectors: [vagvisaren]', 'connectors: [vagvisaren]\n    region: outside EU/EEA')
    expect(() => readInstruction(outside, exempelby)).not.toThrow()
    expect(() => readInstructions([ks, outside], exempelby)).toThrow('tekniska-namnden/status-drift')
  })

  test('a permit that lists no mission, no recipient, no legal basis or no system', () => {
    expect(changed(tn, '    mission: [guidance]\n', '')).toThrow('punkt vagledning, fältet mission')
    expect(changed(tn, '    recipientClass: [party, representative]\n', '')).toThrow('punkt status-fordonsflytt, fältet recipientClass')
    expect(changed(tn, '    basis: 6(1)(e)\n', '')).toThrow('punkt vagledning, fältet basis')
    expect(changed(tn, '    connectors: [vagvisaren]\n', '')).toThrow('punkt status-drift, fältet connectors')
  })

  test('names that do not exist, and all faults in one message', () => {
    const wrong = tn
      .replace('caseTypes: [fordonsflytt]', 'caseTypes: [bygglov]')
      .replace('department: trafik', 'department: hamnen')
      .replace('[vagvisaren]', '[lyktan]')
    const message = () => readInstruction(wrong, exempelby)
    expect(message).toThrow('punkt status-fordonsflytt, fältet caseTypes: bygglov finns inte hos tekniska-namnden')
    expect(message).toThrow('punkt gallring-trafik, fältet department: hamnen finns inte')
    expect(message).toThrow('punkt status-drift, fältet connectors: lyktan finns inte')
    expect(changed(tn, 'board: tekniska-namnden', 'board: hamnnamnden')).toThrow('nämnden hamnnamnden finns inte')
  })

  test('a misspelt field or value, named with its clause', () => {
    expect(changed(tn, 'effect: refer', 'effect: maybe')).toThrow('punkt foreskrift-hos-namnden, fältet effect')
    expect(changed(tn, '    identityLevel: callback', '    identitylevel: callback')).toThrow('punkt status-fordonsflytt')
    expect(changed(tn, 'version: 1', 'version: ett')).toThrow('fältet version')
    expect(() => readInstruction('board: [', exempelby)).toThrow('rad 1')
    expect(changed(tn, '&gallring', '')).toThrow('Instruktionen är inte giltig YAML')
  })
})

test('a refusal for a department comes back with the case types of the department', () => {
  const bun = exempelbyFiles.find(({ board }) => board === 'barn-och-utbildningsnamnden')
  expect(bun?.clauses.find(({ id }) => id === 'elevhalsa-stangd')?.caseTypes).toEqual(['elevhalsa'])
  expect(bun?.clauses.find(({ id }) => id === 'gallring-elevhalsa')?.caseTypes).toBe('all')
})

test('an organisation without exactly one contact centre and one place for unrouted questions is refused', () => {
  expect(() => readOrganisation(organisationText.replace('hostsContactCentre: true', 'hostsContactCentre: false'))).toThrow(
    'exakt en nämnd',
  )
  expect(() => readOrganisation(organisationText.replace(', unrouted: true', ''))).toThrow('unrouted')
})

test('A20: a kind of case that is presumed secret names its provision, and none with such a provision is open', () => {
  const social = (instead: string) => () =>
    readOrganisation(organisationText.replace("level: reverse, provision: '26:1', years: 70 }", instead))
  expect(social("level: reverse, provision: '26:1', years: 70 }")).not.toThrow()
  for (const wrong of [
    'level: reverse }',
    "provision: '26:1' }",
    "level: straight, provision: '26:1' }",
    "level: reverse, provision: '26:1', secrecy: open }",
    "level: reverse, provision: '26:1', secrecyTags: ['40:7 g'] }",
    'secrecy: sealed }',
  ])
    expect(social(wrong), wrong).toThrow('socialtjanstfraga')
})

test('every requirement A1-A38 has a clause in the instruction of stadsbyggnadsnämnden, and B1-B35 at kommunstyrelsen', () => {
  const answered = (board: string) =>
    new Set(exempelbyFiles.find((file) => file.board === board)?.clauses.map(({ requirement }) => requirement))
  const missing = (board: string, letter: string, last: number) =>
    Array.from({ length: last }, (_, at) => `${letter}${at + 1}`).filter((id) => !answered(board).has(id))
  expect(missing('stadsbyggnadsnamnden', 'A', 38)).toEqual([])
  expect(missing('kommunstyrelsen', 'B', 35)).toEqual([])
})
