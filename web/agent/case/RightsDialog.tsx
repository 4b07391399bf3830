import { useMutation } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { caseHasChanged, rightsHaveChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { type Kind, KindField, linesOf, NumbersField } from '../rights/Fields.tsx'
import { TakenSentences } from '../rights/Taken.tsx'
import type { DialogProps } from './Dialogs.tsx'

/** A message that is a request, whatever it was called; and the one answer about data that the centre gives itself (A14). */
export function RightsDialog({ view, onClose }: DialogProps) {
  const { t } = useTexts()
  const { id } = view.row
  const [kind, setKind] = useState<Kind>('access')
  const [numbers, setNumbers] = useState('')
  const take = useMutation({
    mutationFn: () => call('takeUpRights', { params: { id }, body: { kind, numbers: linesOf(numbers), contacts: [] } }),
    onSuccess: () => {
      caseHasChanged(id)
      rightsHaveChanged()
    },
  })
  const general = useMutation({
    mutationFn: () => call('sendNoticeText', { params: { id } }),
    onSuccess: () => {
      caseHasChanged(id)
      onClose()
      tell({ text: t('rights.general.told') })
    },
  })
  const submit = () => !take.isPending && !take.data && take.mutate()
  const failed = take.error ?? general.error
  return (
    <Sheet
      title={t('act.rights')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        take.data ? (
          <Button look="primary" onPress={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button isPending={general.isPending} onPress={() => general.mutate()}>
              {t('rights.general')}
            </Button>
            <Button look="primary" hotkey="Ctrl ↵" icon={<Scale aria-hidden="true" />} isPending={take.isPending} onPress={submit}>
              {t('rights.register')}
            </Button>
          </>
        )
      }
    >
      {take.data ? (
        <Remark tone="good">
          <p>{t('rights.taken')}</p>
          <TakenSentences taken={take.data} />
        </Remark>
      ) : (
        <>
          <p className="soft">{t('rights.dialog.lead')}</p>
          <KindField kind={kind} onChange={setKind} />
          <NumbersField value={numbers} onChange={setNumbers} />
        </>
      )}
      {failed && <Refused problem={failed} />}
    </Sheet>
  )
}
