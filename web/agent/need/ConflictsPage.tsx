import { useMutation, useQuery } from '@tanstack/react-query'
import { UserX } from 'lucide-react'
import { useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, conflicts, organisation } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import './need.css'

type Declared = Given<'declareConflict'>['body']
const kinds: readonly Declared['kind'][] = ['own', 'relative', 'other']
const points: readonly Declared['point'][] = ['mail', 'phone', 'household', 'address', 'identity']

/** What keeps matters from me, without the points themselves; and for those who lead, counts (A25). */
export function ConflictsPage() {
  const { t, day, isoDay } = useTexts()
  const found = useQuery(conflicts)
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.conflicts')}</h1>
        <p className="soft">{t('conflicts.lead')}</p>
      </header>
      <Declare />
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <section className="sheet" aria-labelledby="conflicts-mine">
          <h2 id="conflicts-mine" className="need-title">
            {t('conflicts.mine')}
          </h2>
          {found.data.mine.length === 0 && <Empty icon={<UserX aria-hidden="true" />} title={t('conflicts.none')} />}
          <ul>
            {found.data.mine.map(({ id, kind, point, declaredAt }) => (
              <li key={id} className="need-line">
                <span>
                  {t(`conflicts.point.${point}`)}{' '}
                  <span className="soft small">{t('conflicts.since', { day: day(isoDay(declaredAt)) })}</span>
                </span>
                <Tag>{t(`conflicts.kind.${kind}`)}</Tag>
              </li>
            ))}
          </ul>
          {found.data.mine.length > 0 && <p className="need-quiet soft small">{t('conflicts.back')}</p>}
        </section>
      )}
      {found.data && found.data.counts.length > 0 && (
        <section className="sheet" aria-labelledby="conflicts-people">
          <h2 id="conflicts-people" className="need-title">
            {t('conflicts.people')}
          </h2>
          <ul>
            {found.data.counts.map(({ employee, kind, declared, met }) => (
              <li key={`${employee.id} ${kind}`} className="need-line">
                <span>{employee.name}</span>
                <Tag>{t(`conflicts.kind.${kind}`)}</Tag>
                <span className="soft small">{t('conflicts.count', { declared, met })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Declare() {
  const { t } = useTexts()
  const me = useMe()
  const people = useQuery(organisation).data?.colleagues ?? []
  const [kind, setKind] = useState<Declared['kind']>('own')
  const [point, setPoint] = useState<Declared['point']>('mail')
  const [value, setValue] = useState('')
  const [surname, setSurname] = useState('')
  const [employee, setEmployee] = useState(me.employee.id)
  const declare = useMutation({
    mutationFn: () =>
      call('declareConflict', {
        body: { kind: employee === me.employee.id ? kind : 'own', point, value, employee, ...(point === 'household' ? { surname } : {}) },
      }),
    onSuccess: (after) => {
      client.setQueryData(conflicts.queryKey, after)
      setValue('')
      setSurname('')
      tell({ text: t('conflicts.declared') })
    },
  })
  const ready = value.trim().length >= 3 && (point !== 'household' || surname.trim() !== '')
  return (
    <form
      className="sheet need-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !declare.isPending) declare.mutate()
      }}
    >
      {me.operator && (
        <Select
          label={t('conflicts.employee')}
          value={employee}
          onChange={setEmployee}
          options={[{ id: me.employee.id, name: t('conflicts.myself') }, ...people.filter(({ id }) => id !== me.employee.id)]}
        />
      )}
      {employee === me.employee.id && (
        <Segments
          label={t('conflicts.kind')}
          value={kind}
          onChange={setKind}
          options={kinds.map((id) => ({ id, name: t(`conflicts.kind.${id}`) }))}
        />
      )}
      <Select
        label={t('conflicts.point')}
        value={point}
        onChange={(id) => setPoint(points.find((each) => each === id) ?? 'mail')}
        options={points.map((id) => ({ id, name: t(`conflicts.point.${id}`) }))}
      />
      <Field label={t('conflicts.value')} value={value} onChange={setValue} maxLength={200} autoComplete="off" />
      {point === 'household' && <Field label={t('conflicts.surname')} value={surname} onChange={setSurname} maxLength={100} />}
      <Button type="submit" look="primary" isDisabled={!ready} isPending={declare.isPending}>
        {t('conflicts.add')}
      </Button>
      {declare.isError && <Refused problem={declare.error} />}
    </form>
  )
}
