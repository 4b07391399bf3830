import { z } from 'zod'
import type { NewDraft } from '../../../contracts/drafts.ts'
import { InstructionFile } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Lang } from '../rule/index.ts'
import { createDraft } from './create-draft.ts'
import { writtenOut } from './draft-file.ts'
import { yamlToFile } from './draft-yaml.ts'
import { templateClauses } from './templates.ts'
import { latestReview } from './version-states.ts'

const Ground = z.object({
  name: z.string(),
  organisation: OrganisationFile,
  now: z.date(),
  in_force: InstructionFile.nullable(),
})

/**
 * A new draft for a board: from what is in force, from nothing, from a template, or from a file.
 * @returns its id
 * @throws not_found for another board's officer or a template that isn't there, file_unreadable with line, clause and field
 */
export async function startDraft(tx: Tx, board: string, { from }: z.infer<typeof NewDraft>, lang: Lang): Promise<string> {
  const ground = await tx.maybe(
    Ground,
    sql`
    select b.name, i.organisation, ombud_now() as now, (select v.content from instruction_version v where v.board_id = b.id and v.state = 'in-force') as in_force
    from installation i, board b where b.code = ${board}`,
  )
  if (!ground) throw new Problem('not_found')
  const { file, source } = fileFrom(from, board, ground, lang)
  return createDraft(tx, { board, file: InstructionFile.parse(writtenOut(file, ground.organisation)), source })
}

type Ground = z.infer<typeof Ground>

function fileFrom(
  from: z.infer<typeof NewDraft>['from'],
  board: string,
  ground: Ground,
  lang: Lang,
): { file: InstructionFile; source: string } {
  const blank = blankFile(board, ground)
  if (from === 'empty') return { file: blank, source: '' }
  if (from === 'in-force') {
    if (ground.in_force === null) throw new Problem('not_found')
    const { validFrom, validTo, reviewBy } = blank
    return { file: { ...ground.in_force, approvals: [], validFrom, validTo, reviewBy }, source: '' }
  }
  if ('template' in from) {
    const clauses = templateClauses(from.template, board, ground.organisation)
    if (!clauses) throw new Problem('not_found')
    return { file: { ...blank, clauses }, source: '' }
  }
  const read = yamlToFile(from.yaml, board, lang)
  if ('faults' in read)
    throw new Problem('file_unreadable', { errors: read.faults.slice(0, 200).map((fault) => ({ code: 'fault', ...fault })) })
  return { file: read.file, source: from.yaml }
}

/** Valid from now on, and gone through within a year (A7). The title is the board's to change. */
function blankFile(board: string, { name, now }: Ground): InstructionFile {
  const validFrom = `${now.toISOString().slice(0, 16)}:00Z`
  const today = now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' })
  return {
    board,
    version: 1,
    title: `Instruktion till kontaktcenter från ${name[0]?.toLocaleLowerCase('sv-SE') ?? ''}${name.slice(1)}`,
    validFrom,
    validTo: null,
    reviewBy: latestReview(today),
    approvals: [],
    clauses: [],
  }
}
