import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { HelpForm } from './HelpForm.tsx'
import './applications.css'

export function ApplicationPage({ id }: { id: string }) {
  const { t } = useTexts()
  return (
    <article className="page stack application">
      <p className="small">
        <Link to="/applications" className="row">
          <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.applications')}
        </Link>
      </p>
      <HelpForm id={id} heading="h1" />
    </article>
  )
}
