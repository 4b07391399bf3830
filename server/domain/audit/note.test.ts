import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generated } from '../../../test/any-instruction.ts'
import { checkpointText, readCheckpoint, readNote, readVerifier, signatureLine, signedBy, signerOf, verifierText } from './note.ts'

// The example of the signed note format (C2SP, Go's sumdb/note).
const text = 'If you think cryptography is the answer to your problem,\nthen you don’t know what your problem is.\n'.replace('’', "'")
const verifier = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const seed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1)
const line = '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'

test('T4: the published signed note is made and read to the byte, and no other text has its signature', () => {
  const signer = signerOf('PeterNeumann', 'log', seed)
  expect(verifierText(signer)).toBe(verifier)
  expect(signatureLine(text, signer)).toBe(line)
  const key = readVerifier(verifier)
  const note = readNote(`${text}\n${line}`)
  expect(key && note && signedBy(note, key)).toBe(0)
  const other = readNote(`${text.replace('answer', 'question')}\n${line}`)
  expect(key && other && signedBy(other, key)).toBeUndefined()
  expect(readVerifier(verifier.replace('c74f20a3', 'c74f20a4'))).toBeUndefined()
  for (const broken of ['', 'text', `${text}\n${line.trimEnd()}`, `${text}\n${line}x\n`]) expect(readNote(broken)).toBeUndefined()
})

test('T4: a checkpoint is read as it was written; a witness signs the time too, and one bent byte is no signature', () => {
  const log = signerOf('exempelby.test/ombud-log', 'log', randomBytes(32))
  const witness = signerOf('exempelby.test/socialnamnden', 'witness', randomBytes(32))
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 49 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.nat(),
      fc.nat(),
      (size, bytes, at, bend) => {
        const root = Buffer.from(bytes)
        const checkpoint = checkpointText(log.name, { size, root })
        expect(readCheckpoint(checkpoint)).toEqual({ origin: log.name, size, root })
        const whole = `${checkpoint}\n${signatureLine(checkpoint, log)}${signatureLine(checkpoint, witness, at)}`
        const note = readNote(whole)
        if (!note) throw new Error('unread')
        expect([signedBy(note, log), signedBy(note, witness)]).toEqual([0, at])
        expect(signedBy(note, { ...witness, name: log.name })).toBeUndefined()
        const stamp = Buffer.from(note.signatures[1]?.bytes ?? [])
        stamp[bend % stamp.length] = (stamp[bend % stamp.length] ?? 0) ^ 1
        const bent = { ...note, signatures: note.signatures.map((each, n) => (n === 1 ? { ...each, bytes: stamp } : each)) }
        expect(signedBy(bent, witness)).toBeUndefined()
      },
    ),
    { numRuns: generated(60) },
  )
})
