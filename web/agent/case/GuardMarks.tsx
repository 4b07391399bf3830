import type { TimelineItem } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'

/** A small line below a text: what in it is about a person, for whoever is about to pass it on. The text itself stands as it came. */
export function GuardMarks({ marks }: { marks: Extract<TimelineItem, { kind: 'note' }>['marks'] }) {
  const { t } = useTexts()
  if (marks.length === 0) return null
  return <p className="guard-marks soft small">{t('guard.marks', { kinds: marks.map((kind) => t(`guard.${kind}`)).join(', ') })}</p>
}
