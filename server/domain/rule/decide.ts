import type {
  Act,
  Category,
  ChannelKind,
  Clause,
  InstructionInForce,
  Mission,
  Obligation,
  RecipientClass,
} from '../../../contracts/instruction.ts'
import { channelKinds, IdentityLevel } from '../../../contracts/instruction.ts'
import type { Condition } from '../../../contracts/rule-language.ts'
import { canGrant, clauseKey, holds, specificity, stretchOf, takesAway, withstands } from './clause-reach.ts'
import { isSo, type Known, type Truth } from './conditions.ts'
import { barriers, type Guardrail, guardrails } from './guardrails.ts'

/**
 * What is asked. `null` = not asked about: a permit is then taken to reach it, a refusal only when it reaches everything.
 * Whose act it is and which row it is about stand in fields of their own; everything a clause's `when` may ask stands in `known`.
 */
export type Facts = {
  hand: 'agent' | 'officer' | 'citizen' | 'auditor' | 'service'
  act: Act
  board: string
  caseType: string | null
  /** null: in at least one channel, which is what a list asks. */
  channel: ChannelKind | null
  mission: Mission | null
  category: Category | null
  /** A field of that category (K18). */
  field: string | null
  recipient: RecipientClass | null
  identityLevel: IdentityLevel | null
  anonymous: boolean
  carriesPersonalData: boolean
  /** Signed and valid, one for each board and version. */
  undertakings: readonly { board: string; versionId: number }[]
  /** Boards where an officer or an auditor is employed. */
  boards: readonly string[]
  /** Boards where something that must be read is overdue (A12); left out = none. */
  unbriefed?: readonly string[]
  /** Boards whose officer has taken the access away at the quarterly review (A6); left out = none. */
  removed?: readonly string[]
  /** What stands between the one who acts and this case or contact (A6, A25), or that the glass is broken (B14); left out = nothing. */
  keptFrom?: 'conflict' | 'relation' | 'glass' | null
  nowMs: number
  known: Known
  /**
   * What a condition does whose answer isn't known. `at-all` = may I, in some case (a screen, a list; what row security answers): it keeps no
   * permit away and closes nothing. `now` = I am doing it: it permits nothing and lifts no refusal.
   */
  asked: 'at-all' | 'now'
}

/** What a board has stopped by itself, until both parties lift it (A9), or what closes while a measure that protects it fails (A4, A8). Empty lists = all. `caseTypes`: codes. */
export type Stop = {
  board: string
  acts: readonly string[]
  caseTypes: readonly string[]
  /** A4: the measure whose failing closes it; left out = the board has said stop. */
  control?: string | null
}
export type RulesInForce = { instructions: readonly InstructionInForce[]; stops?: readonly Stop[] }

/** Why an answer is what it is; a closed list. The laws are those that hold whatever a clause says. */
const groundLaws = {
  CLAUSE_PERMITS: [],
  CLAUSE_DENIES: [],
  CLAUSE_REFERS: [],
  CLAUSES_DISAGREE: ['GDPR 28(3)(a)'], // D9
  NO_CLAUSE: ['GDPR 28(3)(a)'], // A13
  CONDITION_NOT_MET: ['GDPR 28(3)(a)'],
  CONDITION_UNKNOWN: ['GDPR 28(3)(a)'],
  ROUTINE_ALONE: ['GDPR 28(3)(a)', 'GDPR 29'], // K06
  LAW_FORBIDS: [], // the guardrails name their own
  PENDING_DELEGATION: ['KL 6:37'], // A37
  UNDERTAKING_MISSING: ['GDPR 29', 'GDPR 32(4)', 'OSL 14:2'], // A21–A23
  BULLETIN_UNREAD: ['GDPR 32(4)', 'GDPR 39(1)(b)'], // A12
  CONFLICT_OF_INTEREST: ['FL 16', 'FL 17', 'FL 18'], // A25, D8
  NO_RELATION: ['GDPR 5(1)(f)', 'GDPR 25(2)', 'GDPR 32(1)(b)'], // A6
  ACCESS_REMOVED: ['GDPR 29', 'GDPR 32(4)'], // A6
  BROKEN_GLASS: ['BrB 24:4'], // B14
  NO_ACTIVE_INSTRUCTION: ['GDPR 28(3)(a)', 'GDPR 29'], // A5
  STOPPED_BY_BOARD: ['GDPR 28(3)(a)'], // A9
  CONTROL_FAILS: ['GDPR 28(3)(c)', 'GDPR 32'], // A4, A8
  LAW_FLOOR: ['FL 6'], // A5
  OWN_BOARD: ['GDPR 4(7)'], // A1
  OTHER_BOARD: ['OSL 8:1'], // A1, B17
  NOT_THIS_HAND: ['GDPR 29'], // A6
  SERVICE_DUTY: ['TF 2:9', 'Arkivlagen 10 §'],
  EVERYONE_MAY_WRITE: ['FL 7'], // A28
} as const satisfies Record<string, readonly string[]>
export type Ground = keyof typeof groundLaws

