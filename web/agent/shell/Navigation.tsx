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
  HandHelping,
  Inbox,
  KeyRound,
  Link2,
  ListTodo,
  type LucideIcon,
  Megaphone,
  Scale,
  ScrollText,
  Settings2,
  ShieldCheck,
  Timer,
  UserRound,
  UsersRound,
} from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { type Key, useTexts } from '../../texts/index.tsx'
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
      <Groups />
    </div>
  )
}

type Name = Extract<Key, `nav.${string}` | 'access.title'>
type Place = { to: LinkProps['to']; icon: LucideIcon; text: Name; isFor?: (me: Reply<'me'>) => boolean; isCounted?: true }
const notAgents = (me: Reply<'me'>) => me.hand !== 'agent'
const operators = (me: Reply<'me'>) => me.operator

/** Below the cases: what is looked up and judged, what the instruction says and how it is kept, and the machine. */
const groups: { title: Name; places: readonly Place[] }[] = [
  {
    title: 'nav.records',
    places: [
      { to: '/contacts', icon: Contact, text: 'nav.contacts' },
      { to: '/applications', icon: FilePen, text: 'nav.applications', isFor: ({ hand }) => hand === 'agent' },
      { to: '/rights', icon: HandHelping, text: 'nav.rights' },
      { to: '/reviews', icon: Scale, text: 'nav.reviews' },
      { to: '/disposals', icon: Timer, text: 'nav.disposals' },
    ],
  },
  {
    title: 'nav.oversight',
    places: [
      { to: '/instructions', icon: BookOpenText, text: 'nav.instructions' },
      { to: '/duties', icon: ListTodo, text: 'nav.duties' },
      { to: '/gaps', icon: CircleHelp, text: 'nav.gaps' },
      { to: '/bulletins', icon: Megaphone, text: 'nav.bulletins', isCounted: true },
      { to: '/signatures', icon: UsersRound, text: 'nav.coverage', isFor: notAgents },
      { to: '/records-of-processing', icon: ScrollText, text: 'nav.processing', isFor: notAgents },
      { to: '/log', icon: FileClock, text: 'nav.log', isFor: notAgents },
      { to: '/controls', icon: ShieldCheck, text: 'nav.controls', isFor: notAgents },
      { to: '/links', icon: Link2, text: 'nav.links' },
    ],
  },
  {
    title: 'nav.machine',
    places: [
      { to: '/access', icon: KeyRound, text: 'access.title', isFor: operators },
      { to: '/operations', icon: Settings2, text: 'nav.operations', isFor: operators },
    ],
  },
]

function Groups() {
  const { t } = useTexts()
  const me = useMe()
  return groups.map(({ title, places }) => {
    const open = places.filter(({ isFor }) => isFor === undefined || isFor(me))
    if (open.length === 0) return null
    return (
      <Fragment key={title}>
        <h2>{t(title)}</h2>
        <ul>
          {open.map(({ to, icon: Icon, text, isCounted }) => (
            <Entry
              key={text}
              to={to}
              icon={<Icon aria-hidden="true" />}
              {...(isCounted && { count: me.unread.count, heard: t('bulletins.unread', { n: me.unread.count }) })}
            >
              {t(text)}
            </Entry>
          ))}
        </ul>
      </Fragment>
    )
  })
}
