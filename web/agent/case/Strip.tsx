import { Link } from '@tanstack/react-router'
import { ChevronDown, CircleHelp, Landmark, ShieldCheck, Timer } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { ChoiceMenu, Popup } from '../../ui/Popup.tsx'
import { softly, useBoards } from '../boards.tsx'
import type { Purpose } from '../queries.ts'
import { acts } from './acts.ts'
import { WhyMay } from './WhyMay.tsx'
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
          <p className="strip-head">{softly(view.row.boardName)}</p>
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
  const { t, list } = useTexts()
  const waits = view.disappears.state === 'waiting-for-receipt'
  const permitted = acts
    .filter((act) => view.can[act].outcome === 'permit' && (act !== 'confirmDelivery' || waits))
    .map((act) => t(`may.${act}`))
  const choices = purposes.map(({ code, requirement }) => ({
    id: code,
    text: t(`purpose.${code}`),
    name: `${t(`purpose.${code}`)} (${requirement})`,
    chosen: code === view.opened.purpose,
    run: () => onPurpose(code),
  }))
  return (
    <div>
      <p className="strip-head">{permitted.length > 0 ? t('strip.may', { acts: list(permitted) }) : t('strip.mayNothing')}</p>
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

const yearDays = 365.25

function Gone({ view: { disappears, holds } }: { view: CaseView }) {
  const { t, day, daysUntil, moment } = useTexts()
  const left = disappears.on ? daysUntil(disappears.on) : null
  const last = holds
    .map(({ expiresAt }) => expiresAt)
    .toSorted()
    .at(-1)
  return (
    <div>
      <p className="strip-head">
        {disappears.on === null
          ? t(`gone.${disappears.state}`)
          : t(disappears.state === 'review' ? 'gone.reviewOn' : 'gone.on', { day: day(disappears.on) })}
        {left !== null && left >= 0 && (
          <span className="strip-left">
            {' '}
            {left < 2 * yearDays ? t('gone.left', { n: left }) : t('gone.leftYears', { n: Math.round(left / yearDays) })}
          </span>
        )}
      </p>
      {last && <p className="strip-held">{t('gone.heldUntil', { at: moment(last) })}</p>}
      {disappears.ruleId ? <WhyThen disappears={disappears} /> : <p className="strip-under">{disappears.sentence}</p>}
    </div>
  )
}

function WhyThen({ disappears }: { disappears: CaseView['disappears'] }) {
  const { t } = useTexts()
  return (
    <div className="strip-under">
      <Popup
        label={t('why.then')}
        trigger={
          <AriaButton className="strip-link">
            <CircleHelp aria-hidden="true" />
            {t('why.then')}
          </AriaButton>
        }
      >
        <h3>{t('why.then')}</h3>
        <div className="verdict">
          <p>{disappears.sentence}</p>
          <p className="verdict-id">{disappears.ruleId}</p>
        </div>
      </Popup>
    </div>
  )
}
