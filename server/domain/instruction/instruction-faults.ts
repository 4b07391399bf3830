import type { Clause, InstructionFile, Retention } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { areEqual, caseOpens, mayDestroy, rulesFor } from '../rule/index.ts'
import { referenceFaults, referencesBetween } from './reference-faults.ts'

type Board = OrganisationFile['boards'][number]

/** What makes a municipality's file unusable, as Swedish sentences. */
export function faultsInOrganisation({ boards, channels, outcomes }: OrganisationFile): string[] {
  const hosts = boards.filter((board) => board.hostsContactCentre)
  const unrouted = boards.flatMap((board) => board.caseTypes.filter((type) => type.unrouted).map(() => board))
  return [
    ...twice(boards.map(({ code }) => code)).map((code) => `nämnden ${code} står två gånger`),
    ...twice(boards.map(({ short }) => short)).map((short) => `två nämnder har förkortningen ${short}`),
    ...twice(channels.map(({ code }) => code)).map((code) => `kanalen ${code} står två gånger`),
    ...twice(outcomes.map(({ code }) => code)).map((code) => `resultatet ${code} står två gånger`),
    ...(hosts.length === 1 ? [] : [`exakt en nämnd ska ha kontaktcenter (hostsContactCentre), här är det ${hosts.length}`]),
    ...(unrouted.length === 1 && unrouted[0] === hosts[0]
      ? []
      : ['exakt en ärendetyp ska ta emot ofördelade frågor (unrouted), hos den nämnd som har kontaktcenter']),
    ...boards.flatMap((board) => [
      ...twice(board.caseTypes.map(({ code }) => code)).map((code) => `${board.code}: ärendetypen ${code} står två gånger`),
      ...board.caseTypes
        .filter((type) => !board.departments.some(({ code }) => code === type.department))
        .map((type) => `${board.code}: ärendetypen ${type.code} hör till avdelningen ${type.department}, som inte finns`),
      ...board.caseTypes
        .filter((type) => type.secrecy === 'sealed' && type.secrecyTags.length === 0)
        .map((type) => `${board.code}: ärendetypen ${type.code} är förseglad men har ingen sekretessbestämmelse (A20)`),
    ]),
  ]
}

/** What makes one board's instruction unusable, as Swedish sentences that name clause and field. */
export function faultsInInstruction(file: InstructionFile, organisation: OrganisationFile): string[] {
  const board = organisation.boards.find(({ code }) => code === file.board)
  if (board === undefined) return [`fältet board: nämnden ${file.board} finns inte`]
  const boards = organisation.boards.map(({ code }) => code)
  return [
    ...(file.validTo !== null && file.validTo <= file.validFrom ? ['fältet validTo: måste vara senare än validFrom'] : []),
    ...twice(file.clauses.map(({ id }) => id)).map((id) => `punkt ${id}: står två gånger`),
    ...file.clauses.flatMap((clause) =>
      [...unknownNames(clause, board, boards), ...permitFaults(clause), ...dataFaults(clause), ...retentionFaults(clause)].map(
        (fault) => `punkt ${clause.id}, ${fault}`,
      ),
    ),
    ...coverageFaults(file.clauses, board),
    ...contradictions(file.clauses, board),
    ...referenceFaults(file),
    ...regionFaults([file], organisation),
  ]
}

/** What instructions that are sound one by one break together. */
export function faultsBetween(files: readonly InstructionFile[], organisation: OrganisationFile): string[] {
  return [
    ...twice(files.map(({ board }) => board)).map((board) => `nämnden ${board} har två instruktioner`),
    ...referencesBetween(files),
    ...regionFaults(files, organisation),
    ...openingFaults(files, organisation),
  ]
}

