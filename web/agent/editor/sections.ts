import type { ClauseForm } from '../../../contracts/clause-form.ts'
import type { EditedClause } from '../../../contracts/drafts.ts'

/** The sections of an instruction, in the order a board's minutes have them. */
const sections = [
  'foundation',
  'tasks',
  'data',
  'status',
  'applications',
  'retention',
  'access',
  'channels',
  'recordings',
  'notices',
  'rights',
  'service',
  'delegation',
  'other',
] as const
export type Section = (typeof sections)[number]

const has = (value: unknown, ...wanted: string[]): boolean => Array.isArray(value) && wanted.some((each) => value.includes(each))
const number = (requirement: unknown): [string, number] => {
  const [, letter = '', digits = '0'] = /^([A-Z])(\d+)/.exec(String(requirement)) ?? []
  return [letter, Number(digits)]
}

/** The section a clause is read in: by what it decides, then by the requirement it answers. */
function sectionOf(clause: EditedClause): Section {
  const { acts, requirement, channels, caseOpens } = clause
  const [letter, n] = number(requirement)
  if (clause.retention || clause.hold) return 'retention'
  if (clause.tell) return 'notices'
  if (clause.service || clause.duty) return 'service'
  if (clause.right || has(acts, 'disclose', 'exercise')) return 'rights'
  if (has(acts, 'decide') || n === 37) return 'delegation'
  if (has(acts, 'record', 'listen')) return 'recordings'
  if (caseOpens || (Array.isArray(channels) && channels.length > 0)) return 'channels'
  if (has(acts, 'status.read', 'status.tell') && letter === 'A' && n >= 27) return 'status'
  if (has(acts, 'draft', 'assist') || (letter === 'A' && n >= 33 && n <= 35)) return 'applications'
  if (letter === 'A' && n === 32) return 'status'
  if (letter === 'A' && n >= 26 && n <= 36) return 'tasks'
  if (letter === 'A' && [4, 6, 11, 12, 20, 21, 22, 23, 24, 25].includes(n)) return 'access'
  if (requirement === 'A3' || requirement === 'B11' || requirement === 'B16' || clause.controller) return 'data'
  if (letter === 'A') return 'foundation'
  return clause.effect === 'permit' ? 'tasks' : 'other'
}

/** The parts that a clause of the section usually has; the others are there when they say something, or are asked for. */
const always = ['requirement', 'effect', 'lawId']
const rule = ['acts', 'mission', 'caseTypes', 'channels', 'categories', 'recipientClass', 'basis', 'obligations']
const usual: Record<Section, readonly string[]> = {
  foundation: ['source'],
  tasks: rule,
  data: ['acts', 'categories', 'personnummerReason', 'obligations', 'measures'],
  status: [...rule, 'identityLevel', 'connectors'],
  applications: rule,
  retention: ['retention', 'caseTypes', 'department'],
  access: ['acts', 'when', 'connectors', 'obligations'],
  channels: ['acts', 'channels', 'caseOpens', 'obligations'],
  recordings: ['acts', 'mission', 'basis', 'caseTypes', 'obligations'],
  notices: ['tell'],
  rights: ['right', 'acts', 'recipientClass'],
  service: ['service', 'duty'],
  delegation: ['acts', 'mission', 'caseTypes', 'basis', 'delegationRef'],
  other: ['source', 'when'],
}

export function shownParts(clause: EditedClause, section: Section, form: ClauseForm, asked: readonly string[]): ClauseForm['parts'] {
  const says = (part: ClauseForm['parts'][number]) =>
    clause[part.id] !== undefined && JSON.stringify(clause[part.id]) !== JSON.stringify(part.silent)
  return form.parts.filter((part) => always.includes(part.id) || usual[section].includes(part.id) || asked.includes(part.id) || says(part))
}

/** A new clause of a section, as it most often is. The wording is the board's to write. */
export function newClause(section: Section, form: ClauseForm, ids: readonly string[]): EditedClause {
  const silent = Object.fromEntries(form.parts.map(({ id, silent: value }) => [id, value]))
  const first = firsts[section]
  return { ...silent, lang: 'sv', id: freeId(first.id, ids), text: '', ...first.says }
}

