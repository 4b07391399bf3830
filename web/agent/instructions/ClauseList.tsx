import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Tag } from '../../ui/Status.tsx'
import { missionGroups } from './mission-groups.ts'

type Clause = Reply<'readInstruction'>['clauses'][number]
const effects = { permit: 'good', deny: 'danger', refer: 'warn', oblige: 'soft', inform: 'soft' } as const
const isEffect = (given: string): given is keyof typeof effects => Object.hasOwn(effects, given)

/** The clauses as the sentences that are enforced, by what one is there to do. */
export function ClauseList({ clauses: all }: { clauses: Clause[] }) {
  const { t } = useTexts()
  return (
    <>
      {missionGroups(all).map(({ mission, clauses }) => (
        <section key={mission} className="sheet mission">
          <h2>{t(`purpose.${mission}`)}</h2>
          <ul>
            {clauses.map((clause) => (
              <ClauseItem key={clause.id} clause={clause} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function ClauseItem({ clause }: { clause: Clause }) {
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
