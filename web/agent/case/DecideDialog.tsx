import { Gavel } from 'lucide-react'
import { useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { Refused } from '../Refused.tsx'
import type { DialogProps } from './Dialogs.tsx'
import { useAct } from './use-act.ts'

type Kind = Given<'decideCase'>['body']['kind']
const kinds: readonly Kind[] = ['approval', 'rejection', 'dismissal', 'closure', 'other']

/** Takes a decision by the board's delegation. It is listed for the board's next meeting. */
export function DecideDialog({ view, seen, onClose, onDone }: DialogProps) {
  const { t } = useTexts()
  const [kind, setKind] = useState<Kind>('approval')
  const decide = useAct(
    view.row.id,
    () => call('decideCase', { params: { id: view.row.id }, body: { kind, version: seen } }),
    (version) => {
      onDone(version)
      onClose()
      tell({ text: t('decide.done') })
    },
  )
  const submit = () => !decide.isPending && decide.mutate()
  return (
    <Sheet
      title={t('act.decide')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button look="primary" hotkey="Ctrl ↵" icon={<Gavel aria-hidden="true" />} isPending={decide.isPending} onPress={submit}>
          {t('act.decide')}
        </Button>
      }
    >
      <Segments
        label={t('decide.kind')}
        value={kind}
        onChange={setKind}
        options={kinds.map((code) => ({ id: code, name: t(`decision.${code}`) }))}
      />
      <p className="soft small">{t('decide.hint')}</p>
      {decide.isError && <Refused problem={decide.error} />}
    </Sheet>
  )
}