/** What comes in writing is opened as a case when it comes: the product does nothing else yet, so no instruction may say otherwise (decision 0006). */
function openingFaults(files: readonly InstructionFile[], organisation: OrganisationFile): string[] {
  const host = organisation.boards.find(({ hostsContactCentre }) => hostsContactCentre)?.code
  const file = files.find(({ board }) => board === host)
  return file === undefined
    ? []
    : (['email', 'form', 'app'] as const)
        .filter((channel) => caseOpens(channel, file) !== 'on-arrival')
        .map(
          (channel) =>
            `${file.board}: en punkt ska säga att det som kommer i kanalen ${channel} blir ett ärende när det kommer in (caseOpens)`,
        )
}

function unknownNames(clause: Clause, board: Board, boards: readonly string[]): string[] {
  const { department } = clause
  const types = clause.caseTypes === 'all' ? [] : clause.caseTypes
  const missing = (field: string, given: readonly string[], known: readonly { code: string }[]) =>
    given.filter((code) => !known.some((each) => each.code === code)).map((code) => `fältet ${field}: ${code} finns inte hos ${board.code}`)
  return [
    ...missing('caseTypes', types, board.caseTypes),
    ...missing('department', department === null ? [] : [department], board.departments),
    ...missing('connectors', clause.connectors, board.systems),
    ...board.caseTypes
      .filter((type) => department !== null && types.includes(type.code) && type.department !== department)
      .map((type) => `fältet caseTypes: ${type.code} hör inte till avdelningen ${department}`),
    ...clause.obligations.flatMap((each) =>
      each.kind === 'notify' && !boards.includes(each.board) ? [`fältet obligations: nämnden ${each.board} finns inte`] : [],
    ),
  ]
}

function permitFaults(clause: Clause): string[] {
  const { acts, effect } = clause
  const fault = (broken: boolean, text: string) => (broken ? [text] : [])
  if (effect === 'deny' || effect === 'refer') {
    return fault(clause.identityLevel !== 'none', 'fältet identityLevel: skriv i stället en tillåtelse som kräver legitimering (A30)')
  }
  if (effect !== 'permit') return []
  const tells = acts.includes('status.tell') || acts.includes('disclose')
  return [
    ...fault(acts.length === 0, 'fältet acts: en tillåtelse måste säga vad som tillåts'),
    ...fault(clause.mission.length === 0, 'fältet mission: en tillåtelse måste säga för vilket uppdrag (A26)'),
    ...fault(clause.basis === null, 'fältet basis: en tillåtelse måste ange rättslig grund (B8)'),
    ...fault(tells && clause.recipientClass.length === 0, 'fältet recipientClass: säg vem som får veta (A30)'),
    ...fault(
      acts.includes('status.read') && clause.connectors.length === 0,
      'fältet connectors: säg i vilket system uppgiften finns (A31)',
    ),
    ...fault(
      acts.includes('purge') || acts.includes('export'),
      'fältet acts: kontaktcenter får varken gallra eller ta ut uppgifter i mängd (A25)',
    ),
  ]
}

function dataFaults(clause: Clause): string[] {
  const { basis, lawId, categories, personnummerReason, validFrom, validTo } = clause
  return [
    ...(basis === '6(1)(c)' && lawId === null ? ['fältet lawId: rättslig förpliktelse kräver lagrum (B9)'] : []),
    ...(categories.includes('identityNumber') && clause.effect !== 'deny' && personnummerReason === null
      ? ['fältet personnummerReason: säg varför personnummer är klart motiverat, dataskyddslagen 3:10 (C10)']
      : []),
    ...(validFrom !== null && validTo !== null && validTo <= validFrom ? ['fältet validTo: måste vara senare än validFrom'] : []),
  ]
}

