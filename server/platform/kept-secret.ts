import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A random secret (43 characters, base64url) kept in its own file, mode 0600, in a folder of mode 0700. Made the first time it is asked for.
 * Written beside and then linked, so that another process never reads half a secret and two first starts agree on one.
 */
export function keptSecret(folder: string, name: string): string {
  const file = join(folder, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) {
    const draft = join(folder, `.${name}.${process.pid}.${randomBytes(6).toString('hex')}`)
    writeDurably(draft, randomBytes(32).toString('base64url'))
    try {
      linkSync(draft, file)
    } catch (error) {
      if (!existsSync(file)) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  }
  return readFileSync(file, 'utf8').trim()
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600)
  try {
    writeSync(handle, `${text}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
