import { useSyncExternalStore } from 'react'

/** What the bar at the foot of the screen says: a quiet word, or something that can be undone until a moment. It outlives the screen it came from. */
export type Notice = {
  id: number
  text: string
  detail?: string
  link?: { to: string; text: string }
  undo?: { untilMs: number; run: () => void }
}
let shown: Notice | null = null
let last = 0
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()

function change(next: Notice | null) {
  shown = next
  for (const watcher of watchers) watcher()
}

export function tell(notice: Omit<Notice, 'id'>) {
  clearTimeout(timer)
  last += 1
  const id = last
  change({ ...notice, id })
  const showMs = notice.undo ? Math.max(0, notice.undo.untilMs - Date.now()) : 9_000
  timer = setTimeout(() => {
    if (shown?.id === id) change(null)
  }, showMs)
}

export const hush = () => change(null)
export const undoShown = () => shown?.undo?.run()

export const useNotice = () =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => shown,
  )
