import { useMutation } from '@tanstack/react-query'
import { Split } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { caseHasChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import type { DialogProps } from './Dialogs.tsx'
import { HarmTest, needsTest } from './HarmTest.tsx'
import { type Place, PlacePick } from './PlacePick.tsx'

/** One message, two questions: the part that belongs to another board becomes a case of its own. */
export function SplitDialog({ view, seen, onClose }: DialogProps) {
  const { t } = useTexts()
  const first = view.timeline.find((item) => item.kind === 'message')
  const [place, setPlace] = useState<Place | null>(null)
  const [text, setText] = useState(first?.kind === 'message' ? first.body : '')
  const split = useMutation({
    mutationFn: (to: Place) => call('splitCase', { params: { id: view.row.id }, body: { ...to, text, version: seen } }),
    onSuccess: ({ number }) => {
      tell({ text: t('split.done', { number }) })
      caseHasChanged(view.row.id)
      onClose()
    },
    onError: () => caseHasChanged(view.row.id),
  })
  const [passedTo, setPassedTo] = useState<string | null>(null)
  const ready = place !== null && text.trim() !== '' && (!needsTest(view, place.board) || passedTo === place.board)
  const submit = () => place && ready && !split.isPending && split.mutate(place)
  return (
    <Sheet
      wide={needsTest(view, place?.board)}
      title={t('split.title')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button
          look="primary"
          hotkey="Ctrl ↵"
          icon={<Split aria-hidden="true" />}
          isDisabled={!ready}
          isPending={split.isPending}
          onPress={submit}
        >
          {t('act.split')}
        </Button>
      }
    >
      <PlacePick label={t('route.where')} value={place} onChange={setPlace} autoFocus />
      <Area label={t('split.text')} value={text} onChange={setText} hint={t('split.text.hint')} />
      {place && needsTest(view, place.board) && (
        <HarmTest key={place.board} view={view} board={place.board} onPassed={() => setPassedTo(place.board)} />
      )}
      {split.isError && <Refused problem={split.error} />}
    </Sheet>
  )
}
