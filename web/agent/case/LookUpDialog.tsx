import { useMutation, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Pick } from '../../ui/Pick.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Remark, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { call } from '../client.ts'
import { connectors, lookUpCatalogue } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { ConnectorBriefing } from './ConnectorBriefing.tsx'
import type { DialogProps } from './Dialogs.tsx'
import { StatusShown } from './StatusShown.tsx'
import './look-up.css'

type Kinds = Reply<'lookUpCatalogue'>['kinds']
const idOf = ({ board, caseType }: { board: string; caseType: string }) => `${board}/${caseType}`

/**
 * Status out of a board's own system. What was answered lives in this component and nowhere else: no cache keeps it, and closing the sheet or
 * leaving the case lets it go (A31, C8).
 */
export function LookUpDialog({ view: { row }, onClose }: DialogProps) {
  const { t } = useTexts()
  const me = useMe()
  const mine = row.assignee?.id === me.employee.id
  const kinds = useQuery(lookUpCatalogue).data?.kinds
  const [chosen, setChosen] = useState<string | null>(idOf(row))
  const [reference, setReference] = useState('')
  const kind = kinds?.find((each) => idOf(each) === chosen)
  const unread = useQuery(connectors).data?.connectors.filter(
    ({ system, acknowledgedAt }) => acknowledgedAt === null && kind?.systems.some(({ code }) => code === system),
  )
  const ask = useMutation({
    mutationFn: ({ board, caseType }: Kinds[number]) =>
      call('askStatus', { body: { caseId: row.id, board, caseType, reference: reference.trim() } }),
    gcTime: 0,
  })
  const again = () => {
    setReference('')
    ask.reset()
  }
  const ready = mine && kind !== undefined && unread?.length === 0 && reference.trim() !== ''
  const submit = () => kind && ready && !ask.isPending && !ask.data && ask.mutate(kind)
  return (
    <Sheet
      title={t('act.lookUp')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      wide
      foot={
        ask.data ? (
          <Button onPress={again}>{t('lookUp.again')}</Button>
        ) : (
          <Button
            look="primary"
            hotkey="Ctrl ↵"
            icon={<Search aria-hidden="true" />}
            isDisabled={!ready}
            isPending={ask.isPending}
            onPress={submit}
          >
            {t('lookUp.ask')}
          </Button>
        )
      }
    >
      {!kinds && <Waiting label={t('wait')} lines={3} />}
      {kinds && !ask.data && (
        <>
          <p className="soft small">{t('lookUp.lead')}</p>
          {!mine && <Remark tone="warn">{t('lookUp.notMine')}</Remark>}
          {kinds.length === 0 && <Remark tone="warn">{t('lookUp.kind.none')}</Remark>}
          {kinds.length > 0 && <KindPick kinds={kinds} value={kind ? chosen : null} onChange={setChosen} autoFocus={!kind} />}
          {kinds.length > 0 && <Reference value={reference} onChange={setReference} autoFocus={kind !== undefined} />}
          {unread?.map((each) => (
            <ConnectorBriefing key={each.system} connector={each} />
          ))}
          {ask.isError && <Refused problem={ask.error} />}
        </>
      )}
      {ask.data && <StatusShown shown={ask.data} kind={kind?.caseTypeName ?? ''} />}
    </Sheet>
  )
}

/** The browser keeps nothing of it either. */
function Reference(props: { value: string; onChange: (value: string) => void; autoFocus: boolean }) {
  const { t } = useTexts()
  return <Field label={t('lookUp.reference')} hint={t('lookUp.reference.hint')} autoComplete="off" spellCheck="false" {...props} />
}

type PickProps = { kinds: Kinds; value: string | null; onChange: (id: string | null) => void; autoFocus: boolean }

/** Only what a clause in force lets one look up, by board. */
function KindPick({ kinds, value, onChange, autoFocus }: PickProps) {
  const { t } = useTexts()
  const lookOf = useBoards()
  const groups = [...Map.groupBy(kinds, ({ board }) => board)].map(([board, ofBoard]) => ({
    id: board,
    name: ofBoard[0]?.boardName ?? board,
    tone: lookOf(board).tone,
    choices: ofBoard.map((kind) => ({ id: idOf(kind), name: `${kind.caseTypeName} · ${lookOf(board).short}`, also: kind.boardName })),
  }))
  return (
    <Pick
      label={t('lookUp.kind')}
      groups={groups}
      value={value}
      onChange={onChange}
      placeholder={t('lookUp.kind.placeholder')}
      empty={t('place.empty')}
      autoFocus={autoFocus}
    />
  )
}
