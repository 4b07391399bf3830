import { useMutation } from '@tanstack/react-query'
import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, counts } from '../queries.ts'
import type { Codes } from './ReadOut.tsx'

/** Registers a contact, and tells when it disappears and where it is. */
export function useRegister(onDone: (codes: Codes) => void) {
  const { t, day } = useTexts()
  return useMutation({
    mutationFn: (body: Given<'registerContact'>['body']) => call('registerContact', { body }),
    onSuccess: ({ id, cases, disappears }) => {
      onDone(cases.flatMap(({ number, code }) => (code === null ? [] : [{ number, code }])))
      for (const key of [counts.queryKey, ['cases'], ['contacts']]) client.invalidateQueries({ queryKey: key })
      const [first] = cases
      const link = first ? { to: `/cases/${first.id}`, text: first.number } : { to: `/contacts/${id}`, text: t('contact.show') }
      tell({ text: t('contact.done'), detail: disappears.on ? t('gone.on', { day: day(disappears.on) }) : disappears.sentence, link })
    },
  })
}
