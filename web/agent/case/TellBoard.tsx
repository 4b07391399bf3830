import { useMutation } from '@tanstack/react-query'
import type { Given } from '../../../contracts/api.ts'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import type { Act } from './acts.ts'

type Asked = Given<'reportGap'>['body']['act']
/** What the instruction would have to say for the button to work (server/domain/case/acts.ts). Those that aren't here are the board's own. */
const asks: Partial<Record<Act, Asked>> = {
  answer: 'advise',
  note: 'receive',
  route: 'receive',
  handover: 'handover',
  close: 'advise',
  reopen: 'receive',
}
const gaps = ['NO_CLAUSE', 'CLAUSES_DISAGREE', 'NO_ACTIVE_INSTRUCTION']

/** Where the instruction has no answer: tell the board so, and hear what one may always do (A13). */
export function TellBoard({ view, act }: { view: CaseView; act: Act }) {
  const { t } = useTexts()
  const asked = asks[act]
  const { board, caseType, channel } = view.row
  const told = useMutation({
    mutationFn: (wanted: Asked) => call('reportGap', { body: { board, caseType, channel, act: wanted, mission: view.opened.purpose } }),
  })
  if (asked === undefined || !gaps.includes(view.can[act].because)) return null
  if (told.isSuccess) return <p role="status">{t('gap.toldNow')}</p>
  return (
    <>
      <Button small isPending={told.isPending} onPress={() => told.mutate(asked)}>
        {t('gap.tell')}
      </Button>
      {told.isError && <Refused problem={told.error} />}
    </>
  )
}
