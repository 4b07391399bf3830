import { useMutation, useQuery } from '@tanstack/react-query'
import { PenLine } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { ShowItsYou } from '../account/ShowItsYou.tsx'
import { versionDiff } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { Diff } from './Diff.tsx'

export type Signing = { paragraph: string; date: string; password?: string; proof?: string; diffHash: string }
type Props = {
  title: string
  /** The version whose changes are signed; none where something else is. */
  version?: string
  onClose: () => void
  onSign: (signing: Signing) => Promise<unknown>
  children?: ReactNode
}

/** A signature: paragraph, day and password, below exactly what is signed. */
export function SignDialog({ title, version, onClose, onSign, children }: Props) {
  const { t, isoDay } = useTexts()
  const [paragraph, setParagraph] = useState('')
  const [date, setDate] = useState(isoDay(Date.now()))
  const [password, setPassword] = useState('')
  const [proof, setProof] = useState<string | null>(null)
  const shown = useQuery({ ...versionDiff(version ?? ''), enabled: version !== undefined })
  const sign = useMutation({
    mutationFn: () => onSign({ paragraph, date, ...(proof === null ? { password } : { proof }), diffHash: shown.data?.hash ?? '' }),
    onSuccess: onClose,
    onSettled: () => {
      setPassword('')
      setProof(null)
    },
  })
  const ready =
    paragraph.trim() !== '' && date !== '' && (password !== '' || proof !== null) && (version === undefined || shown.data !== undefined)
  const send = () => ready && !sign.isPending && sign.mutate()
  return (
    <Sheet
      wide
      title={title}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={send}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="primary" icon={<PenLine aria-hidden="true" />} isDisabled={!ready || sign.isPending} onPress={send}>
            {t('sign.do')}
          </Button>
        </>
      }
    >
      {children}
      {version !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached from the keyboard
        <section className="signed-text" aria-label={t('sign.what')} tabIndex={0}>
          <h3>{t('sign.what')}</h3>
          {shown.isPending && <Waiting label={t('wait')} />}
          {shown.isError && <Refused problem={shown.error} again={() => shown.refetch()} />}
          {shown.data && <Diff diff={shown.data.diff} />}
        </section>
      )}
      <div className="head-days">
        <Field label={t('sign.paragraph')} placeholder="§ 12" value={paragraph} onChange={setParagraph} autoFocus />
        <Field label={t('sign.date')} type="date" value={date} onChange={setDate} />
        <Field
          label={t('sign.password')}
          hint={t('sign.password.hint')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          isDisabled={proof !== null}
        />
      </div>
      <OtherWay proof={proof} onProof={setProof} />
      {sign.isError && <Refused problem={sign.error} />}
    </Sheet>
  )
}

/** In place of the password: a passkey, a code, or the employer's sign-in again. */
function OtherWay({ proof, onProof }: { proof: string | null; onProof: (proof: string) => void }) {
  const { t } = useTexts()
  const [asking, setAsking] = useState(false)
  const shown = (given: string) => {
    onProof(given)
    setAsking(false)
  }
  if (proof !== null) return <p role="status">{t('itsYou.done')}</p>
  return (
    <>
      <Button small onPress={() => setAsking(true)}>
        {t('itsYou.otherWay')}
      </Button>
      {asking && <ShowItsYou onClose={() => setAsking(false)} onShown={shown} />}
    </>
  )
}
