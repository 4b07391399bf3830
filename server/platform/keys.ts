import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { seal, unseal } from './seal.ts'

/**
 * The one small interface to whatever keeps the key-encryption key: a file here, a service of the operator's own (key-service.ts), and behind
 * that a PKCS#11 module or a KMS. A key that is wrapped begins with version 2 and eight bytes that name the key-encryption key, so that what
 * remains to be wrapped anew can be found without opening it.
 */
export type Keys = {
  /** Version and name of the key that wraps now: the first nine bytes of everything it wraps. */
  current(): Promise<Buffer>
  /** `boundTo`: what the key is for; it opens as nothing else. */
  wrap(boundTo: string, key: Buffer): Promise<Buffer>
  /** @throws Error when it was wrapped for something else, changed, or by a key that isn't there */
  unwrap(boundTo: string, wrapped: Buffer): Promise<Buffer>
}

export const headerBytes = 9
const version = 2
const keyBytes = 32

/** Keys in a folder: `kek` wraps, `kek-<name>` are former ones that open what hasn't been wrapped anew yet. @throws Error when `kek` isn't a key */
export function fileKeys(keysFolder: string): Keys {
  makeFirst(keysFolder)
  // read anew each time: another process may have changed it, and what is wrapped by a key that is gone could never be opened
  const newest = () => {
    const key = readKey(join(keysFolder, 'kek'))
    if (!key) throw new Error('the key-encryption key is gone; nothing is stored')
    return key
  }
  return {
    current: async () => headerOf(newest()),
    wrap: async (boundTo, key) => {
      const kek = newest()
      return Buffer.concat([headerOf(kek), seal(kek, boundTo, key)])
    },
    unwrap: async (boundTo, wrapped) => {
      const keks = everyKek(keysFolder)
      if (wrapped[0] === version) {
        const kek = keks.find((each) => headerOf(each).equals(wrapped.subarray(0, headerBytes)))
        if (!kek) throw new Error('the key-encryption key that wrapped this is not in the keys folder')
        return unseal(kek, boundTo, wrapped.subarray(headerBytes))
      }
      return openUnnamed(keks, boundTo, wrapped)
    },
  }
}

/** What was wrapped before key-encryption keys had names. */
function openUnnamed(keks: readonly Buffer[], boundTo: string, wrapped: Buffer): Buffer {
  for (const kek of keks) {
    try {
      return unseal(kek, boundTo, wrapped)
    } catch (error) {
      if (kek === keks.at(-1)) throw error // none of them opens it
    }
  }
  throw new Error('there is no key-encryption key in the keys folder')
}

const headerOf = (kek: Buffer): Buffer =>
  Buffer.concat([
    Buffer.of(version),
    createHash('sha256')
      .update('name of ')
      .update(kek)
      .digest()
      .subarray(0, headerBytes - 1),
  ])

const nameOf = (kek: Buffer): string => headerOf(kek).subarray(1).toString('hex')

/** Former keys, by the names that stand in what they wrapped. */
export const formerKeys = (keysFolder: string): string[] =>
  readdirSync(keysFolder).flatMap((name) => (/^kek-[0-9a-f]{16}$/.test(name) ? [name.slice(4)] : []))

/** A new key takes the place of `kek`, which stays beside it under its own name until everything has been wrapped anew. */
export function replaceKey(keysFolder: string): void {
  const path = join(keysFolder, 'kek')
  const old = readKey(path)
  if (!old) throw new Error(`there is no key-encryption key at ${path}`)
  link(path, `${path}-${nameOf(old)}`)
  const draft = writeNew(keysFolder)
  renameSync(draft, path)
  sync(keysFolder)
}

export function forgetKey(keysFolder: string, name: string): void {
  rmSync(join(keysFolder, `kek-${name}`))
  sync(keysFolder)
}

function everyKek(keysFolder: string): Buffer[] {
  return ['kek', ...formerKeys(keysFolder).map((name) => `kek-${name}`)].flatMap((name) => readKey(join(keysFolder, name)) ?? [])
}

/** A link can only succeed once, so two starts at the same time agree on one key, and it is never half written. */
function makeFirst(keysFolder: string): void {
  mkdirSync(keysFolder, { recursive: true, mode: 0o700 })
  const path = join(keysFolder, 'kek')
  if (readKey(path)) return
  const draft = writeNew(keysFolder)
  try {
    link(draft, path)
  } finally {
    rmSync(draft)
  }
  sync(keysFolder)
  if (!readKey(path)) throw new Error(`the key-encryption key ${path} disappeared while it was made`)
}

function writeNew(keysFolder: string): string {
  const draft = join(keysFolder, `kek.${randomUUID()}`)
  const handle = openSync(draft, 'wx', 0o600)
  writeSync(handle, randomBytes(keyBytes))
  fsyncSync(handle)
  closeSync(handle)
  return draft
}

function link(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
}

function sync(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function readKey(path: string): Buffer | null {
  try {
    const key = readFileSync(path)
    if (key.length !== keyBytes) throw new Error(`${path} is not a key: it should hold ${keyBytes} bytes`)
    return key
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

const hasCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code
