import { useNavigate } from '@tanstack/react-router'
import type { Purpose } from '../queries.ts'
import { CasePane } from './CasePane.tsx'

export function CasePage({ id, purpose }: { id: string; purpose: Purpose }) {
  const go = useNavigate()
  const onPurpose = (next: Purpose) => go({ to: '/cases/$id', params: { id }, search: { purpose: next === 'guidance' ? undefined : next } })
  return <CasePane key={id} id={id} purpose={purpose} onPurpose={onPurpose} onBack={() => history.back()} />
}
