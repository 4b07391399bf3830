import type { Check } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'
import type { bySection } from './sections.ts'

type Props = { groups: ReturnType<typeof bySection>; checks: readonly Check[] }

/** Where one is, and where something has to be changed. */
export function SectionNav({ groups, checks }: Props) {
  const { t } = useTexts()
  const wrong = new Set(checks.filter(({ severity }) => severity === 'error').map(({ clauseId }) => clauseId))
  return (
    <nav className="paper-nav" aria-label={t('editor.sections')}>
      <ol>
        {groups.map(({ section, clauses }, index) => {
          const faults = clauses.filter(({ id }) => wrong.has(id)).length
          return (
            <li key={section}>
              <a
                href={`#section-${section}`}
                onClick={(event) => {
                  event.preventDefault()
                  const heading = document.getElementById(`heading-${section}`)
                  heading?.scrollIntoView({ block: 'start' })
                  heading?.focus({ preventScroll: true })
                }}
              >
                <span className="card-number">{index + 1}</span>
                <span>{t(`section.${section}`)}</span>
                {faults > 0 ? (
                  <span className="nav-fault">
                    {faults}
                    <span className="only-heard"> {t('editor.error')}</span>
                  </span>
                ) : (
                  <span className="nav-n soft">{clauses.length > 0 ? clauses.length : ''}</span>
                )}
              </a>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
