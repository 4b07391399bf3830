import { Minus } from 'lucide-react'
import type { FormPart } from '../../../contracts/clause-form.ts'
import type { Check } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Faults } from './Faults.tsx'
import { isSame } from './form-values.ts'
import { NodeField } from './NodeField.tsx'
import { RetentionField } from './RetentionField.tsx'

type Props = { part: FormPart; value: unknown; checks: readonly Check[]; onChange: (value: unknown) => void; onSilence: () => void }

/** One choice of a clause: the question it answers, the answer, its law in the margin, and what there is to mend. */
export function PartRow({ part, value, checks, onChange, onSilence }: Props) {
  const { t } = useTexts()
  const given = value === undefined ? part.silent : value
  const field = { part, value: given, onChange }
  return (
    <fieldset className="part" data-faulty={checks.some(({ severity }) => severity === 'error') || undefined}>
      <legend>{part.question}</legend>
      <div className="part-answer">
        {part.id === 'retention' ? (
          <RetentionField {...field} />
        ) : (
          <NodeField node={part.node} value={given} onChange={onChange} label={part.label} quiet />
        )}
        {part.hint && <p className="field-hint">{part.hint}</p>}
        <Faults checks={checks} />
      </div>
      <p className="part-law">
        {part.law && <span>{part.law}</span>}
        {!isSame(given, part.silent) && !['requirement', 'effect'].includes(part.id) && (
          <IconButton label={t('editor.silence', { what: part.label.toLowerCase() })} onPress={onSilence}>
            <Minus aria-hidden="true" />
          </IconButton>
        )}
      </p>
    </fieldset>
  )
}
