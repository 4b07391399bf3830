import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { useNow } from '../../ui/now.ts'
import { Remark, Tag } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { History } from './History.tsx'

type Control = Reply<'listControls'>['controls'][number]
export const tones = { works: 'good', fails: 'danger', 'not-in-use': 'soft' } as const

export function ControlItem({ control }: { control: Control }) {
  const { t, moment, ago, whole } = useTexts()
  const nowMs = useNow()
  const { name, means, boardName, state, since, probedAt } = control
  return (
    <li className="control">
      <div className="control-head">
        <h3>
          {name}
          {boardName && <span className="soft"> · {boardName}</span>}
        </h3>
        <time className="soft small" dateTime={probedAt} title={whole(probedAt)}>
          {t('control.since', { at: moment(since), probed: ago(probedAt, nowMs) })}
        </time>
        <Tag tone={tones[state]}>{t(`control.${state}`)}</Tag>
      </div>
      <p>{means}</p>
      {state === 'fails' && <Closed control={control} />}
      <details>
        <summary>{t('control.more')}</summary>
        <More control={control} />
      </details>
    </li>
  )
}

/** What the centre may not do meanwhile, board by board. */
function Closed({ control: { blocked } }: { control: Control }) {
  const { t, list, moment } = useTexts()
  if (blocked.length === 0) return <Remark tone="warn">{t('control.open')}</Remark>
  return (
    <Remark tone="danger">
      <p>
        <strong>{t('control.closed')}</strong>
      </p>
      {blocked.map(({ boardName, acts, since }) => (
        <p key={boardName}>{t('control.closed.at', { board: boardName, acts: list(acts), at: moment(since) })}</p>
      ))}
    </Remark>
  )
}

function More({ control }: { control: Control }) {
  const { t, list } = useTexts()
  const look = useBoards()
  const { protects, weight, gdpr32, area, source, evidence, namedBy } = control
  const rows = [
    [t('control.protects'), list(protects)],
    [t('control.weight'), t(`control.weight.${weight}`)],
    ...(namedBy.length === 0 ? [] : [[t('control.named'), list(namedBy.map((board) => look(board).name))]]),
    [t('control.law'), t('control.area', { law: gdpr32, area })],
    [t('control.source'), source],
    ...(evidence.length === 0 ? [] : [[t('control.evidence'), evidence.map(({ name, value }) => `${name}: ${value}`).join(', ')]]),
  ]
  return (
    <div className="stack control-more">
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <History history={control.history} />
    </div>
  )
}
