import { createHash } from 'node:crypto'
import type { InstructionInForce } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { Vocabulary } from '../../../contracts/vocabulary.ts'
import { awaitsDelegation, clauseKey, holds, isRule, type Lang, namesOf, stretchOf } from '../rule/index.ts'
import { clauseLines } from './clause-lines.ts'
import { type Channels, headings, type NoticeFacts, type NoticeLine, type NoticeSaid, promiseLines } from './notice-lines.ts'
import { type NoticeStop, stillPromised, touches } from './while-stopped.ts'

export type NoticeSentence = {
  /** The line that says it: a requirement, or the part of a clause. */
  line: string
  text: string
  clauses: string[]
  /** Whose matters; null = everyone's. */
  board: string | null
  channels: Channels
  /** Belongs to the first layer, too. */
  short: boolean
}
export type NoticeSection = { id: string; heading: string; sentences: NoticeSentence[] }
export type Notice = {
  /** First 16 hex digits of the SHA-256 of what it says in both languages, its own dates left out: publishing the same words again gives the same version. */
  version: string
  /** YYYY-MM-DD */
  publishedOn: string
  reviewBy: string
  sections: Record<Lang, NoticeSection[]>
}
export type NoticeGiven = {
  instructions: readonly InstructionInForce[]
  organisation: OrganisationFile
  /** From the file of the board that hosts the contact centre. */
  contacts: Readonly<Record<string, string>>
  /** A board's own contacts, where it has any. */
  boardContacts?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Words that the boards' rules use beside those that are built in. */
  vocabulary?: Vocabulary
  /** What boards have stopped and not lifted (A9). */
  stopped?: readonly NoticeStop[]
  /** The day it is published, YYYY-MM-DD. */
  publishedOn: string
  reviewBy: string
  nowMs: number
}
type Line = { line: NoticeLine; said: readonly NoticeSaid[] }

/**
 * The public privacy notice, compiled from the rules in force: each sentence carries the clauses that make it true, and each rule in force is
 * reached by some sentence (P1). `instructions`: all boards' versions in force at `nowMs`.
 * @throws Error that names each sentence no rule makes true, each rule that no sentence reaches, a missing contact (B32, B33) or day (B35), and a
 * channel or a clause outside EU/EEA while it says otherwise (C5)
 */
