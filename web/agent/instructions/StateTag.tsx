import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Tag } from '../../ui/Status.tsx'

const tones = {
  draft: 'soft',
  proposed: 'warn',
  approved: 'warn',
  accepted: 'warn',
  'in-force': 'good',
  superseded: 'soft',
  stopped: 'danger',
  ended: 'soft',
} as const

export function StateTag({ state }: { state: Reply<'readVersion'>['state'] }) {
  const { t } = useTexts()
  return <Tag tone={tones[state]}>{t(`version.${state}`)}</Tag>
}
