import { useCallback, useSyncExternalStore } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { client, me as meQuery } from '../queries.ts'
import { useMe } from '../session.tsx'
import { isDialogShown, openDoor, watchDoor } from '../sign-in-again.ts'
import { SignInForm } from './SignInForm.tsx'
import './sign-in.css'

/** The session has ended: sign in where you stand. What was written stays on the screen, and the call that failed is made again. */
export function SignInAgain() {
  const { t } = useTexts()
  const me = useMe()
  const shut = useSyncExternalStore(watchDoor, isDialogShown)
  const signedIn = useCallback(
    (signed: Reply<'me'>) => {
      const same = signed.employee.id === me.employee.id && signed.hand === me.hand
      openDoor(same)
      if (same) client.setQueryData(meQuery.queryKey, signed)
      else location.reload()
    },
    [me],
  )
  if (!shut) return null
  return (
    <Sheet stays title={t('signin.again')} closeLabel={t('close')} onClose={() => openDoor(false)}>
      <p>{t('signin.again.hint', { name: me.employee.name })}</p>
      <SignInForm onSignedIn={signedIn} hand={me.hand} only={me.employee.name} />
    </Sheet>
  )
}
