import type { FormNode } from '../../../contracts/clause-form.ts'
import { Segments } from '../../ui/Choose.tsx'
import { Select } from '../../ui/Select.tsx'
import { useForm } from './form-context.tsx'
import { asVariant, variantOf } from './form-values.ts'
import { NodeField, type NodeProps } from './NodeField.tsx'

/** One of several shapes: which, and then what stands in it. */
export function ChoiceField({ node, value, onChange, label, quiet = false, fact }: NodeProps<Extract<FormNode, { kind: 'choice' }>>) {
  const form = useForm()
  const variant = variantOf(node.variants, value)
  const options = node.variants.map(({ id, label: name }) => ({ id, name }))
  const choose = (id: string) => {
    const next = node.variants.find((each) => each.id === id)
    if (next && next !== variant) onChange(asVariant(next, value, form))
  }
  const chosen = { label, quietLabel: quiet, value: variant?.id ?? '', onChange: choose, options }
  return (
    <div className="node-choice">
      {options.length <= 2 ? <Segments {...chosen} /> : <Select {...chosen} />}
      {variant && variant.node.kind !== 'fixed' && (
        <div className={variant.node.kind === 'group' ? 'node-inner' : undefined}>
          <NodeField node={variant.node} value={value} onChange={onChange} label={variant.label} quiet fact={fact} />
        </div>
      )}
    </div>
  )
}
