import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Empty, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { useBoards } from '../boards.tsx'
import { coverage } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './bulletins.css'

type Board = Reply<'undertakingCoverage'>['boards'][number]

/** A23: for the board, how many of those who work for it have signed. Counts, as a picture and as the table it is drawn from. */
export function CoveragePage() {
  const { t } = useTexts()
  const found = useQuery(coverage)
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.coverage')}</h1>
        <p className="soft">{t('coverage.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data?.boards.length === 0 && <Empty icon={<UsersRound aria-hidden="true" />} title={t('coverage.none')} />}
      {found.data?.boards.map((each) => (
        <OfBoard key={each.board} of={each} />
      ))}
    </div>
  )
}

function OfBoard({ of: { board, boardName, version, hands } }: { of: Board }) {
  const { t } = useTexts()
  const look = useBoards()
  const id = `coverage-${board}`
  return (
    <section className="sheet coverage" data-tone={look(board).tone} aria-labelledby={id}>
      <header className="coverage-head">
        <h2 id={id}>{boardName}</h2>
        <p className="soft small">{version === null ? t('coverage.noVersion') : t('instructions.version', { version })}</p>
      </header>
      <div className="coverage-bars">
        {hands.map((each) => (
          <Bar key={each.hand} of={each} />
        ))}
      </div>
      <Wide label={boardName}>
        <table>
          <caption className="only-heard">{boardName}</caption>
          <thead>
            <tr>
              <th>{t('bulletins.role')}</th>
              <th className="number">{t('bulletins.people')}</th>
              <th className="number">{t('coverage.signed')}</th>
              <th className="number">{t('coverage.missing')}</th>
              <th className="number">{t('coverage.soon')}</th>
              <th className="number">{t('coverage.unread')}</th>
              <th className="number">{t('coverage.overdue')}</th>
            </tr>
          </thead>
          <tbody>
            {hands.map(({ hand, people, signed, soon, unread, overdue }) => (
              <tr key={hand}>
                <td>{t(`hand.${hand}`)}</td>
                <td className="number">{people}</td>
                <td className="number">{signed}</td>
                <td className="number">{people - signed}</td>
                <td className="number">{soon}</td>
                <td className="number">{unread}</td>
                <td className="number">{overdue}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

function Bar({ of: { hand, people, signed, soon } }: { of: Board['hands'][number] }) {
  const { t } = useTexts()
  const words = t('coverage.share', { signed, people, share: people === 0 ? 0 : Math.floor((signed / people) * 100) })
  const part = (n: number) => (people === 0 ? 0 : (n / people) * 100)
  return (
    <figure className="coverage-bar">
      <figcaption>
        <strong>{t(`hand.${hand}`)}</strong> <span className="soft">{words}</span>
      </figcaption>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={`${t(`hand.${hand}`)}: ${words}`}>
        <rect width="100" height="6" className="coverage-all" />
        <rect width={part(signed)} height="6" className="coverage-signed" />
        <rect x={part(signed - soon)} width={part(soon)} height="6" className="coverage-soon" />
      </svg>
    </figure>
  )
}
