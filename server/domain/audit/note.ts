import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Head } from './merkle.ts'

/** Signed notes, checkpoints and cosignatures as C2SP writes them (c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature), pure. */

/** A key that signs: the log's own over the text as it is, a witness's over the text and the time at which it saw it. */
export type Verifier = { name: string; kind: 'log' | 'witness'; publicKey: Buffer }
export type Signer = Verifier & { privateKey: KeyObject }

const kindByte = { log: 1, witness: 4 } as const
const seedPrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** `seed`: 32 secret bytes (RFC 8032). */
export function signerOf(name: string, kind: Verifier['kind'], seed: Buffer): Signer {
  const privateKey = createPrivateKey({ key: Buffer.concat([seedPrefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length)
  return { name, kind, publicKey, privateKey }
}

const typed = ({ kind, publicKey }: Verifier) => Buffer.concat([Buffer.of(kindByte[kind]), publicKey])

function keyIdOf(key: Verifier): Buffer {
  return createHash('sha256').update(`${key.name}\n`).update(typed(key)).digest().subarray(0, 4)
}

/** `name+id+key`, as the C2SP tools read it. */
export const verifierText = (key: Verifier): string => `${key.name}+${keyIdOf(key).toString('hex')}+${typed(key).toString('base64')}`

/** @returns undefined for what isn't a key of a kind we know, or doesn't have its own id */
export function readVerifier(text: string): Verifier | undefined {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? []
  if (name === undefined || encoded === undefined) return undefined
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.toString('base64') !== encoded) return undefined
  const kind = bytes[0] === kindByte.log ? 'log' : bytes[0] === kindByte.witness ? 'witness' : undefined
  if (kind === undefined || bytes.length !== 33) return undefined
  const key = { name, kind, publicKey: bytes.subarray(1) } as const
  return keyIdOf(key).toString('hex') === id ? key : undefined
}

export const checkpointText = (origin: string, { size, root }: Head): string => `${origin}\n${size}\n${root.toString('base64')}\n`

/** One signature line. `atSeconds`: when a witness saw it; the log's own says no time. */
export function signatureLine(text: string, key: Signer, atSeconds = 0): string {
  const stamp = key.kind === 'witness' ? stampOf(atSeconds) : Buffer.alloc(0)
  const signature = sign(null, Buffer.from(signedText(text, key, atSeconds)), key.privateKey)
  return `— ${key.name} ${Buffer.concat([keyIdOf(key), stamp, signature]).toString('base64')}\n`
}

const signedText = (text: string, { kind }: Verifier, atSeconds: number) =>
  kind === 'witness' ? `cosignature/v1\ntime ${atSeconds}\n${text}` : text

function stampOf(seconds: number): Buffer {
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(BigInt(seconds))
  return stamp
}

export type Note = { text: string; signatures: { name: string; id: Buffer; bytes: Buffer }[] }

/** @returns undefined for what isn't a signed note */
export function readNote(note: string): Note | undefined {
  const at = note.lastIndexOf('\n\n')
  if (at < 0 || !note.endsWith('\n')) return undefined
  const lines = note.slice(at + 2, -1).split('\n')
  const signatures = lines.map((line) => {
    const [, name, encoded] = /^— ([^+\s]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? []
    if (name === undefined || encoded === undefined) return undefined
    const bytes = Buffer.from(encoded, 'base64')
    return bytes.length > 4 && bytes.toString('base64') === encoded
      ? { name, id: bytes.subarray(0, 4), bytes: bytes.subarray(4) }
      : undefined
  })
  const read = signatures.filter((each) => each !== undefined)
  return read.length === lines.length ? { text: note.slice(0, at + 1), signatures: read } : undefined
}

/** Whether the key has signed. @returns when, for a witness (seconds since 1970); 0 for the log's own; undefined: it hasn't, or a line in its name is false */
export function signedBy({ text, signatures }: Note, key: Verifier): number | undefined {
  const own = signatures.filter(({ name, id }) => name === key.name && id.equals(keyIdOf(key)))
  const times = own.map(({ bytes }) => {
    const stampBytes = key.kind === 'witness' ? 8 : 0
    if (bytes.length !== stampBytes + 64) return undefined
    const atSeconds = stampBytes === 0 ? 0 : Number(bytes.readBigUInt64BE(0))
    const publicKey = createPublicKey({ key: Buffer.concat([publicPrefix, key.publicKey]), format: 'der', type: 'spki' })
    return verify(null, Buffer.from(signedText(text, key, atSeconds)), publicKey, bytes.subarray(stampBytes)) ? atSeconds : undefined
  })
  return times.includes(undefined) ? undefined : times[0]
}

/** @returns undefined for a text that isn't a checkpoint */
export function readCheckpoint(text: string): (Head & { origin: string }) | undefined {
  const [, origin, size, encoded] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(text) ?? []
  if (origin === undefined || encoded === undefined) return undefined
  const root = Buffer.from(encoded, 'base64')
  return root.toString('base64') === encoded ? { origin, size: Number(size), root } : undefined
}
