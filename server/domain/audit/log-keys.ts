import { createHash } from 'node:crypto'
import { keptSecret } from '../../platform/kept-secret.ts'
import type { Settings } from '../../platform/settings.ts'
import { type Signer, signerOf } from './note.ts'

/** The secrets that the log needs: they lie in the keys folder, so that whoever owns the database can sign nothing. */
export type LogKeys = {
  log: Signer
  /** A board's own, by its code: what it signs daily is that it was shown this log (P8). */
  witness(board: string): Signer
}

export function openLogKeys({ keysFolder, mailDomain }: Pick<Settings, 'keysFolder' | 'mailDomain'>): LogKeys {
  const seedOf = (name: string) => createHash('sha256').update(keptSecret(keysFolder, name)).digest()
  const witnesses = new Map<string, Signer>()
  return {
    log: signerOf(`${mailDomain}/ombud-log`, 'log', seedOf('log-key')),
    witness: (board) => {
      const signer = witnesses.get(board) ?? signerOf(`${mailDomain}/${board}`, 'witness', seedOf(`log-witness-${board}`))
      witnesses.set(board, signer)
      return signer
    },
  }
}
