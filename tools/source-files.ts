import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** Every file that is or is about to be part of the repository, as paths from its root, sorted. What .gitignore names is not. */
export function repositoryFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, maxBuffer: 1 << 26 })
  return [...new Set(listed.toString('utf8').split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort()
}

/** Our own code: what the rules on imports, sizes and names are about. */
export function sourceFiles(): string[] {
  return repositoryFiles().filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.endsWith('.d.ts'))
}
