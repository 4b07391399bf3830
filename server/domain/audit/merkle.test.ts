import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { generated } from '../../../test/any-instruction.ts'
import {
  append,
  consistencyRanges,
  type Edge,
  edgePlaces,
  emptyRoot,
  hashOfRange,
  inclusionRanges,
  isBeginning,
  isIncluded,
  nodeHash,
  rootOf,
} from './merkle.ts'

const hex = (text: string) => Buffer.from(text, 'hex')
const leafOfBytes = (bytes: Buffer) => createHash('sha256').update(Buffer.of(0)).update(bytes).digest()

// The reference tree of the certificate-transparency implementations: eight leaves, and the root after each.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((text) =>
  leafOfBytes(hex(text)),
)
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

/** A tree that grows in steps of any size, with what is stored of it. */
function grown(all: readonly Buffer[], steps: readonly number[]) {
  const stored = new Map(all.map((hash, position) => [`0/${position}`, hash]))
  let edge: Edge = []
  const sizes = []
  for (let size = 0, turn = 0; size < all.length; turn++) {
    const some = all.slice(size, size + Math.max(1, steps[turn % Math.max(1, steps.length)] ?? 1))
    const next = append(edge, size, some)
    for (const { level, position, hash } of next.complete) {
      expect(stored.has(`${level}/${position}`)).toBe(false)
      stored.set(`${level}/${position}`, hash)
    }
    edge = next.edge
    size += some.length
    sizes.push(size)
  }
  return { edge, get: (level: number, position: number) => stored.get(`${level}/${position}`), sizes }
}

/** RFC 9162 2.1.1, word for word and slow. */
function slowRoot(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes
  if (only === undefined) return emptyRoot
  if (hashes.length === 1) return only
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return nodeHash(slowRoot(hashes.slice(0, k)), slowRoot(hashes.slice(k)))
}

test('T4: the tree has the roots, the paths and the proofs of the published test vectors', () => {
  expect(emptyRoot.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(roots.map((_, at) => rootOf(grown(leaves.slice(0, at + 1), [1]).edge).toString('hex'))).toEqual(roots)
  const { get } = grown(leaves, [3])
  const path = (ranges: ReturnType<typeof inclusionRanges>) => ranges.map((range) => hashOfRange(range, get).toString('hex'))
  expect(path(inclusionRanges(0, 8))).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  expect(path(inclusionRanges(5, 8))).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  expect(path(consistencyRanges(6, 8))).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  expect(path(consistencyRanges(2, 5))).toEqual([
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ])
})

const anyTree = fc
  .record({
    size: fc.integer({ min: 1, max: 700 }),
    steps: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 9 }),
    salt: fc.nat(),
  })
  .chain(({ size, steps, salt }) =>
    fc.record({
      size: fc.constant(size),
      steps: fc.constant(steps),
      salt: fc.constant(salt),
      index: fc.nat(size - 1),
      before: fc.integer({ min: 0, max: size }),
    }),
  )
const hashesOf = (size: number, salt: number) => Array.from({ length: size }, (_, at) => leafOfBytes(Buffer.from(`${salt} ${at}`)))

test('T4: a tree grown in any steps has the root of the definition, and every leaf and every beginning of it can be proved', () => {
  fc.assert(
    fc.property(anyTree, ({ size, steps, salt, index, before }) => {
      const all = hashesOf(size, salt)
      const { edge, get } = grown(all, steps)
      const root = slowRoot(all)
      expect(rootOf(edge)).toEqual(root)
      // what is read back from what is stored is the same edge
      expect(
        rootOf(
          edgePlaces(size).map(({ level, from, to }) => Array.from({ length: to - from }, (_, at) => get(level, from + at) as Buffer)),
        ),
      ).toEqual(root)
      const path = inclusionRanges(index, size).map((range) => hashOfRange(range, get))
      expect(isIncluded(all[index] as Buffer, { index, size, root, path })).toBe(true)
      const first = { size: before, root: slowRoot(all.slice(0, before)) }
      const proof = consistencyRanges(before, size).map((range) => hashOfRange(range, get))
      expect(isBeginning(first, { size, root }, proof)).toBe(true)
    }),
    { numRuns: generated(100) },
  )
})

test('T4: another leaf, another place, another size, a bent or a shortened path prove nothing, and no other history has the same beginning', () => {
  fc.assert(
    fc.property(anyTree, fc.nat(), ({ size, steps, salt, index, before }, at) => {
      const all = hashesOf(size, salt)
      const { edge, get } = grown(all, steps)
      const root = rootOf(edge)
      const leaf = all[index] as Buffer
      const path = inclusionRanges(index, size).map((range) => hashOfRange(range, get))
      const bent = path.map((hash, n) => (n === at % path.length ? nodeHash(hash, hash) : hash))
      expect(isIncluded(nodeHash(leaf, leaf), { index, size, root, path })).toBe(false)
      if (path.length > 0) {
        expect(isIncluded(leaf, { index, size, root, path: bent })).toBe(false)
        expect(isIncluded(leaf, { index, size, root, path: path.slice(1) })).toBe(false)
        expect(isIncluded(leaf, { index: (index + 1) % size, size, root, path })).toBe(false)
      }
      expect(isIncluded(leaf, { index, size, root, path: [...path, root] })).toBe(false)
      const other = all.map((hash, n) => (n === at % size ? nodeHash(hash, hash) : hash))
      const proof = consistencyRanges(before, size).map((range) => hashOfRange(range, get))
      const otherFirst = { size: before, root: slowRoot(other.slice(0, before)) }
      expect(isBeginning(otherFirst, { size, root }, proof)).toBe(at % size >= before)
      if (proof.length > 0)
        expect(isBeginning({ size: before, root: slowRoot(all.slice(0, before)) }, { size, root }, proof.slice(1))).toBe(false)
    }),
    { numRuns: generated(100) },
  )
})
