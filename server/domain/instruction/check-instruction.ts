import type { InstructionFile } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { Finding } from '../../../contracts/rules.ts'
import { caseOpens } from '../rule/index.ts'
import { checkClause } from './check-clause.ts'
import { error } from './check-finding.ts'
import { outsideRegion } from './check-region.ts'
import { referencesBetween } from './check-retention.ts'
import { checkWhole } from './check-whole.ts'
import { checkWords } from './check-words.ts'

/**
 * Everything that can be said of one board's instruction by looking at it: on save in the editor, when a file is read, before it is signed. Pure.
 * Errors keep it from being proposed; warnings are for the board to weigh.
 */
export function checkInstruction(file: InstructionFile, organisation: OrganisationFile): Finding[] {
  const board = organisation.boards.find(({ code }) => code === file.board)
  if (board === undefined)
    return [error(null, 'board', 'A1', 'GDPR 4(7)', [`nämnden ${file.board} finns inte`, `there is no board ${file.board}`], writeKnown)]
  return [
    ...checkWhole(file, board, organisation),
    ...file.clauses.flatMap((clause) => [...checkClause(clause, file, board, organisation), ...checkWords(clause, file)]),
  ]
}

/** What instructions that are sound one by one break together. */
export function checkTogether(files: readonly InstructionFile[], organisation: OrganisationFile): Finding[] {
  const boards = files.map(({ board }) => board)
  return [
    ...[...new Set(boards.filter((board, at) => boards.indexOf(board) !== at))].map((board) =>
      error(
        null,
        'board',
        'A1',
        'GDPR 4(7)',
        [`nämnden ${board} har två instruktioner`, `the board ${board} has two instructions`],
        ['Behåll en av dem.', 'Keep one of them.'],
      ),
    ),
    ...referencesBetween(files),
    ...outsideRegion(files, organisation),
    ...openings(files, organisation),
  ]
}

const writeKnown = ['Skriv en kod som finns i organisationen.', 'Write a code that is in the organisation.'] as const

/** What comes in writing is opened as a case when it comes: the product does nothing else yet, so no instruction may say otherwise (decision 0006). */
function openings(files: readonly InstructionFile[], organisation: OrganisationFile): Finding[] {
  const host = organisation.boards.find(({ hostsContactCentre }) => hostsContactCentre)?.code
  const file = files.find(({ board }) => board === host)
  if (file === undefined) return []
  return (['email', 'form', 'app'] as const)
    .filter((channel) => caseOpens(channel, file) !== 'on-arrival')
    .map((channel) =>
      error(
        null,
        'caseOpens',
        'A28',
        'FL 9',
        [
          `${file.board}: en punkt ska säga att det som kommer i kanalen ${channel} blir ett ärende när det kommer in (caseOpens)`,
          `${file.board}: a clause has to say that what comes by ${channel} becomes a case on arrival (caseOpens)`,
        ],
        ['Lägg till en punkt med caseOpens: on-arrival.', 'Add a clause with caseOpens: on-arrival.'],
      ),
    )
}

/** A finding as one Swedish line that names clause and field. */
export function lineOf({ clauseId, field, says }: Finding): string {
  const place = clauseId === null ? '' : `punkt ${clauseId}, `
  return field === '' ? `${place}${says.sv}` : `${place}fältet ${field}: ${says.sv}`
}
