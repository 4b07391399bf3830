import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Remark, Waiting } from '../../ui/Status.tsx'
import { caseView, type Purpose } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { refusalOf } from '../refusal.ts'
import { rememberOpened } from '../search/recent.ts'
import { useMe } from '../session.tsx'
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
  // A refresh that fails on the way leaves what is shown where it is. One that is refused doesn't: a stop, or a version to sign, is obeyed on the
  // screen that is open (A9, A23). What was being written is kept, and is there when the case may be seen again.
  if (!kase.data || (kase.isError && !mayHelp(kase.error)))
    return (
      <div className="page stack case-refused">
        <Button icon={<ArrowLeft aria-hidden="true" />} onPress={onBack}>
          {t('back')}
        </Button>
        <Refused problem={kase.error} {...(mayHelp(kase.error) && { again: () => kase.refetch() })} />
        <Unsigned />
      </div>
    )
  return <CaseRoom view={kase.data} onBack={onBack} onPurpose={onPurpose} refreshing={kase.isError ? kase.error : null} />
}

/** A case may be hidden because its board has a new version that one hasn't signed. */
function Unsigned() {
  const { t } = useTexts()
  const { undertakings } = useMe()
  const n = undertakings.filter(({ signed }) => !signed).length
  if (n === 0) return null
  return (
    <Remark tone="warn" action={<Link to="/instructions">{t('nav.instructions')}</Link>}>
      {t('instructions.unsigned', { n })}
    </Remark>
  )
}
