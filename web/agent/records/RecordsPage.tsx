import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Field } from '../../ui/Field.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { recordOfProcessing } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './records.css'

type Section = Reply<'recordOfProcessing'>['document']['sections'][number]

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
            <Part key={section.id} section={section} />
          ))}
        </article>
      )}
    </div>
  )
}

function Part({ section: { id, level, heading, blocks } }: { section: Section }) {
  return (
    <section id={id} className="stack">
      {level === 2 ? <h2>{heading}</h2> : <h3>{heading}</h3>}
      {blocks.map((block) => (
        <Block key={JSON.stringify(block)} block={block} />
      ))}
    </section>
  )
}

function Block({ block }: { block: Section['blocks'][number] }) {
  if (block.kind === 'text') return <p>{block.text}</p>
  if (block.kind === 'list')
    return (
      <ul>
        {block.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    )
  if (block.kind === 'facts')
    return (
      <dl>
        {block.rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    )
  if (block.rows.length === 0) return null
  return (
    <Wide label={block.head.join(', ')}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, at) => (
                <td key={block.head[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
