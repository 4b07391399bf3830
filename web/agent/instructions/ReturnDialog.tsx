import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, instructionHasChanged, version } from '../queries.ts'
import { Refused } from '../Refused.tsx'

/** Back to draft, with the reason that the board reads. */
export function ReturnDialog({ id, board, onClose }: { id: string; board: string; onClose: () => void }) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const back = useMutation({
    mutationFn: () => call('returnVersion', { params: { id }, body: { reason } }),
    onSuccess: (changed) => {
      client.setQueryData(version(id).queryKey, changed)
      instructionHasChanged(board)
      tell({ text: t('version.returned.done') })
      onClose()
    },
  })
  const send = () => reason.trim().length >= 3 && back.mutate()
  return (
    <Sheet
      title={t('version.return')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={send}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="primary" isDisabled={reason.trim().length < 3 || back.isPending} onPress={send}>
            {t('version.return')}
          </Button>
        </>
      }
    >
      <p>{t('version.return.more')}</p>
      <Area label={t('version.return.reason')} value={reason} onChange={setReason} rows={3} autoFocus />
      {back.isError && <Refused problem={back.error} />}
    </Sheet>
  )
}
