import type { CaseView } from '../../../contracts/case.ts'

/** The name of whoever, not counting oneself, last did something in the case since it was opened; null when nobody is named. */
export function whoChanged(view: CaseView, myId: string): string | null {
  const others = view.timeline.filter((item) => item.kind !== 'event' && item.author && item.author.id !== myId)
  const last = others.at(-1)
  return last && last.kind !== 'event' ? (last.author?.name ?? null) : (view.others[0]?.name ?? null)
}
