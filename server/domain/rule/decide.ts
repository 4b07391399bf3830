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
import { awaitsDelegation, clauseKey, holds, specificity, stretchOf } from './clause-reach.ts'

/** What is asked. `null` = not asked about: a permit is then taken to reach it, a refusal only when it reaches everything. */
export type Facts = {
  hand: 'agent' | 'officer' | 'citizen' | 'auditor' | 'service'
  act: Act
  board: string
  caseType: string | null
  /** null: in at least one channel, which is what a list asks. */
  channel: ChannelKind | null
  mission: Mission | null
  category: Category | null
  recipient: RecipientClass | null
  identityLevel: IdentityLevel | null
  anonymous: boolean
  carriesPersonalData: boolean
  /** Signed and valid, one for each board and version. */
  undertakings: readonly { board: string; versionId: number }[]
  /** Boards where an officer or an auditor is employed. */
  boards: readonly string[]
  nowMs: number
}

/** What a board has stopped by itself, until both parties lift it (A9). Empty lists = all. `caseTypes`: codes. */
export type Stop = { board: string; acts: readonly string[]; caseTypes: readonly string[] }
export type RulesInForce = { instructions: readonly InstructionInForce[]; stops?: readonly Stop[] }

/** Why an answer is what it is; a closed list. The laws are those that hold whatever a clause says. */
const groundLaws = {
  CLAUSE_PERMITS: [],
  CLAUSE_DENIES: [],
  CLAUSE_REFERS: [],
  CLAUSES_DISAGREE: ['GDPR 28(3)(a)'], // D9
  NO_CLAUSE: ['GDPR 28(3)(a)'], // A13
  PENDING_DELEGATION: ['KL 6:37'], // A37
  UNDERTAKING_MISSING: ['GDPR 29', 'GDPR 32(4)', 'OSL 14:2'], // A21–A23
  NO_ACTIVE_INSTRUCTION: ['GDPR 28(3)(a)', 'GDPR 29'], // A5
  STOPPED_BY_BOARD: ['GDPR 28(3)(a)'], // A9
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
}

/** The one question of Ombud: may this hand do this act, now, under these rules? Deny by default. Pure. */
export function decide(facts: Facts, rules: RulesInForce): Decision {
  if (facts.hand === 'agent') return forAgent(facts, rules)
  if (facts.hand === 'citizen') return facts.act === 'receive' ? permit('EVERYONE_MAY_WRITE') : deny('NOT_THIS_HAND')
  // No clause can keep the service from taking in what arrives, passing it on, or carrying out a disposal decision.
  if (facts.hand === 'service') return serviceActs.includes(facts.act) ? permit('SERVICE_DUTY') : deny('NOT_THIS_HAND')
  // A1, B17: the board is the controller of its own matters and has no say in another's.
  if (!facts.boards.includes(facts.board)) return deny('OTHER_BOARD')
  if (facts.hand === 'auditor') return facts.act === 'status.read' ? permit('OWN_BOARD') : deny('NOT_THIS_HAND') // A18: reads only
  return facts.act === 'purge' || facts.act === 'export' ? deny('NOT_THIS_HAND') : permit('OWN_BOARD')
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
  if (stop !== null && (stop.acts.length > 0 || !isLawFloor(facts))) return { ...deny('STOPPED_BY_BOARD'), versionId: inForce.versionId }
  if (stop !== null) return permit('LAW_FLOOR')
  // A21, A23: signed for this board, and for exactly the version that is in force.
  const signed = facts.undertakings.some(({ board, versionId }) => board === facts.board && versionId === inForce.versionId)
  if (!signed && !isLawFloor(facts)) return { ...deny('UNDERTAKING_MISSING'), versionId: inForce.versionId }
  return { ...weighChannels(facts, inForce), versionId: inForce.versionId }
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
  return open.reduce<InstructionInForce | null>((newest, each) => (newest === null || each.version > newest.version ? each : newest), null)
}

