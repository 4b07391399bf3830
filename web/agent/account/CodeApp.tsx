import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { account, client } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { NewAuthenticator, RecoveryCodes } from './Authenticator.tsx'
import { showAccount, useProof } from './use-proof.tsx'

type Props = Pick<Reply<'account'>, 'code' | 'demanded'>
type Offered = Reply<'offerCode'>

export function CodeApp({ code, demanded }: Props) {
  const { t, moment } = useTexts()
  const [offered, setOffered] = useState<Offered | null>(null)
  const [kept, setKept] = useState<readonly string[] | null>(null)
  const offer = useProof((proof) => call('offerCode', { body: proof }), setOffered)
  const remove = useProof((proof) => call('removeCode', { body: proof }), showAccount)
  const done = (codes: readonly string[]) => {
    setOffered(null)
    setKept(codes)
    void client.invalidateQueries({ queryKey: account.queryKey })
  }
  return (
    <section className="sheet account-part stack" aria-labelledby="code-app">
      <h2 id="code-app">{t('codeApp.title')}</h2>
      <p className="soft">{t('codeApp.lead')}</p>
      {demanded && <Remark>{t('codeApp.demanded')}</Remark>}
      {(offer.error ?? remove.error) && <Refused problem={offer.error ?? remove.error} />}
      {code && <p>{t('codeApp.since', { at: moment(code.since), n: code.recoveryCodesLeft })}</p>}
      {kept && <RecoveryCodes codes={kept} onKept={() => setKept(null)} />}
      {offered && <Confirm offered={offered} onDone={done} />}
      {!offered && !kept && (
        <div className="row">
          <Button onPress={offer.run} isDisabled={offer.isBusy}>
            {code ? t('codeApp.replace') : t('codeApp.add')}
          </Button>
          {code && !demanded && (
            <Button onPress={remove.run} isDisabled={remove.isBusy}>
              {t('codeApp.remove')}
            </Button>
          )}
        </div>
      )}
      {offer.dialog}
      {remove.dialog}
    </section>
  )
}

function Confirm({ offered, onDone }: { offered: Offered; onDone: (codes: readonly string[]) => void }) {
  const { t } = useTexts()
  const [code, setCode] = useState('')
  const confirm = useMutation({
    mutationFn: () => call('confirmCode', { body: { code } }),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    onSettled: () => setCode(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate()
  }
  return (
    <form onSubmit={submit} className="stack">
      <NewAuthenticator offered={offered} />
      {confirm.isError && <Refused problem={confirm.error} />}
      <Field label={t('code.label')} autoComplete="one-time-code" value={code} onChange={setCode} isRequired autoFocus />
      <div className="row">
        <Button look="primary" type="submit" isDisabled={confirm.isPending}>
          {t('codeApp.confirm')}
        </Button>
      </div>
    </form>
  )
}
