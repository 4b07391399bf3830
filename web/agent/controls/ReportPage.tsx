import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTexts } from '../../texts/index.tsx'
import { Remark, Waiting } from '../../ui/Status.tsx'
import { controlReport } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { DocumentPart } from '../records/DocumentPart.tsx'
import '../records/records.css'

/** One board's quarter, signed: the same document as on paper, and whether its signature holds today. */
export function ReportPage({ board, quarter }: { board: string; quarter: string }) {
  const { t, language } = useTexts()
  const found = useQuery(controlReport(board, quarter))
  return (
    <div className="page stack">
      <p>
        <Link to="/controls">{t('nav.controls')}</Link>
      </p>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <>
          <header className="page-head">
            <h1>{found.data.document.title}</h1>
            <p className="soft">{found.data.document.lead.join(' ')}</p>
          </header>
          {found.data.intact ? <Remark tone="good">{t('report.intact')}</Remark> : <Remark tone="danger">{t('report.broken')}</Remark>}
          <p>
            <a href={`/v1/controls/${board}/reports/${quarter}/pdf?lang=${language}`}>{t('report.pdf')}</a>
          </p>
          <article className="sheet stack record">
            {found.data.document.sections.map((section) => (
              <DocumentPart key={section.id} section={section} />
            ))}
          </article>
        </>
      )}
    </div>
  )
}
