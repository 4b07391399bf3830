import type { CaseView } from '../../../contracts/case.ts'

export type Act = keyof CaseView['can']

/** Everything that can be done to a case, in the order it is told. */
export const acts = [
  'answer',
  'note',
  'route',
  'handover',
  'accept',
  'return',
  'decide',
  'close',
  'reopen',
  'confirmDelivery',
  'hold',
] as const satisfies readonly Act[]
