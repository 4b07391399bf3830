import { createHash } from 'node:crypto'

/**
 * The tree of RFC 9162 (and 6962) over the log, pure. Stored are the hashes of complete groups of 16, 16², 16³ … leaves ("level" 1, 2, 3 …) besides the
 * leaves themselves (level 0): a sixteenth more rows, each written once and never changed, and every proof is made from at most a few of each level.
 */
const groupSize = 16

export const leafHash = (entry: string): Buffer => createHash('sha256').update(Buffer.of(0)).update(entry, 'utf8').digest()
export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()
export const emptyRoot: Buffer = createHash('sha256').digest()

/** The right edge: for each level the stored hashes that aren't part of a complete group yet; at most fifteen of each. */
export type Edge = readonly (readonly Buffer[])[]
export type Stored = { level: number; position: number; hash: Buffer }

/** Which stored hashes are the edge of a tree of this size. */
export function edgePlaces(size: number): { level: number; from: number; to: number }[] {
  const places = []
  for (let level = 0, width = 1; width <= size; level++, width *= groupSize) {
    const to = Math.floor(size / width)
    places.push({ level, from: Math.floor(to / groupSize) * groupSize, to })
  }
  return places
}

/** Adds leaves at the right. @returns the edge after, and the groups that became complete */
export function append(edge: Edge, size: number, leaves: readonly Buffer[]): { edge: Buffer[][]; complete: Stored[] } {
  const next = edge.map((level) => [...level])
  const complete: Stored[] = []
  leaves.forEach((leaf, added) => {
    let hash = leaf
    let covered = size + added + 1
    for (let level = 0; ; level++) {
      const group = next[level] ?? []
      next[level] = group
      group.push(hash)
      if (group.length < groupSize) break
      hash = completeHash(group)
      group.length = 0
      covered = Math.floor(covered / groupSize)
      complete.push({ level: level + 1, position: covered - 1, hash })
    }
  })
  return { edge: next, complete }
}

export function rootOf(edge: Edge): Buffer {
  const subtrees = edge.flatMap((group) => completeSubtrees(group).reverse())
  return subtrees.reduce<Buffer | undefined>((right, left) => (right ? nodeHash(left, right) : left), undefined) ?? emptyRoot
}

/** Of the same size each and a power of two in number. */
function completeHash(hashes: readonly Buffer[]): Buffer {
  const [first, second] = hashes
  if (first === undefined) throw new Error('no hashes')
  if (second === undefined) return first
  const pairs = Array.from({ length: hashes.length / 2 }, (_, at) => nodeHash(hashAt(hashes, at * 2), hashAt(hashes, at * 2 + 1)))
  return completeHash(pairs)
}

function hashAt(hashes: readonly Buffer[], index: number): Buffer {
  const found = hashes[index]
  if (!found) throw new Error('a hash is missing')
  return found
}

/** Fewer than a group, as subtrees that are complete: largest first. */
function completeSubtrees(group: readonly Buffer[]): Buffer[] {
  const found = []
  let from = 0
  for (let width = groupSize / 2; width >= 1; width /= 2)
    if (group.length - from >= width) {
      found.push(completeHash(group.slice(from, from + width)))
      from += width
    }
  return found
}

/** Leaves `from` up to but not `to`. */
export type Range = readonly [from: number, to: number]

/** The largest power of two below n. */
function splitOf(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/** RFC 9162 2.1.3.1: of which ranges the hashes prove that a leaf is in a tree. */
export function inclusionRanges(index: number, size: number): Range[] {
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    path.push(index < middle ? [middle, to] : [from, middle])
    if (index < middle) to = middle
    else from = middle
  }
  return path.reverse()
}

/** RFC 9162 2.1.4.1: of which ranges the hashes prove that a tree is the beginning of a larger one. */
export function consistencyRanges(before: number, size: number): Range[] {
  if (before === 0 || before >= size) return []
  const path: Range[] = []
  let [from, to] = [0, size]
  while (before !== to) {
    const middle = from + splitOf(to - from)
    path.push(before <= middle ? [middle, to] : [from, middle])
    if (before <= middle) to = middle
    else from = middle
  }
  if (from !== 0) path.push([from, to])
  return path.reverse()
}

/** The range as subtrees that are complete, each with the stored hashes that it is made from. */
function subtreesOf([from, to]: Range): { level: number; position: number; count: number }[] {
  const found = []
  for (let at = from; at < to; ) {
    let width = 1
    while (width * 2 <= to - at && at % (width * 2) === 0) width *= 2
    let [level, stored] = [0, 1]
    while (stored * groupSize <= width) {
      stored *= groupSize
      level++
    }
    found.push({ level, position: at / stored, count: width / stored })
    at += width
  }
  return found
}

/** Which stored hashes a range's hash is made from. */
export const storedFor = (range: Range): { level: number; position: number }[] =>
  subtreesOf(range).flatMap(({ level, position, count }) =>
    Array.from({ length: count }, (_, more) => ({ level, position: position + more })),
  )

/** @throws Error when one of the stored hashes is missing */
export function hashOfRange(range: Range, stored: (level: number, position: number) => Buffer | undefined): Buffer {
  const hashes = subtreesOf(range).map(({ level, position, count }) =>
    completeHash(
      Array.from({ length: count }, (_, more) => {
        const hash = stored(level, position + more)
        if (!hash) throw new Error(`the log lacks hash ${position + more} of level ${level}`)
        return hash
      }),
    ),
  )
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}

const half = (n: number) => Math.floor(n / 2)
const isOdd = (n: number) => n % 2 === 1

/** RFC 9162 2.1.3.2. */
export function isIncluded(
  leaf: Buffer,
  { index, size, root, path }: { index: number; size: number; root: Buffer; path: readonly Buffer[] },
): boolean {
  if (!(index >= 0 && index < size)) return false
  let [fn, sn, hash] = [index, size - 1, leaf]
  for (const each of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(each, hash)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else hash = nodeHash(hash, each)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && hash.equals(root)
}

export type Head = { size: number; root: Buffer }

/** RFC 9162 2.1.4.2. Every tree begins with the empty one. */
export function isBeginning(first: Head, second: Head, path: readonly Buffer[]): boolean {
  if (first.size > second.size) return false
  if (first.size === second.size) return path.length === 0 && first.root.equals(second.root)
  if (first.size === 0) return path.length === 0 && first.root.equals(emptyRoot)
  let [fn, sn] = [first.size - 1, second.size - 1]
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)]
  const [start, ...rest] = fn === 0 ? [first.root, ...path] : path
  if (!start) return false
  let [before, after] = [start, start]
  for (const each of rest) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      before = nodeHash(each, before)
      after = nodeHash(each, after)
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)]
    } else after = nodeHash(after, each)
    ;[fn, sn] = [half(fn), half(sn)]
  }
  return sn === 0 && before.equals(first.root) && after.equals(second.root)
}
