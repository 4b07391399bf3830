import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components'
import './Button.css'

type Look = 'primary' | 'quiet' | 'plain' | 'danger' | 'note'
type Props = Omit<ButtonProps, 'children' | 'className'> & {
  look?: Look
  hotkey?: string
  icon?: ReactNode
  children: ReactNode
  small?: boolean
}

export function Button({ look = 'quiet', hotkey, icon, children, small, ...rest }: Props) {
  return (
    <AriaButton {...rest} className={`button button-${look}${small ? ' button-small' : ''}`}>
      {icon}
      <span>{children}</span>
      {hotkey && (
        <span aria-hidden="true" className="hotkey">
          <kbd>{hotkey}</kbd>
        </span>
      )}
    </AriaButton>
  )
}

type IconProps = Omit<ButtonProps, 'children' | 'className' | 'aria-label'> & { label: string; children: ReactNode }

/** A button that is only a picture: its label is heard, and seen when pointed at or focused. */
export function IconButton({ label, children, ...rest }: IconProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} className="button button-icon">
        {children}
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}
