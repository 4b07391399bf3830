import { CircleAlert, TriangleAlert } from 'lucide-react'
import type { Check } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'

/** What there is to mend, and how. */
export function Faults({ checks, place }: { checks: readonly Check[]; place?: (check: Check) => string | null }) {
  const { t } = useTexts()
  if (checks.length === 0) return null
  return (
    <ul className="faults">
      {checks.map((check) => {
        const Icon = check.severity === 'error' ? CircleAlert : TriangleAlert
        const where = place?.(check)
        return (
          <li key={`${check.field} ${check.text}`} className={`fault fault-${check.severity}`}>
            <Icon aria-hidden="true" />
            <p>
              <span className="only-heard">{t(`editor.${check.severity}`)}: </span>
              {where && <strong>{where}: </strong>}
              {check.text[0]?.toUpperCase()}
              {check.text.slice(1)}
              {/[.!?]$/.test(check.text) ? ' ' : '. '}
              {check.fix && <span className="fault-fix">{check.fix} </span>}
              {check.law && <span className="fault-law">{check.law}</span>}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
