import { useQuery } from '@tanstack/react-query'
import type { TimelineItem } from '../../../contracts/case.ts'
import { type Key, useTexts } from '../../texts/index.tsx'
import { useBoards } from '../boards.tsx'
import { organisation } from '../queries.ts'

type EventItem = Extract<TimelineItem, { kind: 'event' }>
type EventKey = Extract<Key, `event.${string}`>

const known = {
  'case.opened': 'event.case.opened',
  'case.assigned': 'event.case.assigned',
  'case.routed': 'event.case.routed',
  'case.split': 'event.case.split',
  'case.harm-tested': 'event.case.harm-tested',
  'secrecy.marked': 'event.secrecy.marked',
  'secrecy.lifted': 'event.secrecy.lifted',
  'case.offered': 'event.case.offered',
  'case.accepted': 'event.case.accepted',
  'case.returned': 'event.case.returned',
  'case.decided': 'event.case.decided',
  'case.closed': 'event.case.closed',
  'case.reopened': 'event.case.reopened',
  'case.delivered': 'event.case.delivered',
  'case.altered': 'event.case.altered',
  'case.happened': 'event.case.happened',
  'case.reviewed': 'event.case.reviewed',
  'message.undone': 'event.message.undone',
  'message.given-up': 'event.message.givenUp',
  'receipt.withheld': 'event.receipt.withheld',
  'receipt.lacks': 'event.receipt.lacks',
  'hold.placed': 'event.hold.placed',
  'hold.released': 'event.hold.released',
} as const satisfies Record<string, EventKey>

/** Already told by the message or note itself: an event line would only say it twice. */
const told = new Set(['message.received', 'message.written', 'message.sent', 'note.written', 'contact.received', 'contact.registered'])
const isKnown = (event: string): event is keyof typeof known => Object.hasOwn(known, event)

export function EventLine({ event }: { event: EventItem }) {
  const { t, moment, whole } = useTexts()
  const look = useBoards()
  const outcomes = useQuery(organisation).data?.outcomes
  if (told.has(event.event)) return null
  const toBoard = event.facts.toBoard ?? event.facts.board
  const board = typeof toBoard === 'string' ? look(toBoard).name : ''
  const outcome = outcomes?.find(({ code }) => code === event.facts.outcome)?.name
  return (
    <p className="event">
      <span>
        {isKnown(event.event) ? t(known[event.event]) : event.event}
        {board && ` → ${board}`}
        {outcome && `: ${outcome}`}
        {event.actor && ` · ${event.actor}`}
      </span>
      <time dateTime={event.at} title={whole(event.at)}>
        {moment(event.at)}
      </time>
    </p>
  )
}
