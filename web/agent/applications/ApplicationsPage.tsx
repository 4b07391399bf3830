import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FilePen } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { applications } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { StartHelp } from './StartHelp.tsx'
import './applications.css'

const tones = { draft: 'soft', submitted: 'good', discarded: 'warn' } as const

/** What one helps with, and where one begins. Nothing of what is in the drafts, so the list needs no row in the log. */
export function ApplicationsPage() {
  const { t, moment, day, whole } = useTexts()
  const list = useQuery(applications)
  const go = useNavigate()
  const rows = list.data?.applications ?? []
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.applications')}</h1>
        <p className="soft">{t('applications.lead')}</p>
      </header>
      <section className="sheet application-start" aria-labelledby="application-new">
        <h2 id="application-new">{t('application.new')}</h2>
        <StartHelp onStarted={(id) => go({ to: '/applications/$id', params: { id } })} />
      </section>
      {list.isPending && <Waiting label={t('wait')} />}
      {list.isError && <Refused problem={list.error} again={() => list.refetch()} />}
      {list.data && rows.length === 0 && <Empty icon={<FilePen aria-hidden="true" />} title={t('applications.empty')} />}
      {rows.length > 0 && (
        <Wide sheet label={t('applications.mine')}>
          <table className="contacts">
            <thead>
              <tr>
                <th>{t('applications.what')}</th>
                <th>{t('applications.state')}</th>
                <th>{t('applications.touched')}</th>
                <th>{t('applications.gone')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>
                    <Link to="/applications/$id" params={{ id: row.id }}>
                      {row.title}
                    </Link>
                  </td>
                  <td>
                    <Tag tone={tones[row.state]}>{t(`application.state.${row.state}`)}</Tag>
                  </td>
                  <td>
                    <time dateTime={row.touchedAt} title={whole(row.touchedAt)}>
                      {moment(row.touchedAt)}
                    </time>
                  </td>
                  <td>{row.goesOn ? day(row.goesOn) : '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </div>
  )
}
