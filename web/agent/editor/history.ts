/** What has been written and can be taken back. Edits of the same thing in quick succession are one step. */
export type History<T> = { past: T[]; present: T; future: T[]; last: { key: string; atMs: number } | null }

const stepMs = 1_200
const longest = 200

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], last: null })

/** @param key what is being edited, e.g. `vagledning text`; null = a step of its own */
export function edit<T>(history: History<T>, next: T, key: string | null, nowMs: number): History<T> {
  const same = key !== null && history.last?.key === key && nowMs - history.last.atMs < stepMs
  return {
    past: same ? history.past : [...history.past, history.present].slice(-longest),
    present: next,
    future: [],
    last: key === null ? null : { key, atMs: nowMs },
  }
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future], last: null }
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future, last: null }
}
