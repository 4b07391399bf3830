import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client } from '../queries.ts'
import { Refused } from '../Refused.tsx'

const regions = ['EU/EEA', 'outside EU/EEA'] as const

export function AddSubProcessor({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [whatFor, setWhatFor] = useState('')
  const [region, setRegion] = useState<(typeof regions)[number]>('EU/EEA')
  const isWhole = /^[a-z0-9][a-z0-9-]{0,59}$/.test(code) && name.trim().length > 1 && whatFor.trim().length > 2
  const add = useMutation({
    mutationFn: () => call('addSubProcessor', { body: { code, name, whatFor, region } }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: ['controls'] })
      tell({ text: t('register.done') })
      onClose()
    },
  })
  const send = () => isWhole && !add.isPending && add.mutate()
  return (
    <Sheet
      title={t('register.add')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={send}
      foot={
        <Button look="primary" isDisabled={!isWhole || add.isPending} onPress={send}>
          {t('register.add')}
        </Button>
      }
    >
      <div className="stack">
        <Field label={t('register.name')} value={name} onChange={setName} isRequired />
        <Field label={t('register.code')} hint={t('register.code.hint')} value={code} onChange={setCode} isRequired />
        <Area label={t('register.whatFor')} value={whatFor} onChange={setWhatFor} isRequired />
        <Select
          label={t('register.region')}
          value={region}
          onChange={(given) => setRegion(regions.find((each) => each === given) ?? 'EU/EEA')}
          options={regions.map((id) => ({ id, name: t(id === 'EU/EEA' ? 'register.region.inside' : 'register.region.outside') }))}
        />
        {add.isError && <Refused problem={add.error} />}
      </div>
    </Sheet>
  )
}
