import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTexts } from '../../texts/index.tsx'
import { Area } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { organisation } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import type { DialogProps } from './Dialogs.tsx'
import { EServiceOffer, type OfferAnswer } from './EServiceOffer.tsx'
import { GuardedText } from './GuardedText.tsx'
import { useAct } from './use-act.ts'
import './close.css'

/** One key closes: each outcome carries its number. */
export function CloseDialog({ view, seen, onClose, onDone }: DialogProps) {
  const { t, day } = useTexts()
  const id = view.row.id
  const [note, setNote] = useState('')
  const [offer, setOffer] = useState<OfferAnswer>(view.eServiceOffer.answer ?? '')
  const unanswered = view.eServiceOffer.owed && offer === ''
  const outcomes = (useQuery(organisation).data?.outcomes ?? []).filter((outcome) => outcome.needs !== 'question').slice(0, 10)
  const body = { version: seen, ...(note.trim() && { note }), ...(view.eServiceOffer.owed && offer !== '' && { eServiceOffer: offer }) }
  const close = useAct(
    id,
    (outcome: string) => call('closeCase', { params: { id }, body: { ...body, outcome } }),
    (version, { disappears }) => {
      onDone(version)
      onClose()
      tell({ text: t('close.done'), detail: disappears.on ? t('gone.on', { day: day(disappears.on) }) : disappears.sentence })
    },
  )
  const pressed = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLTextAreaElement || close.isPending || unanswered) return
    const outcome = outcomes[event.key === '0' ? 9 : Number(event.key) - 1]
    if (outcome) close.mutate(outcome.code)
  }
  return (
    <Sheet title={t('close.title')} closeLabel={t('close')} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: number keys, beside the buttons that do the same */}
      <div className="stack" onKeyDown={pressed}>
        {view.eServiceOffer.owed && <EServiceOffer value={offer} onChange={setOffer} />}
        <ol className="outcomes" aria-label={t('close.outcome')}>
          {outcomes.map((outcome, index) => (
            <li key={outcome.code}>
              <AriaButton
                className="outcome"
                autoFocus={index === 0}
                isDisabled={close.isPending || unanswered}
                onPress={() => close.mutate(outcome.code)}
              >
                <kbd>{(index + 1) % 10}</kbd>
                {outcome.name}
              </AriaButton>
            </li>
          ))}
        </ol>
        <Area label={t('close.note')} value={note} onChange={setNote} rows={2} />
        <GuardedText text={note} place={{ caseId: view.row.id }} onMend={setNote} />
        {close.isError && <Refused problem={close.error} />}
      </div>
    </Sheet>
  )
}
