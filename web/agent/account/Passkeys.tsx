import { KeyRound, Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import { canUsePasskeys, isPutAside, makePasskey } from '../sign-in/passkey.ts'
import { showAccount, useProof } from './use-proof.tsx'

type Key = Reply<'account'>['passkeys'][number]

export function Passkeys({ keys }: { keys: readonly Key[] }) {
  const { t } = useTexts()
  return (
    <section className="sheet account-part stack" aria-labelledby="passkeys">
      <h2 id="passkeys">{t('passkeys.title')}</h2>
      <p className="soft">{t('passkeys.lead')}</p>
      {keys.length === 0 && <p>{t('passkeys.none')}</p>}
      {keys.length > 0 && (
        <ul className="account-list">
          {keys.map((key) => (
            <OneKey key={key.id} passkey={key} />
          ))}
        </ul>
      )}
      {canUsePasskeys() ? <NewKey /> : <p>{t('passkeys.cannot')}</p>}
    </section>
  )
}

function OneKey({ passkey: { id, name, madeAt, usedAt } }: { passkey: Key }) {
  const { t, moment } = useTexts()
  const remove = useProof((proof) => call('removePasskey', { params: { passkey: id }, body: proof }), showAccount)
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p className="soft small">
          {t('passkeys.made', { at: moment(madeAt) })}
          {usedAt !== null && ` · ${t('passkeys.used', { at: moment(usedAt) })}`}
        </p>
        {remove.error && <Refused problem={remove.error} />}
      </div>
      <Button
        small
        icon={<Trash2 aria-hidden="true" />}
        onPress={remove.run}
        isDisabled={remove.isBusy}
        aria-label={t('passkeys.remove.named', { name })}
      >
        {t('passkeys.remove')}
      </Button>
      {remove.dialog}
    </li>
  )
}

function NewKey() {
  const { t } = useTexts()
  const [name, setName] = useState('')
  const add = useProof(
    async (proof) => call('addPasskey', { body: { ...(await makePasskey(await call('offerPasskey', { body: {} }))), name, ...proof } }),
    (told) => {
      showAccount(told)
      setName('')
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.run()
  }
  return (
    <form onSubmit={submit} className="stack">
      {add.error && !isPutAside(add.error) && <Refused problem={add.error} />}
      <Field label={t('passkeys.name')} hint={t('passkeys.name.hint')} value={name} onChange={setName} isRequired maxLength={60} />
      <div className="row">
        <Button type="submit" icon={<KeyRound aria-hidden="true" />} isDisabled={add.isBusy}>
          {t('passkeys.add')}
        </Button>
      </div>
      {add.dialog}
    </form>
  )
}
