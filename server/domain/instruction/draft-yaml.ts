import { LineCounter, parseDocument, stringify } from 'yaml'
import { z } from 'zod'
import type { EditedFile } from '../../../contracts/drafts.ts'
import { clauseDefaults, InstructionFile } from '../../../contracts/instruction.ts'
import { canonicalJson } from './canonical.ts'

/** A fault in a file, where it stands: the line, the clause and the field. */
export type FileFault = { line: number | null; clause: string | null; field: string; text: string }
type Lang = 'sv' | 'en'

/** An instruction as a file that a board can keep, send and read: what a clause leaves unsaid is left out. `yamlToFile` reads it back to the same. */
export function fileToYaml({ clauses, ...head }: EditedFile): string {
  const silent = new Map<string, unknown>(Object.entries(clauseDefaults))
  const short = clauses.map((clause) =>
    Object.fromEntries(
      Object.entries(clause).filter(([field, value]) => !silent.has(field) || canonicalJson(silent.get(field)) !== canonicalJson(value)),
    ),
  )
  return stringify({ ...head, clauses: short }, { lineWidth: 0, aliasDuplicateObjects: false })
}

/** Reads a file. A file with faults gives nothing but them: it is mended where it was written, and nothing of it is lost on the way. */
export function yamlToFile(text: string, board: string, lang: Lang): { file: InstructionFile } | { faults: FileFault[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { merge: false, lineCounter: lines })
  if (document.errors.length > 0)
    return {
      faults: document.errors.map(({ linePos, code }) => ({ line: linePos?.[0].line ?? null, clause: null, field: '', text: code })),
    }
  const given = unfolded(document)
  if (!given) return { faults: [{ line: null, clause: null, field: '', text: notAFile[lang] }] }
  const lineAt = (path: readonly PropertyKey[]) => lineOf(document, lines, path)
  if (given.board !== undefined && given.board !== board)
    return { faults: [{ line: lineAt(['board']), clause: null, field: 'board', text: otherBoard[lang] }] }
  const read = InstructionFile.safeParse(given, { error: (lang === 'sv' ? z.locales.sv() : z.locales.en()).localeError })
  if (read.success) return { file: read.data }
  return {
    faults: read.error.issues.map(({ path, message }) => ({ line: lineAt(path), ...placeOf(path, given), text: message })),
  }
}

/** An alias without its anchor, or aliases enough to fill the memory, show first when the document is unfolded. */
function unfolded(document: Pick<ReturnType<typeof parseDocument>, 'toJS'>): Record<string, unknown> | null {
  try {
    return z.record(z.string(), z.unknown()).parse(document.toJS({ maxAliasCount: 100 }))
  } catch {
    return null
  }
}

const Placed = z.object({ range: z.tuple([z.number(), z.number(), z.number()]) })

/** The line of the field, or of the nearest thing around it that is there. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = Placed.safeParse(document.getIn(path.slice(0, length), true))
    if (node.success) return lines.linePos(node.data.range[0]).line
  }
  return null
}

const Clauses = z.object({ clauses: z.array(z.object({ id: z.string().optional().catch(undefined) }).catch({})) })

function placeOf(path: readonly PropertyKey[], given: unknown): { clause: string | null; field: string } {
  const [list, index, ...field] = path.map(String)
  if (list !== 'clauses' || index === undefined) return { clause: null, field: path.map(String).join('.') }
  const named = Clauses.safeParse(given)
  return { clause: (named.success ? named.data.clauses[Number(index)]?.id : undefined) ?? `${Number(index) + 1}`, field: field.join('.') }
}

const notAFile = { sv: 'Filen är inte en instruktion i YAML.', en: 'The file is no instruction in YAML.' }
const otherBoard = { sv: 'Filen gäller en annan nämnd.', en: 'The file is another board’s.' }
