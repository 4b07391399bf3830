import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Remark, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { Editor } from '../editor/Editor.tsx'
import { draftView, version, versionDiff } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { ClauseList } from './ClauseList.tsx'
import { Consequences } from './Consequences.tsx'
import { Diff } from './Diff.tsx'
import { StateTag } from './StateTag.tsx'
import { VersionActs } from './VersionActs.tsx'
import { Way } from './Way.tsx'
import './instructions.css'
import './versions.css'

export const versionParts = ['text', 'changes', 'consequences'] as const
export type VersionPart = (typeof versionParts)[number]
type Props = { id: string; part: VersionPart; against?: string | undefined }

/** One version: its text to write or read, what it changes, and what it would lead to. */
export function VersionPage({ id, part, against }: Props) {
  const { t } = useTexts()
  const { hand, boards } = useMe()
  const found = useQuery(version(id))
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError)
    return (
      <div className="page">
        <Refused problem={found.error} again={() => found.refetch()} />
      </div>
    )
  const view = found.data
  const own = hand === 'officer' && boards.includes(view.board)
  const parts: Record<VersionPart, ReactNode> = {
    text: <VersionText view={view} />,
    changes: <Changes id={id} against={against} />,
    consequences: own ? (
      <Consequences version={id} mayAsk={['draft', 'proposed', 'approved', 'accepted'].includes(view.state)} />
    ) : (
      <p className="soft">{t('consequences.board')}</p>
    ),
  }
  return (
    <div className="page page-wide stack">
      <Head view={view} />
      {view.state === 'draft' && view.returnedReason && (
        <Remark tone="warn">{t('version.returned', { reason: view.returnedReason })}</Remark>
      )}
      {view.state !== 'draft' && <Way view={view} />}
      <nav className="tabs" aria-label={t('version.parts')}>
        {versionParts
          .filter((each) => own || each !== 'consequences')
          .map((each) => (
            <Link
              key={each}
              to="/instruction-versions/$id"
              params={{ id }}
              search={{ part: each }}
              className="tab"
              data-here={each === part || undefined}
              aria-current={each === part ? 'page' : undefined}
            >
              {t(`version.part.${each}`)}
            </Link>
          ))}
      </nav>
      {parts[part]}
    </div>
  )
}

function Head({ view }: { view: Reply<'readVersion'> }) {
  const { t, day, isoDay } = useTexts()
  const look = useBoards()
  return (
    <header className="instruction-head version-head" data-tone={look(view.board).tone}>
      <p className="small">
        <Link to="/instructions/$board/versions" params={{ board: view.board }} className="row">
          <ArrowLeft aria-hidden="true" size="1em" /> {t('version.all')}
        </Link>
      </p>
      <div className="version-title">
        <h1>{t('version.of', { board: view.boardName, version: view.version })}</h1>
        <StateTag state={view.state} />
        <VersionActs view={view} />
      </div>
      <p className="soft">
        {view.title} · {t('instructions.from', { day: day(isoDay(view.validFrom)) })} ·{' '}
        {t('instructions.review', { day: day(view.reviewBy) })}
      </p>
    </header>
  )
}

/** Whoever writes or signs reads it as it is written, with its checks and comments; everyone else as it is enforced. */
function VersionText({ view }: { view: Reply<'readVersion'> }) {
  const { t } = useTexts()
  const { hand, boards } = useMe()
  const officer = hand === 'officer' && (view.can.edit || view.can.return || boards.includes(view.board))
  const draft = useQuery({ ...draftView(view.id, view.state), enabled: officer })
  if (!officer) return <ClauseList clauses={view.clauses} />
  if (draft.isPending) return <Waiting label={t('wait')} />
  if (draft.isError) return <Refused problem={draft.error} again={() => draft.refetch()} />
  const writes = draft.data.can.write && view.can.edit
  return <Editor key={`${view.id} ${view.state}`} view={{ ...draft.data, can: { ...draft.data.can, write: writes } }} />
}

function Changes({ id, against }: { id: string; against: string | undefined }) {
  const { t } = useTexts()
  const found = useQuery({ ...versionDiff(id, against), staleTime: 0 })
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError) return <Refused problem={found.error} again={() => found.refetch()} />
  return <Diff diff={found.data.diff} />
}
