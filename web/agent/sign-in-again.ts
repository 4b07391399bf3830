/**
 * A door that calls wait at when the session has ended: the dialog opens it, and every waiting call goes on by itself.
 * `urgent`: someone has asked for something and waits. What happens by itself (drafts, refreshes) lets them write on until they pause,
 * or the dialog would take the letters that were meant for the text.
 */
type Door = { opened: Promise<boolean>; open: (signedIn: boolean) => void; urgent: boolean }
let door: Door | null = null
let showing = false
let writtenAtMs = 0
const pauseMs = 2_500
const watchers = new Set<() => void>()

addEventListener(
  'keydown',
  () => {
    writtenAtMs = Date.now()
  },
  { capture: true },
)

function show() {
  if (!door || showing) return
  const waitMs = door.urgent ? 0 : writtenAtMs + pauseMs - Date.now()
  if (waitMs > 0) {
    setTimeout(show, waitMs)
    return
  }
  showing = true
  tell()
}

function tell() {
  for (const watcher of watchers) watcher()
}

/** Waits until someone has signed in again; false when they gave up. */
export function signedInAgain(urgent: boolean): Promise<boolean> {
  if (!door) {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    door = { opened: promise, open: resolve, urgent }
  }
  if (urgent) door.urgent = true
  show()
  return door.opened
}

export function openDoor(signedIn: boolean) {
  door?.open(signedIn)
  door = null
  showing = false
  tell()
}

export const isDialogShown = () => showing
export function watchDoor(watcher: () => void) {
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
  }
}
