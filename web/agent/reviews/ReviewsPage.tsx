import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { BoardMark } from '../boards.tsx'
import { reviews } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { JudgeSheet } from './JudgeSheet.tsx'
import './reviews.css'

export type Review = Reply<'listReviews'>['reviews'][number]

/** What no timer can say: what waits for somebody to judge whether it may go (K03). Those whose day has come stand first. */
export function ReviewsPage() {
  const { t } = useTexts()
  const found = useQuery(reviews)
  const [judging, setJudging] = useState<Review | null>(null)
  const rows = found.data?.reviews ?? []
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.reviews')}</h1>
        <p className="soft">{t('reviews.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <section className="sheet" aria-label={t('nav.reviews')}>
          {rows.length === 0 ? (
            <Empty icon={<Scale aria-hidden="true" />} title={t('reviews.empty')} />
          ) : (
            <ul className="reviews">
              {rows.map((row) => (
                <Row key={row.id} row={row} judge={() => setJudging(row)} />
              ))}
            </ul>
          )}
        </section>
      )}
      {judging && <JudgeSheet review={judging} onClose={() => setJudging(null)} />}
    </div>
  )
}

function Row({ row, judge }: { row: Review; judge: () => void }) {
  const { t, day } = useTexts()
  const officer = useMe().hand === 'officer'
  return (
    <li className="review">
      <div className="review-what">
        <BoardMark code={row.board} />{' '}
        {row.subject === 'case' ? (
          <Link to="/cases/$id" params={{ id: row.id }}>
            {row.number}
          </Link>
        ) : (
          <Link to="/contacts/$id" params={{ id: row.id }}>
            {t('disposals.contact')}
          </Link>
        )}
        <p className="soft small">{row.caseTypeName}</p>
        <p>
          <Tag tone={row.now ? 'danger' : 'soft'}>{t(row.now ? 'reviews.now' : 'reviews.coming')}</Tag>
        </p>
        <p className="small">{row.on === null ? t('reviews.atOnce') : t('reviews.day', { day: day(row.on) })}</p>
      </div>
      <div className="review-why">
        <p>{row.sentence}</p>
        <p className="soft small">
          {t(`reviews.because.${becauseOf(row.because)}`)} · <span className="mono">{row.ruleId}</span>
        </p>
      </div>
      {officer && row.subject === 'case' && row.now && (
        <Button aria-label={t('reviews.judgeNamed', { number: row.number ?? '' })} onPress={judge}>
          {t('reviews.judge')}
        </Button>
      )}
    </li>
  )
}

const reasons = ['judgement', 'unknown', 'no-decision', 'two-rules', 'manual'] as const
/** A rule that can't be followed is mended in the instruction, however it came to be so. */
const becauseOf = (because: string): (typeof reasons)[number] | 'faulty' => reasons.find((each) => each === because) ?? 'faulty'
