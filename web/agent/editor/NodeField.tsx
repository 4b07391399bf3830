import type { FormNode } from '../../../contracts/clause-form.ts'
import { useTexts } from '../../texts/index.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { DayField, InstantField, YearDayField } from './DayFields.tsx'
import { FactValueField } from './FactValueField.tsx'
import { useForm } from './form-context.tsx'
import { GroupField } from './GroupField.tsx'
import { ListField, ManyField } from './ListField.tsx'
import { MaybeField } from './MaybeField.tsx'

export type NodeProps<N extends FormNode = FormNode> = {
  node: N
  value: unknown
  onChange: (value: unknown) => void
  label: string
  /** What stands before it says its name already. */
  quiet?: boolean
  /** The fact that a value beside it is compared with. */
  fact?: string | undefined
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** One node of the form, whatever it is: every part of the language is one of these. */
export function NodeField({ node, ...rest }: NodeProps) {
  switch (node.kind) {
    case 'fixed':
      return null
    case 'many':
      return <ManyField node={node} {...rest} />
    case 'list':
      return <ListField node={node} {...rest} />
    case 'group':
      return <GroupField node={node} {...rest} />
    case 'choice':
      return <ChoiceField node={node} {...rest} />
    case 'maybe':
      return <MaybeField node={node} {...rest} />
    case 'block':
      return <BlockField node={node} {...rest} />
    case 'fact-value':
      return <FactValueField {...rest} />
    default:
      return <PlainField node={node} {...rest} />
  }
}

/** A moment or a condition, which may hold others of its kind. */
function BlockField({ node, ...rest }: NodeProps<Extract<FormNode, { kind: 'block' }>>) {
  const form = useForm()
  return <NodeField node={form[node.block]} {...rest} />
}

function PlainField({ node, value, onChange, label, quiet = false }: NodeProps) {
  const { t } = useTexts()
  const form = useForm()
  const text = textOf(value)
  const shared = { label, quietLabel: quiet }
  if (node.kind === 'one') {
    const options = node.terms ? [...node.options, ...form.names.terms] : node.options
    if (quiet && options.length <= 3) return <Segments {...shared} value={text} onChange={onChange} options={options} />
    return <Select {...shared} value={text} onChange={onChange} options={options} />
  }
  if (node.kind === 'name' && node.of !== 'free')
    return <Select {...shared} value={text} onChange={onChange} options={form.names[node.of]} />
  if (node.kind === 'number')
    return (
      <Field
        {...shared}
        type="number"
        inputMode="numeric"
        value={text}
        onChange={(given) => onChange(given === '' ? null : Math.min(node.max, Math.max(node.min, Number(given))))}
      />
    )
  if (node.kind === 'yes-no') {
    const options = [
      { id: 'yes', name: t('yes') },
      { id: 'no', name: t('no') },
    ]
    return <Segments {...shared} value={value === true ? 'yes' : 'no'} onChange={(id) => onChange(id === 'yes')} options={options} />
  }
  if (node.kind === 'day') return <DayField {...shared} value={text} onChange={onChange} />
  if (node.kind === 'instant') return <InstantField {...shared} value={text} onChange={onChange} />
  if (node.kind === 'year-day') return <YearDayField {...shared} value={text} onChange={onChange} />
  if (node.kind === 'clock') return <Field {...shared} type="time" value={text} onChange={onChange} />
  if (node.kind === 'text' && node.long) return <Area {...shared} rows={2} value={text} onChange={onChange} />
  return <Field {...shared} value={text} onChange={onChange} />
}
