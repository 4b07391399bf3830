import { Link, type LinkProps } from '@tanstack/react-router'
import { ArrowRightLeft, EyeOff, LockKeyhole, Pause } from 'lucide-react'
import { useRef } from 'react'
import type { CaseRow } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useNow } from '../../ui/now.ts'
import { Tag } from '../../ui/Status.tsx'
import { BoardMark, useBoards } from '../boards.tsx'
import { Why } from '../Why.tsx'
import { ChannelIcon } from './ChannelIcon.tsx'

type Props = { rows: CaseRow[]; chosen?: string | undefined; search: (id: string) => Pick<LinkProps, 'to' | 'params' | 'search'> }

/** Rows are links: they open by Enter, by press and in a new tab. j and k move the focus only, since every opening is written in the log. */
export function CaseRows({ rows, chosen, search }: Props) {
  const { t } = useTexts()
  const list = useRef<HTMLUListElement>(null)
  const move = (step: number) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const at = links.findIndex(
      (link) => link === document.activeElement || (!list.current?.contains(document.activeElement) && link.dataset.chosen),
    )
    links[Math.min(links.length - 1, Math.max(0, at + step))]?.focus()
  }
  useKeys({ j: () => move(1), k: () => move(-1) })
  return (
    <ul ref={list} className="case-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <Row row={row} isChosen={row.id === chosen} link={search(row.id)} />
          {/* beside the link, since nothing can be pressed inside one */}
          {row.masked && (
            <span className="case-row-why">
              <Why label={t('why.masked')} verdict={row.masked} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Row({ row, isChosen, link }: { row: CaseRow; isChosen: boolean; link: Pick<LinkProps, 'to' | 'params' | 'search'> }) {
  const { t, age, whole } = useTexts()
  const board = useBoards()(row.board)
  const nowMs = useNow()
  const sender = row.sealed ? t('row.sealed') : row.sender || t(row.anonymous ? 'row.anonymous' : 'row.unknown')
  return (
    <Link
      {...link}
      className={`case-row${isChosen ? ' is-chosen' : ''}${row.state === 'new' ? ' is-new' : ''}`}
      data-tone={board.tone}
      data-chosen={isChosen || undefined}
      aria-current={isChosen || undefined}
    >
      <ChannelIcon channel={row.channel} />
      <span style={{ minWidth: 0 }}>
        <span className="case-row-line">
          <strong className={`clip${row.sender ? '' : ' is-quiet'}`}>{sender}</strong>
          <time className="apart" dateTime={row.openedAt} title={whole(row.openedAt)}>
            {age(row.openedAt, nowMs)}
          </time>
        </span>
        <span className="case-row-line case-row-subject">
          <span className="clip">
            {row.subject ?? row.caseTypeName}
            {row.preview && <em> – {row.preview}</em>}
          </span>
        </span>
        <span className="case-row-marks">
          <BoardMark code={row.board} />
          <span>{row.number}</span>
          <Marks row={row} />
          {row.assignee && <span className="apart">{row.assignee.name}</span>}
        </span>
      </span>
    </Link>
  )
}

function Marks({ row }: { row: CaseRow }) {
  const { t } = useTexts()
  const look = useBoards()
  return (
    <>
      {row.state === 'new' && <Tag tone="good">{t('state.new')}</Tag>}
      {row.state === 'waiting' && <Tag icon={<Pause aria-hidden="true" />}>{t('state.waiting')}</Tag>}
      {row.offeredTo && (
        <Tag tone="warn" icon={<ArrowRightLeft aria-hidden="true" />}>
          {t('row.offered', { board: look(row.offeredTo).short })}
        </Tag>
      )}
      {(row.sealed || row.marked) && (
        <Tag tone="danger" icon={<LockKeyhole aria-hidden="true" />}>
          {t('row.sealed.mark')}
        </Tag>
      )}
      {row.anonymous && <Tag icon={<EyeOff aria-hidden="true" />}>{t('row.anonymous')}</Tag>}
    </>
  )
}
