import { Check as Done, Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Check, EditedClause } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { ChoiceMenu } from '../../ui/Popup.tsx'
import { Faults } from './Faults.tsx'
import { useForm } from './form-context.tsx'
import { Meaning } from './Meaning.tsx'
import { PartRow } from './PartRow.tsx'
import { codeOf, type Section, shownParts } from './sections.ts'

type Props = {
  clause: EditedClause
  section: Section
  sentences: readonly string[]
  checks: readonly Check[]
  onChange: (clause: EditedClause, key: string) => void
  onRename: (id: string) => void
  onDone: () => void
}

/** A clause while it is written: its wording, each choice with its law, and beside them what the software will do. */
export function ClauseEditor({ clause, section, sentences, checks, onChange, onRename, onDone }: Props) {
  const { t } = useTexts()
  const form = useForm()
  const [asked, setAsked] = useState<readonly string[]>([])
  const wording = useRef<HTMLTextAreaElement>(null)
  useEffect(() => wording.current?.focus(), [])
  const parts = shownParts(clause, section, form, asked)
  const more = form.parts.filter((part) => !parts.includes(part))
  const at = (field: string) => checks.filter((check) => check.field.split('.')[0] === field)
  const shown = ['text', 'id', ...parts.map(({ id }) => id)]
  const elsewhere = checks.filter((check) => !shown.includes(check.field.split('.')[0] ?? ''))
  const put = (field: string, value: unknown) => onChange({ ...clause, [field]: value }, `${clause.id} ${field}`)
  return (
    <div className="clause-edit">
      <div className="clause-form">
        <Area label={t('editor.wording')} areaRef={wording} rows={3} value={clause.text} onChange={(text) => put('text', text)} />
        <Faults checks={at('text')} />
        {parts.map((part) => (
          <PartRow
            key={part.id}
            part={part}
            value={clause[part.id]}
            checks={at(part.id)}
            onChange={(value) => put(part.id, value)}
            onSilence={() => put(part.id, part.silent)}
          />
        ))}
        <div className="row">
          <ChoiceMenu
            label={t('editor.addPart')}
            trigger={<Button icon={<Plus aria-hidden="true" />}>{t('editor.addPart')}</Button>}
            choices={more.map((part) => ({
              id: part.id,
              name: part.question,
              text: part.question,
              run: () => setAsked([...asked, part.id]),
            }))}
          />
        </div>
        <ShortName key={clause.id} id={clause.id} onRename={onRename} />
        <Faults checks={at('id')} />
      </div>
      <Meaning sentences={sentences.filter((sentence) => sentence !== clause.text)} checks={elsewhere}>
        <Button look="primary" icon={<Done aria-hidden="true" />} onPress={onDone}>
          {t('editor.done')}
        </Button>
      </Meaning>
    </div>
  )
}

/** The clause's name in refusals and in the log. It is changed when one leaves the field, so that it is never half a name. */
function ShortName({ id, onRename }: { id: string; onRename: (id: string) => void }) {
  const { t } = useTexts()
  const [name, setName] = useState(id)
  const leave = () => {
    const code = codeOf(name)
    if (code !== '' && code !== id) onRename(code)
    else setName(id)
  }
  return <Field label={t('editor.shortName')} hint={t('editor.shortName.hint')} value={name} onChange={setName} onBlur={leave} />
}
