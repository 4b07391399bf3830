import type { CaseRow } from '../../../contracts/case.ts'
import type { CaseAct } from './acts.ts'
import type { CaseFacts } from './verdicts.ts'

type Why = { sv: string; en: string } | null

const closed = { sv: 'Ärendet är avslutat.', en: 'The case is closed.' }
const notClosed = { sv: 'Ärendet är inte avslutat.', en: 'The case is not closed.' }
const waits = { sv: 'Ärendet väntar på att en nämnd tar emot det.', en: 'The case is waiting for a board to accept it.' }
const notOffered = { sv: 'Ärendet är inte överlämnat till din nämnd.', en: 'The case has not been handed over to your board.' }
const noAddress = { sv: 'Det finns ingen adress att svara till.', en: 'There is no address to answer to.' }

/** What a case's state rules out before any instruction is asked. Null = the state allows it. */
export function stateForbids(
  act: CaseAct,
  row: Pick<CaseRow, 'state' | 'offeredTo'>,
  { offeredHere, answerable }: Pick<CaseFacts, 'offeredHere' | 'answerable'>,
): Why {
  const open = row.state === 'closed' ? closed : null
  const free = row.offeredTo === null ? null : waits
  switch (act) {
    case 'answer':
      return open ?? (answerable ? null : noAddress)
    case 'note':
      return null // a closed case may still need a note, for instance of a hold
    case 'route':
      return open ?? free
    case 'handover':
      return open ?? free
    case 'accept':
      return offeredHere ? null : notOffered
    case 'return':
      return offeredHere ? null : notOffered
    case 'decide':
      return open ?? free
    case 'close':
      return open ?? free
    case 'reopen':
      return row.state === 'closed' ? null : notClosed
    case 'confirmDelivery':
      return row.state === 'closed' ? null : notClosed
    case 'hold':
      return null
  }
}
