import type { CaseView } from '../../../contracts/case.ts'
import type { Asked } from './ActionBar.tsx'
import { ApplicationDialog } from './ApplicationDialog.tsx'
import { CloseDialog } from './CloseDialog.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import { HandOverDialog } from './HandOverDialog.tsx'
import { HoldDialog } from './HoldDialog.tsx'
import { LookUpDialog } from './LookUpDialog.tsx'
import { MarkDialog } from './MarkDialog.tsx'
import { ReturnDialog } from './ReturnDialog.tsx'
import { RightsDialog } from './RightsDialog.tsx'
import { RouteDialog } from './RouteDialog.tsx'
import { SplitDialog } from './SplitDialog.tsx'

export type DialogProps = { view: CaseView; seen: number; onClose: () => void; onDone: (version: number) => void }

export function Dialogs({ asked, ...rest }: DialogProps & { asked: Asked }) {
  if (asked === 'route') return <RouteDialog {...rest} />
  if (asked === 'split') return <SplitDialog {...rest} />
  if (asked === 'handover') return <HandOverDialog {...rest} />
  if (asked === 'return') return <ReturnDialog {...rest} />
  if (asked === 'decide') return <DecideDialog {...rest} />
  // another case is another component: what was shown in the first is gone
  if (asked === 'lookUp') return <LookUpDialog key={rest.view.row.id} {...rest} />
  if (asked === 'application') return <ApplicationDialog key={rest.view.row.id} {...rest} />
  if (asked === 'mark') return <MarkDialog {...rest} />
  if (asked === 'rights') return <RightsDialog key={rest.view.row.id} {...rest} />
  if (asked === 'hold') return <HoldDialog {...rest} />
  return <CloseDialog {...rest} />
}
