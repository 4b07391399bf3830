import { useEffect, useRef } from 'react'

/** When this goes away the focus is again where it was when it came. */
export function useFocusBack() {
  const back = useRef<Element | null>(null)
  useEffect(() => {
    back.current ??= document.activeElement
    return () => {
      if (back.current instanceof HTMLElement) back.current.focus()
    }
  }, [])
}
