import { type FormEvent, useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { Refused } from '../Refused.tsx'
import { showAccount, useProof } from './use-proof.tsx'

/** A proof is always asked for: whoever finds an open screen may not take the account. */
const never = 'A'.repeat(43)

export function Password() {
  const { t } = useTexts()
  const [password, setPassword] = useState('')
  const change = useProof(
    ({ proof = never }) => call('changePassword', { body: { password, proof } }),
    (told) => {
      showAccount(told)
      setPassword('')
      tell({ text: t('password.changed') })
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.run()
  }
  return (
    <section className="sheet account-part stack" aria-labelledby="password">
      <h2 id="password">{t('password.title')}</h2>
      <p className="soft">{t('password.lead')}</p>
      {change.error && <Refused problem={change.error} />}
      <form onSubmit={submit} className="stack">
        <Field
          label={t('password.new')}
          hint={t('password.hint')}
          type="password"
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          value={password}
          onChange={setPassword}
          isRequired
        />
        <div className="row">
          <Button type="submit" isDisabled={change.isBusy}>
            {t('password.change')}
          </Button>
        </div>
      </form>
      {change.dialog}
    </section>
  )
}
