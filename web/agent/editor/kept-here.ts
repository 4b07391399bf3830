import type { EditedFile } from '../../../contracts/drafts.ts'

/** What has been written and the server doesn't have yet, kept in this browser: a lost line or a closed lid takes nothing with it. */
type Kept = { revision: number; file: EditedFile }
const keyOf = (id: string) => `ombud.instruction.${id}`

export function keepHere(id: string, kept: Kept | null) {
  try {
    if (kept === null) localStorage.removeItem(keyOf(id))
    else localStorage.setItem(keyOf(id), JSON.stringify(kept))
  } catch {
    // a full or forbidden store: the text is still in the window, and the server is asked again
  }
}

export function keptHere(id: string): Kept | null {
  const found = localStorage.getItem(keyOf(id))
  if (found === null) return null
  try {
    const kept: Kept = JSON.parse(found)
    return Array.isArray(kept.file?.clauses) ? kept : null
  } catch {
    return null
  }
}
