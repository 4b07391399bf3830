import { useQuery } from '@tanstack/react-query'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { access } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { Mappings } from './Mappings.tsx'
import { People } from './People.tsx'
import { SecondFactor } from './SecondFactor.tsx'
import { Tokens } from './Tokens.tsx'
import '../account/account.css'

/** For administrators: how others sign in, and what the directory gives. */
export function AccessPage() {
  const { t } = useTexts()
  const found = useQuery(access)
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('access.title')}</h1>
        <p className="soft">{t('access.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <>
          <Provider access={found.data} />
          <Mappings access={found.data} />
          <Tokens access={found.data} />
          <SecondFactor hands={found.data.secondFactor} />
          <People people={found.data.people} canLink={found.data.provider !== null} />
        </>
      )}
    </div>
  )
}

function Provider({ access: { provider, scimAddress } }: { access: Reply<'access'> }) {
  const { t } = useTexts()
  return (
    <section className="sheet account-part stack" aria-labelledby="provider">
      <h2 id="provider">{t('provider.title')}</h2>
      {provider ? (
        <dl className="facts">
          <dt>{t('provider.issuer')}</dt>
          <dd>{provider.issuer}</dd>
          <dt>{t('provider.return')}</dt>
          <dd className="mono">{provider.returnAddress}</dd>
          <dt>{t('provider.linking')}</dt>
          <dd>{provider.linksByClaim ? t('provider.byClaim') : t('provider.byLink')}</dd>
        </dl>
      ) : (
        <p>{t('provider.none')}</p>
      )}
      <p className="soft small">{t('provider.scim', { address: scimAddress })}</p>
    </section>
  )
}
