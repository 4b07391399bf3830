import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Empty } from '../../ui/Status.tsx'

export function NotHere() {
  const { t } = useTexts()
  return (
    <div className="page">
      <h1 className="only-heard">{t('nothere.title')}</h1>
      <Empty icon={<SearchX aria-hidden="true" />} title={t('nothere.title')}>
        <p>
          <Link to="/inbox/$view" params={{ view: 'waiting' }}>
            {t('nothere.home')}
          </Link>
        </p>
      </Empty>
    </div>
  )
}
