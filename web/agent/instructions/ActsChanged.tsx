import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { type Count, countIn, drawn, isNone } from './count.ts'

type Acts = NonNullable<NonNullable<Reply<'latestSimulation'>['simulation']>['result']>['acts']
type Cell = Acts['cells'][number]

/** Bars in the table's own cells, by task and channel: the picture and its numbers are the same rows. */
export function ActsChanged({ acts }: { acts: Acts }) {
  const { t } = useTexts()
  const [whole, setWhole] = useState(false)
  const changed = acts.cells.filter(({ refused, allowed }) => !isNone(refused, allowed))
  const rest = acts.cells.length - changed.length
  return (
    <section className="sheet consequences-part" aria-labelledby="consequences-acts">
      <h2 id="consequences-acts">{t('consequences.acts')}</h2>
      {changed.length === 0 && <p>{t('consequences.acts.none')}</p>}
      {(changed.length > 0 || whole) && <ActsTable cells={whole ? acts.cells : changed} />}
      {rest > 0 && !whole && (
        <p>
          <Button small onPress={() => setWhole(true)}>
            {t('consequences.acts.rest')}
          </Button>
        </p>
      )}
      {acts.causes.length > 0 && <Causes causes={acts.causes} />}
    </section>
  )
}

function ActsTable({ cells }: { cells: Cell[] }) {
  const speech = useTexts()
  const { t } = speech
  const show = countIn(speech)
  const size = ({ refused, allowed }: Cell) => drawn(refused) + drawn(allowed)
  const most = Math.max(1, ...cells.flatMap(({ refused, allowed }) => [drawn(refused), drawn(allowed)]))
  const task = ({ kind, act, mission }: Cell) =>
    kind === 'read'
      ? t('consequences.acts.read', { purpose: t(`purpose.${mission ?? 'all'}`) })
      : mission === null
        ? t(`consequences.verb.${act}`)
        : t('consequences.acts.for', { act: t(`consequences.verb.${act}`), purpose: t(`purpose.${mission}`) })
  return (
    <table className="consequences-acts">
      <caption className="only-heard">{t('consequences.acts.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('consequences.acts.task')}</th>
          <th scope="col">{t('consequences.acts.channel')}</th>
          <th scope="col" className="number">
            {t('consequences.acts.asked')}
          </th>
          <th scope="col">{t('consequences.acts.refused')}</th>
          <th scope="col">{t('consequences.acts.allowed')}</th>
        </tr>
      </thead>
      <tbody>
        {cells
          .toSorted((one, other) => size(other) - size(one))
          .map((cell) => (
            <tr key={`${cell.kind} ${cell.act} ${cell.mission} ${cell.channel}`}>
              <th scope="row">{task(cell)}</th>
              <td data-label={t('consequences.acts.channel')}>
                {cell.channel === null ? t('consequences.acts.anyChannel') : t(`channel.${cell.channel}`)}
              </td>
              <td className="number" data-label={t('consequences.acts.asked')}>
                {show(cell.asked)}
              </td>
              <td data-label={t('consequences.acts.refused')}>
                <Bar count={cell.refused} most={most} look="refused" words={show(cell.refused)} />
              </td>
              <td data-label={t('consequences.acts.allowed')}>
                <Bar count={cell.allowed} most={most} look="allowed" words={show(cell.allowed)} />
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

function Bar({ count, most, look, words }: { count: Count; most: number; look: 'refused' | 'allowed'; words: string }) {
  const width = Math.max(2, (drawn(count) / most) * 100)
  return (
    <span className={`consequences-bar consequences-${look}`}>
      {drawn(count) > 0 && <i aria-hidden="true" style={{ inlineSize: `${width}%` }} />}
      <span>{words}</span>
    </span>
  )
}

const grounds = ['CLAUSE_PERMITS', 'CLAUSE_DENIES', 'CLAUSE_REFERS', 'CLAUSES_DISAGREE', 'NO_CLAUSE', 'PENDING_DELEGATION'] as const
const groundOf = (because: string): (typeof grounds)[number] | 'law' | 'other' =>
  because === 'LAW_FORBIDS' || because === 'ROUTINE_ALONE' ? 'law' : (grounds.find((ground) => ground === because) ?? 'other')

function Causes({ causes }: Pick<Acts, 'causes'>) {
  const speech = useTexts()
  const { t } = speech
  const show = countIn(speech)
  return (
    <>
      <h3>{t('consequences.causes')}</h3>
      <ul className="consequences-list">
        {causes.map(({ clause, because, refused, allowed }) => (
          <li key={`${clause} ${because}`}>
            {clause !== null && <code>{clause.slice(clause.indexOf('/') + 1)}</code>}{' '}
            <span>{t(`consequences.because.${groundOf(because)}`)}.</span>{' '}
            <span className="soft">
              {refused !== 0 && t('consequences.cause.refused', { many: show(refused) })}
              {refused !== 0 && allowed !== 0 && ', '}
              {allowed !== 0 && t('consequences.cause.allowed', { many: show(allowed) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