export function compileNotice(given: NoticeGiven): Notice {
  const facts = noticeFacts(given)
  const lines = [...promiseLines, ...clauseLines].map((line) => ({ line, said: line.say(facts) }))
  // what can't be said because it is stopped is told by the stop, and keeps the rest from nobody
  const unstopped = facts.stops.length === 0 ? facts : noticeFacts({ ...given, stopped: [] })
  const sections: Notice['sections'] = { sv: sectionsIn(lines, 'sv'), en: sectionsIn(lines, 'en') }
  const faults = [
    ...['publishedOn', 'reviewBy']
      .filter((field) => !isDay(field === 'reviewBy' ? given.reviewBy : given.publishedOn))
      .map((field) => `B35: ${field} är ingen dag`),
    ...neededContacts.filter((name) => !given.contacts[name]).map((name) => `B32–B34: kontaktuppgiften ${name} saknas`),
    ...lines
      .filter(({ line, said }) => !line.optional && said.length === 0 && line.say(unstopped).length === 0)
      .map(({ line }) => `${line.id}: ingen gällande punkt gör meningen sann`),
    ...regionFaults(facts),
    ...hiddenRules(sections.sv, unstopped).map((key) => `P1: punkten ${key} gäller men nämns inte`),
  ]
  if (faults.length > 0)
    throw new Error(`Informationen till allmänheten kan inte publiceras:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
  const undated = lines.filter(({ line }) => line.id !== 'B35')
  const words = JSON.stringify({ sv: sectionsIn(undated, 'sv'), en: sectionsIn(undated, 'en') })
  const version = createHash('sha256').update(words).digest('hex').slice(0, 16)
  return { version, publishedOn: given.publishedOn, reviewBy: given.reviewBy, sections }
}

function sectionsIn(lines: readonly Line[], lang: Lang): NoticeSection[] {
  return Object.entries(headings).map(([id, words]) => ({
    id,
    heading: words[lang],
    sentences: lines
      .filter(({ line }) => line.heading === id)
      .flatMap(({ line, said }) =>
        said.map((sentence) => ({
          line: line.id,
          text: sentence[lang],
          clauses: sentence.clauses,
          board: sentence.board ?? null,
          channels: sentence.channels ?? 'all',
          short: line.short ?? false,
        })),
      ),
  }))
}

/** Rules in force about people's data that no sentence stands on. */
export function hiddenRules(sections: readonly NoticeSection[], { all }: Pick<NoticeFacts, 'all'>): string[] {
  const told = new Set(sections.flatMap(({ sentences }) => sentences.flatMap(({ clauses }) => clauses)))
  return all.filter(({ clause, key }) => concernsPeople(clause) && !told.has(key)).map(({ key }) => key)
}

/** What someone has a right to be told of (GDPR 13–14): everything but duties between the board and the centre. */
const concernsPeople = (clause: NoticeFacts['all'][number]['clause']): boolean =>
  isRule(clause.effect) ||
  [clause.retention, clause.hold, clause.service, clause.tell, clause.right, clause.controller, clause.basis, clause.caseOpens].some(
    (part) => part !== null,
  ) ||
  clause.bases.length > 0 ||
  clause.subProcessors.length > 0 ||
  clause.region !== 'EU/EEA'

const neededContacts = [
  'centrePhone',
  'centreEmail',
  'dpoPhone',
  'dpoEmail',
  'authorityName',
  'authorityRightsUrl',
  'authorityComplaintUrl',
]

export function noticeFacts(given: NoticeGiven): NoticeFacts {
  const { organisation, instructions, contacts } = given
  const host = organisation.boards.find(({ hostsContactCentre }) => hostsContactCentre)?.code ?? ''
  const inForce = instructions.flatMap((each) =>
    each.clauses
      .filter((clause) => holds(stretchOf(clause, each), given.nowMs) && !awaitsDelegation(clause))
      .map((clause) => ({ board: each.board, clause, key: clauseKey(each.board, clause) })),
  )
  const stops = (given.stopped ?? [])
    .filter((stop) => instructions.some(({ board }) => board === stop.board))
    .map((stop) => ({ ...stop, keys: inForce.filter((spoken) => touches(stop, spoken, organisation)).map(({ key }) => key) }))
  const all = inForce.flatMap((spoken) => stillPromised(spoken, stops, organisation))
  const systemsOf = (code: string) => organisation.boards.find((board) => board.code === code)?.systems ?? []
  return {
    all,
    stops,
    host,
    boards: organisation.boards.map(({ code }) => code).filter((code) => instructions.some(({ board }) => board === code)),
    answering: (requirement) =>
      all.filter(
        ({ board, clause, stopped }) =>
          board === host && !stopped && clause.requirement === requirement && clause.effect !== 'deny' && clause.effect !== 'refer',
      ),
    channels: organisation.channels.filter(({ active }) => active),
    names: namesOf(organisation, given.vocabulary),
    system: (board, code) => systemsOf(board).find((each) => each.code === code)?.name ?? code,
    contact: (name) => contacts[name] ?? '',
    contactOf: (board, name) => given.boardContacts?.[board]?.[name] ?? contacts[name] ?? '',
    publishedOn: given.publishedOn,
    reviewBy: given.reviewBy,
  }
}

/** C5, B16: what is said about EU/EEA must hold for every channel and every clause. */
function regionFaults({ all, answering, channels }: NoticeFacts): string[] {
  const saysInside = answering('B16').some(({ clause }) => clause.region === 'EU/EEA')
  if (!saysInside) return []
  return [
    ...channels.filter(({ region }) => region !== 'EU/EEA').map(({ name }) => `C5: kanalen ${name} ligger utanför EU/EES`),
    ...all.filter(({ clause }) => clause.region !== 'EU/EEA').map(({ key }) => `C5: punkten ${key} tillåter behandling utanför EU/EES`),
  ]
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
