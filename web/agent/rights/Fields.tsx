import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Area } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'

export type Kind = Given<'registerRights'>['body']['kind']
const kinds: readonly Kind[] = [
  'access',
  'records',
  'rectification',
  'erasure',
  'restriction',
  'objection',
  'portability',
  'consent-withdrawal',
  'information',
]

export function KindField({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const { t } = useTexts()
  const choose = (id: string) => {
    const found = kinds.find((each) => each === id)
    if (found) onChange(found)
  }
  return (
    <Select
      label={t('rights.kind')}
      value={kind}
      onChange={choose}
      options={kinds.map((each) => ({ id: each, name: t(`rights.kind.${each}`) }))}
    />
  )
}

export function NumbersField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTexts()
  return <Area label={t('rights.numbers')} hint={t('rights.numbers.hint')} rows={2} value={value} onChange={onChange} />
}

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
