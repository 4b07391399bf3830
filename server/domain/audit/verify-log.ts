import { z } from 'zod'
import { canonicalJson } from '../../platform/canonical-json.ts'
import { entryFormat, partHash } from './leaf.ts'
import { Line, type LineOf } from './log-file.ts'
import { type Head, isBeginning, isIncluded, leafHash } from './merkle.ts'
import { type Note, readCheckpoint, readNote, readVerifier, signedBy, type Verifier } from './note.ts'
import type { Fault } from './verify-words.ts'

/** A file as it was given, newest or kept since before. */
export type Given = { name: string; lines: readonly string[] }
export type Finding = { fault: Fault; file: string; at: string }
export type Verified = {
  findings: Finding[]
  rows: number
  checkpoints: number
  witnessed: number
  certificates: number
  erased: number
  keys: string[]
}
/** `trusted`: keys that are known from elsewhere; none: those of the oldest file count for all. `chain`: how a certificate's hash follows from the one before. */
export type Means = { trusted?: readonly string[]; chain: (previous: Buffer, body: string) => Buffer }

/** A row that stands more than this before one with a lower number has been given another time than its own. */
const toleranceMs = 3_600_000

/** Reads files that boards have taken home and checks everything that can be checked without asking anybody. */
export function verifyLog(files: readonly Given[], means: Means): Verified {
  const found: Finding[] = []
  const read = files.map((file) => readFile(file, found)).filter((file) => file !== undefined)
  const ordered = read.toSorted((a, b) => a.head.size - b.head.size)
  const keys = means.trusted ?? ordered[0]?.keys ?? []
  const counted = ordered.map((file) => checkFile(file, keys, means, found))
  checkTogether(ordered, found)
  const sum = (of: (each: (typeof counted)[number]) => number) => counted.reduce((total, each) => total + of(each), 0)
  return {
    findings: found,
    rows: sum(({ rows }) => rows),
    checkpoints: sum(({ checkpoints }) => checkpoints),
    witnessed: sum(({ witnessed }) => witnessed),
    certificates: sum(({ certificates }) => certificates),
    erased: sum(({ erased }) => erased),
    keys: [...keys],
  }
}

type Signed = Head & { note: Note; beginning: Buffer[] | null }
type Read = {
  name: string
  head: LineOf<'head'>
  keys: string[]
  checkpoints: Signed[]
  witnesses: LineOf<'witness'>[]
  entries: LineOf<'entry'>[]
  certificates: LineOf<'certificate'>[]
}

