import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findIdentityNumbers } from '../server/domain/secrecy/index.ts'
import { plainTextOf } from '../server/domain/secrecy/plain-text.ts'
import { repositoryFiles, root } from './source-files.ts'
import { lineAt } from './syntax.ts'

/** Made-up numbers, ten digits a line; whatever follows the digits says where it is used. */
const allowList = 'tools/identity-numbers-allowed.txt'
// Hashes of packages hold long rows of digits and are nobody's number.
const unread = ['package-lock.json', allowList]

/** Personal identity numbers and coordination numbers in the repository that nobody has said are made up. @returns one line for each, without the number */
export function identityNumberFaults(): string[] {
  const allowed = new Set(
    readFileSync(join(root, allowList), 'utf8')
      .split('\n')
      .flatMap((line) => /^\d{10}/.exec(line)?.[0] ?? []),
  )
  return repositoryFiles()
    .filter((path) => !unread.includes(path))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      if (text.includes('\0')) return []
      return findIdentityNumbers(text)
        .filter((found) => !allowed.has(plainTextOf(found.text).text.replace(/\D/g, '').slice(-10)) && !isSpelled(found.text))
        .map(
          ({ index }) =>
            `${path}:${lineAt(text, index)} holds what may be somebody's personal identity number; made-up ones are listed in ${allowList}`,
        )
    })
}

/** Numbers in words stand in tests only, and are spelled by whoever writes them: they are looked for by their digits. */
const isSpelled = (text: string) => /\p{L}{4}/u.test(plainTextOf(text).text)
