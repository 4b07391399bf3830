import { useEffect } from 'react'
import { caseHasChanged, client, instructionHasChanged } from './queries.ts'

/** Listens to what happens to cases and instructions. Several events close together become one refresh each. */
export function useLive() {
  useEffect(() => {
    const source = new EventSource('/v1/live')
    const waiting = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const refresh = () => {
      for (const id of waiting) caseHasChanged(id)
      waiting.clear()
    }
    source.addEventListener('case', (event: MessageEvent<string>) => {
      const told: { id?: string } = JSON.parse(event.data)
      if (!told.id) return
      waiting.add(told.id)
      clearTimeout(timer)
      timer = setTimeout(refresh, 200)
    })
    // Another instruction: what may be done on any screen may be another, from now (A9).
    source.addEventListener('instruction', () => client.invalidateQueries())
    source.addEventListener('instruction', (event: MessageEvent<string>) => {
      const told: { board?: string } = JSON.parse(event.data)
      if (told.board) instructionHasChanged(told.board)
    })
    // After a break nobody knows what was missed.
    let broken = false
    source.onerror = () => {
      broken = true
    }
    source.onopen = () => {
      if (broken) client.invalidateQueries()
      broken = false
    }
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [])
}
