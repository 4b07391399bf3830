import { useMutation, useQuery } from '@tanstack/react-query'
import { Building2, KeyRound } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { account, signInWays } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { askPasskey, canUsePasskeys, isPutAside } from '../sign-in/passkey.ts'

type By = Given<'stepUp'>['body']['by']

/** Before something that binds: shows again that it is you, in one of the ways you have. `onShown`: a proof, good once within two minutes. */
export function ShowItsYou({ onShown, onClose }: { onShown: (proof: string) => void; onClose: () => void }) {
  const { t } = useTexts()
  const mine = useQuery(account)
  const show = useMutation({ mutationFn: (by: By) => call('stepUp', { body: { by } }), onSuccess: ({ proof }) => onShown(proof) })
  const passkey = useMutation({ mutationFn: askPasskey, onSuccess: (by) => show.mutate(by) })
  const ways = useQuery(signInWays)
  const provider = mine.data?.linked ? ways.data?.provider : null
  useEffect(() => {
    const heard = new BroadcastChannel('ombud-proof')
    heard.onmessage = ({ data }: MessageEvent<string>) => onShown(data)
    return () => heard.close()
  }, [onShown])
  const hasKey = (mine.data?.passkeys.length ?? 0) > 0 && canUsePasskeys()
  return (
    <Sheet title={t('itsYou.title')} closeLabel={t('close')} onClose={onClose}>
      <div className="stack">
        <p className="soft">{t('itsYou.lead')}</p>
        {show.isError && <Refused problem={show.error} />}
        {passkey.isError && !isPutAside(passkey.error) && <Refused problem={passkey.error} />}
        {mine.isPending && <Waiting label={t('wait')} lines={2} />}
        {provider && (
          <Button icon={<Building2 aria-hidden="true" />} onPress={() => void open('/sign-in/provider?step-up=1', '_blank', 'noopener')}>
            {t('signin.provider', { name: provider })}
          </Button>
        )}
        {hasKey && (
          <Button icon={<KeyRound aria-hidden="true" />} onPress={() => passkey.mutate()} isDisabled={passkey.isPending}>
            {t('itsYou.passkey')}
          </Button>
        )}
        {mine.data?.password && <One kind="password" isBusy={show.isPending} onSend={(password) => show.mutate({ password })} />}
        {mine.data?.code && <One kind="code" isBusy={show.isPending} onSend={(code) => show.mutate({ code })} />}
        {mine.data && !mine.data.password && !mine.data.code && !hasKey && !provider && <p>{t('itsYou.none')}</p>}
      </div>
    </Sheet>
  )
}

type OneProps = { kind: 'password' | 'code'; isBusy: boolean; onSend: (text: string) => void }

function One({ kind, isBusy, onSend }: OneProps) {
  const { t } = useTexts()
  const [text, setText] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend(text)
    setText('')
  }
  return (
    <form onSubmit={submit} className="stack">
      <Field
        label={kind === 'password' ? t('signin.password') : t('code.label')}
        type={kind === 'password' ? 'password' : 'text'}
        autoComplete={kind === 'password' ? 'current-password' : 'one-time-code'}
        value={text}
        onChange={setText}
        isRequired
        autoFocus={kind === 'password'}
      />
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {t(`itsYou.${kind}`)}
      </Button>
    </form>
  )
}
