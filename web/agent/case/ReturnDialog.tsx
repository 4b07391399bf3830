import { CornerUpLeft } from 'lucide-react'
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
import { useAct } from './use-act.ts'

export function ReturnDialog({ view, seen, onClose, onDone }: DialogProps) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const give = useAct(
    view.row.id,
    () => call('returnHandover', { params: { id: view.row.id }, body: { reason, version: seen } }),
    (version) => {
      onDone(version)
      onClose()
      tell({ text: t('return.done') })
    },
  )
  const ready = reason.trim() !== ''
  const submit = () => ready && !give.isPending && give.mutate()
  return (
    <Sheet
      title={t('act.return')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button
          look="primary"
          hotkey="Ctrl ↵"
          icon={<CornerUpLeft aria-hidden="true" />}
          isDisabled={!ready}
          isPending={give.isPending}
          onPress={submit}
        >
          {t('act.return')}
        </Button>
      }
    >
      <Area label={t('return.reason')} value={reason} onChange={setReason} autoFocus hint={t('return.hint')} />
      <GuardedText text={reason} place={{ caseId: view.row.id }} onMend={setReason} />
      {give.isError && <Refused problem={give.error} />}
    </Sheet>
  )
}
