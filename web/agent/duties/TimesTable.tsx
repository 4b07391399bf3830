import { useMutation } from '@tanstack/react-query'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { dutiesHaveChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'

type Time = Reply<'listDuties'>['times'][number]
const tones = { coming: 'soft', due: 'warn', overdue: 'danger', done: 'good' } as const

export function TimesTable({ times }: { times: readonly Time[] }) {
  const { t } = useTexts()
  const open = times.filter(({ state }) => state !== 'done')
  const done = times.filter(({ state }) => state === 'done')
  return (
    <section className="sheet" aria-labelledby="duties-times">
      <div className="duties-heading">
        <h2 id="duties-times">{t('duties.times')}</h2>
      </div>
      {open.length === 0 ? <p className="is-quiet soft">{t('duties.times.empty')}</p> : <Rows times={open} />}
      {done.length > 0 && (
        <details>
          <summary>
            {t('duties.done')} ({done.length})
          </summary>
          <Rows times={done} />
        </details>
      )}
    </section>
  )
}

function Rows({ times }: { times: readonly Time[] }) {
  const { t } = useTexts()
  return (
    <Wide label={t('duties.times')}>
      <table>
        <caption className="only-heard">{t('duties.times')}</caption>
        <thead>
          <tr>
            <th>{t('duties.task')}</th>
            <th>{t('duties.latest')}</th>
            <th>{t('disposals.state')}</th>
            <th>
              <span className="only-heard">{t('duties.do')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {times.map((time) => (
            <Row key={time.id} time={time} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function Row({ time }: { time: Time }) {
  const { t, day, moment } = useTexts()
  const done = useMutation({
    mutationFn: () => call('doDuty', { params: { id: time.id } }),
    onSuccess: () => {
      dutiesHaveChanged()
      tell({ text: t('duties.told') })
    },
  })
  return (
    <tr>
      <td>
        {time.title}
        <br />
        <span className="soft small">{time.boardName}</span>
      </td>
      <td>{day(time.latest)}</td>
      <td>
        <Tag tone={tones[time.state]}>{t(`duty.state.${time.state}`)}</Tag>
        {time.doneAt && <span className="soft small"> {t('duty.doneBy', { name: time.doneBy ?? '', at: moment(time.doneAt) })}</span>}
        {time.follows.length > 0 && (
          <>
            <br />
            <span className="small">{time.follows.join(', ')}</span>
          </>
        )}
      </td>
      <td>
        {time.canDo && (
          <Button small aria-label={t('duties.doNamed', { title: time.title })} isPending={done.isPending} onPress={() => done.mutate()}>
            {t('duties.do')}
          </Button>
        )}
        {done.isError && <Refused problem={done.error} />}
      </td>
    </tr>
  )
}
