import { useSyncExternalStore } from 'react'

/** What is searched for. It lives in memory only: a name or a number must stand in no address, history or log of anyone's. */
let asked = ''
const watchers = new Set<() => void>()

export function askFor(text: string) {
  asked = text.trim()
  for (const watcher of watchers) watcher()
}

export const useAsked = () =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => asked,
  )
