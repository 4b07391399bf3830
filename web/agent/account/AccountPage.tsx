import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../texts/index.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { account } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { CodeApp } from './CodeApp.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Password } from './Password.tsx'
import { Sessions } from './Sessions.tsx'
import './account.css'

/** How one signs in, and where one is signed in. */
export function AccountPage() {
  const { t } = useTexts()
  const mine = useQuery(account)
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('account.title')}</h1>
        {mine.data && (
          <p className="soft">
            {mine.data.name} · {mine.data.email}
          </p>
        )}
      </header>
      {mine.isPending && <Waiting label={t('wait')} />}
      {mine.isError && <Refused problem={mine.error} again={() => mine.refetch()} />}
      {mine.data && (
        <>
          {mine.data.linked && <p>{t('account.linked')}</p>}
          <Passkeys keys={mine.data.passkeys} />
          <CodeApp code={mine.data.code} demanded={mine.data.demanded} />
          {mine.data.password && <Password />}
          <Sessions sessions={mine.data.sessions} />
        </>
      )}
    </div>
  )
}
