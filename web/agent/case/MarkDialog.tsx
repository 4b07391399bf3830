import { useMutation } from '@tanstack/react-query'
import { Stamp } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { caseHasChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import type { DialogProps } from './Dialogs.tsx'

/** What a municipality marks by; the provisions of a case's own kind are in its header already. */
const provisions = ['21:1', '21:3', '21:7', '22:1', '23:1', '23:2', '23:5', '25:1', '26:1', '26:5', '40:6'] as const

/** Notes that the case may be secret, by provision, date and authority (OSL 5:5); and lets an officer lift a note that stands. */
export function MarkDialog({ view, onClose }: DialogProps) {
  const { t, whole } = useTexts()
  const { hand } = useMe()
  const id = view.row.id
  const standing = view.secrecyMarks.map(({ provision }) => provision)
  const free = provisions.filter((each) => !standing.includes(each))
  const [provision, setProvision] = useState<string>(free[0] ?? '')
  const told = (text: 'mark.done' | 'mark.lifted') => () => {
    caseHasChanged(id)
    onClose()
    tell({ text: t(text) })
  }
  const mark = useMutation({
    mutationFn: () => call('markSecrecy', { params: { id }, body: { provision } }),
    onSuccess: told('mark.done'),
  })
  const lift = useMutation({
    mutationFn: (each: string) => call('liftSecrecyMark', { params: { id, mark: each } }),
    onSuccess: told('mark.lifted'),
  })
  const submit = () => provision !== '' && !mark.isPending && mark.mutate()
  const failed = mark.error ?? lift.error
  return (
    <Sheet
      title={t('mark.title')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button look="primary" hotkey="Ctrl ↵" icon={<Stamp aria-hidden="true" />} isPending={mark.isPending} onPress={submit}>
          {t('mark.do')}
        </Button>
      }
    >
      {view.secrecyMarks.length > 0 && (
        <ul className="stack" aria-label={t('mark.standing')}>
          {view.secrecyMarks.map((each) => (
            <li key={each.id} className="row">
              <span>
                <strong>OSL {each.provision}</strong>{' '}
                <span className="soft">{t('mark.fields', { at: whole(each.markedAt), board: each.boardName })}</span>
              </span>
              {hand === 'officer' && (
                <span className="apart">
                  <Button small onPress={() => lift.mutate(each.id)}>
                    {t('mark.lift')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <Select
        label={t('mark.provision')}
        value={provision}
        onChange={setProvision}
        options={free.map((each) => ({ id: each, name: `${each} · ${t(`provision.${each}`)}` }))}
        hint={t('mark.hint')}
      />
      {failed && <Refused problem={failed} />}
    </Sheet>
  )
}
