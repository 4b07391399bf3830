import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { organisation, type Purpose } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { ActionBar, type Asked } from './ActionBar.tsx'
import { AnswerComposer } from './AnswerComposer.tsx'
import { CaseHeader } from './CaseHeader.tsx'
import { Dialogs } from './Dialogs.tsx'
import { useDraft } from './drafts.ts'
import { NoteComposer } from './NoteComposer.tsx'
import { ServiceClocks } from './ServiceClocks.tsx'
import { Strip } from './Strip.tsx'
import { Timeline } from './Timeline.tsx'
import { useAct } from './use-act.ts'
import { useFocusKept } from './use-focus-kept.ts'
import { usePresence } from './use-presence.ts'
import { whoChanged } from './who-changed.ts'

type Props = { view: CaseView; onBack: () => void; onPurpose: (purpose: Purpose) => void; refreshing: Error | null }
type Open = 'answer' | 'note' | null

export function CaseRoom({ view, onBack, onPurpose, refreshing }: Props) {
  const { t } = useTexts()
  const me = useMe()
  const { row } = view
  const answer = useDraft(row.id, 'answer', view.drafts.answer)
  const note = useDraft(row.id, 'note', view.drafts.note)
  const [open, setOpen] = useState<Open>(answer.text ? 'answer' : note.text ? 'note' : null)
  const [asked, setAsked] = useState<Asked | null>(null)
  // Who writes has seen the version that was shown when they began; who only reads follows along.
  const [seen, setSeen] = useState(view.version)
  const isWriting = answer.text !== '' || note.text !== ''
  if (!isWriting && view.version > seen) setSeen(view.version)
  const works = me.hand !== 'auditor'
  usePresence(row.id, answer.text + note.text, works)
  const take = useAct(row.id, (to: string | null) => call('assignCase', { params: { id: row.id }, body: { to, version: seen } }), setSeen)
  const mine = row.assignee?.id === me.employee.id
  const may = (act: keyof CaseView['can']) => view.can[act].outcome === 'permit'
  const toggleMine = () => take.mutate(mine ? null : me.employee.id)
  useKeys({
    r: () => may('answer') && setOpen('answer'),
    n: () => may('note') && setOpen('note'),
    a: () => may('note') && !mine && toggleMine(),
    d: () => may('route') && setAsked('route'),
    h: () => may('handover') && setAsked('handover'),
    e: () => may('close') && setAsked('close'),
  })
  const room = useRef<HTMLElement>(null)
  useFocusKept(room, open, `${asked} ${view.version}`)
  const purposes = useQuery(organisation).data?.purposes ?? []
  const composers = { caseId: row.id, view, seen, onOpen: setOpen, onDone: setSeen }
  return (
    <article ref={room} tabIndex={-1} className="case" aria-label={row.number}>
      <div className="case-top">
        <CaseHeader view={view} onBack={onBack} {...(works && view.mayMark && { onMark: () => setAsked('mark') })} />
        <Strip view={view} onPurpose={onPurpose} purposes={purposes} />
        <ServiceClocks clocks={view.clocks} />
        {works && (
          <ActionBar view={view} mine={mine} onTake={toggleMine} taking={take.isPending} onAsk={setAsked} seen={seen} onDone={setSeen} />
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="case-middle" aria-label={t('timeline.label')} tabIndex={0}>
        {refreshing && <Refused problem={refreshing} />}
        {take.isError && <Refused problem={take.error} />}
        <Timeline view={view} />
      </section>
      <footer className="case-foot">
        {isWriting && view.version > seen && (
          <Remark
            tone="warn"
            action={
              <Button small onPress={() => setSeen(view.version)}>
                {t('changed.seen')}
              </Button>
            }
          >
            <p role="status">{t('changed.text', { who: whoChanged(view, me.employee.id) ?? t('changed.someone') })}</p>
          </Remark>
        )}
        {works && (
          <div className="composers">
            <AnswerComposer {...composers} draft={answer} isOpen={open === 'answer'} />
            <NoteComposer {...composers} draft={note} isOpen={open === 'note'} />
          </div>
        )}
      </footer>
      {asked && <Dialogs asked={asked} view={view} seen={seen} onClose={() => setAsked(null)} onDone={setSeen} />}
    </article>
  )
}
