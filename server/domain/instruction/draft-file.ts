import { z } from 'zod'
import type { Check, EditedClause, EditedFile } from '../../../contracts/drafts.ts'
import { Clause, clauseDefaults, InstructionFile } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { noVocabulary } from '../../../contracts/vocabulary.ts'
import { clauseSentences, type Lang, namesOf } from '../rule/index.ts'
import { checkInstruction } from './check-instruction.ts'

/** A draft as it is kept: whole, with clauses that may be unfinished. Everything here is pure. */
type Content = Readonly<Record<string, unknown>>
const Kept = z.looseObject({ title: z.string(), clauses: z.array(z.looseObject({})) })

/** What of a draft can be read as an instruction: the clauses that are finished, and a title even when it has none yet. */
export function finishedPart(content: Content): InstructionFile {
  const { title, clauses } = Kept.parse(content)
  const finished = clauses.flatMap((clause) => {
    const read = readClause(clause)
    return read.success ? [read.data] : []
  })
  return InstructionFile.parse({ ...content, title: title.trim() === '' ? '–' : title, clauses: finished })
}

const readClause = (clause: unknown, options: Parameters<typeof Clause.safeParse>[1] = {}) =>
  Clause.safeParse({ ...clauseDefaults, ...z.looseObject({}).parse(clause) }, options)

/**
 * The file as it is kept: whatever a clause doesn't say is written out. A permit, deny or refer for a department gets that department's case types written out, so that both walls see the same thing.
 * A retention rule keeps its department: B19 weighs it against the case type's own.
 */
export function writtenOut(file: EditedFile, { boards }: Pick<OrganisationFile, 'boards'>): EditedFile {
  const types = boards.find(({ code }) => code === file.board)?.caseTypes ?? []
  const filled = (clause: EditedClause): EditedClause => {
    const read = readClause(clause)
    return read.success ? read.data : { ...clauseDefaults, ...clause }
  }
  const written = (clause: EditedClause): EditedClause =>
    typeof clause.department !== 'string' || clause.caseTypes !== 'all' || clause.retention !== null
      ? clause
      : { ...clause, caseTypes: types.filter(({ department }) => department === clause.department).map(({ code }) => code) }
  return { ...file, clauses: file.clauses.map(filled).map(written) }
}

/** Each clause as it is enforced, in the order they stand; nothing for one that isn't finished. */
export function draftSentences(file: EditedFile, organisation: OrganisationFile, lang: Lang): { id: string; sentences: string[] }[] {
  const names = namesOf(organisation, file.vocabulary ?? noVocabulary)
  return file.clauses.map((clause) => {
    // a rule says what it does before its wording is written
    const read = readClause(clause.text.length < 10 ? { ...clause, text: unwritten } : clause)
    const sentences = read.success ? clauseSentences(read.data, file.board, names, lang) : []
    return { id: clause.id, sentences: sentences.filter((sentence) => !sentence.includes(unwritten)) }
  })
}

const unwritten = '…'.repeat(10)

/** Everything there is to mend: what isn't finished, and what the static checks find in what is. */
export function checkDraft(file: EditedFile, organisation: OrganisationFile, lang: Lang): Check[] {
  const unfinished = missingIn(file, lang)
  const whole = unfinished.every(({ clauseId }) => clauseId === null)
  return [
    ...unfinished,
    ...checkInstruction(finishedPart(file), organisation)
      // while a clause is unfinished, what the instruction lacks as a whole can't be said
      .filter(({ clauseId }) => whole || clauseId !== null)
      .map(({ says, mend, ...finding }) => ({ ...finding, text: says[lang], fix: mend[lang] })),
  ]
}

/** What keeps a draft from being read as an instruction at all, each at its clause and field. */
function missingIn(file: EditedFile, lang: Lang): Check[] {
  const { localeError } = lang === 'sv' ? z.locales.sv() : z.locales.en()
  const say = (clauseId: string | null, issue: z.core.$ZodIssue): Check => ({
    ...blank,
    clauseId,
    field: issue.path.map(String).join('.'),
    text: textOf(issue)?.[lang] ?? issue.message,
  })
  const header = file.title.trim() === '' ? [{ ...blank, clauseId: null, field: 'title', text: titleText[lang] }] : []
  const clauses = file.clauses.flatMap((clause) => {
    const read = readClause(clause, { error: localeError })
    return read.success ? [] : read.error.issues.map((issue) => say(clause.id, issue))
  })
  return [...header, ...clauses]
}

const blank = { severity: 'error', law: null, requirement: null, fix: null } as const
const titleText = { sv: 'Instruktionen saknar rubrik.', en: 'The instruction has no title.' }
const missing = { sv: 'Något saknas här.', en: 'Something is missing here.' }

/** What is unfinished, as a person would say it; null where the schema's own words are the best there are. */
function textOf(issue: z.core.$ZodIssue): { sv: string; en: string } | null {
  if (issue.code === 'too_small' && issue.origin === 'string')
    return Number(issue.minimum) > 1
      ? { sv: `Skriv minst ${issue.minimum} tecken.`, en: `Write at least ${issue.minimum} characters.` }
      : missing
  if (issue.code === 'too_small' && issue.origin === 'array') return { sv: 'Välj minst en.', en: 'Choose at least one.' }
  if (issue.code === 'invalid_type' || issue.code === 'invalid_union' || issue.code === 'invalid_value') return missing
  if (issue.code === 'invalid_format') return { sv: 'Skriv det i den form som visas.', en: 'Write it in the form that is shown.' }
  return null
}
