import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Select } from '../../ui/Select.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { caseHasChanged, organisation } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import './kept-from.css'

type Reason = Given<'openWithReason'>['body']['reason']
const reasons: readonly Reason[] = ['caller-asks', 'colleague-away', 'colleague-asks', 'follow-up', 'check']

/** What stands between the reader and this case, and the one key that is the way on (A6, A25, B14). */
export function KeptFrom({ view }: { view: CaseView }) {
  const { t } = useTexts()
  if (view.keptFrom === 'conflict') return <Conflict id={view.row.id} />
  if (view.keptFrom === 'relation') return <WithReason id={view.row.id} />
  return view.keptFrom === 'glass' ? <Remark tone="warn">{t('kept.glass')}</Remark> : <Remark>{t('case.unreadable')}</Remark>
}

function WithReason({ id }: { id: string }) {
  const { t } = useTexts()
  const open = useMutation({
    mutationFn: (reason: Reason) => call('openWithReason', { params: { id }, body: { reason } }),
    onSuccess: () => tell({ text: t('kept.opened') }),
    onSettled: () => caseHasChanged(id),
  })
  useKeys(Object.fromEntries(reasons.map((reason, n) => [`${n + 1}`, () => !open.isPending && open.mutate(reason)])))
  return (
    <Remark tone="warn">
      <p>{t('kept.relation')}</p>
      <div className="kept-from-ways">
        {reasons.map((reason, n) => (
          <Button
            key={reason}
            hotkey={`${n + 1}`}
            isPending={open.isPending && open.variables === reason}
            onPress={() => open.mutate(reason)}
          >
            {t(`kept.reason.${reason}`)}
          </Button>
        ))}
      </div>
      {open.isError && <Refused problem={open.error} />}
    </Remark>
  )
}

function Conflict({ id }: { id: string }) {
  const { t } = useTexts()
  const me = useMe()
  const pass = useMutation({
    mutationFn: () => call('passOn', { params: { id } }),
    onSuccess: () => tell({ text: t('kept.passedOn') }),
    onSettled: () => caseHasChanged(id),
  })
  useKeys({ l: () => !pass.isPending && pass.mutate() })
  return (
    <Remark tone="warn">
      <p>{t('kept.conflict')}</p>
      <div className="kept-from-ways">
        <Button look="primary" hotkey="l" isPending={pass.isPending} onPress={() => pass.mutate()}>
          {t('kept.passOn')}
        </Button>
      </div>
      {me.hand === 'officer' && <NameSomeone id={id} />}
      {pass.isError && <Refused problem={pass.error} />}
    </Remark>
  )
}

/** For whoever leads: a colleague's matter is seen by whom they name. Who may, the server says. */
function NameSomeone({ id }: { id: string }) {
  const { t } = useTexts()
  const [who, setWho] = useState('')
  const people = useQuery(organisation).data?.colleagues ?? []
  const name = useMutation({
    mutationFn: () => call('nameForConflict', { params: { id }, body: { employee: who } }),
    onSuccess: () => tell({ text: t('kept.named') }),
    onSettled: () => caseHasChanged(id),
  })
  return (
    <div className="kept-from-ways">
      <Select label={t('kept.name')} options={people} value={who} onChange={setWho} />
      <Button isDisabled={who === ''} isPending={name.isPending} onPress={() => name.mutate()}>
        {t('kept.name.do')}
      </Button>
      {name.isError && <Refused problem={name.error} />}
    </div>
  )
}