function retentionFaults(clause: Clause): string[] {
  const { retention, validFrom, validTo } = clause
  if (retention === null) return []
  const { action, quarantineDays, due } = retention
  const period = due !== null && typeof due === 'object' && 'length' in due ? due : null
  return [
    ...(action === 'delete' && retention.sameAs === null && !mayDestroy(clause, retention)
      ? ['fältet retention.disposalDecision: gallring kräver ett beslut med datum, organ och paragraf, arkivlagen 10 § (B18)']
      : []),
    ...(validFrom !== null || validTo !== null
      ? ['fältet validFrom: en gallringsregel gäller så länge versionen gäller; skriv en ny version']
      : []),
    ...(quarantineDays > 0 && period !== null && (period.unit === 'hours' || (period.unit === 'days' && quarantineDays > period.length))
      ? ['fältet retention.quarantineDays: karantänen kan inte vara längre än tiden själv (D7)']
      : []),
  ]
}

/** B18: every case type, and the contact that never became a case, has a rule. B19: and one rule only is narrowest. */
function coverageFaults(clauses: readonly Clause[], board: Board): string[] {
  const permits = (act: Clause['acts'][number]) => clauses.some((clause) => clause.effect === 'permit' && clause.acts.includes(act))
  const records: Retention['record'][] = [
    'case',
    'contact',
    ...(permits('draft') ? ['draft' as const] : []),
    ...(permits('record') ? ['recording' as const] : []),
  ]
  const untyped = { code: null, department: null }
  return records.flatMap((record) =>
    [...board.caseTypes, ...(record === 'case' ? [] : [untyped])].flatMap(({ code, department }) => {
      const rules = rulesFor({ board: board.code, department, caseType: code, record }, clauses)
      const about = `${code === null ? 'det som saknar ärendetyp' : `ärendetypen ${code}`} (${record})`
      // only calls are recorded
      const covers = ({ when, channels }: Clause) =>
        when === null && (channels === 'all' || (record === 'recording' && channels.includes('phone')))
      return rules.some(({ clause }) => covers(clause)) ? [] : [`${about}: ingen regel säger när det gallras (B18)`]
    }),
  )
}

/** B19: of two rules about the same copy that always speak together one has to go first. Two that ask different things are told apart when they are used. */
function contradictions(clauses: readonly Clause[], board: Board): string[] {
  const spokenOf = clauses.flatMap(({ retention }) => (retention === null ? [] : [`${retention.record} ${retention.copy}`]))
  const untyped = { code: null, department: null }
  return [...new Set(spokenOf)].flatMap((spoken) =>
    [...board.caseTypes, untyped].flatMap(({ code, department }) => {
      const [record = '', copy] = spoken.split(' ')
      const rules = rulesFor({ board: board.code, department, caseType: code, record, copy }, clauses)
      const asks = ({ clause: { when, channels } }: (typeof rules)[number]) => JSON.stringify([when, channels])
      const pair = rules.flatMap((rule, at) =>
        rules.slice(at + 1).flatMap((other) => (areEqual(rule, other) && asks(rule) === asks(other) ? [rule, other] : [])),
      )
      if (pair.length === 0) return []
      const ids = [...new Set(pair.map(({ clause }) => clause.id))].join(' och ')
      const about = `${code === null ? 'det som saknar ärendetyp' : `ärendetypen ${code}`} (${record})`
      return [`${about}: punkterna ${ids} är lika snäva och säger emot varandra (B19)`]
    }),
  )
}

/** C5, B16: nothing may leave EU/EEA while a clause tells the public that nothing does. */
function regionFaults(files: readonly InstructionFile[], { channels }: OrganisationFile): string[] {
  const told = files.some(({ clauses }) => clauses.some((clause) => clause.requirement === 'B16' && clause.region === 'EU/EEA'))
  if (!told) return []
  const outside = 'utanför EU/EES, men informationen till allmänheten säger inom EU/EES (C5)'
  return [
    ...files.flatMap(({ board, clauses }) =>
      clauses
        .filter((clause) => clause.region === 'outside EU/EEA')
        .map((clause) => `punkt ${board}/${clause.id}, fältet region: ${outside}`),
    ),
    ...channels
      .filter((channel) => channel.active && channel.region === 'outside EU/EEA')
      .map((channel) => `kanalen ${channel.code}: ${outside}`),
  ]
}

const twice = (names: readonly string[]): string[] => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
