import type { Clause, InstructionFile } from '../../../contracts/instruction.ts'

/** A rule that is another's, by its key: `<board>/<clause>`, or `<board>/record:<kind>` for whatever that board says of such records (K07). */
type Reference = { from: string; to: string }

/** What is wrong with the rules that point at rules of the same instruction. */
export function referenceFaults(file: InstructionFile): string[] {
  const own = referencesOf(file)
  const inside = own.filter(({ to }) => to.startsWith(`${file.board}/`))
  return [...unknown(inside, [file]), ...circles(inside)]
}

/** What is wrong with those that point at another board's: known only when all are read together. */
export function referencesBetween(files: readonly InstructionFile[]): string[] {
  const all = files.flatMap(referencesOf)
  const crossing = all.filter(({ from, to }) => from.split('/')[0] !== to.split('/')[0])
  return [...unknown(crossing, files), ...circles(all).filter((fault) => !files.flatMap(referenceFaults).includes(fault))]
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

function unknown(references: readonly Reference[], files: readonly InstructionFile[]): string[] {
  const speaks = (retention: Clause['retention'], name: string) =>
    retention !== null && (name.startsWith('record:') ? name === `record:${retention.record}` : true)
  const exists = (to: string) => {
    const [board, name = ''] = to.split('/')
    const clauses = files.find((file) => file.board === board)?.clauses ?? []
    return clauses.some(({ id, retention }) => (name.startsWith('record:') || id === name) && speaks(retention, name))
  }
  return references
    .filter(({ to }) => !exists(to))
    .map(({ from, to }) => `punkt ${nameOf(from)}, fältet retention.sameAs: regeln ${to} finns inte (B19)`)
}

/** Rules that in the end say only "as I do". */
function circles(references: readonly Reference[]): string[] {
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
    .map(({ from }) => `punkt ${nameOf(from)}, fältet retention.sameAs: regeln följer sig själv (B19)`)
}

const nameOf = (key: string) => key.slice(key.indexOf('/') + 1)
