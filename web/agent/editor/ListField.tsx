import { Plus, X } from 'lucide-react'
import type { FormNode } from '../../../contracts/clause-form.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Checks } from '../../ui/Checks.tsx'
import { useForm } from './form-context.tsx'
import { blank } from './form-values.ts'
import { NodeField, type NodeProps } from './NodeField.tsx'

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const codes = ['caseTypes', 'departments', 'systems', 'measures', 'boards']

export function ManyField({ node, value, onChange, label, quiet = false }: NodeProps<Extract<FormNode, { kind: 'many' }>>) {
  const form = useForm()
  const chosen = listOf(value).map(String)
  const options = node.terms ? [...node.options, ...form.names.terms] : node.options
  const change = (next: string[]) => {
    const kept = options.map(({ id }) => id).filter((id) => next.includes(id))
    onChange(node.numbers ? kept.map(Number) : kept)
  }
  return <Checks label={label} quietLabel={quiet} options={options} value={chosen} onChange={change} />
}

/** Any number of the same. Of the municipality's own codes all are in view. */
export function ListField({ node, value, onChange, label, quiet = false, fact }: NodeProps<Extract<FormNode, { kind: 'list' }>>) {
  const { t } = useTexts()
  const form = useForm()
  const items = listOf(value)
  const { of } = node
  if (of.kind === 'name' && codes.includes(of.of)) {
    const known = form.names[of.of]
    const gone = items.map(String).filter((id) => !known.some((each) => each.id === id))
    const options = [...known, ...gone.map((id) => ({ id, name: id }))]
    return <Checks label={label} quietLabel={quiet} options={options} value={items.map(String)} onChange={onChange} />
  }
  const put = (at: number, next: unknown) => onChange(items.map((item, index) => (index === at ? next : item)))
  return (
    <fieldset className="node-list">
      <legend className={quiet ? 'only-heard' : 'label'}>{label}</legend>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items have no names; each is drawn from its value alone
        <div key={index} className="node-item">
          <div>
            <NodeField
              node={of}
              value={item}
              onChange={(next) => put(index, next)}
              label={`${label} ${index + 1}`}
              quiet={of.kind !== 'group'}
              fact={fact}
            />
          </div>
          <IconButton
            label={t('editor.drop', { what: `${label} ${index + 1}` })}
            onPress={() => onChange(items.filter((_, at) => at !== index))}
          >
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <Button small look="plain" icon={<Plus aria-hidden="true" />} onPress={() => onChange([...items, blank(of, form)])}>
        {items.length === 0 ? t('editor.add', { what: label }) : t('editor.addOne')}
      </Button>
    </fieldset>
  )
}