export type Decision = {
  outcome: 'permit' | 'deny' | 'refer'
  because: Ground
  /** `<board>/<clauseId>` of the clauses that decided. */
  clauseIds: string[]
  lawIds: string[]
  obligations: Obligation[]
  /** A13: the board must be told that its instruction is missing something, or says two things at once. */
  gap: boolean
  /** The version that was read (A2); null where no version had a say. */
  versionId: number | null
  /** K18: only these fields (null: they aren't told apart), and never those. */
  fields: { only: readonly string[] | null; except: readonly string[] }
  /** K19, K20: what a refusal or a referral points to: another channel, act or place. */
  instead: readonly NonNullable<Clause['instead']>[]
  /** K24: what the permits rest on for this mission. */
  bases: readonly { basis: string; lawId: string | null }[]
  /** When the last of the permits ends; null = no end is set. */
  untilMs: number | null
  /** A4, A8: the security measure that fails and closes it meanwhile. */
  control: string | null
  /** The guardrails that keep a clause from permitting it (A10). */
  guardrails: readonly Guardrail['id'][]
}

/** The one question of Ombud: may this hand do this act, now, under these rules? Deny by default. Pure. */
export function decide(facts: Facts, rules: RulesInForce): Decision {
  // B22, C9: the public has been told that no decision is automated; whoever's decision it is.
  if (facts.act === 'decide' && facts.known.facts['decision.automated'] === true) return forbidden(['automated-decision'])
  // A25, FL 16-18: whatever an instruction says, nobody touches their own matter, or that of someone close. An emergency doesn't either.
  if (facts.keptFrom === 'conflict') return deny('CONFLICT_OF_INTEREST')
  // B14: the glass lets a case be read and nothing more; what the board has stopped stands.
  if (facts.keptFrom === 'glass' && facts.act === 'status.read' && stopOn(facts, rules) === null) return permit('BROKEN_GLASS')
  if (facts.hand === 'agent') return forAgent(facts, rules)
  if (facts.hand === 'citizen') return facts.act === 'receive' ? permit('EVERYONE_MAY_WRITE') : deny('NOT_THIS_HAND')
  // No clause can keep the service from taking in what arrives, passing it on, or carrying out a disposal decision.
  if (facts.hand === 'service') return serviceActs.includes(facts.act) ? permit('SERVICE_DUTY') : deny('NOT_THIS_HAND')
  // A1, B17: the board is the controller of its own matters and has no say in another's.
  if (!facts.boards.includes(facts.board)) return deny('OTHER_BOARD')
  if (facts.hand === 'auditor' && facts.act !== 'status.read') return deny('NOT_THIS_HAND') // A18: reads only
  if (facts.act === 'purge' || facts.act === 'export') return deny('NOT_THIS_HAND')
  return withinOwnBoard(facts, rules)
}

/** A12, A21: the board's own people too have signed and read; whichever version, for a material change suspends agents (A23). Without an instruction in force there is nothing to sign. */
function withinOwnBoard(facts: Facts, rules: RulesInForce): Decision {
  if (facts.removed?.includes(facts.board)) return deny('ACCESS_REMOVED')
  const signs = instructionInForce(facts.board, facts.nowMs, rules) !== null
  if (signs && !facts.undertakings.some(({ board }) => board === facts.board)) return deny('UNDERTAKING_MISSING')
  return facts.unbriefed?.includes(facts.board) ? deny('BULLETIN_UNREAD') : permit('OWN_BOARD')
}

const serviceActs: readonly Act[] = ['receive', 'handover', 'purge']

