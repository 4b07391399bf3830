import { Link } from '@tanstack/react-router'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { StateTag } from './StateTag.tsx'

type Versions = Reply<'listVersions'>['versions']

export function VersionTable({ versions, label }: { versions: Versions; label: string }) {
  const { t, day, isoDay } = useTexts()
  return (
    <ul className="sheet version-list" aria-label={label}>
      {versions.map(({ id, version, title, state, validFrom }) => (
        <li key={id}>
          <Link to="/instruction-versions/$id" params={{ id }}>
            {t('version.number', { version })}
          </Link>
          <span className="version-name">{title}</span>
          <span className="soft small">{t('instructions.from', { day: day(isoDay(validFrom)) })}</span>
          <StateTag state={state} />
        </li>
      ))}
    </ul>
  )
}
