import { useMutation, useQuery } from '@tanstack/react-query'
import { Building2, KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { call } from '../client.ts'
import { signInWays } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { askPasskey, canUsePasskeys, isPutAside } from './passkey.ts'

type Me = Reply<'me'>
type Props = { hand?: Me['hand'] | undefined; again: boolean; onSignedIn: (me: Me) => void }

/** The employer's sign-in and passkeys. `again`: the page must stay, so the employer's page opens beside it. */
export function OtherWays({ hand, again, onSignedIn }: Props) {
  const { t } = useTexts()
  const ways = useQuery(signInWays)
  const [beside, setBeside] = useState(false)
  const passkey = useMutation({
    mutationFn: async () => call('signInPasskey', { body: { ...(await askPasskey()), ...(hand && { hand }) } }),
    onSuccess: onSignedIn,
  })
  useEffect(() => {
    if (!beside) return
    const look = () => void call('me').then(onSignedIn, () => undefined) // not signed in yet: the next look tells
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [beside, onSignedIn])
  const toProvider = () => {
    const wanted = new URLSearchParams({ ...(hand && { hand }), next: again ? '/sign-in/done' : `${location.pathname}${location.search}` })
    if (!again) return location.assign(`/sign-in/provider?${wanted}`)
    setBeside(true)
    open(`/sign-in/provider?${wanted}`, '_blank', 'noopener')
  }
  const provider = ways.data?.provider
  if (!provider && !canUsePasskeys()) return null
  return (
    <div className="other-ways">
      {passkey.isError && !isPutAside(passkey.error) && <Refused problem={passkey.error} />}
      {provider && (
        <Button look="primary" icon={<Building2 aria-hidden="true" />} onPress={toProvider}>
          {t('signin.provider', { name: provider })}
        </Button>
      )}
      {canUsePasskeys() && (
        <Button icon={<KeyRound aria-hidden="true" />} onPress={() => passkey.mutate()} isDisabled={passkey.isPending}>
          {t('signin.passkey')}
        </Button>
      )}
      <p className="or soft small">{t('signin.or')}</p>
    </div>
  )
}
