import { useState } from 'react'
import type { FormPart } from '../../../contracts/clause-form.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { isLoose, type Loose, textAt } from '../loose.ts'
import { DayField } from './DayFields.tsx'
import { NodeField } from './NodeField.tsx'
import { isLine, RetentionLine } from './RetentionLine.tsx'

type Props = { part: FormPart; value: unknown; onChange: (value: unknown) => void }

/** When something disappears: as a sentence while the rule is a usual one, and in full when it is asked for. */
export function RetentionField({ part, value, onChange }: Props) {
  const { t } = useTexts()
  const [full, setFull] = useState(false)
  if (!isLine(value) || full)
    return (
      <div className="stack">
        <NodeField node={part.node} value={value} onChange={onChange} label={part.label} quiet />
        {isLine(value) && (
          <Button small look="plain" onPress={() => setFull(false)}>
            {t('editor.simple')}
          </Button>
        )}
      </div>
    )
  return (
    <div className="stack">
      <RetentionLine node={part.node} value={value} onChange={onChange} />
      <CitedDecision value={value.disposalDecision} onChange={(disposalDecision) => onChange({ ...value, disposalDecision })} />
      <p>
        <Button small look="plain" onPress={() => setFull(true)}>
          {t('editor.advanced')}
        </Button>
      </p>
    </div>
  )
}

/** The decision that disposal cites. All empty = none yet. */
function CitedDecision({ value, onChange }: { value: unknown; onChange: (value: Loose | null) => void }) {
  const { t } = useTexts()
  const given: Loose = isLoose(value) ? value : { date: '', organ: '', paragraph: '' }
  const put = (part: Loose) => {
    const next = { ...given, ...part }
    onChange(Object.values(next).every((each) => each === '') ? null : next)
  }
  return (
    <fieldset className="node-group cited">
      <legend className="label">{t('editor.cited')}</legend>
      <div className="node-cell">
        <Field label={t('editor.organ')} value={textAt(given, 'organ')} onChange={(organ) => put({ organ })} />
      </div>
      <div className="node-cell">
        <DayField label={t('editor.day')} value={textAt(given, 'date')} onChange={(date) => put({ date })} />
      </div>
      <div className="node-cell">
        <Field
          label={t('editor.paragraph')}
          value={textAt(given, 'paragraph')}
          onChange={(paragraph) => put({ paragraph })}
          placeholder="§ 12"
        />
      </div>
    </fieldset>
  )
}
