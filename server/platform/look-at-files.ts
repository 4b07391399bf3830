import { createHash, randomBytes } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Files } from './files.ts'
import type { Settings } from './settings.ts'

/** How the file store and its key are on disk right now; numbers and yes or no only. */
export type FilesSeen = {
  /** A file that was written could be read again, the same. */
  opensAgain: boolean
  /** Not one stretch of it stood in clear on the disk. */
  sealedOnDisk: boolean
  key: {
    there: boolean
    /** Kept by a service of the operator's own; then there is no file to look at. */
    byService: boolean
    mode: number | null
    sizeBytes: number | null
    outsideData: boolean
  }
}

/** Writes a file as any other, looks at its bytes on the disk, opens it and takes it away. */
export async function lookAtFiles(
  files: Files,
  { dataFolder, keysFolder, keyService }: Pick<Settings, 'dataFolder' | 'keysFolder' | 'keyService'>,
): Promise<FilesSeen> {
  const key = keyService === undefined ? await keyOf(keysFolder, dataFolder) : await serviceOf(keyService, dataFolder)
  // long enough for a stretch of it to be looked for, and never the same twice
  const plain = Buffer.from(`canary ${randomBytes(48).toString('hex')}`)
  try {
    const stored = await files.put(plain)
    try {
      const onDisk = await readFile(join(dataFolder, 'files', stored.id.slice(0, 2), stored.id.slice(2, 4), stored.id))
      const back = await files.get(stored)
      return { opensAgain: hashOf(back) === hashOf(plain), sealedOnDisk: !onDisk.includes(plain.subarray(7, 39)), key }
    } finally {
      await files.remove(stored.id)
    }
  } catch {
    return { opensAgain: false, sealedOnDisk: false, key } // whatever it was, the store doesn't do what it promises
  }
}

async function keyOf(keysFolder: string, dataFolder: string): Promise<FilesSeen['key']> {
  const outsideData = !`${keysFolder}/`.startsWith(`${dataFolder}/`)
  try {
    const { mode, size } = await stat(join(keysFolder, 'kek'))
    return { there: true, byService: false, mode: mode & 0o777, sizeBytes: size, outsideData }
  } catch {
    return { there: false, byService: false, mode: null, sizeBytes: null, outsideData }
  }
}

async function serviceOf(path: string, dataFolder: string): Promise<FilesSeen['key']> {
  const about = { byService: true, mode: null, sizeBytes: null, outsideData: !path.startsWith(`${dataFolder}/`) }
  try {
    return { ...about, there: (await stat(path)).isSocket() }
  } catch {
    return { ...about, there: false }
  }
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
