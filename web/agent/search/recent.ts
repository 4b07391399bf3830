type Opened = { id: string; number: string; board: string; caseTypeName: string }

/** The cases someone opened last, newest first: number and kind only, nothing about a person. Gone with the browser's window. */
const kept = 'ombud.opened'
const most = 12

export function recentlyOpened(): Opened[] {
  const text = sessionStorage.getItem(kept)
  return text ? JSON.parse(text) : []
}

export function rememberOpened(opened: Opened) {
  const others = recentlyOpened().filter(({ id }) => id !== opened.id)
  sessionStorage.setItem(kept, JSON.stringify([opened, ...others].slice(0, most)))
}
