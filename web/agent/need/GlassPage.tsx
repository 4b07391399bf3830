import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Siren } from 'lucide-react'
import { useState } from 'react'
import type { Given, Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Field } from '../../ui/Field.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, glass } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import './need.css'

type Glass = Reply<'listGlass'>['glasses'][number]
type Reason = Given<'breakGlass'>['body']['reason']
const reasons: readonly Reason[] = ['life', 'child', 'crisis']
const kept = (after: Reply<'listGlass'>) => client.setQueryData(glass.queryKey, after)

/** One case in an emergency, told to its board at once; and those that have been (B14). */
export function GlassPage() {
  const { t } = useTexts()
  const me = useMe()
  const found = useQuery(glass)
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.glass')}</h1>
        <p className="soft">{t('glass.lead')}</p>
      </header>
      {me.hand !== 'auditor' && <Break />}
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <section className="sheet">
          {found.data.glasses.length === 0 && <Empty icon={<Siren aria-hidden="true" />} title={t('glass.none')} />}
          <ul>
            {found.data.glasses.map((each) => (
              <Item key={each.id} glass={each} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Break() {
  const { t } = useTexts()
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState<Reason>('life')
  const open = useMutation({
    mutationFn: () => call('breakGlass', { body: { number, reason, minutes: 30 } }),
    onSuccess: (after) => {
      kept(after)
      setNumber('')
      tell({ text: t('glass.broken') })
    },
  })
  return (
    <form
      className="sheet need-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (number.trim() !== '' && !open.isPending) open.mutate()
      }}
    >
      <Field label={t('glass.number')} value={number} onChange={setNumber} maxLength={40} autoComplete="off" placeholder="SN-2026-000123" />
      <Segments
        label={t('glass.reason')}
        value={reason}
        onChange={setReason}
        options={reasons.map((id) => ({ id, name: t(`glass.reason.${id}`) }))}
      />
      <Button type="submit" look="primary" isDisabled={number.trim() === ''} isPending={open.isPending}>
        {t('glass.break')}
      </Button>
      {open.isError && <Refused problem={open.error} />}
    </form>
  )
}

function Item({ glass: { id, caseId, by, boardName, reason, state, askedAt, second, opened, mine, canSecond } }: { glass: Glass }) {
  const { t, moment, whole } = useTexts()
  const say = useMutation({ mutationFn: () => call('secondGlass', { params: { glass: id } }), onSuccess: kept })
  const close = useMutation({ mutationFn: () => call('mendGlass', { params: { glass: id } }), onSuccess: kept })
  return (
    <li className="need-line">
      <div>
        <strong>{by.name}</strong> · {t(`glass.reason.${reason}`)}
        <p className="soft small">
          {boardName} ·{' '}
          <time dateTime={askedAt} title={whole(askedAt)}>
            {moment(askedAt)}
          </time>{' '}
          · {t('glass.opened', { n: opened })}
          {second && ` · ${second.name}`}
        </p>
      </div>
      <Tag tone={state === 'open' ? 'danger' : state === 'waits' ? 'warn' : 'soft'}>{t(`glass.state.${state}`)}</Tag>
      {mine && state === 'open' && (
        <Link to="/cases/$id" params={{ id: caseId }} search={{ purpose: 'threat' }}>
          {t('glass.show')}
        </Link>
      )}
      {canSecond && (
        <Button small isPending={say.isPending} onPress={() => say.mutate()}>
          {t('glass.second')}
        </Button>
      )}
      {(state === 'open' || state === 'waits') && (
        <Button small isPending={close.isPending} onPress={() => close.mutate()}>
          {t('glass.mend')}
        </Button>
      )}
      {(say.isError || close.isError) && <Refused problem={say.error ?? close.error} />}
    </li>
  )
}
