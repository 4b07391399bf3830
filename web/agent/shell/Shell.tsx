import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { useKeys } from '../../ui/keys.ts'
import { useLive } from '../live.ts'
import { NewContact } from '../new-contact/NewContact.tsx'
import { undoShown } from '../notices.ts'
import { useMe } from '../session.tsx'
import { SignInAgain } from '../sign-in/SignInAgain.tsx'
import { BottomBar } from './BottomBar.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { Navigation } from './Navigation.tsx'
import { NoticeBar } from './NoticeBar.tsx'
import { TopBar } from './TopBar.tsx'
import './Shell.css'

export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTexts()
  const me = useMe()
  const go = useNavigate()
  const search = useRef<HTMLInputElement>(null)
  const [writing, setWriting] = useState(false)
  const [helping, setHelping] = useState(false)
  useLive()
  const isAgent = me.hand === 'agent'
  const write = () => isAgent && setWriting(true)
  const find = () => {
    if (search.current?.checkVisibility()) search.current.focus()
    else go({ to: '/search' })
  }
  useKeys({ 'Alt+N': write, '/': find, '?': () => setHelping(true), u: undoShown })
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      {me.demo && <p className="demo-mark">{t('shell.demo')}</p>}
      <nav className="rail" aria-label={t('nav.label')}>
        <Navigation />
      </nav>
      <TopBar searchRef={search} onWrite={isAgent ? write : undefined} onHelp={() => setHelping(true)} />
      <main id="main" tabIndex={-1} className="main">
        {children}
      </main>
      <BottomBar onWrite={isAgent ? write : undefined} />
      {writing && <NewContact onClose={() => setWriting(false)} />}
      {helping && <KeysHelp onClose={() => setHelping(false)} />}
      <NoticeBar />
      <SignInAgain />
    </div>
  )
}
