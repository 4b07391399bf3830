import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { NewAuthenticator, RecoveryCodes } from '../account/Authenticator.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'

export type NextStep = Extract<Reply<'signIn'>, { next: unknown }>
type Props = { step: NextStep; onSignedIn: (me: Reply<'me'>) => void; onBack: () => void }

/** The step after the password: a code; before that, for whoever has no authenticator yet and needs one, the authenticator itself. */
export function CodeStep({ step, onSignedIn, onBack }: Props) {
  const { t } = useTexts()
  const [code, setCode] = useState('')
  const send = useMutation({
    mutationFn: () => call('signInCode', { body: { ticket: step.ticket, code } }),
    onSuccess: ({ me, recoveryCodes }) => recoveryCodes.length === 0 && onSignedIn(me),
    onSettled: () => setCode(''),
  })
  if (send.data && send.data.recoveryCodes.length > 0) {
    const { me, recoveryCodes } = send.data
    return <RecoveryCodes codes={recoveryCodes} onKept={() => onSignedIn(me)} />
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form onSubmit={submit} className="stack">
      {step.enrol ? (
        <>
          <h2>{t('code.needed')}</h2>
          <p>{t('code.needed.hint')}</p>
          <NewAuthenticator offered={step.enrol} />
        </>
      ) : (
        <h2>{t('code.title')}</h2>
      )}
      {send.isError && <Refused problem={send.error} />}
      <Field
        label={t('code.label')}
        {...(step.enrol ? {} : { hint: t('code.hint') })}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        isRequired
        autoFocus
      />
      <Button look="primary" type="submit" isDisabled={send.isPending}>
        {t('code.do')}
      </Button>
      <Button look="plain" onPress={onBack}>
        {t('code.back')}
      </Button>
    </form>
  )
}