/** A name that no clause has: `gallring`, `gallring-2`, … */
export function freeId(wanted: string, ids: readonly string[]): string {
  const base = codeOf(wanted) || 'punkt'
  let id = base
  for (let n = 2; ids.includes(id); n += 1) id = `${base.slice(0, 55)}-${n}`
  return id
}

/** "Gallring av ärenden" → "gallring-av-arenden". */
export const codeOf = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 58)

const permit = (requirement: string, acts: string[], mission: string[]) => ({
  requirement,
  effect: 'permit',
  acts,
  mission,
  subjects: ['caller'],
  basis: '6(1)(e)',
})
const oblige = (requirement: string) => ({ requirement, effect: 'oblige' })
const year = { length: 1, unit: 'years', calendar: 'calendar' }
const firsts: Record<Section, { id: string; says: Record<string, unknown> }> = {
  foundation: { id: 'ansvar', says: { requirement: 'A2', effect: 'inform' } },
  tasks: {
    id: 'uppdrag',
    says: { ...permit('A27', ['receive', 'advise'], ['guidance']), categories: ['name', 'phone', 'email', 'message'] },
  },
  data: { id: 'uppgifter', says: { ...oblige('A3'), acts: ['receive'] } },
  status: {
    id: 'status',
    says: { ...permit('A30', ['status.tell'], ['status']), subjects: ['party'], recipientClass: ['party'], identityLevel: 'e-id' },
  },
  applications: { id: 'ansokan', says: { ...permit('A33', ['assist', 'draft'], ['application']), subjects: ['applicant'] } },
  retention: {
    id: 'gallring',
    says: {
      ...oblige('B18'),
      materiality: 'material',
      lawId: 'Arkivlagen 10 §',
      retention: {
        record: 'case',
        copy: 'ombud',
        due: { after: 'case.closed', ...year },
        bound: 'exact',
        provided: null,
        action: 'delete',
        part: null,
        steps: [],
        sameAs: null,
        disposalDecision: null,
        quarantineDays: 0,
      },
    },
  },
  access: { id: 'atkomst', says: { ...oblige('A6'), acts: ['read'] } },
  channels: { id: 'kanal', says: { ...oblige('A28'), acts: ['receive'], channels: ['email', 'form'], caseOpens: 'on-arrival' } },
  recordings: { id: 'inspelning', says: { effect: 'deny', requirement: 'A27', acts: ['record'] } },
  notices: {
    id: 'besked',
    says: {
      ...oblige('A28'),
      tell: { on: 'message.received', to: 'person', how: 'same-channel', within: null, must: ['case-number'], never: [], suppress: false },
    },
  },
  rights: {
    id: 'rattighet',
    says: { effect: 'refer', requirement: 'A14', acts: ['disclose'], mission: ['rights'], recipientClass: ['party'] },
  },
  service: {
    id: 'lofte',
    says: {
      ...oblige('A28'),
      service: {
        promise: 'svar',
        due: { after: 'message.received', length: 2, unit: 'days', calendar: 'working' },
        metBy: ['message.answered'],
        remind: null,
        breach: [],
      },
    },
  },
  delegation: { id: 'beslut', says: { ...permit('A37', ['decide'], ['assistance']), lawId: 'KL 6:37' } },
  other: { id: 'punkt', says: { requirement: 'B8', effect: 'inform' } },
}

/** The clauses by section; a clause that is open stays where it was opened, whatever is changed in it. */
export function bySection(
  clauses: readonly EditedClause[],
  pinned: Readonly<Record<string, Section>>,
): { section: Section; clauses: EditedClause[] }[] {
  const of = (clause: EditedClause) => pinned[clause.id] ?? sectionOf(clause)
  return sections.map((section) => ({ section, clauses: clauses.filter((clause) => of(clause) === section) }))
}
