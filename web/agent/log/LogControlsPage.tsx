import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { useBoards } from '../boards.tsx'
import { call } from '../client.ts'
import { client, logControls } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import './log.css'

/** A board's reviews of its own log: start one, go on with one, read a signed one. */
export function LogControlsPage() {
  const { t, moment } = useTexts()
  const look = useBoards()
  const found = useQuery(logControls)
  return (
    <div className="page stack log">
      <header className="page-head">
        <h1>{t('nav.logControl')}</h1>
        <p className="soft">{t('lc.lead')}</p>
      </header>
      <StartControl />
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      <section className="sheet" aria-label={t('nav.logControl')}>
        {found.data?.controls.length === 0 && <Empty icon={<ListChecks aria-hidden="true" />} title={t('lc.none')} />}
        {found.data && found.data.controls.length > 0 && (
          <Wide label={t('nav.logControl')}>
            <table className="log-table">
              <thead>
                <tr>
                  <th>{t('lc.days')}</th>
                  <th>{t('log.board')}</th>
                  <th>{t('lc.judged')}</th>
                  <th>{t('lc.state')}</th>
                </tr>
              </thead>
              <tbody>
                {found.data.controls.map(({ id, board, from, to, items, judged, signedAt }) => (
                  <tr key={id}>
                    <td>
                      <Link to="/log/controls/$id" params={{ id }}>
                        {from} – {to}
                      </Link>
                    </td>
                    <td>{look(board).name}</td>
                    <td>
                      {judged} / {items}
                    </td>
                    <td>
                      {signedAt ? <Tag tone="good">{t('lc.signed', { at: moment(signedAt) })}</Tag> : <Tag tone="warn">{t('lc.open')}</Tag>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        )}
      </section>
    </div>
  )
}

const dayMs = 86_400_000

function StartControl() {
  const { t, isoDay } = useTexts()
  const me = useMe()
  const look = useBoards()
  const go = useNavigate()
  const [board, setBoard] = useState(me.boards[0] ?? '')
  const [from, setFrom] = useState(isoDay(Date.now() - 31 * dayMs))
  const [to, setTo] = useState(isoDay(Date.now() - dayMs))
  const isWhole = board !== '' && from !== '' && to !== '' && from <= to
  const start = useMutation({
    mutationFn: () => call('startLogControl', { body: { board, from, to } }),
    onSuccess: ({ id }) => {
      client.invalidateQueries({ queryKey: ['log-controls'] })
      go({ to: '/log/controls/$id', params: { id } })
    },
  })
  return (
    <form
      className="sheet log-choice"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole && !start.isPending) start.mutate()
      }}
    >
      {me.boards.length > 1 && (
        <Select label={t('log.board')} value={board} onChange={setBoard} options={me.boards.map((id) => ({ id, name: look(id).name }))} />
      )}
      <Field type="date" label={t('log.from')} value={from} onChange={setFrom} isRequired />
      <Field type="date" label={t('log.to')} value={to} onChange={setTo} isRequired />
      <div className="log-acts">
        <Button type="submit" look="primary" isDisabled={!isWhole || start.isPending}>
          {t('lc.start')}
        </Button>
      </div>
      {start.isError && <Refused problem={start.error} />}
    </form>
  )
}
