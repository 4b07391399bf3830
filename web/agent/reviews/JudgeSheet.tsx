import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Area } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { reviewsHaveChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import type { Review } from './ReviewsPage.tsx'

/** The verdict, and why: the reason becomes a note in the case. What may not go can only stay. */
export function JudgeSheet({ review, onClose }: { review: Review; onClose: () => void }) {
  const { t } = useTexts()
  const [judgement, setJudgement] = useState<'obsolete' | 'keep'>('keep')
  const [reason, setReason] = useState('')
  const judged = useMutation({
    mutationFn: () => call('judgeReview', { params: { id: review.id }, body: { judgement, reason } }),
    onSuccess: () => {
      reviewsHaveChanged()
      tell({ text: t(`reviews.told.${judgement}`) })
      onClose()
    },
  })
  const send = () => {
    if (reason.trim().length >= 3 && !judged.isPending) judged.mutate()
  }
  return (
    <Sheet
      title={t('reviews.judgeNamed', { number: review.number ?? '' })}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={send}
      foot={
        <Button
          look={judgement === 'obsolete' ? 'danger' : 'primary'}
          isPending={judged.isPending}
          isDisabled={reason.trim().length < 3}
          onPress={send}
        >
          {t(`reviews.do.${judgement}`)}
        </Button>
      }
    >
      <p>{review.sentence}</p>
      {review.mayGo ? (
        <Segments
          label={t('reviews.verdict')}
          value={judgement}
          onChange={setJudgement}
          options={[
            { id: 'keep', name: t('reviews.keep') },
            { id: 'obsolete', name: t('reviews.obsolete') },
          ]}
        />
      ) : (
        <Remark tone="warn">{t('reviews.mayNotGo')}</Remark>
      )}
      <p className="soft small">{t(`reviews.means.${judgement}`)}</p>
      <Area label={t('reviews.reason')} value={reason} onChange={setReason} isRequired />
      {judged.isError && <Refused problem={judged.error} />}
    </Sheet>
  )
}
