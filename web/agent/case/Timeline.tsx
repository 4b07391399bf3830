import { NotebookPen } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { CaseView, TimelineItem } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { MaskedText } from '../Why.tsx'
import { EventLine } from './EventLine.tsx'
import { GuardMarks } from './GuardMarks.tsx'
import { KeptFrom } from './KeptFrom.tsx'
import { Message } from './Message.tsx'
import './timeline.css'

type Note = Extract<TimelineItem, { kind: 'note' }>

/** Everything that has happened, oldest first, as one reads; it opens at the newest message. */
export function Timeline({ view }: { view: CaseView }) {
  const end = useRef<HTMLLIElement>(null)
  const count = view.timeline.length
  useEffect(() => {
    // After three items the newest is likely below the fold; before that the reader begins at the top.
    if (count > 3) end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  return (
    <ol className="timeline">
      {(!view.readable || view.keptFrom !== null) && (
        <li>
          <KeptFrom view={view} />
        </li>
      )}
      {view.timeline.map((item) => (
        <li key={`${item.kind} ${item.id}`} className={`item item-${item.kind}`}>
          {item.kind === 'message' && <Message message={item} sender={view.row.sender} masked={view.masked} />}
          {item.kind === 'note' && <NoteItem note={item} masked={view.masked} />}
          {item.kind === 'event' && <EventLine event={item} />}
        </li>
      ))}
      <li ref={end} aria-hidden="true" />
    </ol>
  )
}

function NoteItem({ note, masked }: { note: Note; masked: CaseView['masked'] }) {
  const { t, moment, whole } = useTexts()
  return (
    <article className="card card-note">
      <header>
        <NotebookPen aria-hidden="true" />
        <strong>{note.author?.name ?? t('someone')}</strong>
        <span>{t(`noteKind.${note.noteKind}`)}</span>
        <time className="apart" dateTime={note.at} title={whole(note.at)}>
          {moment(note.at)}
        </time>
      </header>
      <p className="plain-text">
        <MaskedText text={note.body} why={masked} />
      </p>
      <GuardMarks marks={note.marks} />
    </article>
  )
}
