import { useMutation } from '@tanstack/react-query'
import { TimerOff } from 'lucide-react'
import { useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { caseHasChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import type { DialogProps } from './Dialogs.tsx'

type Ground = Given<'placeHold'>['body']['ground']
const grounds: readonly Ground[] = ['records-request', 'access-request', 'authority', 'incident', 'claim', 'appeal']
const lengths = ['30', '60', '90'] as const

/** Stops the erasure for a reason that has a name, for at most ninety days; and lets those that stand be released. */
export function HoldDialog({ view, onClose }: DialogProps) {
  const { t, moment } = useTexts()
  const id = view.row.id
  const [ground, setGround] = useState<Ground>('records-request')
  const [days, setDays] = useState<(typeof lengths)[number]>('30')
  const told = (text: 'hold.placed' | 'hold.released') => () => {
    caseHasChanged(id)
    onClose()
    tell({ text: t(text) })
  }
  const place = useMutation({
    mutationFn: () => call('placeHold', { params: { id }, body: { ground, days: Number(days) } }),
    onSuccess: told('hold.placed'),
  })
  const release = useMutation({
    mutationFn: (hold: string) => call('releaseHold', { params: { id, hold } }),
    onSuccess: told('hold.released'),
  })
  const submit = () => !place.isPending && place.mutate()
  const failed = place.error ?? release.error
  return (
    <Sheet
      title={t('act.hold')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button look="primary" hotkey="Ctrl ↵" icon={<TimerOff aria-hidden="true" />} isPending={place.isPending} onPress={submit}>
          {t('act.hold')}
        </Button>
      }
    >
      {view.holds.length > 0 && (
        <ul className="stack" aria-label={t('hold.standing')}>
          {view.holds.map((hold) => (
            <li key={hold.id} className="row">
              <span>{grounds.flatMap((known) => (known === hold.ground ? [t(`ground.${known}`)] : []))}</span>
              <span className="soft">{t('hold.until', { at: moment(hold.expiresAt) })}</span>
              <span className="apart">
                <Button small onPress={() => release.mutate(hold.id)}>
                  {t('hold.release')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <Segments
        label={t('hold.ground')}
        value={ground}
        onChange={setGround}
        options={grounds.map((code) => ({ id: code, name: t(`ground.${code}`) }))}
      />
      <Segments
        label={t('hold.days')}
        value={days}
        onChange={setDays}
        options={lengths.map((length) => ({ id: length, name: t('days', { n: length }) }))}
      />
      {failed && <Refused problem={failed} />}
    </Sheet>
  )
}
