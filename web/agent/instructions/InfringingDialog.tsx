import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, dutiesHaveChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'

/** Tells the board that one of its clauses breaks the law; the clause is paused until the board has answered (A10). */
export function InfringingDialog({ board, clause, onClose }: { board: string; clause: string; onClose: () => void }) {
  const { t } = useTexts()
  const [laws, setLaws] = useState('')
  const [words, setWords] = useState('')
  const named = laws
    .split(';')
    .map((law) => law.trim())
    .filter((law) => law !== '')
  const ready = named.length > 0 && words.trim().length >= 3
  const send = useMutation({
    mutationFn: () => call('sayInfringing', { params: { board }, body: { clause, laws: named, words } }),
    onSuccess: () => {
      dutiesHaveChanged()
      client.invalidateQueries({ queryKey: ['instruction', board] })
      onClose()
      tell({ text: t('infringing.sent') })
    },
  })
  const submit = () => ready && !send.isPending && send.mutate()
  return (
    <Sheet
      title={t('infringing.title', { id: clause })}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button look="danger" hotkey="Ctrl ↵" isPending={send.isPending} isDisabled={!ready} onPress={submit}>
          {t('infringing.send')}
        </Button>
      }
    >
      <p>{t('infringing.lead')}</p>
      <Field autoFocus label={t('infringing.laws')} hint={t('infringing.laws.hint')} value={laws} onChange={setLaws} />
      <Area label={t('infringing.words')} rows={5} value={words} onChange={setWords} />
      {send.isError && <Refused problem={send.error} />}
    </Sheet>
  )
}
