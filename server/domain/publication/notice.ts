import { createHash } from 'node:crypto'
import type { InstructionInForce } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { awaitsDelegation, clauseKey, holds, type Lang, namesOf, stretchOf } from '../rule/index.ts'
import { headings, type NoticeFacts, type NoticeLine, type NoticeSaid, noticeLines } from './notice-lines.ts'

export type NoticeSentence = { text: string; clauses: string[] }
export type NoticeSection = { heading: string; sentences: NoticeSentence[] }
export type Notice = {
  /** First 16 hex digits of the SHA-256 of what it says in both languages, its own dates left out: publishing the same words again gives the same version. */
  version: string
  /** YYYY-MM-DD */
  publishedOn: string
  reviewBy: string
  sections: Record<Lang, NoticeSection[]>
}

/**
 * The public privacy notice, compiled from the rules in force: each sentence carries the clauses that make it true (P1).
 * `instructions`: all boards' versions in force at `nowMs`. `contacts`: from the file of the board that hosts the contact centre.
 * `publishedOn`: the day it is published, YYYY-MM-DD.
 * @throws Error that names each sentence no rule makes true, a missing contact (B32, B33) or day (B35), and a channel outside EU/EEA while it says otherwise (C5)
 */
export function compileNotice(given: {
  instructions: readonly InstructionInForce[]
  organisation: OrganisationFile
  contacts: Readonly<Record<string, string>>
  publishedOn: string
  reviewBy: string
  nowMs: number
}): Notice {
  const facts = factsOf(given)
  const lines = noticeLines.map((line) => ({ line, said: line.say(facts) }))
  const faults = [
    ...['publishedOn', 'reviewBy']
      .filter((field) => !isDay(field === 'reviewBy' ? given.reviewBy : given.publishedOn))
      .map((field) => `B35: ${field} är ingen dag`),
    ...neededContacts.filter((name) => !given.contacts[name]).map((name) => `B32–B34: kontaktuppgiften ${name} saknas`),
    ...lines
      .filter(({ line, said }) => !line.optional && said.length === 0)
      .map(({ line }) => `${line.id}: ingen gällande punkt gör meningen sann`),
    ...regionFaults(facts),
  ]
  if (faults.length > 0)
    throw new Error(`Informationen till allmänheten kan inte publiceras:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)

  const sectionsOf = (part: typeof lines): Notice['sections'] => ({ sv: sectionsIn(part, 'sv'), en: sectionsIn(part, 'en') })
  const undated = JSON.stringify(sectionsOf(lines.filter(({ line }) => line.id !== 'B35')))
  const version = createHash('sha256').update(undated).digest('hex').slice(0, 16)
  return { version, publishedOn: given.publishedOn, reviewBy: given.reviewBy, sections: sectionsOf(lines) }
}

function sectionsIn(lines: readonly { line: NoticeLine; said: readonly NoticeSaid[] }[], lang: Lang): NoticeSection[] {
  return Object.entries(headings).map(([heading, words]) => ({
    heading: words[lang],
    sentences: lines
      .filter(({ line }) => line.heading === heading)
      .flatMap(({ said }) => said.map((sentence) => ({ text: sentence[lang], clauses: sentence.clauses }))),
  }))
}

const neededContacts = [
  'centrePhone',
  'centreEmail',
  'dpoPhone',
  'dpoEmail',
  'authorityName',
  'authorityRightsUrl',
  'authorityComplaintUrl',
]

function factsOf(given: Parameters<typeof compileNotice>[0]): NoticeFacts {
  const { organisation, instructions, contacts } = given
  const host = organisation.boards.find(({ hostsContactCentre }) => hostsContactCentre)?.code
  const all = instructions.flatMap((each) =>
    each.clauses
      .filter((clause) => holds(stretchOf(clause, each), given.nowMs) && !awaitsDelegation(clause))
      .map((clause) => ({ board: each.board, clause, key: clauseKey(each.board, clause) })),
  )
  return {
    all,
    answering: (requirement) => all.filter(({ board, clause }) => board === host && clause.requirement === requirement),
    channels: organisation.channels.filter(({ active }) => active),
    names: namesOf(organisation),
    contact: (name) => contacts[name] ?? '',
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
