import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Tag, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { call } from '../client.ts'
import { Steps } from '../duties/Steps.tsx'
import { dutiesHaveChanged, gap } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { Often } from './Often.tsx'
import { Proposal } from './Proposal.tsx'
import '../duties/duties.css'
import './gaps.css'

type View = Reply<'readGap'>

/** One question that the instruction has no answer to: how often it was met, how far the notice has come, and the clause that would answer it. */
export function GapPage({ id }: { id: string }) {
  const { t } = useTexts()
  const found = useQuery(gap(id))
  useReceipt(found.data)
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError)
    return (
      <div className="page">
        <Refused problem={found.error} again={() => found.refetch()} />
      </div>
    )
  const view = found.data
  return (
    <article className="page stack">
      <Head view={view} />
      <Often view={view} />
      <Proposal key={view.gap.answer} view={view} />
    </article>
  )
}

/** The first of the board's own who opens it leaves the receipt. */
function useReceipt(view: View | undefined) {
  const unread = view?.canAnswer && view.gap.readAt === null && view.gap.toldAt !== null ? view.gap.noticeId : null
  useEffect(() => {
    if (unread) call('readNotice', { params: { id: unread } }).then(dutiesHaveChanged, () => undefined)
  }, [unread])
}

function Head({ view: { gap: one } }: { view: View }) {
  const { t, day, isoDay } = useTexts()
  const look = useBoards()
  return (
    <header className="gap-head" data-tone={look(one.board).tone}>
      <p className="small">
        <Link to="/gaps" className="row">
          <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.gaps')}
        </Link>
      </p>
      <h1>{t('gaps.asked', { act: one.actName })}</h1>
      <p className="soft">
        {one.boardName} · {one.caseTypeName ?? t('gaps.noType')}
        {one.dueAt && one.answer === null && ` · ${t('notice.due', { day: day(isoDay(one.dueAt)) })}`}
      </p>
      <p className="row">
        <Tag tone="warn">{t(`gap.reason.${one.reason}`)}</Tag>
        {one.overdue && <Tag tone="danger">{t('notice.overdue')}</Tag>}
        {one.clauseIds.map((clause) => (
          <span key={clause} className="mono small">
            {clause}
          </span>
        ))}
      </p>
      <Steps
        steps={[
          { name: t('notice.step.owed'), at: one.firstAt },
          { name: t('notice.step.delivered'), at: one.toldAt },
          { name: t('notice.step.read'), at: one.readAt },
          { name: t('notice.step.answered'), at: one.answeredAt },
          ...(one.answer === 'refused' ? [] : [{ name: t('notice.step.kept'), at: one.keptAt }]),
        ]}
      />
    </header>
  )
}
