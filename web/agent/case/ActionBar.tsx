import {
  Archive,
  ArchiveRestore,
  ArrowRightLeft,
  CornerUpLeft,
  FilePen,
  Gavel,
  Hand,
  HandHelping,
  PackageCheck,
  Scale,
  Search,
  Signpost,
  Split,
  TimerOff,
  UserMinus,
} from 'lucide-react'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { useKeys } from '../../ui/keys.ts'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { ActButton } from './ActButton.tsx'
import { useAct } from './use-act.ts'

/** Acts that ask for something more before they are done. */
export type Asked = 'route' | 'split' | 'handover' | 'return' | 'decide' | 'close' | 'hold' | 'lookUp' | 'application' | 'rights' | 'mark'
type Props = {
  view: CaseView
  mine: boolean
  onTake: () => void
  taking: boolean
  onAsk: (asked: Asked) => void
  seen: number
  onDone: (version: number) => void
}

export function ActionBar({ view, mine, onTake, taking, onAsk, seen, onDone }: Props) {
  const { t } = useTexts()
  const officer = useMe().hand === 'officer'
  const { row, can } = view
  const same = { params: { id: row.id }, body: { version: seen } }
  const accept = useAct(row.id, () => call('acceptHandover', same), onDone)
  const reopen = useAct(row.id, () => call('reopenCase', same), onDone)
  const deliver = useAct(row.id, () => call('confirmDelivery', same), onDone)
  const failed = [accept, reopen, deliver].find((act) => act.isError)
  const closed = row.state === 'closed'
  // Until it has been accepted nothing else can be done with it here.
  const toAccept = officer && row.offeredTo !== null
  return (
    <div className="acts" role="toolbar" aria-label={t('acts.label')}>
      {toAccept && (
        <>
          <ActButton
            verdict={can.accept}
            look="primary"
            icon={<HandHelping aria-hidden="true" />}
            onPress={() => accept.mutate()}
            pending={accept.isPending}
          >
            {t('act.accept')}
          </ActButton>
          <ActButton verdict={can.return} icon={<CornerUpLeft aria-hidden="true" />} onPress={() => onAsk('return')}>
            {t('act.return')}
          </ActButton>
        </>
      )}
      {!closed && !toAccept && <Work view={view} mine={mine} onTake={onTake} taking={taking} onAsk={onAsk} />}
      {closed && (
        <ActButton
          verdict={can.reopen}
          icon={<ArchiveRestore aria-hidden="true" />}
          onPress={() => reopen.mutate()}
          pending={reopen.isPending}
        >
          {t('act.reopen')}
        </ActButton>
      )}
      {view.disappears.state === 'waiting-for-receipt' && (
        <ActButton
          verdict={can.confirmDelivery}
          icon={<PackageCheck aria-hidden="true" />}
          onPress={() => deliver.mutate()}
          pending={deliver.isPending}
        >
          {t('act.confirmDelivery')}
        </ActButton>
      )}
      {(can.hold.outcome === 'permit' || (officer && closed)) && (
        <ActButton verdict={can.hold} icon={<TimerOff aria-hidden="true" />} onPress={() => onAsk('hold')}>
          {t('act.hold')}
        </ActButton>
      )}
      {failed && <Refused problem={failed.error} />}
    </div>
  )
}

function Work({ view: { row, can }, mine, onTake, taking, onAsk }: Pick<Props, 'view' | 'mine' | 'onTake' | 'taking' | 'onAsk'>) {
  const { t } = useTexts()
  const agent = useMe().hand === 'agent'
  useKeys({ p: () => agent && onAsk('application') })
  return (
    <>
      <ActButton
        verdict={can.note}
        {...(!mine && { hotkey: 'a' })}
        icon={mine ? <UserMinus aria-hidden="true" /> : <Hand aria-hidden="true" />}
        onPress={onTake}
        pending={taking}
      >
        {mine ? t('act.letGo') : row.assignee ? t('act.takeOver') : t('act.take')}
      </ActButton>
      <ActButton verdict={can.route} hotkey="d" icon={<Signpost aria-hidden="true" />} onPress={() => onAsk('route')}>
        {t('act.route')}
      </ActButton>
      {agent && (
        <ActButton verdict={can.route} icon={<Split aria-hidden="true" />} onPress={() => onAsk('split')}>
          {t('act.split')}
        </ActButton>
      )}
      {agent && (
        <ActButton verdict={undefined} icon={<Search aria-hidden="true" />} onPress={() => onAsk('lookUp')}>
          {t('act.lookUp')}
        </ActButton>
      )}
      {agent && (
        <>
          <ActButton verdict={undefined} hotkey="p" icon={<FilePen aria-hidden="true" />} onPress={() => onAsk('application')}>
            {t('act.application')}
          </ActButton>
          <ActButton verdict={undefined} icon={<Scale aria-hidden="true" />} onPress={() => onAsk('rights')}>
            {t('act.rights')}
          </ActButton>
        </>
      )}
      <ActButton verdict={can.handover} hotkey="h" icon={<ArrowRightLeft aria-hidden="true" />} onPress={() => onAsk('handover')}>
        {t('act.handover')}
      </ActButton>
      {can.decide.outcome === 'permit' && (
        <ActButton verdict={can.decide} icon={<Gavel aria-hidden="true" />} onPress={() => onAsk('decide')}>
          {t('act.decide')}
        </ActButton>
      )}
      <ActButton verdict={can.close} hotkey="e" icon={<Archive aria-hidden="true" />} onPress={() => onAsk('close')}>
        {t('act.close')}
      </ActButton>
    </>
  )
}
