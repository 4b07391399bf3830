import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Tag, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { instruction } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { InfringingDialog } from './InfringingDialog.tsx'
import { missionGroups } from './mission-groups.ts'
import './instructions.css'

type Clause = Reply<'readInstruction'>['clauses'][number]
const effects = { permit: 'good', deny: 'danger', refer: 'warn', oblige: 'soft', inform: 'soft' } as const
const isEffect = (given: string): given is keyof typeof effects => Object.hasOwn(effects, given)

/** The instruction in force as the sentences that are enforced, by what one is there to do. */
export function InstructionPage({ board }: { board: string }) {
  const { t, day, isoDay } = useTexts()
  const look = useBoards()
  const found = useQuery(instruction(board))
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError)
    return (
      <div className="page">
        <Refused problem={found.error} again={() => found.refetch()} />
      </div>
    )
  const text = found.data
  return (
    <article className="page stack">
      <header className="instruction-head" data-tone={look(board).tone}>
        <p className="small">
          <Link to="/instructions" className="row">
            <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.instructions')}
          </Link>
        </p>
        <h1>{text.title}</h1>
        <p className="soft">
          {text.boardName} · {t('instructions.version', { version: text.version })} ·{' '}
          {t('instructions.from', { day: day(isoDay(text.validFrom)) })} · {t('instructions.review', { day: day(text.reviewBy) })}
        </p>
        <ul className="row small">
          {text.approvals.map((approval) => (
            <li key={`${approval.party} ${approval.paragraph}`}>
              <Tag tone="good">
                {t('instructions.approved', { signer: approval.signer, paragraph: approval.paragraph, day: day(approval.date) })}
              </Tag>
            </li>
          ))}
        </ul>
        <p className="soft small">
          {t('instructions.hash')} <span className="mono">{text.hash.slice(0, 16)}…</span>
        </p>
      </header>
      {missionGroups(text.clauses).map(({ mission, clauses }) => (
        <section key={mission} className="sheet mission">
          <h2>{t(`purpose.${mission}`)}</h2>
          <ul>
            {clauses.map((clause) => (
              <ClauseItem key={clause.id} board={board} clause={clause} />
            ))}
          </ul>
        </section>
      ))}
    </article>
  )
}

function ClauseItem({ board, clause }: { board: string; clause: Clause }) {
  const { t } = useTexts()
  const agent = useMe().hand === 'agent'
  const [telling, setTelling] = useState(false)
  const effect = isEffect(clause.effect) ? clause.effect : 'inform'
  return (
    <li className="clause">
      <div>
        {clause.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <details>
          <summary>{t('instructions.wording')}</summary>
          <blockquote lang="sv">{clause.text}</blockquote>
        </details>
      </div>
      <p className="clause-side">
        <Tag tone={effects[effect]}>{t(`effect.${effect}`)}</Tag>
        <span className="mono">{clause.id}</span>
        <span>{clause.requirement}</span>
        {agent && (
          <Button small look="plain" aria-label={t('infringing.doNamed', { id: clause.id })} onPress={() => setTelling(true)}>
            {t('infringing.do')}
          </Button>
        )}
      </p>
      {telling && <InfringingDialog board={board} clause={clause.id} onClose={() => setTelling(false)} />}
    </li>
  )
}
