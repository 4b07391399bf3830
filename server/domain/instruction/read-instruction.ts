import { parseDocument } from 'yaml'
import { z } from 'zod'
import { InstructionFile } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import type { Finding } from '../../../contracts/rules.ts'
import { checkInstruction, checkTogether, lineOf } from './check-instruction.ts'
import { faultsInOrganisation } from './check-organisation.ts'

/**
 * Reads one board's instruction. A permit, deny or refer for a department comes back with that department's case types written out,
 * so that both walls see the same thing.
 * @throws Error whose message lists every fault in Swedish, one a line, each naming clause and field
 */
export function readInstruction(yamlText: string, organisation: OrganisationFile): InstructionFile {
  const file = parseAs(InstructionFile, yamlText, 'Instruktionen')
  refuse(`Instruktionen för ${file.board} kan inte användas`, linesOf(checkInstruction(file, organisation)))
  return withCaseTypes(file, organisation)
}

/** A rule for a department, with that department's case types written out. */
export const withCaseTypes = (file: InstructionFile, organisation: OrganisationFile): InstructionFile => ({
  ...file,
  clauses: file.clauses.map((clause) => ({ ...clause, caseTypes: caseTypesOf(clause, file.board, organisation) })),
})

/** Reads all boards' instructions and also refuses what they promise or break together (C5, B16). */
export function readInstructions(yamlTexts: readonly string[], organisation: OrganisationFile): InstructionFile[] {
  const files = yamlTexts.map((text) => readInstruction(text, organisation))
  refuse('Instruktionerna går inte ihop', linesOf(checkTogether(files, organisation)))
  return files
}

/** Reads the municipality. @throws Error as `readInstruction` does */
export function readOrganisation(yamlText: string): OrganisationFile {
  const organisation = parseAs(OrganisationFile, yamlText, 'Organisationen')
  refuse('Organisationen kan inte användas', faultsInOrganisation(organisation))
  return organisation
}

/** Warnings are for the editor; what is refused on reading are errors. */
const linesOf = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === 'error').map(lineOf)

function caseTypesOf(clause: InstructionFile['clauses'][number], board: string, organisation: OrganisationFile): 'all' | string[] {
  // A retention rule keeps its department: B19 weighs it against the case type's own.
  if (clause.department === null || clause.caseTypes !== 'all' || clause.retention !== null) return clause.caseTypes
  const types = organisation.boards.find(({ code }) => code === board)?.caseTypes ?? []
  return types.filter(({ department }) => department === clause.department).map(({ code }) => code)
}

function parseAs<T>(schema: z.ZodType<T>, yamlText: string, what: string): T {
  const document = parseDocument(yamlText, { merge: false })
  refuse(
    `${what} är inte giltig YAML`,
    document.errors.map((error) => `rad ${error.linePos?.[0].line ?? '?'}: ${error.code}`),
  )
  const given = plainOf(document, what)
  const read = schema.safeParse(given, { error: z.locales.sv().localeError })
  if (read.success) return read.data
  refuse(
    `${what} har fel`,
    read.error.issues.map((issue) => `${placeOf(issue.path, given)}: ${issue.message}`),
  )
  throw new Error(what)
}

/** An alias without its anchor, or aliases enough to fill the memory, show first when the document is unfolded. */
function plainOf(document: Pick<ReturnType<typeof parseDocument>, 'toJS'>, what: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch (cause) {
    throw new Error(`${what} är inte giltig YAML:\n- ${cause instanceof Error ? cause.message : 'okänt fel'}`, { cause })
  }
}

/** `clauses.3.retention.length` → `punkt status-bygglov, fältet retention.length`. */
function placeOf(path: readonly PropertyKey[], given: unknown): string {
  const [list, index, ...field] = path.map(String)
  if (list !== 'clauses' || index === undefined) return `fältet ${path.map(String).join('.') || '(hela filen)'}`
  const named = ClauseList.safeParse(given)
  const id = named.success ? named.data.clauses[Number(index)]?.id : undefined
  return `punkt ${id ?? `nummer ${Number(index) + 1}`}${field.length > 0 ? `, fältet ${field.join('.')}` : ''}`
}
const ClauseList = z.object({ clauses: z.array(z.object({ id: z.string().optional().catch(undefined) }).catch({})) })

function refuse(heading: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`${heading}:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
}
