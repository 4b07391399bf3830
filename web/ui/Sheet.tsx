import { X } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './Button.tsx'
import './Sheet.css'

type Props = {
  title: string
  closeLabel: string
  onClose: () => void
  children: ReactNode
  foot?: ReactNode
  /** Ctrl+Enter, wherever in it one stands. */
  onSend?: () => void
  wide?: boolean
  /** Can't be put aside: it stands until it has been answered. */
  stays?: boolean
  side?: boolean
}

/** A dialog over the page. Focus stays in it and goes back to where it was. */
export function Sheet({ title, closeLabel, onClose, children, foot, onSend, wide, stays, side }: Props) {
  const kind = `modal${wide ? ' modal-wide' : ''}${side ? ' modal-side' : ''}`
  const pressed = (event: KeyboardEvent) => {
    if (!onSend || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    onSend()
  }
  return (
    <ModalOverlay
      className="scrim"
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!stays}
      isKeyboardDismissDisabled={stays}
    >
      <Modal className={kind}>
        <Dialog className="modal-body">
          <header className="modal-head">
            <Heading slot="title">{title}</Heading>
            {!stays && (
              <IconButton label={closeLabel} onPress={onClose}>
                <X aria-hidden="true" />
              </IconButton>
            )}
          </header>
          <div className="modal-main" onKeyDownCapture={pressed}>
            {children}
          </div>
          {foot && <footer className="modal-foot">{foot}</footer>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
