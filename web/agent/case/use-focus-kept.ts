import { type RefObject, useEffect, useRef } from 'react'

// A dialog gives the focus back in a frame or two after it has gone; only then is it known whether what had it is still there.
const settledMs = 60

/**
 * When what had the focus goes away with an act, the focus stays in the case: at the button that opens the composer again, or at the case itself.
 * @param happened changes whenever something on the page may have gone away
 */
export function useFocusKept(room: RefObject<HTMLElement | null>, open: 'answer' | 'note' | null, happened: string) {
  const before = useRef(open)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the event is the dependency
  useEffect(() => {
    const shut = open === null && before.current
    before.current = open
    const timer = setTimeout(() => {
      const isLost = document.activeElement === null || document.activeElement === document.body
      if (!isLost || getSelection()?.isCollapsed === false) return
      const button = shut && room.current?.querySelector<HTMLElement>(`.composer-${shut}-shut button`)
      ;(button || room.current)?.focus({ preventScroll: true })
    }, settledMs)
    return () => clearTimeout(timer)
  }, [room, open, happened])
}
