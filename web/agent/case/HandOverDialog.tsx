import { ArrowRightLeft } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { Refused } from '../Refused.tsx'
import type { DialogProps } from './Dialogs.tsx'
import { GuardedText } from './GuardedText.tsx'
import { HarmTest, needsTest } from './HarmTest.tsx'
import { type Place, PlacePick } from './PlacePick.tsx'
import { useAct } from './use-act.ts'

/** A case that has been routed already is handed to its own board unless another is chosen. */
export function HandOverDialog({ view, seen, onClose, onDone }: DialogProps) {
  const { t } = useTexts()
  const routed = view.row.caseType !== 'orouterat'
  const [place, setPlace] = useState<Place | null>(routed ? { board: view.row.board, caseType: view.row.caseType } : null)
  const [reason, setReason] = useState('')
  const handOver = useAct(
    view.row.id,
    (to: Place) => call('handOver', { params: { id: view.row.id }, body: { ...to, reason, version: seen } }),
    (version) => {
      onDone(version)
      onClose()
      tell({ text: t('handover.done') })
    },
  )
  // a test is of one board: another board is another test
  const [passedTo, setPassedTo] = useState<string | null>(null)
  const untested = needsTest(view, place?.board) && passedTo !== place?.board
  const ready = place !== null && reason.trim() !== '' && !untested
  const submit = () => place && ready && !handOver.isPending && handOver.mutate(place)
  return (
    <Sheet
      wide={needsTest(view, place?.board)}
      title={t('handover.title')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button
          look="primary"
          hotkey="Ctrl ↵"
          icon={<ArrowRightLeft aria-hidden="true" />}
          isDisabled={!ready}
          isPending={handOver.isPending}
          onPress={submit}
        >
          {t('act.handover')}
        </Button>
      }
    >
      <PlacePick label={t('handover.to')} value={place} onChange={setPlace} autoFocus={!routed} />
      <Area label={t('handover.reason')} value={reason} onChange={setReason} autoFocus={routed} hint={t('handover.reason.hint')} />
      {place && needsTest(view, place.board) && (
        <HarmTest key={place.board} view={view} board={place.board} onPassed={() => setPassedTo(place.board)} />
      )}
      <GuardedText text={reason} place={{ caseId: view.row.id }} onMend={setReason} />
      {handOver.isError && <Refused problem={handOver.error} />}
    </Sheet>
  )
}
