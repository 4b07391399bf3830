import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Tag, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { instruction } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { ClauseList } from './ClauseList.tsx'
import './instructions.css'

/** The instruction in force as the sentences that are enforced, by what one is there to do. */
export function InstructionPage({ board }: { board: string }) {
  const { t, day, isoDay } = useTexts()
  const look = useBoards()
  const found = useQuery(instruction(board))
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError)
    return (
      <div className="page">
        <Refused problem={found.error} again={() => found.refetch()} />
      </div>
    )
  const text = found.data
  return (
    <article className="page stack">
      <header className="instruction-head" data-tone={look(board).tone}>
        <p className="small row">
          <Link to="/instructions" className="row">
            <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.instructions')}
          </Link>
          <Link to="/instructions/$board/versions" params={{ board }}>
            {t('version.all')}
          </Link>
        </p>
        <h1>{text.title}</h1>
        <p className="soft">
          {text.boardName} · {t('instructions.version', { version: text.version })} ·{' '}
          {t('instructions.from', { day: day(isoDay(text.validFrom)) })} · {t('instructions.review', { day: day(text.reviewBy) })}
        </p>
        <ul className="row small">
          {text.approvals.map((approval) => (
            <li key={`${approval.party} ${approval.paragraph}`}>
              <Tag tone="good">
                {t('instructions.approved', { signer: approval.signer, paragraph: approval.paragraph, day: day(approval.date) })}
              </Tag>
            </li>
          ))}
        </ul>
        <p className="soft small">
          {t('instructions.hash')} <span className="mono">{text.hash.slice(0, 16)}…</span>
        </p>
      </header>
      <ClauseList clauses={text.clauses} inForceAt={board} />
    </article>
  )
}
