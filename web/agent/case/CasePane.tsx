import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { caseView, type Purpose } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { refusalOf } from '../refusal.ts'
import { rememberOpened } from '../search/recent.ts'
import { CaseRoom } from './CaseRoom.tsx'
import './case.css'

type Props = { id: string; purpose: Purpose; onBack: () => void; onPurpose: (purpose: Purpose) => void }

/** Asking again changes nothing in a refusal, only in what went wrong on the way. */
const mayHelp = (problem: unknown) => ![403, 404].includes(refusalOf(problem)?.status ?? 0)

/** One case: on its way, refused or open. */
export function CasePane({ id, purpose, onBack, onPurpose }: Props) {
  const { t } = useTexts()
  const kase = useQuery(caseView(id, purpose))
  const row = kase.data?.row
  useEffect(() => {
    if (row) rememberOpened({ id: row.id, number: row.number, board: row.board, caseTypeName: row.caseTypeName })
  }, [row])
  if (kase.isPending) return <Waiting label={t('wait')} lines={7} />
  // A refresh that fails leaves what is shown, and what is being written, where it is.
  if (!kase.data)
    return (
      <div className="page stack case-refused">
        <Button icon={<ArrowLeft aria-hidden="true" />} onPress={onBack}>
          {t('back')}
        </Button>
        <Refused problem={kase.error} {...(mayHelp(kase.error) && { again: () => kase.refetch() })} />
      </div>
    )
  return <CaseRoom view={kase.data} onBack={onBack} onPurpose={onPurpose} refreshing={kase.isError ? kase.error : null} />
}
