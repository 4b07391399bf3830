import { createHmac } from 'node:crypto'
import { keptSecret } from '../../platform/kept-secret.ts'

/** What was searched for, as the log keeps it: the same words can be recognised by whoever knows them and has the key, and are said to nobody else (T16). */
export type TermHash = (words: string) => string[]

export function openTermHash({ keysFolder }: { keysFolder: string }): TermHash {
  const key = keptSecret(keysFolder, 'log-terms')
  const hashOf = (term: string) => createHmac('sha256', key).update(term).digest('hex').slice(0, 32)
  return (words) => [...new Set(words.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean))].map(hashOf)
}
