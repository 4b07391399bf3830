/** A door that calls wait at when the session has ended: the dialog opens it, and every waiting call goes on by itself. */
type Door = { opened: Promise<boolean>; open: (signedIn: boolean) => void }
let door: Door | null = null
const watchers = new Set<() => void>()

const tell = () => {
  for (const watcher of watchers) watcher()
}

/** Waits until someone has signed in again; false when they gave up. */
export function signedInAgain(): Promise<boolean> {
  if (!door) {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    door = { opened: promise, open: resolve }
    tell()
  }
  return door.opened
}

export function openDoor(signedIn: boolean) {
  door?.open(signedIn)
  door = null
  tell()
}

export const isDoorShut = () => door !== null
export function watchDoor(watcher: () => void) {
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
  }
}
