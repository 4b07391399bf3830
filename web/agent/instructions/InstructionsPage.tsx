import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Remark, Tag, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { instructions } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { OnItsWay } from './OnItsWay.tsx'
import './instructions.css'
import './versions.css'

export function InstructionsPage() {
  const { t, isoDay, day } = useTexts()
  const look = useBoards()
  const agent = useMe().hand === 'agent'
  const list = useQuery(instructions)
  const unsigned = agent ? (list.data?.instructions.filter((one) => one.version !== null && !one.signed).length ?? 0) : 0
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.instructions')}</h1>
        <p className="soft">{t('instructions.lead')}</p>
      </header>
      {list.isPending && <Waiting label={t('wait')} />}
      {list.isError && <Refused problem={list.error} again={() => list.refetch()} />}
      {unsigned > 0 && <Remark tone="warn">{t('instructions.unsigned', { n: unsigned })}</Remark>}
      {!agent && <OnItsWay boards={list.data?.instructions.map(({ board }) => board) ?? []} />}
      <ul className="instruction-list">
        {list.data?.instructions.map((one) => (
          <li key={one.board} className="sheet instruction-card" data-tone={look(one.board).tone}>
            <h2>
              {one.version === null ? (
                one.boardName
              ) : (
                <Link to="/instructions/$board" params={{ board: one.board }}>
                  {one.boardName}
                </Link>
              )}
            </h2>
            <p>{one.version === null ? t('instructions.none') : one.title}</p>
            {one.version !== null && (
              <p className="soft small">
                {t('instructions.facts', { version: one.version, clauses: one.clauses })}
                {one.validFrom && ` · ${t('instructions.from', { day: day(isoDay(one.validFrom)) })}`}
                {one.reviewBy && ` · ${t('instructions.review', { day: day(one.reviewBy) })}`}
              </p>
            )}
            <p className="small">
              <Link to="/instructions/$board/versions" params={{ board: one.board }}>
                {t('version.all')}
                <span className="only-heard"> – {one.boardName}</span>
              </Link>
            </p>
            {agent && one.version !== null && (
              <p className="instruction-sign">
                {one.signed ? (
                  <Tag tone="good">{t('instructions.signed')}</Tag>
                ) : (
                  <Link className="button button-primary" to="/instructions/$board/undertaking" params={{ board: one.board }}>
                    <PenLine aria-hidden="true" />
                    <span>{t('undertaking.sign')}</span>
                  </Link>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
