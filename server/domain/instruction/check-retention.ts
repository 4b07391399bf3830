import type { Clause, InstructionFile } from '../../../contracts/instruction.ts'
import type { Finding } from '../../../contracts/rules.ts'
import { areEqual, rulesFor } from '../rule/index.ts'
import type { Board } from './check-clause.ts'
import { error } from './check-finding.ts'

/** What the retention rules of one instruction say together: something about everything, one thing about each, and no rule that follows itself. */
export function checkRetention(file: InstructionFile, board: Board): Finding[] {
  return [...coverage(file.clauses, board), ...contradictions(file.clauses, board), ...referencesInside(file)]
}

const untyped = { code: null, department: null }
const aboutIn = (code: string | null, record: string) =>
  [
    `${code === null ? 'det som saknar ärendetyp' : `ärendetypen ${code}`} (${record})`,
    `${code ?? 'what has no case type'} (${record})`,
  ] as const

/** B18: every case type, and the contact that never became a case, has a rule that speaks whatever else is so. */
function coverage(clauses: readonly Clause[], board: Board): Finding[] {
  const permits = (act: Clause['acts'][number]) => clauses.some((clause) => clause.effect === 'permit' && clause.acts.includes(act))
  const records = ['case', 'contact', ...(permits('draft') ? ['draft'] : []), ...(permits('record') ? ['recording'] : [])]
  return records.flatMap((record) =>
    [...board.caseTypes, ...(record === 'case' ? [] : [untyped])].flatMap(({ code, department }): Finding[] => {
      const rules = rulesFor({ board: board.code, department, caseType: code, record }, clauses)
      // only calls are recorded
      const covers = ({ when, channels }: Clause) =>
        when === null && (channels === 'all' || (record === 'recording' && channels.includes('phone')))
      if (rules.some(({ clause }) => covers(clause))) return []
      const [sv, en] = aboutIn(code, record)
      return [
        error(
          null,
          '',
          'B18',
          'Arkivlagen 10 §',
          [`${sv}: ingen regel säger när det gallras (B18)`, `${en}: no rule says when it goes (B18)`],
          ['Lägg till en gallringsregel, eller en för hela nämnden.', 'Add a retention rule, or one for the whole board.'],
        ),
      ]
    }),
  )
}

/** B19: of two rules about the same copy that always speak together one has to go first. Two that ask different things are told apart when they are used. */
function contradictions(clauses: readonly Clause[], board: Board): Finding[] {
  const copies = new Map(
    clauses.flatMap(({ retention }) => (retention ? [[`${retention.record} ${retention.copy}`, retention] as const] : [])),
  )
  return [...copies.values()].flatMap(({ record, copy }) =>
    [...board.caseTypes, untyped].flatMap(({ code, department }): Finding[] => {
      const rules = rulesFor({ board: board.code, department, caseType: code, record, copy }, clauses)
      const asks = ({ clause: { when, channels } }: (typeof rules)[number]) => JSON.stringify([when, channels])
      const pairs = rules.flatMap((rule, at) =>
        rules.slice(at + 1).flatMap((other) => (areEqual(rule, other) && asks(rule) === asks(other) ? [rule, other] : [])),
      )
      if (pairs.length === 0) return []
      const ids = [...new Set(pairs.map(({ clause }) => clause.id))]
      const [sv, en] = aboutIn(code, record)
      return [
        error(
          null,
          '',
          'B19',
          null,
          [
            `${sv}: punkterna ${ids.join(' och ')} är lika snäva och säger emot varandra (B19)`,
            `${en}: the clauses ${ids.join(' and ')} are equally narrow (B19)`,
          ],
          ['Gör den ena snävare, eller ta bort den.', 'Make one narrower, or remove it.'],
        ),
      ]
    }),
  )
}

/** A rule that is another's, by its key: `<board>/<clause>`, or `<board>/record:<kind>` for whatever that board says of such records (K07). */
type Reference = { from: string; to: string }

/** Circles among one's own rules; that the rule pointed at exists is seen clause by clause. */
function referencesInside(file: InstructionFile): Finding[] {
  return circles(referencesOf(file).filter(({ to }) => to.startsWith(`${file.board}/`)))
}

/** What is wrong with rules that point at another board's: known only when all are read together. */
export function referencesBetween(files: readonly InstructionFile[]): Finding[] {
  const all = files.flatMap(referencesOf)
  const crossing = all.filter(({ from, to }) => from.split('/')[0] !== to.split('/')[0])
  const inside = files.flatMap(referencesInside).map(({ clauseId }) => clauseId)
  return [...unknown(crossing, files), ...circles(all).filter(({ clauseId }) => !inside.includes(clauseId))]
}

function referencesOf({ board, clauses }: InstructionFile): Reference[] {
  const keyOf = (sameAs: string) => (sameAs.includes('/') ? sameAs : `${board}/${sameAs}`)
  return clauses.flatMap(({ id, retention }) =>
    retention === null
      ? []
      : [
          ...(retention.sameAs === null ? [] : [{ from: `${board}/${id}`, to: keyOf(retention.sameAs) }]),
          // whoever points at a kind of record points at each rule about it
          { from: `${board}/record:${retention.record}`, to: `${board}/${id}` },
        ],
  )
}

function unknown(references: readonly Reference[], files: readonly InstructionFile[]): Finding[] {
  const speaks = (retention: Clause['retention'], name: string) =>
    retention !== null && (name.startsWith('record:') ? name === `record:${retention.record}` : true)
  const exists = (to: string) => {
    const [board, name = ''] = to.split('/')
    const clauses = files.find((file) => file.board === board)?.clauses ?? []
    return clauses.some(({ id, retention }) => (name.startsWith('record:') || id === name) && speaks(retention, name))
  }
  return references
    .filter(({ to }) => !exists(to))
    .map(({ from, to }) =>
      error(
        nameOf(from),
        'retention.sameAs',
        'B19',
        null,
        [`regeln ${to} finns inte (B19)`, `there is no rule ${to} (B19)`],
        ['Peka på en punkt som säger något om gallring.', 'Point at a clause that says something of retention.'],
      ),
    )
}

/** Rules that in the end say only "as I do". */
function circles(references: readonly Reference[]): Finding[] {
  const pointing = references.filter(({ from }) => !from.includes('record:'))
  const reach = (start: string): string[] => {
    const seen: string[] = []
    let next = [start]
    while (next.length > 0) {
      next = references.flatMap(({ from, to }) => (next.includes(from) && !seen.includes(to) ? [to] : []))
      seen.push(...new Set(next))
    }
    return seen
  }
  return pointing
    .filter(({ from }) => reach(from).includes(from))
    .map(({ from }) =>
      error(
        nameOf(from),
        'retention.sameAs',
        'B19',
        null,
        ['regeln följer sig själv (B19)', 'the rule follows itself (B19)'],
        ['Låt en av punkterna säga när.', 'Let one of the clauses say when.'],
      ),
    )
}

const nameOf = (key: string) => key.slice(key.indexOf('/') + 1)
