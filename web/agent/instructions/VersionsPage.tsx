import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, CalendarCheck, FilePlus2, OctagonX } from 'lucide-react'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Remark, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { versions } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { Compare } from './Compare.tsx'
import { NewDraftDialog } from './NewDraftDialog.tsx'
import { OpenStops } from './OpenStops.tsx'
import { ReviewDialog } from './ReviewDialog.tsx'
import { StopDialog } from './StopDialog.tsx'
import { VersionTable } from './VersionTable.tsx'
import './instructions.css'
import './versions.css'

type List = Reply<'listVersions'>
const onTheWay: readonly List['versions'][number]['state'][] = ['draft', 'proposed', 'approved', 'accepted']

/** A board's drafts, what is in force and what has been: and stops and reviews of it. */
export function VersionsPage({ board }: { board: string }) {
  const { t } = useTexts()
  const look = useBoards()
  const found = useQuery(versions(board))
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError)
    return (
      <div className="page">
        <Refused problem={found.error} again={() => found.refetch()} />
      </div>
    )
  const list = found.data
  const coming = list.versions.filter(({ state }) => onTheWay.includes(state))
  const been = list.versions.filter(({ state }) => !onTheWay.includes(state))
  return (
    <div className="page stack">
      <header className="instruction-head version-head" data-tone={look(board).tone}>
        <p className="small">
          <Link to="/instructions" className="row">
            <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.instructions')}
          </Link>
        </p>
        <div className="version-title">
          <h1>{list.boardName}</h1>
          <Acts list={list} inForce={been.some(({ state }) => state === 'in-force' || state === 'stopped')} />
        </div>
        <p className="soft">{t('version.lead')}</p>
      </header>
      <OpenStops board={board} stops={list.stops} />
      <Review list={list} />
      <section className="stack" aria-labelledby="coming">
        <h2 id="coming">{t('version.drafts')}</h2>
        {coming.length === 0 ? (
          <p className="soft">{t('version.drafts.none')}</p>
        ) : (
          <VersionTable versions={coming} label={t('version.drafts')} />
        )}
      </section>
      <section className="stack" aria-labelledby="been">
        <h2 id="been">{t('version.history')}</h2>
        <VersionTable versions={been} label={t('version.history')} />
      </section>
      {list.versions.length > 1 && <Compare versions={list.versions} />}
    </div>
  )
}

function Acts({ list: { board, boardName, can }, inForce }: { list: List; inForce: boolean }) {
  const { t } = useTexts()
  const [open, setOpen] = useState<'draft' | 'stop' | 'review' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className="version-acts">
      {can.draft && (
        <Button look="primary" icon={<FilePlus2 aria-hidden="true" />} onPress={() => setOpen('draft')}>
          {t('version.new')}
        </Button>
      )}
      {can.review && (
        <Button icon={<CalendarCheck aria-hidden="true" />} onPress={() => setOpen('review')}>
          {t('review.do')}
        </Button>
      )}
      {can.stop && (
        <Button look="danger" icon={<OctagonX aria-hidden="true" />} onPress={() => setOpen('stop')}>
          {t('stop.do')}
        </Button>
      )}
      {open === 'draft' && <NewDraftDialog board={board} inForce={inForce} onClose={close} />}
      {open === 'stop' && <StopDialog board={board} name={boardName} onClose={close} />}
      {open === 'review' && <ReviewDialog board={board} onClose={close} />}
    </div>
  )
}

function Review({ list: { reviewBy, overdue, reviews } }: { list: List }) {
  const { t, day } = useTexts()
  if (reviewBy === null) return null
  if (overdue) return <Remark tone="danger">{t('review.overdue', { day: day(reviewBy) })}</Remark>
  const [last] = reviews
  return (
    <p className="soft">
      {t('review.by', { day: day(reviewBy) })}
      {last && ` · ${t('review.done')} ${last.paragraph}, ${day(last.date)}`}
    </p>
  )
}