/** A5: what remains when no instruction is in force. Needs no undertaking either, for it opens no personal data. */
export const isLawFloor = (facts: Pick<Facts, 'act' | 'anonymous' | 'carriesPersonalData'>): boolean =>
  facts.act === 'handover' || (facts.act === 'advise' && facts.anonymous && !facts.carriesPersonalData)

function forAgent(facts: Facts, rules: RulesInForce): Decision {
  const inForce = instructionInForce(facts.board, facts.nowMs, rules)
  if (inForce === null) return isLawFloor(facts) ? permit('LAW_FLOOR') : { ...deny('NO_ACTIVE_INSTRUCTION'), gap: true } // A5, A13
  const stop = stopOn(facts, rules)
  // A stop of every act leaves what an instruction that doesn't exist leaves; a stop that names its acts leaves nothing of them.
  if (stop?.control) return { ...deny('CONTROL_FAILS'), control: stop.control, versionId: inForce.versionId } // names its acts, always
  if (stop !== null && (stop.acts.length > 0 || !isLawFloor(facts))) return { ...deny('STOPPED_BY_BOARD'), versionId: inForce.versionId }
  if (stop !== null) return permit('LAW_FLOOR')
  if (facts.removed?.includes(facts.board) && !isLawFloor(facts)) return { ...deny('ACCESS_REMOVED'), versionId: inForce.versionId } // A6
  // A21, A23: signed for this board, and for exactly the version that is in force.
  const signed = facts.undertakings.some(({ board, versionId }) => board === facts.board && versionId === inForce.versionId)
  if (!signed && !isLawFloor(facts)) return { ...deny('UNDERTAKING_MISSING'), versionId: inForce.versionId }
  if (facts.unbriefed?.includes(facts.board) && !isLawFloor(facts)) return { ...deny('BULLETIN_UNREAD'), versionId: inForce.versionId } // A12
  const weighed = weighChannels(facts, inForce)
  // A6: what the instruction permits is done by whoever something brings to the case.
  const comes = weighed.outcome !== 'permit' || facts.keptFrom !== 'relation' || isLawFloor(facts)
  return { ...(comes ? weighed : { ...weighed, ...deny('NO_RELATION') }), versionId: inForce.versionId }
}

/** As a refusal, a stop of some case types doesn't reach a question that names none. One of every act goes before one that names its acts: it leaves the floor. */
function stopOn({ board, act, caseType }: Facts, { stops = [] }: RulesInForce): Stop | null {
  const reaching = stops.filter(
    (each) =>
      each.board === board &&
      (each.acts.length === 0 || each.acts.includes(act)) &&
      (each.caseTypes.length === 0 || (caseType !== null && each.caseTypes.includes(caseType))),
  )
  return reaching.find(({ acts }) => acts.length === 0) ?? reaching[0] ?? null
}

/** The version whose window holds `nowMs`; should two overlap, the newer. */
export function instructionInForce(board: string, nowMs: number, rules: RulesInForce): InstructionInForce | null {
  const open = rules.instructions.filter(
    (each) => each.board === board && holds({ fromMs: each.validFromMs, toMs: each.validToMs ?? Number.POSITIVE_INFINITY }, nowMs),
  )
  return open.toSorted((a, b) => b.version - a.version)[0] ?? null
}

function weighChannels(facts: Facts, inForce: InstructionInForce): Decision {
  if (facts.channel !== null) return weigh(facts, inForce)
  const answers = channelKinds.map((channel) => weigh({ ...facts, channel }, inForce))
  const first = (outcome: Decision['outcome']) => answers.find((each) => each.outcome === outcome)
  return first('permit') ?? first('refer') ?? answers[0] ?? deny('NO_CLAUSE')
}

