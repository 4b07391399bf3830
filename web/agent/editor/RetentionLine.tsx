import type { FormChoice, FormNode } from '../../../contracts/clause-form.ts'
import { useTexts } from '../../texts/index.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { isLoose, type Loose, textAt } from '../loose.ts'
import { useForm } from './form-context.tsx'

/** "… X år efter att …" and nothing more about when. */
const isPlain = (due: unknown): due is Loose => isLoose(due) && typeof due.after === 'string' && due.pauses === undefined

export const isLine = (retention: unknown): retention is Loose =>
  isLoose(retention) &&
  isPlain(retention.due) &&
  retention.sameAs === null &&
  retention.part === null &&
  retention.provided === null &&
  (!Array.isArray(retention.steps) || retention.steps.length === 0)

function optionsOf(node: FormNode | undefined): FormChoice[] {
  if (node?.kind === 'maybe') return optionsOf(node.of)
  return node?.kind === 'one' ? node.options : []
}

/** The usual rule as one sentence to fill in: what, where, what happens, how long after what. */
export function RetentionLine({ value, onChange, node }: { value: Loose; onChange: (value: unknown) => void; node: FormNode }) {
  const { t } = useTexts()
  const form = useForm()
  const due: Loose = isLoose(value.due) ? value.due : {}
  const group = node.kind === 'maybe' ? node.of : node
  const field = (id: string) => (group.kind === 'group' ? group.fields.find((each) => each.id === id)?.node : undefined)
  const moment = form.moment.kind === 'choice' ? form.moment.variants.find(({ id }) => id.startsWith('after+'))?.node : undefined
  const units = moment?.kind === 'group' ? optionsOf(moment.fields.find(({ id }) => id === 'unit')?.node) : []
  const put = (id: string, next: unknown) => onChange({ ...value, [id]: next })
  const putDue = (part: Loose) => put('due', { ...due, ...part })
  // hours and minutes are counted to the second, everything longer in whole days
  const putUnit = (unit: string) => putDue({ unit, calendar: unit === 'hours' || unit === 'minutes' ? 'elapsed' : 'calendar' })
  return (
    <div className="retention-line">
      <Select
        inline
        quietLabel
        label={t('editor.what')}
        value={textAt(value, 'record')}
        onChange={(id) => put('record', id)}
        options={form.names.records}
      />
      <Select
        inline
        quietLabel
        label={t('editor.where')}
        value={textAt(value, 'copy')}
        onChange={(id) => put('copy', id)}
        options={form.names.copies}
      />
      <Select
        inline
        quietLabel
        label={t('editor.happens')}
        value={textAt(value, 'action')}
        onChange={(id) => put('action', id)}
        options={optionsOf(field('action'))}
      />
      <span className="retention-number">
        <Field
          label={t('editor.length')}
          quietLabel
          type="number"
          inputMode="numeric"
          value={textAt(due, 'length')}
          onChange={(given) => putDue({ length: given === '' ? null : Math.max(0, Math.round(Number(given))) })}
        />
      </span>
      <Select inline quietLabel label={t('editor.unit')} value={textAt(due, 'unit')} onChange={putUnit} options={units} />
      <span>{t('editor.afterThat')}</span>
      <Select
        inline
        quietLabel
        label={t('editor.event')}
        value={textAt(due, 'after')}
        onChange={(after) => putDue({ after })}
        options={form.names.events}
      />
    </div>
  )
}
