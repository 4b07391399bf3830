import { useMutation, useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { accessReviews, client } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { WhoSees } from './WhoSees.tsx'
import './need.css'

type Review = Reply<'accessReviews'>['reviews'][number]
type Line = Review['lines'][number]

/** Everyone with access to the board's cases, each quarter; and what any one of them may do (A6). */
export function AccessReviewsPage() {
  const { t } = useTexts()
  const found = useQuery(accessReviews)
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.accessReviews')}</h1>
        <p className="soft">{t('reviews.access.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data?.reviews.length === 0 && <Empty icon={<UsersRound aria-hidden="true" />} title={t('reviews.access.none')} />}
      {found.data?.reviews.map((each) => (
        <OfBoard key={each.id} review={each} />
      ))}
      <WhoSees />
    </div>
  )
}

function OfBoard({ review }: { review: Review }) {
  const { t, day, isoDay } = useTexts()
  return (
    <section className="sheet" aria-labelledby={`review-${review.id}`}>
      <header className="need-title">
        <h2 id={`review-${review.id}`}>
          {review.boardName} · {review.quarter}
        </h2>
        <p className="soft small">
          {review.doneAt ? t('reviews.access.done') : t('reviews.access.due', { day: day(isoDay(review.dueAt)) })}{' '}
          {review.overdue && <Tag tone="danger">{t('reviews.access.overdue')}</Tag>}
        </p>
      </header>
      <ul>
        {review.lines.map((line) => (
          <Item key={`${line.employee.id} ${line.hand}`} review={review} line={line} />
        ))}
      </ul>
    </section>
  )
}

function Item({ review, line: { employee, hand, verdict, decidedBy, closed, self } }: { review: Review; line: Line }) {
  const { t } = useTexts()
  const kept = (after: Reply<'accessReviews'>) => client.setQueryData(accessReviews.queryKey, after)
  const judge = useMutation({
    mutationFn: (given: 'confirmed' | 'removed') =>
      call('reviewAccess', { params: { review: review.id }, body: { employee: employee.id, hand, verdict: given } }),
    onSuccess: kept,
  })
  const back = useMutation({
    mutationFn: () => call('giveAccessBack', { body: { employee: employee.id, hand, board: review.board } }),
    onSuccess: kept,
  })
  const named = `${employee.name}, ${t(`hand.${hand}`)}`
  return (
    <li className="need-line">
      <span>
        {employee.name} <span className="soft small">{t(`hand.${hand}`)}</span>
      </span>
      {verdict && (
        <Tag tone={verdict === 'removed' ? 'danger' : 'good'}>
          {t(`reviews.access.${verdict}`)}
          {decidedBy && ` · ${decidedBy}`}
        </Tag>
      )}
      {verdict === null && review.mine && !self && (
        <>
          <Button
            small
            isDisabled={judge.isPending}
            aria-label={`${t('reviews.access.confirm')}: ${named}`}
            onPress={() => judge.mutate('confirmed')}
          >
            {t('reviews.access.confirm')}
          </Button>
          <Button
            small
            isDisabled={judge.isPending}
            aria-label={`${t('reviews.access.remove')}: ${named}`}
            onPress={() => judge.mutate('removed')}
          >
            {t('reviews.access.remove')}
          </Button>
        </>
      )}
      {verdict === null && self && <span className="soft small">{t('reviews.access.self')}</span>}
      {closed && review.mine && (
        <Button small isDisabled={back.isPending} aria-label={`${t('reviews.access.giveBack')}: ${named}`} onPress={() => back.mutate()}>
          {t('reviews.access.giveBack')}
        </Button>
      )}
      {(judge.isError || back.isError) && <Refused problem={judge.error ?? back.error} />}
    </li>
  )
}
