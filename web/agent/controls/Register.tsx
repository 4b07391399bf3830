import { useMutation } from '@tanstack/react-query'
import { Building2, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Given, Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Empty, Tag } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { AddSubProcessor } from './AddSubProcessor.tsx'

type SubProcessor = Reply<'listControls'>['subProcessors'][number]

/** Who else handles the data, and which boards have consented (X5). Whoever runs the centre keeps it; whoever signs for a board consents. */
export function Register({ subProcessors, canKeep }: { subProcessors: readonly SubProcessor[]; canKeep: boolean }) {
  const { t } = useTexts()
  const [isAdding, setAdding] = useState(false)
  return (
    <section className="sheet" aria-labelledby="controls-register">
      <div className="controls-heading">
        <h2 id="controls-register">{t('register.title')}</h2>
        {canKeep && (
          <Button small icon={<Plus aria-hidden="true" />} onPress={() => setAdding(true)}>
            {t('register.add')}
          </Button>
        )}
      </div>
      <p className="is-quiet soft">{t('register.lead')}</p>
      {subProcessors.length === 0 && <Empty icon={<Building2 aria-hidden="true" />} title={t('register.empty')} />}
      <ul>
        {subProcessors.map((each) => (
          <Entry key={each.id} entry={each} canKeep={canKeep} />
        ))}
      </ul>
      {isAdding && <AddSubProcessor onClose={() => setAdding(false)} />}
    </section>
  )
}

type Change =
  | { end: true }
  | { consent: NonNullable<Given<'consentToSubProcessor'>['body']> }
  | { withdraw: NonNullable<Given<'withdrawConsent'>['body']> }

function Entry({ entry, canKeep }: { entry: SubProcessor; canKeep: boolean }) {
  const { t, day } = useTexts()
  const params = { id: entry.id }
  const change = useMutation({
    mutationFn: (given: Change) =>
      'end' in given
        ? call('endSubProcessor', { params })
        : 'consent' in given
          ? call('consentToSubProcessor', { params, body: given.consent })
          : call('withdrawConsent', { params, body: given.withdraw }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['controls'] })
      tell({ text: t('register.done') })
    },
  })
  return (
    <li className="control">
      <div className="control-head">
        <h3>
          {entry.name} <span className="soft">· {entry.code}</span>
        </h3>
        {entry.endedAt && <Tag tone="soft">{t('register.ended')}</Tag>}
        <Tag tone={entry.region === 'EU/EEA' ? 'good' : 'danger'}>
          {t(entry.region === 'EU/EEA' ? 'register.region.inside' : 'register.region.outside')}
        </Tag>
      </div>
      <p>{entry.whatFor}</p>
      <p className="soft small">
        {entry.consents.length === 0
          ? t('register.none')
          : `${t('register.consents')} ${entry.consents.map(({ boardName, paragraph, on }) => `${boardName} (${paragraph}, ${day(on)})`).join('; ')}`}
      </p>
      {entry.canConsent.map((board) => (
        <Consent key={board.board} board={board} isPending={change.isPending} onConsent={(body) => change.mutate({ consent: body })} />
      ))}
      <p className="row">
        {entry.canWithdraw.map(({ board, boardName }) => (
          <Button key={board} small isDisabled={change.isPending} onPress={() => change.mutate({ withdraw: { board } })}>
            {t('register.withdraw', { board: boardName })}
          </Button>
        ))}
        {canKeep && entry.endedAt === null && (
          <Button small isDisabled={change.isPending} onPress={() => change.mutate({ end: true })}>
            {t('register.end')}
          </Button>
        )}
      </p>
      {change.isError && <Refused problem={change.error} />}
    </li>
  )
}

type ConsentProps = {
  board: SubProcessor['canConsent'][number]
  isPending: boolean
  onConsent: (body: NonNullable<Given<'consentToSubProcessor'>['body']>) => void
}

function Consent({ board: { board, boardName }, isPending, onConsent }: ConsentProps) {
  const { t } = useTexts()
  const [paragraph, setParagraph] = useState('')
  const [on, setOn] = useState('')
  const isWhole = paragraph.trim() !== '' && /^\d{4}-\d{2}-\d{2}$/.test(on)
  return (
    <form
      className="control-consent"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) onConsent({ board, paragraph, on })
      }}
    >
      <Field label={t('register.paragraph')} value={paragraph} onChange={setParagraph} />
      <Field type="date" label={t('register.on')} value={on} onChange={setOn} />
      <Button type="submit" look="primary" isDisabled={!isWhole || isPending}>
        {t('register.consent', { board: boardName })}
      </Button>
    </form>
  )
}
