import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { fileKeys, type Keys } from './keys.ts'
import { seal, unseal } from './seal.ts'

/**
 * The sealed file store: raw mail, attachments and recordings, each encrypted with a key of its own (design §3).
 * The row that owns a file keeps its StoredFile; when that row goes, the wrapped key goes, and every copy of the file is noise.
 */
export type StoredFile = {
  /** UUID; the only thing the file is called on disk. */
  id: string
  /** Of the plain bytes, lower-case hex. */
  sha256: string
  /** Of the plain bytes. */
  sizeBytes: number
  /** The file's own key, wrapped by the key-encryption key (keys.ts). */
  wrappedKey: Buffer
}

export type Files = {
  /** Resolves when the bytes survive a power cut: file and folder are synced to disk. */
  put(bytes: Uint8Array): Promise<StoredFile>
  /** @throws Error when the file is missing, changed, or was sealed with another key */
  get(stored: StoredFile): Promise<Buffer>
  /** False when it was already gone: removing is a job, and a job may run twice. */
  remove(id: string): Promise<boolean>
  /** Every id on disk: for looking again after an erasure and for finding files without an owner. */
  list(): AsyncIterable<string>
  /** Whether a file has lain there since before `then`; false when it has gone. */
  isOlder(id: string, then: Date): Promise<boolean>
  /** Removes what a killed put() left half written (never readable, since its key was never given out). Returns how many. */
  clearUnfinished(olderThan: Date): Promise<number>
}

const keyBytes = 32
const idShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const unfinished = '.unfinished'

/** @throws Error when the key file in `keysFolder` can't be made, or isn't a key */
export function openFiles({ folder, ...given }: { folder: string } & ({ keysFolder: string } | { keys: Keys })): Files {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const keys = 'keys' in given ? given.keys : fileKeys(given.keysFolder)
  return {
    put: (bytes) => put(folder, keys, bytes),
    get: (stored) => get(folder, keys, stored),
    remove: (id) => remove(folder, id),
    list: () => list(folder),
    isOlder: (id, then) => isOlder(folder, id, then),
    clearUnfinished: (olderThan) => clearUnfinished(folder, olderThan),
  }
}

async function put(folder: string, keys: Keys, bytes: Uint8Array): Promise<StoredFile> {
  const id = randomUUID()
  const key = randomBytes(keyBytes)
  // first: what couldn't be opened after the next start is not taken in
  const wrappedKey = await keys.wrap(`key of ${id}`, key)
  await writeWhole(folder, id, seal(key, id, bytes))
  return { id, sha256: sha256(bytes), sizeBytes: bytes.byteLength, wrappedKey }
}

async function get(folder: string, keys: Keys, stored: StoredFile): Promise<Buffer> {
  const key = await keys.unwrap(`key of ${stored.id}`, stored.wrappedKey)
  const bytes = unseal(key, stored.id, await readFile(pathOf(folder, stored.id).file))
  // The tag already proves the bytes; the hash proves that they are the ones the owner's row speaks of.
  if (sha256(bytes) !== stored.sha256) throw new Error(`stored file ${stored.id} is not the one its owner describes`)
  return bytes
}

async function remove(folder: string, id: string): Promise<boolean> {
  const { parent, file } = pathOf(folder, id)
  try {
    await unlink(file)
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
  await syncFolder(parent)
  return true
}

async function* list(folder: string): AsyncIterable<string> {
  for await (const { name } of everyFile(folder)) if (idShape.test(name)) yield name
}

async function isOlder(folder: string, id: string, then: Date): Promise<boolean> {
  try {
    return (await stat(pathOf(folder, id).file)).mtime < then
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

async function clearUnfinished(folder: string, olderThan: Date): Promise<number> {
  let cleared = 0
  for await (const { name, path } of everyFile(folder)) {
    if (!name.endsWith(unfinished) || (await stat(path)).mtime >= olderThan) continue
    await unlink(path)
    cleared++
  }
  return cleared
}

async function* everyFile(folder: string): AsyncIterable<{ name: string; path: string }> {
  for (const first of await readdir(folder)) {
    for (const second of await readdir(join(folder, first))) {
      for (const name of await readdir(join(folder, first, second))) yield { name, path: join(folder, first, second, name) }
    }
  }
}

/** Two levels of 256 folders keep each folder small at ten million files. */
function pathOf(folder: string, id: string): { parent: string; file: string } {
  if (!idShape.test(id)) throw new Error('a stored file is named by a UUID')
  const parent = join(folder, id.slice(0, 2), id.slice(2, 4))
  return { parent, file: join(parent, id) }
}

/** Whole or not at all, also after kill -9 or a power cut: temporary name, sync, rename, sync of the folders. */
async function writeWhole(folder: string, id: string, bytes: Buffer): Promise<void> {
  const { parent, file } = pathOf(folder, id)
  const made = await mkdir(parent, { recursive: true, mode: 0o700 })
  const handle = await open(file + unfinished, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(file + unfinished, file)
  await syncFolder(parent)
  if (made !== undefined) {
    await syncFolder(join(parent, '..'))
    await syncFolder(folder)
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function isMissing(error: unknown): boolean {
  return isNodeError(error) && error.code === 'ENOENT'
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}
