import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { useBoards } from '../boards.tsx'
import { latestSimulation } from '../queries.ts'
import { Consequences } from './Consequences.tsx'

/** The consequences of one version on a page of its own, for a link in a letter or the minutes. */
export function ConsequencesPage({ version }: { version: string }) {
  const { t } = useTexts()
  const look = useBoards()
  const { data } = useQuery(latestSimulation(version))
  return (
    <div className="page stack">
      <header>
        <p className="small">
          <Link to="/instructions" className="row">
            <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.instructions')}
          </Link>
        </p>
        <h1>{t('consequences.title')}</h1>
        {data && (
          <p>
            {look(data.board).name} · {t('consequences.of', { title: data.title, number: data.number })}
          </p>
        )}
        <p className="soft">{t('consequences.lead')}</p>
      </header>
      <Consequences version={version} />
    </div>
  )
}
