import type { Given } from '../../../contracts/api.ts'
import type { ClauseForm, FormChoice } from '../../../contracts/clause-form.ts'

type Act = NonNullable<Given<'stopInstruction'>['body']['acts']>[number]
/** The closed list of acts, kept equal to the contract by its type. */
const acts: Record<Act, true> = {
  receive: true,
  advise: true,
  'status.read': true,
  'status.tell': true,
  draft: true,
  assist: true,
  handle: true,
  decide: true,
  handover: true,
  record: true,
  listen: true,
  export: true,
  disclose: true,
  purge: true,
  read: true,
  collect: true,
  reply: true,
  remove: true,
  publish: true,
  transfer: true,
  process: true,
  exercise: true,
}
export const isAct = (given: string): given is Act => Object.hasOwn(acts, given)

/** The acts that a clause can speak of, by name. */
export function actsIn({ parts }: Pick<ClauseForm, 'parts'>): FormChoice[] {
  const node = parts.find(({ id }) => id === 'acts')?.node
  return node?.kind === 'many' ? node.options : []
}
