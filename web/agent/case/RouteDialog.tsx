import { Signpost } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { Refused } from '../Refused.tsx'
import type { DialogProps } from './Dialogs.tsx'
import { HarmTest, needsTest } from './HarmTest.tsx'
import { type Place, PlacePick } from './PlacePick.tsx'
import { useAct } from './use-act.ts'

export function RouteDialog({ view, seen, onClose, onDone }: DialogProps) {
  const { t } = useTexts()
  const [place, setPlace] = useState<Place | null>(null)
  const route = useAct(
    view.row.id,
    (to: Place) => call('routeCase', { params: { id: view.row.id }, body: { ...to, version: seen } }),
    (version) => {
      onDone(version)
      onClose()
      tell({ text: t('route.done') })
    },
  )
  const [passedTo, setPassedTo] = useState<string | null>(null)
  const ready = place !== null && (!needsTest(view, place.board) || passedTo === place.board)
  const submit = () => place && ready && !route.isPending && route.mutate(place)
  return (
    <Sheet
      wide={needsTest(view, place?.board)}
      title={t('route.title')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button
          look="primary"
          hotkey="Ctrl ↵"
          icon={<Signpost aria-hidden="true" />}
          isDisabled={!ready}
          isPending={route.isPending}
          onPress={submit}
        >
          {t('act.route')}
        </Button>
      }
    >
      <PlacePick label={t('route.where')} value={place} onChange={setPlace} autoFocus hint={t('route.hint')} />
      {place && needsTest(view, place.board) && (
        <HarmTest key={place.board} view={view} board={place.board} onPassed={() => setPassedTo(place.board)} />
      )}
      {route.isError && <Refused problem={route.error} />}
    </Sheet>
  )
}
