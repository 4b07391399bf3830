import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { EditedFile } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { codeOf } from './sections.ts'

type Vocabulary = NonNullable<EditedFile['vocabulary']>
const empty: Vocabulary = { events: {}, facts: {}, records: {}, copies: {} }
const lists = ['events', 'facts', 'records', 'copies', 'terms'] as const
const kinds = ['yes-no', 'number', 'day', 'word', 'words'] as const
const names = {
  events: 'head.events',
  facts: 'head.facts.word',
  records: 'head.records',
  copies: 'head.copies',
  terms: 'head.terms',
} as const

/** The words that the instruction adds to the lists; each can be chosen in every clause. */
export function OwnWords({ file, onChange }: { file: EditedFile; onChange: (vocabulary: Vocabulary) => void }) {
  const { t } = useTexts()
  const own = file.vocabulary ?? empty
  const drop = (list: (typeof lists)[number], code: string) =>
    onChange({ ...own, [list]: Object.fromEntries(Object.entries(own[list] ?? {}).filter(([each]) => each !== code)) })
  return (
    <details>
      <summary>{t('head.words')}</summary>
      <p className="soft small">{t('head.words.lead')}</p>
      <ul className="own-words">
        {lists.flatMap((list) =>
          Object.entries(own[list] ?? {}).map(([code, { sv }]) => (
            <li key={`${list} ${code}`}>
              <span className="soft small">{t(names[list])}</span> {sv}
              <IconButton label={t('editor.drop', { what: sv })} onPress={() => drop(list, code)}>
                <X aria-hidden="true" />
              </IconButton>
            </li>
          )),
        )}
      </ul>
      <NewWord own={own} onChange={onChange} />
    </details>
  )
}

function NewWord({ own, onChange }: { own: Vocabulary; onChange: (vocabulary: Vocabulary) => void }) {
  const { t } = useTexts()
  const [list, setList] = useState<(typeof lists)[number]>('events')
  const [kind, setKind] = useState<(typeof kinds)[number]>('yes-no')
  const [sv, setSv] = useState('')
  const add = () => {
    const code = `egen.${codeOf(sv)}`
    const word = list === 'facts' ? { sv, kind } : { sv }
    onChange({ ...own, [list]: { ...own[list], [code]: word } })
    setSv('')
  }
  return (
    <div className="new-word">
      <Select
        label={t('head.kind')}
        value={list}
        onChange={(id) => setList(lists.find((each) => each === id) ?? 'events')}
        options={lists.map((id) => ({ id, name: t(names[id]) }))}
      />
      {list === 'facts' && (
        <Select
          label={t('head.factKind')}
          value={kind}
          onChange={(id) => setKind(kinds.find((each) => each === id) ?? 'yes-no')}
          options={kinds.map((id) => ({ id, name: t(`fact.${id}`) }))}
        />
      )}
      <Field label={t('head.word')} hint={t('head.word.hint')} value={sv} onChange={setSv} />
      <Button icon={<Plus aria-hidden="true" />} isDisabled={codeOf(sv) === ''} onPress={add}>
        {t('editor.addOne')}
      </Button>
    </div>
  )
}
