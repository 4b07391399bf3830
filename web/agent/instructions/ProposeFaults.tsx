import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Refused } from '../Refused.tsx'
import { refusalOf } from '../refusal.ts'

/** Why the version can't be proposed yet, clause by clause. */
export function ProposeFaults({ problem, onClose }: { problem: unknown; onClose: () => void }) {
  const { t } = useTexts()
  const faults = refusalOf(problem)?.faults ?? []
  return (
    <Sheet
      wide
      title={t('version.propose')}
      closeLabel={t('close')}
      onClose={onClose}
      foot={<Button onPress={onClose}>{t('close')}</Button>}
    >
      <Refused problem={problem} />
      <ol className="yaml-faults">
        {faults.map(({ clause, field, text }) => (
          <li key={`${clause} ${field} ${text}`}>
            <strong>{[clause, field].filter(Boolean).join(', ')}:</strong> {text}
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
