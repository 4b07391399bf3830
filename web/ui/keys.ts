import { useEffect, useRef } from 'react'

/** What a key does. `always`: also while someone is writing (only for keys with Alt or Ctrl). Single letters can be switched off (WCAG 2.1.4). */
export type KeyMap = Readonly<Record<string, () => void>>

const kept = 'ombud.keys'
export const keysAreOn = () => localStorage.getItem(kept) !== 'off'
export const switchKeys = (on: boolean) => localStorage.setItem(kept, on ? 'on' : 'off')

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="listbox"], [role="dialog"]') !== null
  )
}

/** "Alt+N", "Escape", "r", "?" … as it is written in a KeyMap. Alt goes by the key's place, since it changes the letter on some keyboards. */
function nameOf(event: KeyboardEvent): string {
  if (event.altKey) return `Alt+${event.code.replace('Key', '')}`
  if (event.ctrlKey || event.metaKey) return `Ctrl+${event.key}`
  return event.key
}

/** Keys of the screen that is shown. The innermost screen that knows a key has it. */
export function useKeys(map: KeyMap, on = true) {
  const now = useRef(map)
  now.current = map
  useEffect(() => {
    if (!on) return
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || (event.repeat && event.key.length === 1 && !'jk'.includes(event.key))) return
      const name = nameOf(event)
      const run = now.current[name]
      const combined = event.altKey || event.ctrlKey || event.metaKey
      if (!run || (!combined && (isWriting(event.target) || document.querySelector('.scrim') || (name.length === 1 && !keysAreOn()))))
        return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', pressed)
    return () => document.removeEventListener('keydown', pressed)
  }, [on])
}
