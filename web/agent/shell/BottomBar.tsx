import { Link } from '@tanstack/react-router'
import { Inbox, Menu, Search, SquarePen, UserRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTexts } from '../../texts/index.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Navigation } from './Navigation.tsx'

/** The narrow screen's way around; the whole navigation lies behind its last button. */
export function BottomBar({ onWrite }: { onWrite?: (() => void) | undefined }) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <nav className="bottom-bar" aria-label={t('nav.short')}>
      <Link to="/inbox/$view" params={{ view: 'waiting' }} activeProps={{ className: 'is-here' }}>
        <Inbox aria-hidden="true" />
        {t('nav.inbox')}
      </Link>
      <Link to="/inbox/$view" params={{ view: 'mine' }} activeProps={{ className: 'is-here' }}>
        <UserRound aria-hidden="true" />
        {t('view.mine')}
      </Link>
      {onWrite && (
        <Button className="write" onPress={onWrite}>
          <SquarePen aria-hidden="true" />
          {t('shell.new.short')}
        </Button>
      )}
      <Link to="/search" activeProps={{ className: 'is-here' }}>
        <Search aria-hidden="true" />
        {t('search.title')}
      </Link>
      <Button onPress={() => setOpen(true)}>
        <Menu aria-hidden="true" />
        {t('nav.more')}
      </Button>
      {open && (
        <Sheet side title={t('nav.label')} closeLabel={t('close')} onClose={() => setOpen(false)}>
          {/* biome-ignore lint/a11y: a press on any of the links inside also puts the drawer away */}
          <div onClick={() => setOpen(false)}>
            <Navigation />
          </div>
        </Sheet>
      )}
    </nav>
  )
}
