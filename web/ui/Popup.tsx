import type { ReactNode } from 'react'
import { Dialog, DialogTrigger, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import './Popup.css'

/** A small window beside what opened it. */
export function Popup({ trigger, label, children }: { trigger: ReactNode; label: string; children: ReactNode }) {
  return (
    <DialogTrigger>
      {trigger}
      <Popover className="popover" offset={6}>
        <Dialog className="popup" aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

export type MenuChoice = { id: string; name: ReactNode; text: string; icon?: ReactNode; chosen?: boolean; run: () => void }

export function ChoiceMenu({ trigger, label, choices }: { trigger: ReactNode; label: string; choices: MenuChoice[] }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className="popover" offset={6}>
        <Menu className="menu" aria-label={label} onAction={(id) => choices.find((choice) => choice.id === id)?.run()}>
          {choices.map((choice) => (
            <MenuItem key={choice.id} id={choice.id} textValue={choice.text} className={`menu-choice${choice.chosen ? ' is-chosen' : ''}`}>
              {choice.icon}
              <span>{choice.name}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