function weigh(facts: Facts, inForce: InstructionInForce): Decision {
  const reached = inForce.clauses.filter(
    (clause) => clause.acts.includes(facts.act) && holds(stretchOf(clause, inForce), facts.nowMs) && reaches(clause, facts),
  )
  const known = knownOf(facts)
  const speaking = reached.filter((clause) => speaks(clause, facts, known))
  const offered = reached.filter((clause) => clause.effect === 'permit')
  const lawful = offered.filter((clause) => barriers(clause, facts.act).length === 0)
  const met = lawful.filter((clause) => speaking.includes(clause))
  const permits = met.some(canGrant) ? met : []
  // K06, D9: a refusal that no permit withstands.
  const stands = (refusal: Clause) => !permits.some((permit) => withstands(permit, refusal))
  const denies = speaking.filter((clause) => clause.effect === 'deny' && stands(clause))
  const refers = speaking.filter((clause) => clause.effect === 'refer' && stands(clause))

  const against = permits.filter((permit) => disagree(permits, denies, permit.source))
  if (against.length > 0) return { ...byClauses('deny', 'CLAUSES_DISAGREE', [...denies, ...against], inForce), obligations: [], gap: true } // D9, A13
  if (denies.length > 0) return byClauses('deny', 'CLAUSE_DENIES', denies, inForce) // D9: what takes away wins
  if (refers.length > 0) return byClauses('refer', 'CLAUSE_REFERS', refers, inForce) // A14–A16
  if (permits.length > 0) {
    const duties = speaking.filter((clause) => clause.effect === 'oblige')
    return { ...granted(permits, inForce, facts, known), obligations: obligationsOf([...permits, ...duties]) }
  }
  return withoutPermit({ offered, lawful, met }, facts, known, inForce)
}

/**
 * D9: of one source, and equally narrow at the narrowest. A refusal "when …" is an exception from what is permitted otherwise and no contradiction,
 * unless the permit asks the very same.
 */
function disagree(permits: readonly Clause[], denies: readonly Clause[], source: Clause['source']): boolean {
  const [may, mayNot] = [permits.filter((each) => each.source === source), denies.filter((each) => each.source === source)]
  if (narrowest(may) !== narrowest(mayNot)) return false
  const asks = ({ when }: Clause) => JSON.stringify(when)
  return mayNot.some((deny) => deny.when === null || may.some((permit) => asks(permit) === asks(deny)))
}

const narrowest = (clauses: readonly Clause[]): number => Math.max(...clauses.map(specificity))

type Offered = { offered: readonly Clause[]; lawful: readonly Clause[]; met: readonly Clause[] }

/** Which of the permits came closest, and what kept it away. */
function withoutPermit({ offered, lawful, met }: Offered, facts: Facts, known: Known, inForce: InstructionInForce): Decision {
  if (met.length > 0) return { ...byClauses('deny', 'ROUTINE_ALONE', met, inForce), obligations: [], gap: true }
  const open = lawful.filter((clause) => isMet(clause, known) === null)
  if (open.length > 0) return { ...byClauses('deny', 'CONDITION_UNKNOWN', open, inForce), obligations: [] }
  if (lawful.length > 0) return { ...byClauses('deny', 'CONDITION_NOT_MET', lawful, inForce), obligations: [] }
  if (offered.length === 0) return { ...deny('NO_CLAUSE'), gap: true } // A13
  const broken = [...new Set(offered.flatMap((clause) => barriers(clause, facts.act).map(({ id }) => id)))]
  // A clause that is not active lays no duty on anyone.
  if (broken.every((id) => id === 'delegation')) return { ...byClauses('deny', 'PENDING_DELEGATION', offered, inForce), obligations: [] } // A37
  const { lawIds, ...law } = forbidden(broken)
  const named = byClauses('deny', 'LAW_FORBIDS', offered, inForce)
  return { ...law, clauseIds: named.clauseIds, lawIds: [...new Set([...lawIds, ...named.lawIds])] }
}

const forbidden = (ids: readonly Guardrail['id'][]): Decision => ({
  ...deny('LAW_FORBIDS'),
  guardrails: ids,
  lawIds: guardrails.filter(({ id }) => ids.includes(id)).flatMap(({ laws }) => laws),
})

/** What the question itself says is known as well; each channel of a question about all of them is asked for itself. */
function knownOf({ known, caseType, channel }: Facts): Known {
  const asked = { ...(caseType === null ? {} : { 'case.type': caseType }), ...(channel === null ? {} : { 'case.channel': channel }) }
  return { ...known, facts: { ...known.facts, ...asked } }
}

/** Is the case such as the clause speaks of? */
function isMet({ when, department }: Clause, known: Known): Truth {
  if (when === null && department === null) return true
  const where: Condition[] = department === null ? [] : [{ fact: 'case.department', is: department }]
  return isSo({ all: [...where, ...(when === null ? [] : [when])] }, known)
}

function speaks(clause: Clause, { asked }: Facts, known: Known): boolean {
  const met = isMet(clause, known)
  if (met !== null) return met
  // What isn't known: see `asked`. A duty is carried out for safety's sake.
  if (clause.effect === 'permit') return asked === 'at-all'
  return !takesAway(clause) || asked === 'now'
}

