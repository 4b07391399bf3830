import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { fileKeys, headerBytes, type Keys } from './keys.ts'
import { type Sealing, sealingWith } from './sealed-text.ts'
import type { Settings } from './settings.ts'

const waitMs = 5_000
const Answer = z.union([z.strictObject({ ok: z.base64() }), z.strictObject({ error: z.string() })])

/**
 * Keys kept by a service of the operator's own, beside a PKCS#11 module or a KMS, on a local socket. One connection a question, one line of JSON
 * each way, UTF-8, at most 64 KiB; bytes in base64:
 *   {"ask":"current"}                                     → {"ok":"<nine bytes: 2, and the name of the key that wraps now>"}
 *   {"ask":"wrap","for":"<what it is for>","key":"…"}     → {"ok":"<those nine bytes, and the wrapped key>"}
 *   {"ask":"unwrap","for":"<what it is for>","key":"…"}   → {"ok":"<the key>"}
 * or {"error":"<code>"}. `for` must be authenticated together with the key. The key-encryption key itself never passes here.
 */
export function serviceKeys(socketPath: string): Keys {
  return {
    current: async () => headed(await ask(socketPath, { ask: 'current' })),
    wrap: async (boundTo, key) => headed(await ask(socketPath, { ask: 'wrap', for: boundTo, key: key.toString('base64') })),
    unwrap: (boundTo, wrapped) => ask(socketPath, { ask: 'unwrap', for: boundTo, key: wrapped.toString('base64') }),
  }
}

function headed(bytes: Buffer): Buffer {
  if (bytes.length < headerBytes || bytes[0] !== 2) throw new Error('the key service answered with something that is not wrapped')
  return bytes
}

/** The keys that the operator has configured. */
export const openKeys = ({ keysFolder, keyService }: Pick<Settings, 'keysFolder' | 'keyService'>): Keys =>
  keyService === undefined ? fileKeys(keysFolder) : serviceKeys(keyService)

export const openSealing = (settings: Pick<Settings, 'keysFolder' | 'keyService'>): Sealing =>
  sealingWith(openKeys(settings), settings.keysFolder)

async function ask(path: string, question: object): Promise<Buffer> {
  const socket = connect({ path })
  socket.setTimeout(waitMs, () => socket.destroy(new Error('the key service does not answer')))
  try {
    const line = await new Promise<string>((resolve, reject) => {
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('the key service hung up')))
      createInterface({ input: socket }).once('line', resolve).on('error', reject)
      socket.write(`${JSON.stringify(question)}\n`)
    })
    const answer = Answer.parse(JSON.parse(line))
    if ('error' in answer) throw new Error('the key service refused')
    return Buffer.from(answer.ok, 'base64')
  } finally {
    socket.destroy()
  }
}
