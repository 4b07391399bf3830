import type { Clause, InstructionFile } from '../../../contracts/instruction.ts'
import type { ClauseChange, Direction, HeaderChange, InstructionDiff } from '../../../contracts/versions.ts'
import { clauseSentences, inWordsOf, type Names } from '../rule/index.ts'
import { canonicalJson, sha256 } from './canonical.ts'
import { directionWords, fieldWords, headerWords } from './diff-words.ts'
import { directionOf, fieldsThatDiffer } from './direction.ts'

/**
 * What a version changes, clause by clause, as data and as sentences; the same for the same two files, so that it can be hashed and signed.
 * Pure. `before`: the version it would take the place of, null for a board's first.
 * Rule: GDPR art. 28(3)(a); requirements A38, A23
 */
export function diffInstructions(before: InstructionFile | null, after: InstructionFile, names: Names): InstructionDiff {
  const header = headerChanges(before, after)
  const clauses = clauseChanges(before?.clauses ?? [], after.clauses, after.board, inWordsOf(names, [before?.vocabulary, after.vocabulary]))
  const widens = [...header, ...clauses].some(({ direction }) => direction === 'widens')
  const material = clauses.some((change) => change.material)
  return {
    board: after.board,
    before: before?.version ?? null,
    after: after.version,
    header,
    clauses,
    widens,
    material,
    reading: summary(clauses, { header: header.length, widens, material }),
  }
}

/** What stands behind the signature: the client sends it back, so that nobody signs another diff than the one that was shown. */
export const diffHash = (diff: InstructionDiff): string => sha256(canonicalJson(diff)).toString('hex')

/** The clauses that came, went or were changed: first in the order they have now, then those that went. */
function clauseChanges(before: readonly Clause[], after: readonly Clause[], board: string, names: Names): ClauseChange[] {
  const old = new Map(before.map((clause) => [clause.id, clause]))
  const kept = new Set(after.map(({ id }) => id))
  const pairs: [Clause | null, Clause | null][] = [
    ...after.map((clause): [Clause | null, Clause] => [old.get(clause.id) ?? null, clause]),
    ...before.filter(({ id }) => !kept.has(id)).map((clause): [Clause, null] => [clause, null]),
  ]
  return pairs.flatMap(([was, is]) => {
    const fields = was && is ? fieldsThatDiffer(was, is) : []
    const id = (is ?? was)?.id
    if (id === undefined || (was && is && fields.length === 0)) return []
    const direction = directionOf(was, is, { before, after })
    const materiality = heavier(was?.materiality, is?.materiality)
    const change = was === null ? 'added' : is === null ? 'removed' : 'changed'
    return [
      {
        id,
        change,
        before: was && worded(was, board, names),
        after: is && worded(is, board, names),
        fields,
        direction,
        materiality,
        material: materiality === 'material' || direction === 'widens',
        reading: readingOf(id, change, fields, direction),
      },
    ]
  })
}

const worded = (clause: Clause, board: string, names: Names) => ({
  text: clause.text,
  sentences: { sv: clauseSentences(clause, board, names, 'sv'), en: clauseSentences(clause, board, names, 'en') },
})

const weights = ['editorial', 'minor', 'material'] as const
/** A change can't make itself light: what either side called material is. */
const heavier = (...given: (Clause['materiality'] | undefined)[]): Clause['materiality'] =>
  weights.findLast((weight) => given.includes(weight)) ?? 'material'

function headerChanges(before: InstructionFile | null, after: InstructionFile): HeaderChange[] {
  const order = before && movedOnly(before.clauses, after.clauses) ? [headerChange('order', 'before', 'after', 'neither')] : []
  return [
    ...(['title', 'validFrom', 'validTo', 'reviewBy', 'contacts'] as const).flatMap((field) => {
      const [old, next] = [before?.[field] ?? null, after[field] ?? null]
      const direction = headerDirection(field, old, next, before === null)
      return canonicalJson(old) === canonicalJson(next) ? [] : [headerChange(field, old, next, direction)]
    }),
    ...order,
  ]
}

/** A longer time is a wider one; a later start isn't, for what is in force stays so until then. */
function headerDirection(field: string, before: unknown, after: unknown, first: boolean): Direction {
  if (field === 'validFrom') return first || time(after, 0) < time(before, 0) ? 'widens' : 'neither'
  if (field !== 'validTo') return 'neither'
  if (first) return 'neither'
  return time(after, Number.POSITIVE_INFINITY) > time(before, Number.POSITIVE_INFINITY) ? 'widens' : 'narrows'
}
const time = (value: unknown, otherwise: number) => (typeof value === 'string' ? Date.parse(value) : otherwise)

function movedOnly(before: readonly Clause[], after: readonly Clause[]): boolean {
  const shared = (these: readonly Clause[], those: readonly Clause[]) =>
    these.map(({ id }) => id).filter((id) => those.some((each) => each.id === id))
  return shared(before, after).join(' ') !== shared(after, before).join(' ')
}

const headerChange = (field: keyof typeof headerWords, before: unknown, after: unknown, direction: Direction): HeaderChange => ({
  field,
  before,
  after,
  direction,
  reading: {
    sv: `${headerWords[field].sv} är ändrad. ${directionWords[direction].sv}`.trim(),
    en: `${headerWords[field].en} has changed. ${directionWords[direction].en}`.trim(),
  },
})

const changeWords = {
  added: { sv: 'är ny', en: 'is new' },
  removed: { sv: 'tas bort', en: 'is removed' },
  changed: { sv: 'ändras', en: 'changes' },
}

function readingOf(id: string, change: ClauseChange['change'], fields: readonly string[], direction: Direction): ClauseChange['reading'] {
  const say = (lang: 'sv' | 'en') => {
    const what = fields.map((field) => fieldWords.get(field)?.[lang] ?? field).join(', ')
    const opening = `${{ sv: 'Punkten', en: 'Clause' }[lang]} ${id} ${changeWords[change][lang]}${what === '' ? '' : `: ${what}`}.`
    return `${opening} ${directionWords[direction][lang]}`.trim()
  }
  return { sv: say('sv'), en: say('en') }
}

type Counted = { header: number; widens: boolean; material: boolean }
function summary(clauses: readonly ClauseChange[], { header, widens, material }: Counted): InstructionDiff['reading'] {
  const count = (change: ClauseChange['change']) => clauses.filter((each) => each.change === change).length
  const [added, changed, removed] = [count('added'), count('changed'), count('removed')]
  if (added + changed + removed + header === 0) return { sv: 'Inget är ändrat.', en: 'Nothing has changed.' }
  return {
    sv: `Nya punkter: ${added}. Ändrade: ${changed}. Borttagna: ${removed}. ${widens ? 'Kontaktcenter får göra mer än förut.' : 'Kontaktcenter får inte göra mer än förut.'} ${material ? 'Kommunvägledarna måste skriva under igen.' : 'Kommunvägledarnas underskrifter gäller fortfarande.'}`,
    en: `New clauses: ${added}. Changed: ${changed}. Removed: ${removed}. ${widens ? 'The contact centre may do more than before.' : 'The contact centre may do no more than before.'} ${material ? 'Agents must sign again.' : 'Agents’ signatures still hold.'}`,
  }
}
