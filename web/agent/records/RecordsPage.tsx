import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Field } from '../../ui/Field.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { recordOfProcessing } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { DocumentPart } from './DocumentPart.tsx'
import './records.css'

/** The processor's record as it stood at noon of a day that is chosen; none chosen, as it stands now (GDPR 30(2)). */
export function RecordsPage() {
  const { t, language } = useTexts()
  const [day, setDay] = useState('')
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T12:00:00Z` : undefined
  const found = useQuery(recordOfProcessing(at))
  const query = new URLSearchParams({ lang: language, ...(at === undefined ? {} : { at }) })
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.processing')}</h1>
        <p className="soft">{t('processing.lead')}</p>
      </header>
      <div className="row">
        <Field type="date" label={t('processing.at')} value={day} onChange={setDay} />
        <a href={`/v1/records-of-processing.pdf?${query}`}>{t('processing.pdf')}</a>
      </div>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <article className="sheet stack record" aria-live="polite">
          <p className="soft">{found.data.document.lead.join(' ')}</p>
          {found.data.document.sections.map((section) => (
            <DocumentPart key={section.id} section={section} />
          ))}
        </article>
      )}
    </div>
  )
}
