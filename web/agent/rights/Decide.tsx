import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { Refused } from '../Refused.tsx'
import type { PartView } from './PartPage.tsx'
import { lastInstant } from './RightsPage.tsx'

type Outcome = Given<'decideRightsPart'>['body']['outcome']
const outcomes: readonly Outcome[] = ['granted', 'partly', 'refused']
type Props = { view: PartView; onDone: (view: PartView) => void }

export function Decide({ view, onDone }: Props) {
  const { t } = useTexts()
  const { id, kind } = view.part
  const [outcome, setOutcome] = useState<Outcome>(kind === 'portability' ? 'refused' : 'granted')
  // What a municipality does as an authority isn't portable; the board may say otherwise.
  const [lawId, setLaw] = useState(kind === 'portability' ? 'GDPR 20.3' : '')
  const [reasons, setReasons] = useState('')
  const refuses = outcome !== 'granted'
  const lacks = refuses && (lawId.trim().length < 3 || reasons.trim().length < 3)
  const decide = useMutation({
    mutationFn: () => call('decideRightsPart', { params: { id }, body: { outcome, reasons, ...(refuses ? { lawId: lawId.trim() } : {}) } }),
    onSuccess: (next) => {
      onDone(next)
      tell({ text: t('rights.decided') })
    },
  })
  return (
    <section className="sheet stack" aria-label={t('rights.decide')}>
      <h2>{t('rights.decide')}</h2>
      <p className="soft">{t('rights.decide.lead')}</p>
      <Segments
        label={t('rights.outcome')}
        value={outcome}
        onChange={setOutcome}
        options={outcomes.map((each) => ({ id: each, name: t(`rights.outcome.${each}`) }))}
      />
      {refuses && <Field label={t('rights.law')} hint={t('rights.law.hint')} value={lawId} onChange={setLaw} isRequired />}
      <Area
        label={t('rights.reasons')}
        hint={t('rights.reasons.hint')}
        rows={3}
        value={reasons}
        onChange={setReasons}
        isRequired={refuses}
      />
      {decide.isError && <Refused problem={decide.error} />}
      <p>
        <Button look="primary" isDisabled={lacks || decide.isPending} onPress={() => decide.mutate()}>
          {t('rights.decide.send')}
        </Button>
      </p>
      {view.longest && <Extend id={id} longest={view.longest} onDone={onDone} />}
    </section>
  )
}

function Extend({ id, longest, onDone }: { id: string; longest: string; onDone: Props['onDone'] }) {
  const { t, day, isoDay } = useTexts()
  const [reasons, setReasons] = useState('')
  const extend = useMutation({
    mutationFn: () => call('extendRightsPart', { params: { id }, body: { reasons } }),
    onSuccess: (next) => {
      onDone(next)
      tell({ text: t('rights.extended') })
    },
  })
  return (
    <details>
      <summary>{t('rights.extend')}</summary>
      <div className="stack">
        <p className="soft">{t('rights.extend.lead', { day: day(isoDay(lastInstant(longest))) })}</p>
        <Area label={t('rights.reasons')} hint={t('rights.reasons.hint')} rows={2} value={reasons} onChange={setReasons} isRequired />
        {extend.isError && <Refused problem={extend.error} />}
        <p>
          <Button isDisabled={reasons.trim().length < 3 || extend.isPending} onPress={() => extend.mutate()}>
            {t('rights.extend')}
          </Button>
        </p>
      </div>
    </details>
  )
}
