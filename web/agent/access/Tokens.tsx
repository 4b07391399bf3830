import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Remark, Tag } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import { showAccess } from './shown.ts'

/** Keys for the directory's provisioning. */
export function Tokens({ access: { tokens } }: { access: Reply<'access'> }) {
  const { t, moment } = useTexts()
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: () => call('makeScimToken', { body: { name } }),
    onSuccess: ({ access }) => {
      showAccess(access)
      setName('')
    },
  })
  const revoke = useMutation({ mutationFn: (token: string) => call('revokeScimToken', { params: { token } }), onSuccess: showAccess })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate()
  }
  return (
    <section className="sheet account-part stack" aria-labelledby="tokens">
      <h2 id="tokens">{t('tokens.title')}</h2>
      <p className="soft">{t('tokens.lead')}</p>
      {(make.error ?? revoke.error) && <Refused problem={make.error ?? revoke.error} />}
      {make.data && (
        <Remark tone="good">
          <p>{t('tokens.made')}</p>
          <code className="secret">{make.data.token}</code>
        </Remark>
      )}
      {tokens.length > 0 && (
        <ul className="account-list">
          {tokens.map((token) => (
            <li key={token.id}>
              <div>
                <strong>{token.name}</strong> {token.revokedAt !== null && <Tag>{t('tokens.revoked')}</Tag>}
                <p className="soft small">
                  {t('passkeys.made', { at: moment(token.madeAt) })}
                  {token.usedAt !== null && ` · ${t('passkeys.used', { at: moment(token.usedAt) })}`}
                </p>
              </div>
              {token.revokedAt === null && (
                <Button
                  small
                  onPress={() => revoke.mutate(token.id)}
                  isDisabled={revoke.isPending}
                  aria-label={t('tokens.revoke.named', { name: token.name })}
                >
                  {t('tokens.revoke')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="stack">
        <Field label={t('tokens.name')} value={name} onChange={setName} isRequired maxLength={60} />
        <div className="row">
          <Button type="submit" isDisabled={make.isPending}>
            {t('tokens.make')}
          </Button>
        </div>
      </form>
    </section>
  )
}
