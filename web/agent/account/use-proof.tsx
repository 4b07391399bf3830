import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { account, client } from '../queries.ts'
import { refusalOf } from '../refusal.ts'
import { ShowItsYou } from './ShowItsYou.tsx'

/**
 * Something that may need you to show again that it is you. It is tried first; when it is refused for that, the dialog asks, and it is tried
 * once more with the proof. `dialog`: to be drawn where the act stands.
 */
export function useProof<T>(act: (proof: { proof?: string }) => Promise<T>, onDone: (done: T) => void) {
  const [asking, setAsking] = useState(false)
  const tried = useMutation({
    mutationFn: act,
    onSuccess: onDone,
    onError: (thrown) => refusalOf(thrown)?.code === 'step_up_needed' && setAsking(true),
  })
  const shown = (proof: string) => {
    setAsking(false)
    tried.mutate({ proof })
  }
  const dialog: ReactNode = asking && <ShowItsYou onShown={shown} onClose={() => setAsking(false)} />
  const asked = refusalOf(tried.error)?.code === 'step_up_needed'
  return { run: () => tried.mutate({}), isBusy: tried.isPending, error: asked ? null : tried.error, dialog }
}

/** Shows the account as the server has just told it. */
export const showAccount = (told: Reply<'account'>) => client.setQueryData(account.queryKey, told)
