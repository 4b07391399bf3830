import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
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
  const { hand, undertakings } = useMe()
  const agent = hand === 'agent'
  const mine = (board: string) => undertakings.find((each) => each.board === board)
  const list = useQuery(instructions)
  const unsigned = undertakings.filter(({ signed }) => !signed).length
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
            <Signature of={mine(one.board)} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Signed and until when, soon to be signed again, or to be signed; nothing where one has nothing to sign. */
function Signature({ of }: { of: Reply<'me'>['undertakings'][number] | undefined }) {
  const { t, isoDay, day } = useTexts()
  if (!of) return null
  const until = of.validUntil ? day(isoDay(of.validUntil)) : ''
  return (
    <div className="instruction-sign">
      {of.signed && !of.expiresSoon && (
        <p>
          <Tag tone="good">{t('instructions.signed')}</Tag> <span className="soft small">{t('undertaking.until', { day: until })}</span>
        </p>
      )}
      {of.signed && of.expiresSoon && (
        <p>
          <Tag tone="warn">{t('undertaking.soon', { day: until })}</Tag>
        </p>
      )}
      {(!of.signed || of.expiresSoon) && (
        <Link className="button button-primary" to="/instructions/$board/undertaking" params={{ board: of.board }}>
          <PenLine aria-hidden="true" />
          <span>{of.signed ? t('undertaking.renew') : t('undertaking.sign')}</span>
          <span className="only-heard"> – {of.boardName}</span>
        </Link>
      )}
    </div>
  )
}
