import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, BadgeCheck, BadgeX, RotateCw } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { certificate } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { CertificateText } from './CertificateText.tsx'
import './disposals.css'

/** A certificate in words; above it stands what a new look just now shows. */
export function CertificatePage({ number }: { number: number }) {
  const { t, whole } = useTexts()
  const found = useQuery(certificate(number))
  return (
    <div className="page stack">
      <header>
        <p className="small">
          <Link to="/disposals" className="row">
            <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.disposals')}
          </Link>
        </p>
        <h1>{t('certificate.title', { number })}</h1>
        {found.data && <p className="soft">{t('certificate.issued', { at: whole(found.data.issuedAt) })}</p>}
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <article className="sheet certificate">
          <ul className="checked" aria-live="polite">
            <Checked good={found.data.verified.chain}>
              {t(found.data.verified.chain ? 'certificate.chain' : 'certificate.chain.broken')}
            </Checked>
            <Checked good={found.data.verified.nothingLeft}>
              {t(found.data.verified.nothingLeft ? 'certificate.nothing' : 'certificate.something')}
            </Checked>
          </ul>
          <div className="row">
            <p className="soft small">{t('certificate.checked', { at: whole(found.data.verified.checkedAt) })}</p>
            <Button small icon={<RotateCw aria-hidden="true" />} onPress={() => found.refetch()} isPending={found.isFetching}>
              {t('certificate.again')}
            </Button>
          </div>
          <CertificateText body={found.data.body} />
          <dl>
            <div>
              <dt>{t('certificate.hash')}</dt>
              <dd className="mono">{found.data.hash}</dd>
            </div>
            <div>
              <dt>{t('certificate.previous')}</dt>
              <dd className="mono">{found.data.previousHash}</dd>
            </div>
          </dl>
        </article>
      )}
    </div>
  )
}

function Checked({ good, children }: { good: boolean; children: string }) {
  const Icon = good ? BadgeCheck : BadgeX
  return (
    <li className={good ? 'is-good' : 'is-bad'}>
      <Icon aria-hidden="true" size="1.2em" />
      {children}
    </li>
  )
}
