import { useQuery } from '@tanstack/react-query'
import { ListTodo } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Empty, Waiting } from '../../ui/Status.tsx'
import { duties } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { NoticeItem } from './NoticeItem.tsx'
import { TimesTable } from './TimesTable.tsx'
import './duties.css'

/** What is owed to the board, or by it, and what comes again. */
export function DutiesPage() {
  const { t } = useTexts()
  const found = useQuery(duties)
  const open = found.data?.notices.filter(({ answer }) => answer === null) ?? []
  const answered = found.data?.notices.filter(({ answer }) => answer !== null) ?? []
  const times = found.data?.times ?? []
  return (
    <div className="page stack duties">
      <header className="page-head">
        <h1>{t('nav.duties')}</h1>
        <p className="soft">{t('duties.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <>
          <section className="sheet" aria-labelledby="duties-notices">
            <div className="duties-heading">
              <h2 id="duties-notices">{t('duties.notices')}</h2>
            </div>
            {open.length === 0 && <Empty icon={<ListTodo aria-hidden="true" />} title={t('duties.notices.empty')} />}
            <ul className="owed-list">
              {open.map((notice) => (
                <NoticeItem key={notice.id} notice={notice} />
              ))}
            </ul>
            {answered.length > 0 && (
              <details>
                <summary>
                  {t('duties.answered')} ({answered.length})
                </summary>
                <ul className="owed-list">
                  {answered.map((notice) => (
                    <NoticeItem key={notice.id} notice={notice} />
                  ))}
                </ul>
              </details>
            )}
          </section>
          <TimesTable times={times} />
        </>
      )}
    </div>
  )
}