/** Does the clause speak of what was asked? Permits list what they allow (A3, A26); an empty list in any other clause means everything. */
function reaches(clause: Clause, facts: Facts): boolean {
  const against = takesAway(clause)
  const among = <T>(listed: readonly T[], asked: T | null): boolean => {
    if (listed.length === 0 && clause.effect !== 'permit') return true
    return asked === null ? !against : listed.includes(asked)
  }
  const amongOrAll = <T>(listed: 'all' | readonly T[], asked: T | null): boolean =>
    listed === 'all' || (asked === null ? !against : listed.includes(asked))
  return (
    amongOrAll(clause.caseTypes, facts.caseType) &&
    amongOrAll(clause.channels, facts.channel) &&
    among(clause.mission, facts.mission) &&
    among(clause.categories, facts.category) &&
    amongOrAll(clause.fields.length === 0 ? 'all' : clause.fields, facts.field) &&
    among(clause.recipientClass, facts.recipient) &&
    (clause.identityLevel === 'none' || (facts.identityLevel === null ? !against : isAtLeast(facts.identityLevel, clause.identityLevel)))
  )
}

const isAtLeast = (shown: IdentityLevel, asked: IdentityLevel): boolean =>
  IdentityLevel.options.indexOf(shown) >= IdentityLevel.options.indexOf(asked)

function byClauses(outcome: Decision['outcome'], because: Ground, clauses: readonly Clause[], inForce: InstructionInForce): Decision {
  return {
    ...answer(outcome, because),
    clauseIds: clauses.map((clause) => clauseKey(inForce.board, clause)),
    lawIds: [...new Set([...groundLaws[because], ...clauses.flatMap((clause) => clause.lawId ?? [])])],
    obligations: obligationsOf(clauses),
    instead: outcome === 'permit' ? [] : clauses.flatMap(({ instead }) => instead ?? []),
  }
}

function granted(permits: readonly Clause[], inForce: InstructionInForce, facts: Facts, known: Known): Decision {
  const without = inForce.clauses.filter(
    (clause) =>
      clause.effect === 'deny' &&
      clause.acts.includes(facts.act) &&
      holds(stretchOf(clause, inForce), facts.nowMs) &&
      reaches({ ...clause, fields: [] }, facts) &&
      speaks(clause, facts, known) &&
      !permits.some((permit) => withstands(permit, clause)),
  )
  const ends = permits.filter(canGrant).map((permit) => stretchOf(permit, inForce).toMs)
  const until = Math.max(...ends)
  return {
    ...byClauses('permit', 'CLAUSE_PERMITS', permits, inForce),
    fields: {
      only: permits.some(({ fields }) => fields.length === 0) ? null : [...new Set(permits.flatMap(({ fields }) => fields))],
      except: [...new Set(without.flatMap(({ fields }) => fields))],
    },
    bases: basesOf(permits, facts, known),
    untilMs: until === Number.POSITIVE_INFINITY ? null : until,
  }
}

function basesOf(permits: readonly Clause[], { mission }: Facts, known: Known): Decision['bases'] {
  const found = permits.flatMap(({ basis, lawId, bases }) => [
    ...(basis === null ? [] : [{ basis, lawId }]),
    ...bases
      .filter(
        (each) =>
          (mission === null || each.mission.length === 0 || each.mission.includes(mission)) &&
          (each.when === null || isSo(each.when, known) === true),
      )
      .map((each) => ({ basis: each.basis, lawId: each.lawId })),
  ])
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()]
}

const obligationsOf = (clauses: readonly Clause[]): Obligation[] => [
  ...new Map(clauses.flatMap((clause) => clause.obligations).map((each) => [JSON.stringify(each), each])).values(),
]

const answer = (outcome: Decision['outcome'], because: Ground): Decision => ({
  outcome,
  because,
  clauseIds: [],
  lawIds: [...groundLaws[because]],
  obligations: [],
  gap: false,
  versionId: null,
  fields: { only: null, except: [] },
  instead: [],
  bases: [],
  untilMs: null,
  control: null,
  guardrails: [],
})
const permit = (because: Ground): Decision => answer('permit', because)
const deny = (because: Ground): Decision => answer('deny', because)
