import { useCallback, useEffect, useRef, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import type { EditedFile } from '../../../contracts/drafts.ts'
import { call } from '../client.ts'
import { refusalOf } from '../refusal.ts'
import { isSame } from './form-values.ts'
import { begin, edit, type History, redo, undo } from './history.ts'
import { keepHere, keptHere } from './kept-here.ts'

type View = Reply<'readDraft'>
/** saved: the server has it. failed: it is asked again by itself. conflict: someone else was first, and the writer chooses. gone: it is no draft any more. */
export type Saving = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict' | 'gone'
export type Draft = ReturnType<typeof useDraft>

const pauseMs = 700
const againMs = 5_000

/** What is being written: every step of it, what the server has of it, and what the server says it means. */
export function useDraft(view: View) {
  const { id } = view
  const [found] = useState(() => keptHere(id))
  const [history, setHistory] = useState<History<EditedFile>>(() => begin(found && !isSame(found.file, view.file) ? found.file : view.file))
  const [said, setSaid] = useState({ sentences: view.sentences, checks: view.checks })
  const [saving, setSaving] = useState<Saving>('saved')
  const server = useRef({ revision: found ? Math.min(found.revision, view.revision) : view.revision, file: view.file })
  const now = useRef(history.present)
  now.current = history.present
  const busy = useRef(false)

  const save = useCallback(async () => {
    const file = now.current
    if (busy.current || isSame(file, server.current.file)) return
    busy.current = true
    setSaving('saving')
    const answer = await call('saveDraft', { params: { id }, body: { revision: server.current.revision, file } }).then(
      (saved) => ({ saved }),
      (thrown: unknown) => ({ code: refusalOf(thrown)?.code ?? 'unexpected' }),
    )
    busy.current = false
    if ('saved' in answer) {
      server.current = { revision: answer.saved.revision, file }
      setSaid(answer.saved)
      if (!isSame(now.current, file)) return setSaving('waiting')
      keepHere(id, null)
      return setSaving('saved')
    }
    if (answer.code === 'draft_changed') return setSaving('conflict')
    setSaving(answer.code === 'version_state' ? 'gone' : 'failed')
  }, [id])

  useSaving({ id, file: history.present, saving, setSaving, server, save })
  const present = history.present
  const change = useCallback(
    (next: (file: EditedFile) => EditedFile, key: string | null = null) =>
      setHistory((before) => edit(before, next(before.present), key, Date.now())),
    [],
  )
  /** Someone else was first: theirs is taken, and mine can be had back with undo; or mine is kept, over theirs. */
  const settle = async (whose: 'mine' | 'theirs') => {
    const theirs = await call('readDraft', { params: { id } })
    server.current = { revision: theirs.revision, file: theirs.file }
    if (whose === 'theirs') {
      setSaid(theirs)
      setHistory((before) => edit(before, theirs.file, null, Date.now()))
      keepHere(id, null)
      return setSaving('saved')
    }
    await save()
  }
  return {
    file: present,
    ...said,
    saving,
    change,
    save,
    settle,
    undo: history.past.length > 0 ? () => setHistory(undo) : undefined,
    redo: history.future.length > 0 ? () => setHistory(redo) : undefined,
  }
}

type Watched = {
  id: string
  file: EditedFile
  saving: Saving
  setSaving: (saving: Saving) => void
  server: { current: { revision: number; file: EditedFile } }
  save: () => Promise<void>
}

/** Saves a moment after the last change, again when it failed, and at once when the page is left. */
function useSaving({ id, file, saving, setSaving, server, save }: Watched) {
  useEffect(() => {
    if (isSame(file, server.current.file)) return
    keepHere(id, { revision: server.current.revision, file })
    if (saving === 'conflict' || saving === 'gone' || saving === 'saving') return
    if (saving === 'saved') setSaving('waiting')
    const timer = setTimeout(save, saving === 'failed' ? againMs : pauseMs)
    return () => clearTimeout(timer)
  }, [id, file, saving, setSaving, server, save])
  useEffect(() => {
    const leave = () => void save()
    addEventListener('pagehide', leave)
    addEventListener('online', leave)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('online', leave)
      leave()
    }
  }, [save])
}