function weighChannels(facts: Facts, inForce: InstructionInForce): Decision {
  if (facts.channel !== null) return weigh(facts, inForce)
  const answers = channelKinds.map((channel) => weigh({ ...facts, channel }, inForce))
  const first = (outcome: Decision['outcome']) => answers.find((each) => each.outcome === outcome)
  return first('permit') ?? first('refer') ?? answers[0] ?? deny('NO_CLAUSE')
}

function weigh(facts: Facts, inForce: InstructionInForce): Decision {
  const speaking = inForce.clauses.filter(
    (clause) => clause.acts.includes(facts.act) && holds(stretchOf(clause, inForce), facts.nowMs) && reaches(clause, facts),
  )
  const having = (effect: Clause['effect']) => speaking.filter((clause) => clause.effect === effect)
  const permits = having('permit').filter((clause) => !awaitsDelegation(clause))
  const denies = having('deny')
  const narrowestPermit = narrowest(permits)
  const refers = having('refer').filter((clause) => specificity(clause) >= narrowestPermit)

  if (denies.length > 0 && narrowest(denies) === narrowestPermit) {
    return { ...byClauses('deny', 'CLAUSES_DISAGREE', [...denies, ...permits], inForce), obligations: [], gap: true } // D9, A13
  }
  if (denies.length > 0) return byClauses('deny', 'CLAUSE_DENIES', denies, inForce) // D9: what takes away wins
  if (refers.length > 0) return byClauses('refer', 'CLAUSE_REFERS', refers, inForce) // A14–A16
  if (permits.length > 0) {
    const granted = byClauses('permit', 'CLAUSE_PERMITS', permits, inForce)
    return { ...granted, obligations: obligationsOf([...permits, ...having('oblige')]) }
  }
  const pending = having('permit')
  if (pending.length > 0) return byClauses('deny', 'PENDING_DELEGATION', pending, inForce) // A37
  return { ...deny('NO_CLAUSE'), gap: true } // A13
}

const narrowest = (clauses: readonly Clause[]): number => Math.max(Number.NEGATIVE_INFINITY, ...clauses.map(specificity))

/** Does the clause speak of what was asked? Permits list what they allow (A3, A26); an empty list in any other clause means everything. */
function reaches(clause: Clause, facts: Facts): boolean {
  const takesAway = clause.effect === 'deny' || clause.effect === 'refer'
  const among = <T>(listed: readonly T[], asked: T | null): boolean => {
    if (listed.length === 0 && clause.effect !== 'permit') return true
    return asked === null ? !takesAway : listed.includes(asked)
  }
  const amongOrAll = <T>(listed: 'all' | readonly T[], asked: T | null): boolean =>
    listed === 'all' || (asked === null ? !takesAway : listed.includes(asked))
  return (
    amongOrAll(clause.caseTypes, facts.caseType) &&
    amongOrAll(clause.channels, facts.channel) &&
    among(clause.mission, facts.mission) &&
    among(clause.categories, facts.category) &&
    among(clause.recipientClass, facts.recipient) &&
    (clause.identityLevel === 'none' || (facts.identityLevel === null ? !takesAway : isAtLeast(facts.identityLevel, clause.identityLevel)))
  )
}

const isAtLeast = (shown: IdentityLevel, asked: IdentityLevel): boolean =>
  IdentityLevel.options.indexOf(shown) >= IdentityLevel.options.indexOf(asked)

function byClauses(outcome: Decision['outcome'], because: Ground, clauses: readonly Clause[], inForce: InstructionInForce): Decision {
  return {
    ...answer(outcome, because),
    clauseIds: clauses.map((clause) => clauseKey(inForce.board, clause)),
    lawIds: [...new Set([...groundLaws[because], ...clauses.flatMap((clause) => clause.lawId ?? [])])],
    // A clause that is not active yet lays no duty on anyone.
    obligations: because === 'PENDING_DELEGATION' ? [] : obligationsOf(clauses),
  }
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
})
const permit = (because: Ground): Decision => answer('permit', because)
const deny = (because: Ground): Decision => answer('deny', because)
