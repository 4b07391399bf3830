import type { Clause } from '../../../contracts/instruction.ts'
import type { RecordOfProcessing } from '../../../contracts/records.ts'
import { clauseSentences, type Lang, namesOf, retentionSentence, retentionSubject } from '../rule/index.ts'
import type { Configuration } from './configuration-at.ts'
import { recordDocument } from './record-document.ts'

type Version = Configuration['versions'][number]

/**
 * The processor's record (GDPR 30(2); X4): who it works for, what it does for each, with whom and where, and how it is protected. Nothing in it is
 * written by hand; all of it is what was obeyed at the instant. Pure.
 */
export function recordOfProcessing(given: Configuration, lang: Lang): RecordOfProcessing {
  const { organisation, versions, at } = given
  const names = namesOf(organisation)
  const host = organisation.boards.find(({ hostsContactCentre }) => hostsContactCentre)?.code ?? ''
  const contacts = versions.find(({ board }) => board === host)?.contacts ?? {}
  const all = versions.flatMap(({ spoken }) => spoken)
  const record = {
    at: at.toISOString(),
    processor: {
      ...contactOf(`${organisation.municipality.name}, ${names.board(host)}`, contacts, 'centre'),
      dataProtectionOfficer: contactOf('', contacts, 'dpo'),
    },
    controllers: versions.map((version) => controllerOf(version, given, lang)),
    channels: organisation.channels.map(({ name, kind, region, active }) => ({ name, kind, region, active })),
    systems: organisation.boards.flatMap((board) =>
      board.systems.map(({ name, owner, reviewBy }) => ({ board: board.code, name, owner, reviewBy })),
    ),
    subProcessors: [...new Set(all.flatMap(({ clause }) => clause.subProcessors))].map((name) => ({
      name,
      clauses: all.filter(({ clause }) => clause.subProcessors.includes(name)).map(({ key }) => key),
    })),
    transfers: [
      ...organisation.channels
        .filter(({ region, active }) => active && region !== 'EU/EEA')
        .map(({ name }) => ({ what: name, clauses: all.filter(({ clause }) => clause.requirement === 'B5').map(({ key }) => key) })),
      ...all.filter(({ clause }) => clause.region !== 'EU/EEA').map(({ clause, key }) => ({ what: clause.text, clauses: [key] })),
    ],
  }
  return { ...record, document: recordDocument(record, organisation, lang) }
}

function controllerOf(
  version: Version,
  { organisation, stops, versions }: Configuration,
  lang: Lang,
): RecordOfProcessing['controllers'][number] {
  const { board, spoken } = version
  const names = namesOf(organisation)
  const host = organisation.boards.find(({ hostsContactCentre }) => hostsContactCentre)?.code
  const contacts = { ...versions.find((each) => each.board === host)?.contacts, ...version.contacts }
  return {
    board,
    contact: contactOf(names.board(board), contacts, 'centre'),
    dataProtectionOfficer: contactOf('', contacts, 'dpo'),
    version: version.version,
    hash: version.hash,
    validFrom: new Date(version.validFromMs).toISOString(),
    processing: spoken.filter(({ clause }) => clause.effect === 'permit').map(({ clause, key }) => processingOf(clause, key)),
    retention: spoken.flatMap(({ clause, key }) =>
      clause.retention === null
        ? []
        : [
            {
              clause: key,
              sentence: retentionSentence(
                clause.retention,
                lang,
                retentionSubject(clause, clause.retention, board, names, lang),
                names.words,
              ),
            },
          ],
    ),
    stopped: stops.filter((stop) => stop.board === board).map(({ acts, caseTypes }) => ({ acts, caseTypes })),
    security: spoken
      .filter(({ clause }) => clause.obligations.some(({ kind }) => securing.has(kind)))
      .map(({ clause, key }) => ({
        clause: key,
        sentences: clauseSentences(
          { ...bare(clause), obligations: clause.obligations.filter(({ kind }) => securing.has(kind)) },
          board,
          names,
          lang,
        ).slice(1),
      })),
  }
}

/** Duties that protect data (GDPR 32): the rest are about answering well. */
const securing = new Set(['log', 'mask', 'two-person', 'confirm', 'sign', 'manual-review', 'notify'])
const bare = (clause: Clause): Clause => ({
  ...clause,
  effect: 'oblige',
  categories: [],
  recipientClass: [],
  identityLevel: 'none',
  retention: null,
  hold: null,
  service: null,
  duty: null,
  tell: null,
  right: null,
  controller: null,
  bases: [],
  when: null,
  instead: null,
  lawId: null,
})

const processingOf = (clause: Clause, key: string): RecordOfProcessing['controllers'][number]['processing'][number] => ({
  clause: key,
  text: clause.text,
  acts: clause.acts,
  purposes: clause.mission,
  bases: [
    ...(clause.basis === null ? [] : [withLaw(clause.basis, clause.lawId)]),
    ...clause.bases.map(({ basis, lawId }) => withLaw(basis, lawId)),
  ],
  caseTypes: clause.caseTypes === 'all' ? ['all'] : clause.caseTypes,
  subjects: clause.subjects,
  categories: clause.categories,
  specialCategories: clause.specialCategories,
  recipients: clause.recipientClass,
  channels: clause.channels === 'all' ? ['all'] : clause.channels,
  systems: clause.connectors,
  subProcessors: clause.subProcessors,
  region: clause.region,
  impactAssessment: clause.dpiaRef,
})

const withLaw = (basis: string, lawId: string | null) => (lawId === null ? basis : `${basis} ${lawId}`)

function contactOf(name: string, contacts: Readonly<Record<string, string>>, whose: 'centre' | 'dpo') {
  return { name: name || (contacts.dpoName ?? ''), phone: contacts[`${whose}Phone`] ?? '', email: contacts[`${whose}Email`] ?? '' }
}
