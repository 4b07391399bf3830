import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Select } from '../../ui/Select.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Remark, Waiting } from '../../ui/Status.tsx'
import { EServiceOffer, type OfferAnswer } from '../case/EServiceOffer.tsx'
import { call } from '../client.ts'
import { applicationsHaveChanged, forms } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import '../new-contact/new-contact.css'

/** `about`: the kind of matter one stands in already. The code stands until the agent says that it has been given, for it can't be shown again. */
export function StartHelp({ about, onStarted }: { about?: { board: string; caseType: string }; onStarted: (id: string) => void }) {
  const { t } = useTexts()
  const found = useQuery(forms)
  const [chosen, setChosen] = useState<string | null>(null)
  const [channel, setChannel] = useState<'phone' | 'visit'>('phone')
  const [offer, setOffer] = useState<OfferAnswer>('')
  const start = useMutation({
    mutationFn: (form: number) => call('startApplication', { body: { form, channel, ...(offer !== '' && { eServiceOffer: offer }) } }),
    onSuccess: applicationsHaveChanged,
  })
  if (found.isPending) return <Waiting label={t('wait')} lines={2} />
  if (found.isError) return <Refused problem={found.error} again={() => found.refetch()} />
  const all = found.data.forms
  if (all.length === 0) return <Remark>{t('application.forms.none')}</Remark>
  const near = all.find(({ board, caseType }) => board === about?.board && caseType === about.caseType)
  const form = all.find(({ id }) => String(id) === (chosen ?? String(near?.id ?? '')))
  const ready = form !== undefined && (!form.owesOffer || offer !== '')
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !start.isPending) start.mutate(form.id)
      }}
    >
      <Select
        label={t('application.form')}
        value={form ? String(form.id) : ''}
        onChange={setChosen}
        options={all.map(({ id, title, boardName }) => ({ id: String(id), name: `${title} · ${boardName}` }))}
      />
      <Segments
        label={t('application.channel')}
        value={channel}
        onChange={setChannel}
        options={[
          { id: 'phone', name: t('application.channel.phone') },
          { id: 'visit', name: t('application.channel.visit') },
        ]}
      />
      {form?.eServiceUrl && <p className="soft small">{t('application.eService', { url: form.eServiceUrl })}</p>}
      {form?.owesOffer && <EServiceOffer value={offer} onChange={setOffer} />}
      <p>
        <Button look="primary" type="submit" isDisabled={!ready || start.isPending}>
          {t('application.begin')}
        </Button>
      </p>
      {start.isError && <Refused problem={start.error} />}
      {start.data && <GiveCode code={start.data.code} onGiven={() => onStarted(start.data.id)} />}
    </form>
  )
}

function GiveCode({ code, onGiven }: { code: string; onGiven: () => void }) {
  const { t } = useTexts()
  return (
    <Sheet
      title={t('application.code.title')}
      closeLabel={t('close')}
      onClose={onGiven}
      stays
      foot={
        <Button look="primary" autoFocus onPress={onGiven}>
          {t('application.code.done')}
        </Button>
      }
    >
      <p>{t('application.code.text')}</p>
      <dl className="read-out">
        <div>
          <dt className="only-heard">{t('application.code.title')}</dt>
          <dd>{code}</dd>
        </div>
      </dl>
    </Sheet>
  )
}
