import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Remark } from '../../ui/Status.tsx'
import { lastInstant } from './RightsPage.tsx'
import './rights.css'

/** What the agent reads out: which boards have it, by when, and the code when nobody gave an address. */
export function Taken({ taken }: { taken: Reply<'registerRights'> }) {
  const { t } = useTexts()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="page stack">
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {t('rights.taken')}
        </h1>
      </header>
      <section className="sheet rights-form" aria-label={t('rights.taken.say')}>
        <h2>{t('rights.taken.say')}</h2>
        <TakenSentences taken={taken} />
        {taken.code && (
          <Remark tone="warn">
            <p>{t('rights.taken.code')}</p>
            <p className="rights-code">{taken.code}</p>
          </Remark>
        )}
        <p className="row">
          <Link to="/rights">{t('nav.rights')}</Link>
          <Link to="/cases/$id" params={{ id: taken.caseId }} search={{ purpose: 'rights' }}>
            {t('rights.case', { number: taken.number })}
          </Link>
        </p>
      </section>
    </div>
  )
}

export function TakenSentences({ taken }: { taken: Reply<'registerRights'> }) {
  const { t, day, isoDay } = useTexts()
  return (
    <ul>
      <li>{t('rights.taken.number', { number: taken.number })}</li>
      <li>{t('rights.taken.boards', { boards: taken.boards.join(', ') })}</li>
      {taken.more && <li>{t('rights.taken.more')}</li>}
      <li>{t('rights.taken.due', { day: day(isoDay(lastInstant(taken.dueAt))) })}</li>
    </ul>
  )
}
