import { useTexts } from '../../texts/index.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { DayField } from './DayFields.tsx'
import { useForm } from './form-context.tsx'
import type { NodeProps } from './NodeField.tsx'

/** What a fact is compared with, written as that fact is: yes or no, a number, a day, or a word. */
export function FactValueField({ value, onChange, label, quiet = false, fact }: Omit<NodeProps, 'node'>) {
  const { t } = useTexts()
  const form = useForm()
  const found = form.facts.find(({ id }) => id === fact)
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const shared = { label, quietLabel: quiet }
  if (found?.kind === 'yes-no')
    return (
      <Segments
        {...shared}
        value={value === true ? 'yes' : value === false ? 'no' : 'none'}
        onChange={(id) => onChange(id === 'yes')}
        options={[
          { id: 'yes', name: t('yes') },
          { id: 'no', name: t('no') },
        ]}
      />
    )
  if (found?.kind === 'number')
    return <Field {...shared} type="number" inputMode="numeric" value={text} onChange={(given) => onChange(Number(given))} />
  if (found?.kind === 'day') return <DayField {...shared} value={text} onChange={onChange} />
  const values = fact === 'case.type' ? form.names.caseTypes : fact === 'case.department' ? form.names.departments : (found?.values ?? [])
  if (values.length > 0) return <Select {...shared} value={text} onChange={onChange} options={values} />
  return <Field {...shared} value={text} onChange={onChange} />
}
