import { Plus, X } from 'lucide-react'
import type { FormNode } from '../../../contracts/clause-form.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { useForm } from './form-context.tsx'
import { blank } from './form-values.ts'
import { NodeField, type NodeProps } from './NodeField.tsx'

const plain: readonly FormNode['kind'][] = ['text', 'number', 'day', 'instant', 'clock']

/** Something that may be absent: an empty field says nothing, and what has many parts is put in and taken away. */
export function MaybeField({ node: { of }, value, onChange, label, quiet = false, fact }: NodeProps<Extract<FormNode, { kind: 'maybe' }>>) {
  const { t } = useTexts()
  const form = useForm()
  const options =
    of.kind === 'one'
      ? [...of.options, ...(of.terms ? form.names.terms : [])]
      : of.kind === 'name' && of.of !== 'free'
        ? form.names[of.of]
        : null
  if (options)
    return (
      <Select
        label={label}
        quietLabel={quiet}
        value={typeof value === 'string' ? value : ''}
        onChange={(id) => onChange(id === '' ? null : id)}
        options={[{ id: '', name: t('editor.notSaid') }, ...options]}
      />
    )
  if (plain.includes(of.kind) || of.kind === 'name')
    return <NodeField node={of} value={value ?? ''} onChange={(next) => onChange(next === '' ? null : next)} label={label} quiet={quiet} />
  if (value === null || value === undefined)
    return (
      <Button small look="plain" icon={<Plus aria-hidden="true" />} onPress={() => onChange(blank(of, form))}>
        {t('editor.add', { what: label })}
      </Button>
    )
  return (
    <div className="node-maybe">
      {!quiet && of.kind === 'group' && <p className="label">{label}</p>}
      <NodeField node={of} value={value} onChange={onChange} label={label} quiet={quiet} fact={fact} />
      <Button small look="plain" icon={<X aria-hidden="true" />} onPress={() => onChange(null)}>
        {t('editor.drop', { what: label })}
      </Button>
    </div>
  )
}
