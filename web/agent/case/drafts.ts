import { useEffect, useSyncExternalStore } from 'react'
import { call } from '../client.ts'

type Kind = 'answer' | 'note'
type Kept = 'same' | 'waiting' | 'kept' | 'failed'
type Draft = { text: string; kept: Kept }

/** What is being written, by case and kind. It lives here while screens come and go, and on the server 600 ms after the last key. */
const drafts = new Map<string, Draft>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const onTheirWay = new Map<string, Promise<void>>()
const watchers = new Set<() => void>()
const pauseMs = 600
const keyOf = (caseId: string, kind: Kind) => `${kind} ${caseId}`

function put(key: string, draft: Draft) {
  drafts.set(key, draft)
  for (const watcher of watchers) watcher()
}

function stopTimer(key: string) {
  clearTimeout(timers.get(key))
  timers.delete(key)
}

async function keep(caseId: string, kind: Kind) {
  const key = keyOf(caseId, kind)
  stopTimer(key)
  const text = drafts.get(key)?.text ?? ''
  const keeping = call('keepDraft', { body: { kind, caseId, body: { text } } }).then(
    () => 'kept' as const,
    () => 'failed' as const,
  )
  onTheirWay.set(
    key,
    keeping.then(() => undefined),
  )
  const kept: Kept = await keeping
  if (drafts.get(key)?.text === text) put(key, { text, kept })
}

export function writeDraft(caseId: string, kind: Kind, text: string) {
  const key = keyOf(caseId, kind)
  put(key, { text, kept: 'waiting' })
  stopTimer(key)
  timers.set(
    key,
    setTimeout(() => keep(caseId, kind), pauseMs),
  )
}

/**
 * Before sending: nothing more is kept, and what is on its way has arrived. The server empties its copy when it takes the text; a draft that came
 * after that would be offered, and perhaps sent, a second time.
 */
export async function settleDraft(caseId: string, kind: Kind): Promise<void> {
  const key = keyOf(caseId, kind)
  stopTimer(key)
  await onTheirWay.get(key)
}

/** It has been sent: nothing is left to keep. */
export function clearDraft(caseId: string, kind: Kind) {
  const key = keyOf(caseId, kind)
  stopTimer(key)
  put(key, { text: '', kept: 'same' })
}

/** @param server what the server had when the case was opened; only used when nothing newer is being written here. */
export function useDraft(caseId: string, kind: Kind, server: string): Draft {
  const key = keyOf(caseId, kind)
  const here = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => drafts.get(key),
  )
  useEffect(() => {
    const flush = () => {
      if (timers.has(key)) keep(caseId, kind)
    }
    addEventListener('pagehide', flush)
    return () => {
      removeEventListener('pagehide', flush)
      flush()
      // Once kept, the server's copy is the one to come back to, perhaps from another machine.
      if (drafts.get(key)?.kept === 'kept' || drafts.get(key)?.kept === 'same') drafts.delete(key)
    }
  }, [caseId, kind, key])
  return here ?? { text: server, kept: 'same' }
}
