import { expect, test } from 'vitest'
import { type Clause, clauseDefaults } from '../../../contracts/instruction.ts'
import { readExempelby } from '../../../db/seed/exempelby.ts'
import { exempelbyRules } from '../../../test/exempelby-rules.ts'
import { isMeasure, measureName, namesOf } from './index.ts'
import { clauseSentences } from './sentences.ts'

const names = namesOf(readExempelby().organisation)
const clause = (measures: string[]): Clause => ({
  ...clauseDefaults,
  ...{ id: 'skydd', requirement: 'A4', text: 'Skyddet ska fungera.', effect: 'oblige' },
  ...{ acts: ['handle'], mission: [], subjects: [], categories: [], specialCategories: [], secrecyTags: [], recipientClass: [] },
  ...{ connectors: [], bases: [], fields: [], subProcessors: [], obligations: [], measures },
})
const read = (measures: string[], lang: 'sv' | 'en') => clauseSentences(clause(measures), 'stadsbyggnadsnamnden', names, lang)

test('A4: a clause is read with the measures that it requires, in both languages, and says nothing of them when it requires none', () => {
  expect(read(['access-log', 'sealed-files'], 'sv')).toContain(
    'Skydd som ska fungera, annars stängs det som skyddas: ingen läser utan att det loggas och filer förseglas.',
  )
  expect(read(['access-log', 'sealed-files'], 'en')).toContain(
    'Protection that has to work, or what it protects is closed: nobody reads without a trace and files are sealed.',
  )
  expect(read([], 'sv').join(' ')).not.toContain('Skydd som ska fungera')
  expect(exempelbyRules.instructions.flatMap(({ clauses }) => clauses.flatMap(({ measures }) => measures)).length).toBeGreaterThan(0)
})

test('a measure that nobody knows is called by its code', () => {
  expect([measureName('vakthund', 'sv'), isMeasure('vakthund'), isMeasure('toString')]).toEqual(['vakthund', false, false])
  expect(measureName('clock-unmoved', 'en')).toBe('The clock is right')
})
