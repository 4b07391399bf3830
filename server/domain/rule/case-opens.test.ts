import { expect, test } from 'vitest'
import { channelKinds } from '../../../contracts/instruction.ts'
import { instructionOf } from '../../../test/any-instruction.ts'
import { instructionOfBoard } from '../../../test/exempelby-rules.ts'
import { caseOpens } from './case-opens.ts'

test('in Exempelby e-mail, form and app become a case on arrival; phone, visit and chat only when needed', () => {
  const onArrival = channelKinds.filter((kind) => caseOpens(kind, instructionOfBoard('kommunstyrelsen')) === 'on-arrival')
  expect(onArrival).toEqual(['email', 'form', 'app'])
})

test('where no clause says anything, a message becomes a case only when needed', () => {
  expect(channelKinds.map((kind) => caseOpens(kind, instructionOf([{}])))).not.toContain('on-arrival')
})
