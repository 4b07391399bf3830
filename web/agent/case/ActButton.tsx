import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Popup } from '../../ui/Popup.tsx'
import { type Verdict, VerdictText } from '../VerdictText.tsx'

type Props = {
  verdict: Verdict | undefined
  icon: ReactNode
  hotkey?: string
  onPress: () => void
  children: string
  look?: 'primary' | 'quiet'
  pending?: boolean
}

/** What may be done is a button. What may not is shown too, can be reached, and tells why not. */
export function ActButton({ verdict, icon, hotkey, onPress, children, look = 'quiet', pending = false }: Props) {
  const { t } = useTexts()
  if (!verdict || verdict.outcome === 'permit')
    return (
      <Button look={look} icon={icon} {...(hotkey && { hotkey, 'aria-keyshortcuts': hotkey })} onPress={onPress} isPending={pending}>
        {children}
      </Button>
    )
  return (
    <Popup
      label={t('why.not')}
      trigger={
        <AriaButton className="button button-quiet is-refused" aria-label={t('why.not.of', { act: children })}>
          {icon}
          <span>{children}</span>
        </AriaButton>
      }
    >
      <h3>{t('why.not')}</h3>
      <VerdictText verdict={verdict} />
    </Popup>
  )
}
