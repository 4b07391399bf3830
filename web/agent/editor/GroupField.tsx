import { Plus, X } from 'lucide-react'
import type { FormField, FormNode } from '../../../contracts/clause-form.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { isLoose, type Loose, textAt } from '../loose.ts'
import { useForm } from './form-context.tsx'
import { blank } from './form-values.ts'
import { NodeField, type NodeProps } from './NodeField.tsx'

const narrow: readonly FormNode['kind'][] = ['text', 'name', 'number', 'day', 'instant', 'year-day', 'clock', 'one', 'fact-value']
const isNarrow = ({ node }: FormField) => narrow.includes(node.kind) || (node.kind === 'maybe' && narrow.includes(node.of.kind))

/** Several fields that belong together. What may be left out can be put in and taken away. */
export function GroupField({ node, value, onChange, label, fact }: NodeProps<Extract<FormNode, { kind: 'group' }>>) {
  const { t } = useTexts()
  const form = useForm()
  const given: Loose = isLoose(value) ? value : {}
  const put = (id: string, next: unknown) => onChange({ ...given, [id]: next })
  const drop = (id: string) => onChange(Object.fromEntries(Object.entries(given).filter(([each]) => each !== id)))
  const shown = node.fields.filter(({ id, optional }) => !optional || id in given)
  const more = node.fields.filter(({ id, optional }) => optional && !(id in given))
  const only = shown.length === 1 && more.length === 0
  return (
    <fieldset className="node-group">
      <legend className="only-heard">{label}</legend>
      {shown.map((field) => (
        <div key={field.id} className={isNarrow(field) ? 'node-cell' : 'node-cell node-wide'}>
          <NodeField
            node={field.node}
            value={given[field.id]}
            onChange={(next) => put(field.id, next)}
            label={field.label}
            quiet={only}
            fact={textAt(given, 'fact') || fact}
          />
          {field.optional && (
            <IconButton label={t('editor.drop', { what: field.label })} onPress={() => drop(field.id)}>
              <X aria-hidden="true" />
            </IconButton>
          )}
        </div>
      ))}
      {more.length > 0 && (
        <div className="node-wide row">
          {more.map((field) => (
            <Button
              key={field.id}
              small
              look="plain"
              icon={<Plus aria-hidden="true" />}
              onPress={() => put(field.id, blank(field.node, form))}
            >
              {field.label}
            </Button>
          ))}
        </div>
      )}
    </fieldset>
  )
}
