import { useMutation, useQuery } from '@tanstack/react-query'
import { OctagonX } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checks } from '../../ui/Checks.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Area } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { clauseForm, instructionHasChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { actsIn, isAct } from './acts-in.ts'

/** A stop acts at once, for everyone: the whole instruction, or what is chosen of it (A9). */
export function StopDialog({ board, name, onClose }: { board: string; name: string; onClose: () => void }) {
  const { t } = useTexts()
  const form = useQuery(clauseForm(board))
  const [reach, setReach] = useState<'all' | 'part'>('all')
  const [acts, setActs] = useState<string[]>([])
  const [types, setTypes] = useState<string[]>([])
  const [reason, setReason] = useState('')
  const stop = useMutation({
    mutationFn: () =>
      call('stopInstruction', {
        params: { board },
        body: reach === 'all' ? { reason } : { acts: acts.filter(isAct), caseTypes: types, reason },
      }),
    onSuccess: () => {
      instructionHasChanged(board)
      tell({ text: t('stop.done') })
      onClose()
    },
  })
  const ready = reason.trim().length >= 3 && (reach === 'all' || acts.length + types.length > 0)
  return (
    <Sheet
      wide
      title={t('stop.title', { board: name })}
      closeLabel={t('close')}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="danger" icon={<OctagonX aria-hidden="true" />} isDisabled={!ready || stop.isPending} onPress={() => stop.mutate()}>
            {t('stop.do')}
          </Button>
        </>
      }
    >
      <p>{t('stop.more')}</p>
      <Area label={t('stop.reason')} hint={t('stop.reason.hint')} rows={2} value={reason} onChange={setReason} autoFocus />
      <Segments
        label={t('stop.reach')}
        value={reach}
        onChange={setReach}
        options={[
          { id: 'all', name: t('stop.reach.all') },
          { id: 'part', name: t('stop.reach.part') },
        ]}
      />
      {reach === 'part' && form.isPending && <Waiting label={t('wait')} />}
      {reach === 'part' && form.data && (
        <>
          <Checks label={t('stop.acts')} options={actsIn(form.data)} value={acts} onChange={setActs} />
          <Checks label={t('stop.types')} options={form.data.names.caseTypes} value={types} onChange={setTypes} />
        </>
      )}
      {stop.isError && <Refused problem={stop.error} />}
    </Sheet>
  )
}
