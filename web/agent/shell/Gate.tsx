import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useTexts } from '../../texts/index.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { me } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { refusalOf } from '../refusal.ts'
import { SignedIn } from '../session.tsx'
import { SignInPage } from '../sign-in/SignInPage.tsx'
import { Shell } from './Shell.tsx'

/** Signed in or not: the address stays, so that a link from a colleague leads there after the sign-in. */
export function Gate() {
  const { t } = useTexts()
  const who = useQuery(me)
  if (who.isPending) return <Waiting label={t('wait')} />
  if (refusalOf(who.error)?.status === 401) return <SignInPage />
  if (who.isError)
    return (
      <main className="page">
        <Refused problem={who.error} again={() => who.refetch()} />
      </main>
    )
  return (
    <SignedIn me={who.data}>
      <Shell>
        <Outlet />
      </Shell>
    </SignedIn>
  )
}
