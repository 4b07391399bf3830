import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { organisation } from '../queries.ts'

export type Place = { board: string; caseType: string }
type Props = {
  label: string
  value: Place | null
  onChange: (place: Place | null) => void
  autoFocus?: boolean
  hint?: string
  keepUnrouted?: boolean
}

const idOf = (place: Place) => `${place.board}/${place.caseType}`

/** Which board and which kind of case, as one choice: "bygg", "SBN bygg" and "stadsbyggnad lov" all find it. */
export function PlacePick({ label, value, onChange, autoFocus, hint, keepUnrouted }: Props) {
  const { t } = useTexts()
  const { data } = useQuery(organisation)
  const groups = useMemo(
    () =>
      (data?.boards ?? []).map((board, tone) => ({
        id: board.code,
        name: board.name,
        tone: tone % 8,
        choices: board.caseTypes
          .filter((type) => keepUnrouted || !type.unrouted)
          .map((type) => ({
            id: idOf({ board: board.code, caseType: type.code }),
            name: `${type.name} · ${board.short}`,
            also: `${board.departments.find((department) => department.code === type.department)?.name ?? ''}`,
            ...(type.sealed && { mark: t('row.sealed.mark') }),
          })),
      })),
    [data, keepUnrouted, t],
  )
  const change = (id: string | null) => {
    const [board, caseType] = id?.split('/') ?? []
    onChange(board && caseType ? { board, caseType } : null)
  }
  if (groups.length === 0) return null
  return (
    <Pick
      label={label}
      groups={groups}
      value={value && idOf(value)}
      onChange={change}
      placeholder={t('place.placeholder')}
      empty={t('place.empty')}
      {...(autoFocus && { autoFocus })}
      {...(hint && { hint })}
    />
  )
}
