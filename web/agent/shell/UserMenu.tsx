import { useNavigate } from '@tanstack/react-router'
import { Languages, LogOut, Moon, Repeat2, Sun, SunMoon, UserRoundCog } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTexts } from '../../texts/index.tsx'
import { ChoiceMenu, type MenuChoice } from '../../ui/Popup.tsx'
import { call } from '../client.ts'
import { client } from '../queries.ts'
import { useMe } from '../session.tsx'
import { SwitchHand } from '../sign-in/SwitchHand.tsx'
import { type Theme, useTheme } from './theme.ts'

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((part) => part[0] ?? '')
    .join('')
    .slice(0, 2)

async function leave() {
  const { next } = await call('signOut')
  sessionStorage.clear()
  client.clear()
  location.assign(next ?? '/')
}

const themeIcons = { system: SunMoon, light: Sun, dark: Moon }

export function UserMenu() {
  const { t, language, setLanguage } = useTexts()
  const me = useMe()
  const go = useNavigate()
  const [theme, setTheme] = useTheme()
  const [hand, setHand] = useState<typeof me.hand | null>(null)
  const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
  const Icon = themeIcons[theme]
  const choices: MenuChoice[] = [
    ...me.hands
      .filter((other) => other !== me.hand)
      .map((other) => {
        const text = t('user.workAs', { hand: t(`hand.${other}`).toLowerCase() })
        return { id: `hand-${other}`, name: text, text, icon: <Repeat2 aria-hidden="true" />, run: () => setHand(other) }
      }),
    {
      id: 'account',
      name: t('account.title'),
      text: t('account.title'),
      icon: <UserRoundCog aria-hidden="true" />,
      run: () => void go({ to: '/account' }),
    },
    {
      id: 'language',
      name: t('user.language'),
      text: t('user.language'),
      icon: <Languages aria-hidden="true" />,
      run: () => setLanguage(language === 'sv' ? 'en' : 'sv'),
    },
    {
      id: 'theme',
      name: t(`theme.${theme}`),
      text: t(`theme.${theme}`),
      icon: <Icon aria-hidden="true" />,
      run: () => setTheme(next[theme]),
    },
    { id: 'leave', name: t('user.leave'), text: t('user.leave'), icon: <LogOut aria-hidden="true" />, run: leave },
  ]
  return (
    <>
      <ChoiceMenu
        label={t('user.menu')}
        choices={choices}
        trigger={
          <Button className="user-button">
            <span className="initials" aria-hidden="true">
              {initials(me.employee.name)}
            </span>
            <span>
              {me.employee.name}
              <small>{t(`hand.${me.hand}`)}</small>
            </span>
          </Button>
        }
      />
      {hand && <SwitchHand hand={hand} onClose={() => setHand(null)} />}
    </>
  )
}
