import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTexts } from '../../texts/index.tsx'
import { Tag } from '../../ui/Status.tsx'
import { BoardMark } from '../boards.tsx'
import { versions } from '../queries.ts'
import { StateTag } from './StateTag.tsx'

const waiting: readonly string[] = ['proposed', 'approved', 'accepted']

/** What waits for a signature, at any board whose versions one may see, and what is stopped or overdue for review. */
export function OnItsWay({ boards }: { boards: readonly string[] }) {
  const { t } = useTexts()
  const lists = useQueries({ queries: boards.map((board) => versions(board)) }).flatMap(({ data }) => data ?? [])
  const coming = lists.flatMap(({ board, versions: all }) =>
    all.filter(({ state }) => waiting.includes(state)).map((version) => ({ ...version, board })),
  )
  const troubled = lists.filter(({ overdue, stops }) => overdue || stops.length > 0)
  if (coming.length + troubled.length === 0) return null
  return (
    <section className="stack" aria-labelledby="on-its-way">
      <h2 id="on-its-way">{t('version.waiting')}</h2>
      <ul className="sheet version-list">
        {coming.map(({ id, board, version, title, state }) => (
          <li key={id}>
            <BoardMark code={board} />
            <Link to="/instruction-versions/$id" params={{ id }}>
              {t('version.number', { version })}
            </Link>
            <span className="version-name">{title}</span>
            <StateTag state={state} />
          </li>
        ))}
        {troubled.map(({ board, boardName, stops, overdue }) => (
          <li key={board}>
            <BoardMark code={board} />
            <Link to="/instructions/$board/versions" params={{ board }}>
              {boardName}
            </Link>
            <span className="version-name">{stops[0]?.reason ?? ''}</span>
            {stops.length > 0 && <StateTag state="stopped" />}
            {overdue && <Tag tone="danger">{t('version.overdue')}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  )
}