function readFile({ name, lines }: Given, found: Finding[]): Read | undefined {
  const wrong = (fault: Fault, at: string) => void found.push({ fault, file: name, at })
  const read: Line[] = []
  lines.forEach((text, n) => {
    if (text.trim() === '') return
    const line = Line.safeParse(jsonOf(text))
    if (line.success) read.push(line.data)
    else wrong('unreadable', `line ${n + 1}`)
  })
  const of = <T extends Line['type']>(type: T) => read.filter((line): line is LineOf<T> => line.type === type)
  const [head] = of('head')
  if (!head) {
    wrong('no-head', '')
    return undefined
  }
  const end = of('end')[0]
  if (end?.lines !== read.length - 1) wrong('cut-short', '')
  const checkpoints = of('checkpoint').flatMap(({ note: text, beginning }) => {
    const note = readNote(text)
    const tree = note && readCheckpoint(note.text)
    if (!note || tree?.origin !== head.origin) wrong('checkpoint-unreadable', text.slice(0, 80))
    return note && tree ? [{ ...tree, note, beginning: beginning && fromBase64(beginning) }] : []
  })
  return {
    name,
    head,
    keys: of('key').map(({ verifier }) => verifier),
    checkpoints,
    witnesses: of('witness'),
    entries: of('entry'),
    certificates: of('certificate'),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
const fromBase64 = (texts: readonly string[]) => texts.map((text) => Buffer.from(text, 'base64'))

const HashedCertificate = z.object({ kind: z.literal('certificate'), id: z.int(), hash: z.string() })

type Wrong = (fault: Fault, at: string) => void

function checkFile(file: Read, keys: readonly string[], means: Means, found: Finding[]) {
  const wrong: Wrong = (fault, at) => void found.push({ fault, file: file.name, at })
  const verifiers = keys.map(readVerifier).filter((key) => key !== undefined)
  const newest = file.checkpoints.find(({ size }) => size === file.head.size)
  checkSignatures(file, verifiers, wrong)
  if (newest) for (const each of file.checkpoints) checkBeginning(each, newest, wrong)
  else if (file.head.size > 0) wrong('checkpoint-missing', String(file.head.size))
  const witnessed = checkWitnesses(file, verifiers, wrong)
  checkNumbers(file, wrong)
  for (const entry of file.entries) for (const fault of faultsOfEntry(entry, file.head, newest)) wrong(fault, `row ${entry.number}`)
  checkTimes(file, wrong)
  checkCertificates(file, means, wrong)
  const erased = file.entries.filter(({ row, salts }) => row === null && salts === null).length
  return { rows: file.entries.length, checkpoints: file.checkpoints.length, witnessed, certificates: file.certificates.length, erased }
}

function checkSignatures({ checkpoints, head }: Read, verifiers: readonly Verifier[], wrong: Wrong): void {
  const own = verifiers.filter(({ kind, name }) => kind === 'log' && name === head.origin)
  for (const { note, size } of checkpoints)
    if (!own.some((key) => signedBy(note, key) !== undefined)) wrong('checkpoint-unsigned', `size ${size}`)
}

function checkBeginning(older: Signed, newest: Signed, wrong: Wrong): void {
  if (older.beginning === null || !isBeginning(older, newest, older.beginning)) wrong('fork', `size ${older.size} and ${newest.size}`)
}

/** A witness may have come later than the oldest file: those keys come from the file itself, and one of a name that is known must be the known one. */
function checkWitnesses({ witnesses, checkpoints, keys }: Read, verifiers: readonly Verifier[], wrong: Wrong): number {
  const known = new Set(verifiers.filter(({ kind }) => kind === 'witness').map(({ name }) => name))
  const own = keys.map(readVerifier).filter((key) => key?.kind === 'witness' && !known.has(key.name))
  const all = [...verifiers, ...own].filter((key) => key !== undefined)
  let good = 0
  for (const { size, board, line } of witnesses) {
    const checkpoint = checkpoints.find((each) => each.size === size)
    const note = checkpoint && readNote(`${checkpoint.note.text}\n${line}`)
    const signed = note && all.some((key) => key.kind === 'witness' && key.name.endsWith(`/${board}`) && signedBy(note, key) !== undefined)
    if (signed) good++
    else wrong('witness-false', `${board}, size ${size}`)
  }
  return good
}

/** A board counts its own rows: none may lack, and the last is the one the head names. */
function checkNumbers({ entries, head }: Read, wrong: Wrong): void {
  const span = head.first === null || head.last === null ? 0 : head.last - head.first + 1
  if (entries.length !== span) wrong('rows-lack', `${entries.length} of ${span}`)
  entries.forEach(({ number, sequence }, at) => {
    if (number !== (head.first ?? 0) + at) wrong('number-out-of-order', `row ${number}`)
    const before = entries[at - 1]?.sequence ?? null
    if (sequence !== null && before !== null && sequence <= before) wrong('number-out-of-order', `row ${number}`)
  })
}

const Hashed = z.looseObject({
  kind: z.enum(['access', 'audit', 'refusal', 'certificate']),
  at: z.string(),
  hand: z.string(),
  act: z.string(),
  purpose: z.string().optional(),
  /** Written before the log began, and numbered when it did: in what order isn't known. */
  earlier: z.literal(true).optional(),
  parts: z.array(z.string()),
})

/** What was hashed, when it can be read. */
export function entryOf({ entry }: LineOf<'entry'>): z.infer<typeof Hashed> | undefined {
  const read = Hashed.safeParse(entry === null ? undefined : jsonOf(entry)).data
  return read !== undefined && canonicalJson(read) === entry ? read : undefined
}

/** Whether one row is the one that was signed. `newest`: the tree that its proof leads to. */
export function faultsOfEntry(
  line: LineOf<'entry'>,
  { keptYears, madeAt }: Pick<LineOf<'head'>, 'keptYears' | 'madeAt'>,
  newest: Head | undefined,
): Fault[] {
  if (line.entry === null || line.sequence === null) return ['row-missing']
  const faults: Fault[] = []
  if (newest === undefined || line.sequence >= newest.size) faults.push('not-yet-signed')
  else if (
    line.proof === null ||
    !isIncluded(leafHash(line.entry), { index: line.sequence, size: newest.size, root: newest.root, path: fromBase64(line.proof) })
  )
    faults.push('not-included')
  const entry = entryOf(line)
  if (entry === undefined) return [...faults, 'entry-unreadable']
  if (line.salts === null) {
    const until = new Date(entry.at)
    until.setUTCFullYear(until.getUTCFullYear() + keptYears)
    if (until.getTime() > Date.parse(madeAt) || line.row !== null) faults.push('erased-too-early')
  } else if (line.row === null) faults.push('row-gone')
  else if (!isSame(line.row, line.salts, entry, line.number)) faults.push('row-changed')
  return faults
}

function isSame(
  { open, common, own }: NonNullable<LineOf<'entry'>['row']>,
  salts: NonNullable<LineOf<'entry'>['salts']>,
  entry: z.infer<typeof Hashed>,
  number: number,
): boolean {
  const { parts, earlier: _, ...said } = entry
  if (canonicalJson(said) !== canonicalJson({ ...open, format: entryFormat })) return false
  const hashes = [partHash(Buffer.from(salts.common, 'base64'), common), partHash(Buffer.from(salts.own, 'base64'), { number, ...own })]
  return hashes.every((hash) => parts.includes(hash))
}

/** Rows come in the order of their times, but for what was there when the log began: that comes first or not at all. */
function checkTimes({ entries }: Read, wrong: Wrong): void {
  let latestMs = 0
  for (const line of entries) {
    const entry = entryOf(line)
    if (entry === undefined) continue
    const atMs = Date.parse(entry.at)
    if (entry.earlier ? latestMs > 0 : atMs < latestMs - toleranceMs) wrong('back-dated', `row ${line.number}`)
    if (!entry.earlier) latestMs = Math.max(latestMs, atMs)
  }
}

/** Each certificate follows from the one before and is what the log says that it is. */
function checkCertificates({ certificates, entries }: Read, { chain }: Means, wrong: Wrong): void {
  const inLog = new Map<number, string>()
  for (const { entry } of entries) {
    const read = HashedCertificate.safeParse(entry === null ? undefined : jsonOf(entry)).data
    if (read) inLog.set(read.id, read.hash)
  }
  certificates.forEach(({ number, body, previous, hash }, n) => {
    const at = `certificate ${number}`
    const before = certificates[n - 1]
    if (chain(Buffer.from(previous, 'hex'), body).toString('hex') !== hash) wrong('certificate-changed', at)
    if (before?.number === number - 1 && before.hash !== previous) wrong('chain-broken', at)
    if (inLog.get(number) !== hash) wrong('certificate-not-in-log', at)
    inLog.delete(number)
  })
  for (const number of inLog.keys()) wrong('certificate-missing', `certificate ${number}`)
}

/** What was taken home before is still so: every tree is a beginning of the newest, and no row that was there has changed or gone. */
function checkTogether(ordered: readonly Read[], found: Finding[]): void {
  const newest = ordered.at(-1)
  if (!newest) return
  for (const kept of ordered.slice(0, -1)) {
    const wrong: Wrong = (fault, at) => void found.push({ fault, file: newest.name, at })
    if (kept.head.origin !== newest.head.origin) wrong('other-log', kept.head.origin)
    checkHeads(kept, ordered, wrong)
    if (kept.head.board.id !== newest.head.board.id) continue
    if (newest.head.board.rows < kept.head.board.rows || Date.parse(newest.head.madeAt) < Date.parse(kept.head.madeAt))
      wrong('cut-off', `${newest.head.board.rows} rows, ${kept.head.board.rows} in ${kept.name}`)
    checkRows(kept, newest, wrong)
  }
}

/** Through the files between them if need be. */
function checkHeads(kept: Read, ordered: readonly Read[], wrong: Wrong): void {
  const newest = ordered.at(-1)
  const root = kept.checkpoints.find(({ size }) => size === kept.head.size)?.root
  if (!newest || root === undefined) return
  const later = ordered.filter((file) => file !== kept && file.head.size >= kept.head.size)
  const meets = later.flatMap((file) => file.checkpoints.filter(({ size }) => size === kept.head.size))
  if (meets.some((each) => !each.root.equals(root))) wrong('fork', `size ${kept.head.size}: ${kept.name}`)
  if (meets.length === 0) wrong('kept-not-known', `size ${kept.head.size}: ${kept.name}`)
}

function checkRows(kept: Read, newest: Read, wrong: Wrong): void {
  const now = new Map(newest.entries.map((entry) => [entry.number, entry]))
  for (const { number, sequence, entry } of kept.entries) {
    const found = now.get(number)
    if (found && (found.entry !== entry || found.sequence !== sequence)) wrong('row-other-than-kept', `row ${number}`)
  }
}
