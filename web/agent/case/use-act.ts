import { useMutation } from '@tanstack/react-query'
import type { Reply } from '../../../contracts/api.ts'
import { caseHasChanged } from '../queries.ts'

type Changed = Reply<'closeCase'>

/**
 * An act that changes the case, made on the version the reader has seen, so that two people never overwrite each other.
 * Refused or not, what is shown is fetched anew: a refusal often means that someone else was first.
 */
export function useAct<T = void>(caseId: string, act: (given: T) => Promise<Changed>, onDone: (version: number, changed: Changed) => void) {
  return useMutation({
    mutationFn: act,
    onSuccess: (changed) => {
      onDone(changed.version, changed)
      caseHasChanged(caseId)
    },
    onError: () => caseHasChanged(caseId),
  })
}
