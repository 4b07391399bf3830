import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Field } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { instructionHasChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'

const results = ['unchanged', 'to-be-changed', 'to-be-ended'] as const

/** The board's yearly review (A7): when, by which paragraph, and what came of it. */
export function ReviewDialog({ board, onClose }: { board: string; onClose: () => void }) {
  const { t, isoDay } = useTexts()
  const [paragraph, setParagraph] = useState('')
  const [date, setDate] = useState(isoDay(Date.now()))
  const [result, setResult] = useState<(typeof results)[number]>('unchanged')
  const review = useMutation({
    mutationFn: () => call('reviewInstruction', { params: { board }, body: { paragraph, date, result } }),
    onSuccess: () => {
      instructionHasChanged(board)
      tell({ text: t('review.done') })
      onClose()
    },
  })
  const ready = paragraph.trim() !== '' && date !== ''
  const send = () => ready && review.mutate()
  return (
    <Sheet
      title={t('review.title')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={send}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="primary" isDisabled={!ready || review.isPending} onPress={send}>
            {t('review.do')}
          </Button>
        </>
      }
    >
      <Segments
        label={t('review.result')}
        value={result}
        onChange={setResult}
        options={results.map((id) => ({ id, name: t(`review.${id}`) }))}
      />
      <div className="head-days">
        <Field label={t('sign.paragraph')} placeholder="§ 12" value={paragraph} onChange={setParagraph} autoFocus />
        <Field label={t('sign.date')} type="date" value={date} onChange={setDate} />
      </div>
      {review.isError && <Refused problem={review.error} />}
    </Sheet>
  )
}
