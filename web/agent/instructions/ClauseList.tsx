import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Status.tsx'
import { useMe } from '../session.tsx'
import { InfringingDialog } from './InfringingDialog.tsx'
import { missionGroups } from './mission-groups.ts'

type Clause = Reply<'readInstruction'>['clauses'][number]
const effects = { permit: 'good', deny: 'danger', refer: 'warn', oblige: 'soft', inform: 'soft' } as const
const isEffect = (given: string): given is keyof typeof effects => Object.hasOwn(effects, given)

/** The clauses as the sentences that are enforced, by what one is there to do. `inForceAt`: the board whose rules these are now, for whoever may say that one breaks the law. */
export function ClauseList({ clauses: all, inForceAt }: { clauses: Clause[]; inForceAt?: string }) {
  const { t } = useTexts()
  return (
    <>
      {missionGroups(all).map(({ mission, clauses }) => (
        <section key={mission} className="sheet mission">
          <h2>{t(`purpose.${mission}`)}</h2>
          <ul>
            {clauses.map((clause) => (
              <ClauseItem key={clause.id} clause={clause} board={inForceAt} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function ClauseItem({ clause, board }: { clause: Clause; board: string | undefined }) {
  const { t } = useTexts()
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
          {board && <SayInfringing board={board} clause={clause.id} />}
        </details>
      </div>
      <p className="clause-side">
        <Tag tone={effects[effect]}>{t(`effect.${effect}`)}</Tag>
        <span className="mono">{clause.id}</span>
        <span>{clause.requirement}</span>
      </p>
    </li>
  )
}

function SayInfringing({ board, clause }: { board: string; clause: string }) {
  const { t } = useTexts()
  const agent = useMe().hand === 'agent'
  const [telling, setTelling] = useState(false)
  if (!agent) return null
  return (
    <>
      <Button small aria-label={t('infringing.doNamed', { id: clause })} onPress={() => setTelling(true)}>
        {t('infringing.do')}
      </Button>
      {telling && <InfringingDialog board={board} clause={clause} onClose={() => setTelling(false)} />}
    </>
  )
}
