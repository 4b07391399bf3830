import { existsSync } from 'node:fs'

/** Path of the browser that the browser tests drive; undefined = none here, and they are skipped. */
export const chromium: string | undefined = [process.env.CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && path !== '' && existsSync(path),
)
