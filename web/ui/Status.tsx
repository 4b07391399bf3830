import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import './Status.css'

/** Something is on its way. Drawn as grey lines so that the page doesn't jump when it comes. */
export function Waiting({ label, lines = 4 }: { label: string; lines?: number }) {
  return (
    <div className="waiting" role="status">
      <span className="only-heard">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <i key={index} style={{ width: `${92 - ((index * 23) % 45)}%` }} />
      ))}
    </div>
  )
}

export function Empty({ icon, title, children }: { icon?: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      {icon}
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}

const icons = { calm: Info, warn: TriangleAlert, danger: CircleAlert, good: Info }
type Tone = keyof typeof icons

/** A boxed remark. `danger` is read out at once, the others when the reader comes to them. */
export function Remark({ tone = 'calm', children, action }: { tone?: Tone; children: ReactNode; action?: ReactNode }) {
  const Icon = icons[tone]
  return (
    <div className={`remark remark-${tone}`} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon aria-hidden="true" />
      <div>{children}</div>
      {action}
    </div>
  )
}

export function Tag({ tone, children, icon }: { tone?: 'warn' | 'good' | 'danger' | 'soft'; children: ReactNode; icon?: ReactNode }) {
  return (
    <span className={`tag tag-${tone ?? 'soft'}`}>
      {icon}
      {children}
    </span>
  )
}
