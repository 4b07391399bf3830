import { Link } from '@tanstack/react-router'
import { BadgeCheck, CircleAlert, Clock } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { type Key, texts, useTexts } from '../../texts/index.tsx'
import { Tag } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'

type Row = Reply<'readLog'>['rows'][number]

const isKey = (key: string): key is Key => key in texts
/** Words where there are some; else the code, which is what the log says. */
const known = (...keys: string[]): Key | undefined => keys.find(isKey)

export function LogTable({ rows }: { rows: readonly Row[] }) {
  const { t } = useTexts()
  return (
    <Wide label={t('nav.log')}>
      <table className="log-table">
        <caption className="only-heard">{t('nav.log')}</caption>
        <thead>
          <tr>
            <th>{t('log.at')}</th>
            <th>{t('log.who')}</th>
            <th>{t('log.what')}</th>
            <th>{t('log.for')}</th>
            <th>{t('log.about')}</th>
            <th>{t('log.proof')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <OneRow key={row.number} row={row} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function OneRow({ row }: { row: Row }) {
  const { language } = useTexts()
  const say = useWord()
  return (
    <tr>
      <td>{row.at && <time dateTime={row.at}>{exactly(row.at, language)}</time>}</td>
      <td>
        {row.who ?? say(row.hand, 'log.hand')}
        {row.who !== null && <span className="soft log-under">{say(row.hand, 'hand')}</span>}
      </td>
      <td>
        {say(row.act, 'log.act', 'event')}
        {Object.entries(row.facts).map(([name, value]) => (
          <span key={name} className="soft small log-under">
            <span className="mono">{name}</span> {value}
          </span>
        ))}
      </td>
      <td>{say(row.purpose, 'log.purpose', 'purpose')}</td>
      <td>
        <About row={row} />
      </td>
      <td>
        <Proof row={row} />
      </td>
    </tr>
  )
}

function useWord() {
  const { language } = useTexts()
  return (code: string | null, ...before: string[]) => {
    if (code === null) return ''
    const key = known(...before.map((start) => `${start}.${code}`))
    const words = key && texts[key][language]
    return typeof words === 'string' ? words : <span className="mono">{code}</span>
  }
}

/** To the second: rows of one minute are told apart. */
function exactly(at: string, language: 'sv' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Europe/Stockholm',
  }).format(new Date(at))
}

const shownAtMost = 3

function About({ row: { cases, contacts } }: { row: Row }) {
  const { t } = useTexts()
  const shown = cases.slice(0, shownAtMost)
  return (
    <>
      {shown.map(({ id, number }) =>
        number === null ? (
          <span key={id} className="log-under soft">
            {t('log.goneCase')}
          </span>
        ) : (
          <Link key={id} to="/cases/$id" params={{ id }} className="log-under">
            {number}
          </Link>
        ),
      )}
      {cases.length > shownAtMost && <span className="log-under soft">+ {cases.length - shownAtMost}</span>}
      {cases.length === 0 && contacts.length > 0 && (
        <Link to="/contacts/$id" params={{ id: contacts[0] ?? '' }}>
          {t('log.contact')}
        </Link>
      )}
    </>
  )
}

const looks = {
  proved: { tone: 'good', icon: <BadgeCheck aria-hidden="true" size="1em" /> },
  erased: { tone: 'soft', icon: <BadgeCheck aria-hidden="true" size="1em" /> },
  waiting: { tone: 'warn', icon: <Clock aria-hidden="true" size="1em" /> },
  broken: { tone: 'danger', icon: <CircleAlert aria-hidden="true" size="1em" /> },
} as const

function Proof({ row: { proof, faults } }: { row: Row }) {
  const { t } = useTexts()
  const { tone, icon } = looks[proof]
  return (
    <>
      <Tag tone={tone} icon={icon}>
        {t(`log.proof.${proof}`)}
      </Tag>
      {proof === 'broken' &&
        faults.map((fault) => (
          <span key={fault} className="log-under small">
            {fault}
          </span>
        ))}
    </>
  )
}
