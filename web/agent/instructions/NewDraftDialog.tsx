import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Select } from '../../ui/Select.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { call } from '../client.ts'
import { client, templates, versions } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { YamlField } from './YamlField.tsx'

type From = Given<'startDraft'>['body']['from']
const ways = ['in-force', 'template', 'yaml', 'empty'] as const
type Way = (typeof ways)[number]

/** A new draft: from what is in force, a template, a file, or nothing. */
export function NewDraftDialog({ board, inForce, onClose }: { board: string; inForce: boolean; onClose: () => void }) {
  const { t } = useTexts()
  const go = useNavigate()
  const [way, setWay] = useState<Way>(inForce ? 'in-force' : 'template')
  const [template, setTemplate] = useState<string | null>(null)
  const [yaml, setYaml] = useState('')
  const list = useQuery(templates(board))
  const chosen = template ?? list.data?.templates[0]?.code ?? ''
  const start = useMutation({
    mutationFn: (from: From) => call('startDraft', { params: { board }, body: { from } }),
    onSuccess: ({ id }) => {
      client.invalidateQueries({ queryKey: versions(board).queryKey })
      go({ to: '/instruction-versions/$id', params: { id } })
    },
  })
  const from: From = way === 'template' ? { template: chosen } : way === 'yaml' ? { yaml } : way
  const ready = way === 'yaml' ? yaml.trim() !== '' : way !== 'template' || chosen !== ''
  const offered = ways.filter((each) => inForce || each !== 'in-force')
  return (
    <Sheet
      wide
      title={t('version.new')}
      closeLabel={t('close')}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="primary" isDisabled={!ready || start.isPending} onPress={() => start.mutate(from)}>
            {t('version.new')}
          </Button>
        </>
      }
    >
      <Segments
        label={t('version.new.from')}
        value={way}
        onChange={setWay}
        options={offered.map((id) => ({ id, name: t(`version.new.${id}`) }))}
      />
      {(way === 'in-force' || way === 'empty') && <p className="soft">{t(`version.new.${way}.more`)}</p>}
      {way === 'template' && list.data && (
        <Select
          label={t('version.template')}
          value={chosen}
          onChange={setTemplate}
          options={list.data.templates.map(({ code, name, suits }) => ({
            id: code,
            name: suits ? `${name} (${t('version.template.suits')})` : name,
          }))}
          hint={list.data.templates.find(({ code }) => code === chosen)?.what ?? ''}
        />
      )}
      {way === 'yaml' && <YamlField value={yaml} onChange={setYaml} problem={start.error} />}
      {way !== 'yaml' && start.isError && <Refused problem={start.error} />}
    </Sheet>
  )
}
