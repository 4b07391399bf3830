import { Check, CircleHelp, Minus } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { Popup } from '../../ui/Popup.tsx'
import { useMe } from '../session.tsx'
import { VerdictText } from '../VerdictText.tsx'
import { type Act, acts } from './acts.ts'
import { TellBoard } from './TellBoard.tsx'

/** Acts with the same answer stand together: the reasons are read once. */
function together(can: CaseView['can']): { acts: Act[]; first: Act }[] {
  const groups = new Map<string, Act[]>()
  for (const act of acts) {
    const key = `${can[act].outcome} ${can[act].sentence}`
    groups.set(key, [...(groups.get(key) ?? []), act])
  }
  return [...groups.values()].flatMap((same) => (same[0] ? [{ acts: same, first: same[0] }] : []))
}

export function WhyMay({ view }: { view: CaseView }) {
  const { can } = view
  const agent = useMe().hand === 'agent'
  const { t, list } = useTexts()
  return (
    <Popup
      label={t('why.may')}
      trigger={
        <AriaButton className="strip-link">
          <CircleHelp aria-hidden="true" />
          {t('why.may')}
        </AriaButton>
      }
    >
      <h3>{t('why.may')}</h3>
      <ul className="why-list">
        {together(can).map((group) => {
          const may = can[group.first].outcome === 'permit'
          return (
            <li key={group.first} className={may ? 'is-may' : 'is-not'}>
              {may ? <Check aria-hidden="true" /> : <Minus aria-hidden="true" />}
              <div>
                <strong>{list(group.acts.map((act) => t(`may.${act}`)))}</strong>{' '}
                {!may && <span className="soft">– {t('why.mayNot')}</span>}
                <VerdictText verdict={can[group.first]} />
                {agent && !may && <TellBoard view={view} act={group.first} />}
              </div>
            </li>
          )
        })}
      </ul>
    </Popup>
  )
}
