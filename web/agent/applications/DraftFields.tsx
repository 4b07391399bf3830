import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { call } from '../client.ts'
import { applicationChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { refusalOf } from '../refusal.ts'

type View = Reply<'readApplication'>
type Asked = View['form']['fields'][number]
const restMs = 2_000

/** What has been typed lies over what is kept until it is kept itself: two seconds after the last key, or at once by Ctrl+Enter. */
export function DraftFields({ view, again }: { view: View; again: () => Promise<View | undefined> }) {
  const { t } = useTexts()
  const { id } = view.application
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [revision, setRevision] = useState(view.revision)
  const keep = useMutation({
    mutationFn: (values: Record<string, string>) => call('writeApplication', { params: { id }, body: { revision, values } }),
    onSuccess: (after, sent) => {
      setRevision(after.revision)
      // what was typed while it was being kept stays over it
      setTyped((now) => Object.fromEntries(Object.entries(now).filter(([name, value]) => sent[name] !== value)))
      applicationChanged(after)
    },
  })
  const isDirty = Object.keys(typed).length > 0
  const save = () => isDirty && !keep.isPending && keep.mutate(typed)
  const saveInTime = useEffectEvent(save)
  // biome-ignore lint/correctness/useExhaustiveDependencies: counted from the last key
  useEffect(() => {
    const waiting = setTimeout(() => !keep.isError && saveInTime(), restMs)
    return () => clearTimeout(waiting)
  }, [typed])
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    save()
  }
  const isStale = keep.isError && refusalOf(keep.error)?.code === 'application_changed'
  const fetchAgain = async () => {
    const now = await again()
    if (!now) return
    setRevision(now.revision)
    keep.reset()
  }
  if (!isDirty && view.revision > revision) setRevision(view.revision)
  return (
    <form
      className="application-fields"
      onKeyDown={pressed}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      {view.form.fields.map((field, at) => (
        <Answer
          key={field.name}
          field={field}
          first={at === 0}
          kept={view.answers.find((answer) => answer.field === field.name)}
          typed={typed[field.name]}
          onChange={(value) => setTyped((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
      {keep.isError && <Refused problem={keep.error} />}
      <p className="row">
        <Button look="primary" type="submit" hotkey="Ctrl ↵" isDisabled={!isDirty || keep.isPending}>
          {t('application.save')}
        </Button>
        {isStale && <Button onPress={fetchAgain}>{t('application.changed')}</Button>}
        <span role="status" className="soft small">
          {keep.isPending ? t('application.saving') : isDirty ? t('application.unsaved') : keep.isSuccess ? t('application.saved') : ''}
        </span>
      </p>
    </form>
  )
}

type AnswerProps = {
  field: Asked
  first: boolean
  kept: View['answers'][number] | undefined
  typed: string | undefined
  onChange: (value: string) => void
}

function Answer({ field, first, kept, typed, onChange }: AnswerProps) {
  const { t } = useTexts()
  const value = typed ?? kept?.value ?? ''
  const mark = typed === undefined && kept && kept.value !== '' ? t(`application.by.${kept.by}`) : null
  const hint = [field.help, mark].filter(Boolean).join(' · ')
  const label = field.required ? field.label : `${field.label} (${t('application.optional')})`
  const shared = { label, value, onChange, ...(hint !== '' && { hint }) }
  if (field.kind === 'choice' || field.kind === 'yes-no') {
    const options =
      field.kind === 'choice'
        ? field.options.map((option) => ({ id: option.value, name: option.name }))
        : [
            { id: 'yes', name: t('application.yes') },
            { id: 'no', name: t('application.no') },
          ]
    return <Select {...shared} options={[{ id: '', name: t('application.choose') }, ...options]} />
  }
  if (field.kind === 'text') return <Area {...shared} rows={3} autoFocus={first} />
  return <Field {...shared} autoFocus={first} autoComplete="off" />
}
