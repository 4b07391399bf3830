import type { Keeps } from '../../platform/keeps.ts'

export const keeps: readonly Keeps[] = [
  { table: 'bulletin_receipt', holds: 'trace', end: 'stays', retains: 'who among the staff has read what, and when' },
  { table: 'bulletin', holds: 'trace', end: 'stays', retains: 'what the staff were told, and by whom; nothing about cases or residents' },
  { table: 'connector_acknowledgement', holds: 'trace', end: 'stays', retains: 'who among the staff has read how data may be fetched' },
]
