import type { Reply } from '../../../contracts/api.ts'
import { access, client } from '../queries.ts'

export const hands = ['agent', 'officer', 'auditor'] as const

/** Shows the page as the server has just told it. */
export const showAccess = (told: Reply<'access'>) => client.setQueryData(access.queryKey, told)
