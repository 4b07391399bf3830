import { ArrowDown, ArrowUp, Copy, Ellipsis, MessageSquare, PenLine, Trash2 } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import type { Check, EditedClause } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { ChoiceMenu, type MenuChoice } from '../../ui/Popup.tsx'
import { Tag } from '../../ui/Status.tsx'
import { ClauseEditor } from './ClauseEditor.tsx'
import { Comments } from './Comments.tsx'
import { Faults } from './Faults.tsx'
import type { Section } from './sections.ts'

export type ClauseActs = {
  change: (clause: EditedClause, key: string) => void
  rename: (id: string, to: string) => void
  copy: (id: string) => void
  move: (id: string, by: -1 | 1) => void
  remove: (id: string) => void
  open: (id: string, section: Section) => void
  close: (id: string) => void
}
type Props = {
  clause: EditedClause
  number: string
  section: Section
  open: boolean
  sentences: readonly string[]
  checks: readonly Check[]
  comments: Reply<'readDraft'>['comments']
  version: string
  acts: ClauseActs | null
}
const effects = { permit: 'good', deny: 'danger', refer: 'warn', oblige: 'soft', inform: 'soft' } as const
const isEffect = (given: unknown): given is keyof typeof effects => typeof given === 'string' && Object.hasOwn(effects, given)

/** A clause as the paper has it, or open to be written. `acts` null: it is only read. */
export function ClauseCard({ clause, number, section, open, sentences, checks, comments, version, acts }: Props) {
  const [talking, setTalking] = useState(false)
  const was = useRef(open)
  const start = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (was.current && !open) start.current?.querySelector('button')?.focus()
    was.current = open
  }, [open])
  const unsettled = comments.filter(({ resolvedAt }) => resolvedAt === null).length
  return (
    <article className="card" id={`clause-${clause.id}`} data-open={open || undefined} aria-labelledby={`name-${clause.id}`}>
      <CardHead {...{ clause, number, section, open, acts, unsettled, talking }} start={start} onTalk={() => setTalking(!talking)} />
      {open && acts ? (
        <ClauseEditor
          clause={clause}
          section={section}
          sentences={sentences}
          checks={checks}
          onChange={acts.change}
          onRename={(to) => acts.rename(clause.id, to)}
          onDone={() => acts.close(clause.id)}
        />
      ) : (
        <CardText text={clause.text} sentences={sentences} checks={checks} />
      )}
      {talking && <Comments version={version} clause={clause.id} comments={comments} />}
    </article>
  )
}

type HeadProps = Pick<Props, 'clause' | 'number' | 'section' | 'open' | 'acts'> & {
  unsettled: number
  talking: boolean
  start: RefObject<HTMLDivElement | null>
  onTalk: () => void
}

function CardHead({ clause, number, section, open, acts, unsettled, talking, start, onTalk }: HeadProps) {
  const { t } = useTexts()
  const effect = isEffect(clause.effect) ? clause.effect : 'inform'
  return (
    <header className="card-head">
      <h3 id={`name-${clause.id}`}>
        <span className="card-number">{number}</span>
        <span className="only-heard">{clause.text.slice(0, 80)}</span>
      </h3>
      <Tag tone={effects[effect]}>{t(`effect.${effect}`)}</Tag>
      <span className="mono small soft">{clause.id}</span>
      <span className="small soft">{String(clause.requirement ?? '')}</span>
      <div className="card-acts" ref={start}>
        {acts && !open && (
          <Button
            small
            icon={<PenLine aria-hidden="true" />}
            onPress={() => acts.open(clause.id, section)}
            aria-label={t('editor.editClause', { number })}
          >
            {t('editor.edit')}
          </Button>
        )}
        <Button small look="plain" icon={<MessageSquare aria-hidden="true" />} onPress={onTalk} aria-expanded={talking}>
          {unsettled > 0 ? t('editor.comments', { n: unsettled }) : t('editor.comment')}
        </Button>
        {acts && <CardMenu id={clause.id} number={number} acts={acts} />}
      </div>
    </header>
  )
}

/** The wording, and below it what the software does where that says more. */
function CardText({ text, sentences, checks }: { text: string; sentences: readonly string[]; checks: readonly Check[] }) {
  const { t } = useTexts()
  const more = sentences.filter((sentence) => sentence !== text)
  return (
    <div className="card-text">
      <p lang="sv">{text || <em className="soft">{t('editor.noWording')}</em>}</p>
      {more.length > 0 && (
        <div className="card-says">
          {more.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <Faults checks={checks} />
    </div>
  )
}

function CardMenu({ id, number, acts }: { id: string; number: string; acts: ClauseActs }) {
  const { t } = useTexts()
  const choice = (name: string, icon: MenuChoice['icon'], run: () => void): MenuChoice => ({ id: name, name, text: name, icon, run })
  return (
    <ChoiceMenu
      label={t('editor.clauseMenu', { number })}
      trigger={
        <IconButton label={t('editor.clauseMenu', { number })}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
      choices={[
        choice(t('editor.copy'), <Copy aria-hidden="true" />, () => acts.copy(id)),
        choice(t('editor.up'), <ArrowUp aria-hidden="true" />, () => acts.move(id, -1)),
        choice(t('editor.down'), <ArrowDown aria-hidden="true" />, () => acts.move(id, 1)),
        choice(t('editor.remove'), <Trash2 aria-hidden="true" />, () => acts.remove(id)),
      ]}
    />
  )
}
