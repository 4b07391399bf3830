import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import {
  Archive,
  ArrowRightLeft,
  BookOpenText,
  CircleHelp,
  Contact,
  FileClock,
  FilePen,
  Inbox,
  KeyRound,
  Link2,
  ListTodo,
  Megaphone,
  Scale,
  ScrollText,
  Settings2,
  ShieldCheck,
  Siren,
  Timer,
  UserCheck,
  UserRound,
  UsersRound,
  UserX,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { softly, useBoards } from '../boards.tsx'
import { counts } from '../queries.ts'
import { useMe } from '../session.tsx'
import './Navigation.css'

type EntryProps = Pick<LinkProps, 'to' | 'params' | 'search'> & {
  icon: ReactNode
  count?: number | undefined
  /** What the number is of; cases, when left out. */
  heard?: string
  children: ReactNode
  tone?: number
  exact?: boolean
}

function Entry({ icon, count, heard, children, tone, exact, ...link }: EntryProps) {
  const { t } = useTexts()
  return (
    <li>
      <Link
        {...link}
        className="nav-entry"
        data-tone={tone}
        activeProps={{ className: 'is-here' }}
        activeOptions={{ includeSearch: Boolean(exact), exact: false }}
      >
        {icon}
        <span className="nav-text">{children}</span>
        {count !== undefined && count > 0 && (
          <span className="nav-count">
            <span aria-hidden={heard !== undefined}>{count}</span>
            <span className="only-heard"> {heard ?? t('nav.cases')}</span>
          </span>
        )}
      </Link>
    </li>
  )
}

export function Navigation() {
  const { t } = useTexts()
  const me = useMe()
  const look = useBoards()
  const { data } = useQuery(counts)
  const view = (name: 'waiting' | 'mine' | 'offered' | 'closed') => ({ to: '/inbox/$view', params: { view: name } }) as const
  const officer = me.hand === 'officer'
  return (
    <div className="nav">
      <p className="nav-name">
        <img src="/ombud.svg" alt="" width="26" height="26" />
        <span>
          Ombud
          <small>{me.municipality}</small>
        </span>
      </p>
      <h2>{t('nav.inbox')}</h2>
      <ul>
        <Entry {...view('waiting')} icon={<Inbox aria-hidden="true" />} count={data?.waiting}>
          {t('view.waiting')}
        </Entry>
        {me.hand !== 'auditor' && (
          <Entry {...view('mine')} icon={<UserRound aria-hidden="true" />} count={data?.mine}>
            {t('view.mine')}
          </Entry>
        )}
        <Entry {...view('offered')} icon={<ArrowRightLeft aria-hidden="true" />} count={data?.offered}>
          {officer ? t('view.offered.toMe') : t('view.offered')}
        </Entry>
        <Entry {...view('closed')} icon={<Archive aria-hidden="true" />}>
          {t('view.closed')}
        </Entry>
      </ul>
      <h2>{t('nav.boards')}</h2>
      <ul>
        {data?.boards.map(({ board, name, open }) => (
          <Entry
            key={board}
            to="/inbox/$view"
            params={{ view: 'open' }}
            search={{ board }}
            exact
            tone={look(board).tone}
            icon={<i className="nav-dot" aria-hidden="true" />}
            count={open}
          >
            {softly(name)}
          </Entry>
        ))}
      </ul>
      <Records />
    </div>
  )
}

/** What is looked up, and what is owed. */
function Records() {
  const { t } = useTexts()
  const me = useMe()
  return (
    <>
      <h2>{t('nav.records')}</h2>
      <ul>
        <Entry to="/contacts" icon={<Contact aria-hidden="true" />}>
          {t('nav.contacts')}
        </Entry>
        {me.hand === 'agent' && (
          <Entry to="/applications" icon={<FilePen aria-hidden="true" />}>
            {t('nav.applications')}
          </Entry>
        )}
        <Entry to="/disposals" icon={<Timer aria-hidden="true" />}>
          {t('nav.disposals')}
        </Entry>
        <Entry to="/reviews" icon={<Scale aria-hidden="true" />}>
          {t('nav.reviews')}
        </Entry>
        <Entry to="/instructions" icon={<BookOpenText aria-hidden="true" />}>
          {t('nav.instructions')}
        </Entry>
        {me.hand !== 'agent' && (
          <Entry to="/records-of-processing" icon={<ScrollText aria-hidden="true" />}>
            {t('nav.processing')}
          </Entry>
        )}
        {me.hand !== 'agent' && (
          <Entry to="/log" icon={<FileClock aria-hidden="true" />}>
            {t('nav.log')}
          </Entry>
        )}
        {me.hand !== 'agent' && (
          <Entry to="/controls" icon={<ShieldCheck aria-hidden="true" />}>
            {t('nav.controls')}
          </Entry>
        )}
        <Entry
          to="/bulletins"
          icon={<Megaphone aria-hidden="true" />}
          count={me.unread.count}
          heard={t('bulletins.unread', { n: me.unread.count })}
        >
          {t('nav.bulletins')}
        </Entry>
        {me.hand !== 'agent' && (
          <Entry to="/signatures" icon={<UsersRound aria-hidden="true" />}>
            {t('nav.coverage')}
          </Entry>
        )}
        <Entry to="/duties" icon={<ListTodo aria-hidden="true" />}>
          {t('nav.duties')}
        </Entry>
        <Entry to="/rights" icon={<Scale aria-hidden="true" />}>
          {t('nav.rights')}
        </Entry>
        <Entry to="/gaps" icon={<CircleHelp aria-hidden="true" />}>
          {t('nav.gaps')}
        </Entry>
        <Entry to="/links" icon={<Link2 aria-hidden="true" />}>
          {t('nav.links')}
        </Entry>
        <Reach />
      </ul>
    </>
  )
}

/** Who sees what, and who gets in. */
function Reach() {
  const { t } = useTexts()
  const me = useMe()
  return (
    <>
      {me.hand !== 'agent' && (
        <Entry to="/access-reviews" icon={<UserCheck aria-hidden="true" />}>
          {t('nav.accessReviews')}
        </Entry>
      )}
      <Entry to="/conflicts" icon={<UserX aria-hidden="true" />}>
        {t('nav.conflicts')}
      </Entry>
      <Entry to="/glass" icon={<Siren aria-hidden="true" />}>
        {t('nav.glass')}
      </Entry>
      {me.operator && (
        <Entry to="/access" icon={<KeyRound aria-hidden="true" />}>
          {t('access.title')}
        </Entry>
      )}
      {me.operator && (
        <Entry to="/operations" icon={<Settings2 aria-hidden="true" />}>
          {t('nav.operations')}
        </Entry>
      )}
    </>
  )
}
