import { useEffect, useRef } from 'react'
import { call } from '../client.ts'

const everyMs = 15_000

/** Tells colleagues who have the same case open that someone reads or writes in it. `text`: what is being written; its changes count as writing. */
export function usePresence(caseId: string, text: string, on: boolean) {
  const writtenAt = useRef(0)
  const before = useRef(text)
  const tell = useRef<((writing: boolean) => void) | null>(null)
  tell.current = (writing) => {
    // Presence is a courtesy: when it can't be told, nothing else should notice.
    if (on && !document.hidden) call('bePresent', { params: { id: caseId }, body: { writing } }).catch(() => undefined)
  }
  useEffect(() => {
    if (text === before.current) return
    before.current = text
    const first = Date.now() - writtenAt.current > everyMs
    writtenAt.current = Date.now()
    if (first) tell.current?.(true)
  }, [text])
  useEffect(() => {
    tell.current?.(false)
    const timer = setInterval(() => tell.current?.(Date.now() - writtenAt.current < everyMs), everyMs)
    return () => clearInterval(timer)
  }, [])
}
