import { Link } from '@tanstack/react-router'
import { Check, ChevronDown, CircleHelp, Landmark, Minus, ShieldCheck, Timer } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { ChoiceMenu, Popup } from '../../ui/Popup.tsx'
import { useBoards } from '../boards.tsx'
import type { Purpose } from '../queries.ts'
import { VerdictText } from '../VerdictText.tsx'
import { acts } from './acts.ts'
import './strip.css'

type Props = { view: CaseView; onPurpose: (purpose: Purpose) => void; purposes: readonly { code: Purpose; requirement: string }[] }

/** Which board · what I may do · when it disappears. Always in view above a case. */
export function Strip({ view, onPurpose, purposes }: Props) {
  const { t } = useTexts()
  const board = useBoards()(view.row.board)
  return (
    <section className="strip" data-tone={board.tone} aria-label={t('strip.label')}>
      <div className="strip-cell">
        <Landmark aria-hidden="true" />
        <div>
          <p className="strip-head">{view.row.boardName}</p>
          <p className="strip-under">
            {view.row.caseTypeName} ·{' '}
            <Link to="/instructions/$board" params={{ board: view.instruction.board }} title={view.instruction.title}>
              {view.instruction.version === null ? t('strip.noInstruction') : t('strip.instruction', { version: view.instruction.version })}
            </Link>
          </p>
        </div>
      </div>
      <div className="strip-cell">
        <ShieldCheck aria-hidden="true" />
        <May view={view} onPurpose={onPurpose} purposes={purposes} />
      </div>
      <div className="strip-cell">
        <Timer aria-hidden="true" />
        <Gone view={view} />
      </div>
    </section>
  )
}

function May({ view, onPurpose, purposes }: Props) {
  const { t, language } = useTexts()
  const permitted = acts.filter((act) => view.can[act].outcome === 'permit').map((act) => t(`may.${act}`))
  const list = new Intl.ListFormat(language === 'sv' ? 'sv-SE' : 'en-GB').format(permitted)
  const choices = purposes.map(({ code, requirement }) => ({
    id: code,
    text: t(`purpose.${code}`),
    name: `${t(`purpose.${code}`)} (${requirement})`,
    chosen: code === view.opened.purpose,
    run: () => onPurpose(code),
  }))
  return (
    <div>
      <p className="strip-head">{permitted.length > 0 ? t('strip.may', { acts: list }) : t('strip.mayNothing')}</p>
      <p className="strip-under">
        <WhyMay view={view} />
        <ChoiceMenu
          label={t('strip.purpose')}
          choices={choices}
          trigger={
            <AriaButton className="strip-link">
              {t('strip.purposeOf', { purpose: t(`purpose.${view.opened.purpose}`).toLowerCase() })}
              <ChevronDown aria-hidden="true" />
            </AriaButton>
          }
        />
      </p>
    </div>
  )
}

function WhyMay({ view }: { view: CaseView }) {
  const { t } = useTexts()
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
        {acts.map((act) => (
          <li key={act} className={view.can[act].outcome === 'permit' ? 'is-may' : 'is-not'}>
            {view.can[act].outcome === 'permit' ? <Check aria-hidden="true" /> : <Minus aria-hidden="true" />}
            <div>
              <strong>{t(`act.${act}`)}</strong> {view.can[act].outcome !== 'permit' && <span className="soft">– {t('why.mayNot')}</span>}
              <VerdictText verdict={view.can[act]} />
            </div>
          </li>
        ))}
      </ul>
    </Popup>
  )
}

function Gone({ view: { disappears } }: { view: CaseView }) {
  const { t, day, daysUntil } = useTexts()
  const left = disappears.on ? daysUntil(disappears.on) : null
  return (
    <div>
      <p className="strip-head">
        {disappears.on ? t('gone.on', { day: day(disappears.on) }) : t(`gone.${disappears.state}`)}
        {left !== null && left >= 0 && <span className="strip-left"> {t('gone.left', { n: left })}</span>}
      </p>
      <p className="strip-under">
        {disappears.sentence}
        {disappears.ruleId && <span className="mono"> {disappears.ruleId}</span>}
      </p>
    </div>
  )
}
