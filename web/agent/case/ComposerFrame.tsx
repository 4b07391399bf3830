import { ChevronDown } from 'lucide-react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { IconButton } from '../../ui/Button.tsx'
import type { useDraft } from './drafts.ts'

type Draft = ReturnType<typeof useDraft>
export type ComposerProps = {
  caseId: string
  view: CaseView
  seen: number
  draft: Draft
  isOpen: boolean
  onOpen: (which: 'answer' | 'note' | null) => void
  onDone: (version: number) => void
}
type Props = {
  kind: 'answer' | 'note'
  title: string
  under?: string
  icon: ReactNode
  onSend: () => void
  onShut: () => void
  children: ReactNode
}

/** Ctrl+Enter sends; Esc puts it away, with what is written kept. */
export function ComposerFrame({ kind, title, under, icon, onSend, onShut, children }: Props) {
  const { t } = useTexts()
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      onShut()
    }
  }
  return (
    <section className={`composer composer-${kind}`} aria-label={title} onKeyDown={pressed}>
      <header>
        {icon}
        <h2>{title}</h2>
        {under && <p>{under}</p>}
        <span className="apart">
          <IconButton label={t('composer.shut')} onPress={onShut}>
            <ChevronDown aria-hidden="true" />
          </IconButton>
        </span>
      </header>
      {children}
    </section>
  )
}

export function KeptMark({ kept }: { kept: Draft['kept'] }) {
  const { t } = useTexts()
  return (
    <p className={`kept-mark kept-${kept}`} role="status">
      {kept === 'same' ? '' : t(`draft.${kept}`)}
    </p>
  )
}
