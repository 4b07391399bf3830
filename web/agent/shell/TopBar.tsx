import { Link, useNavigate } from '@tanstack/react-router'
import { Keyboard, Megaphone, Search, SquarePen } from 'lucide-react'
import { type Ref, useState } from 'react'
import { Input, SearchField } from 'react-aria-components'
import { useTexts } from '../../texts/index.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { askFor } from '../search/asked.ts'
import { useMe } from '../session.tsx'
import { UserMenu } from './UserMenu.tsx'
import './TopBar.css'

type Props = { searchRef: Ref<HTMLInputElement>; onWrite?: (() => void) | undefined; onHelp: () => void }

export function TopBar({ searchRef, onWrite, onHelp }: Props) {
  const { t } = useTexts()
  const go = useNavigate()
  const { unread } = useMe()
  const [text, setText] = useState('')
  const find = (q: string) => {
    askFor(q)
    go({ to: '/search' })
  }
  return (
    <header className="top-bar">
      <search className="top-search">
        <SearchField aria-label={t('search.label')} value={text} onChange={setText} onSubmit={find}>
          <Search aria-hidden="true" />
          <Input ref={searchRef} placeholder={t('search.placeholder')} />
          <span aria-hidden="true">
            <kbd>/</kbd>
          </span>
        </SearchField>
      </search>
      {onWrite && (
        <Button look="primary" icon={<SquarePen aria-hidden="true" />} hotkey="Alt N" onPress={onWrite} aria-keyshortcuts="Alt+N">
          {t('contact.new')}
        </Button>
      )}
      {unread.count > 0 && (
        <Link to="/bulletins" className="top-unread" data-overdue={unread.overdue > 0 || undefined}>
          <Megaphone aria-hidden="true" />
          <span aria-hidden="true">{unread.count}</span>
          <span className="only-heard">{t('bulletins.unread', { n: unread.count })}</span>
        </Link>
      )}
      <IconButton label={t('keys.show')} onPress={onHelp}>
        <Keyboard aria-hidden="true" />
      </IconButton>
      <UserMenu />
    </header>
  )
}
