import { z } from 'zod'
import type { Act, Category, ChannelKind, Mission } from '../../../contracts/instruction.ts'
import { type OpeningHours, OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { Verdict } from '../../../contracts/words.ts'
import { usualHours } from '../../platform/calendar.ts'
import { type Sql, sql, type Tx } from '../../platform/db.ts'
import { type Decided, recordDecision } from '../audit/index.ts'
import { clauseKey, type Decision, decide, explain, type Facts, type Known, type RulesInForce } from '../rule/index.ts'
import { loadRules } from './load-rules.ts'

/** Where the actor stands in this transaction: what `decide()` needs to know of who asks. Read from the session by the database. */
export type Standing = Pick<Facts, 'hand' | 'undertakings' | 'boards' | 'unbriefed' | 'removed' | 'nowMs'> & {
  employeeId: string | null
  rules: RulesInForce
  openingHours: OpeningHours
}

/** What is known of the case or the contact that is asked about. What is left out, or null, isn't known. */
export type About = {
  state?: 'new' | 'open' | 'waiting' | 'closed'
  holder?: 'centre' | 'board'
  department?: string
  outcome?: string | null
  anonymous?: boolean
  /** Whether there is somewhere to answer. */
  replyAddress?: boolean
  /** Whose it is; null = nobody's. */
  assigneeId?: string | null
  /** Whether a machine decides (B22). */
  automated?: boolean
  openedAt?: Date
  closedAt?: Date | null
  /** What stands between the one who acts and the case (`kept_from`); left out = nothing. */
  keptFrom?: Facts['keptFrom']
  /** Everything that has happened to it, by name; left out = nobody has looked. */
  happened?: Known['events'] | undefined
}

/** One question to the instruction. `null` = not asked about. */
export type Question = {
  act: Act
  board: string
  caseType: string | null
  channel: ChannelKind | null
  mission?: Mission | null
  category?: Category | null
  about?: About
  anonymous?: boolean
  carriesPersonalData?: boolean
}

const StandingRow = z.object({
  employee_id: z.uuid().nullable(),
  hand: z.enum(['agent', 'officer', 'auditor']).nullable(),
  boards: z.array(z.string()),
  now: z.date(),
  undertakings: z.array(z.object({ board: z.string(), versionId: z.int() })),
  unbriefed: z.array(z.string()),
  removed: z.array(z.string()),
  opening_hours: OrganisationFile.shape.openingHours.nullable(),
})

/** The same row for a one-Sync read (`standingOf`) and for a transaction (`loadStanding`). */
export const standingQuery: Sql = sql`
  select actor_id() as employee_id, actor_hand() as hand, ombud_now() as now,
    array(select b.code from board b where b.id = any (actor_boards(actor_hand()))) as boards,
    coalesce((select json_agg(json_build_object('board', b.code, 'versionId', u.version_id)) from undertaking u join instruction_version v on v.id = u.version_id join board b on b.id = v.board_id where u.revoked_at is null and u.valid_until > ombud_now()), '[]') as undertakings,
    array(select b.code from board b where b.id = any ((select actor_unbriefed())::int[])) as unbriefed,
    array(select b.code from board b where b.id = any ((select actor_removed())::int[])) as removed,
    (select organisation -> 'openingHours' from installation) as opening_hours`
const serviceStanding: Sql = sql`select ombud_now() as now, (select organisation -> 'openingHours' from installation) as opening_hours`
const Service = StandingRow.pick({ now: true, opening_hours: true })

export async function loadStanding(tx: Tx): Promise<Standing> {
  const { hand } = tx.actor
  if (hand !== 'service' && hand !== 'eraser' && hand !== 'citizen')
    return standingOf(await tx.one(z.unknown(), standingQuery), await loadRules(tx))
  const { now, opening_hours } = await tx.one(Service, serviceStanding)
  return {
    hand: hand === 'citizen' ? 'citizen' : 'service',
    undertakings: [],
    boards: [],
    nowMs: now.getTime(),
    employeeId: null,
    rules: await loadRules(tx),
    openingHours: opening_hours ?? usualHours,
  }
}

/** @throws not_signed_in when the session behind the row is unknown, ended or revoked */
export function standingOf(row: unknown, rules: RulesInForce): Standing {
  const { employee_id: employeeId, hand, boards, undertakings, unbriefed, removed, now, opening_hours } = StandingRow.parse(row)
  if (hand === null) throw new Problem('not_signed_in')
  return {
    hand,
    boards,
    undertakings,
    unbriefed,
    removed,
    nowMs: now.getTime(),
    employeeId,
    rules,
    openingHours: opening_hours ?? usualHours,
  }
}

/**
 * The first of the acts that is permitted decides; otherwise the last refusal explains. `asked`: whether it may be done at all, or is done now
 * (rule/decide.ts).
 */
export function ask(
  standing: Standing,
  acts: readonly Act[],
  { about = {}, ...question }: Omit<Question, 'act'>,
  asked: Facts['asked'] = 'at-all',
): Decision {
  const facts = { ...blank, ...question, ...standing, keptFrom: about.keptFrom ?? null, known: knownOf(standing, about), asked }
  const decisions = acts.map((act) => decide({ ...facts, act }, standing.rules))
  const answer = decisions.find(({ outcome }) => outcome === 'permit') ?? decisions.at(-1)
  if (!answer) throw new Error('ask() needs an act')
  return answer
}

const blank = {
  mission: null,
  category: null,
  field: null,
  recipient: null,
  identityLevel: null,
  anonymous: false,
  carriesPersonalData: true,
} as const

/** Everything the product knows that a clause's condition may ask for. Of how someone is concerned it knows only whose case it is. */
export function knownOf({ hand, employeeId, nowMs, openingHours }: Standing, about: About): Known {
  const { assigneeId, openedAt, closedAt, happened } = about
  return {
    facts: {
      'actor.roles': hand === 'agent' || hand === 'officer' || hand === 'auditor' ? [hand] : null,
      'actor.relations': assigneeId === undefined ? null : assigneeId !== null && assigneeId === employeeId ? ['assigned'] : [],
      'case.state': about.state ?? null,
      'case.holder': about.holder ?? null,
      'case.department': about.department ?? null,
      'case.outcome': about.outcome ?? null,
      'decision.automated': about.automated ?? null,
      'contact.anonymous': about.anonymous ?? null,
      'contact.reply-address': about.replyAddress ?? null,
    },
    events: {
      ...happened,
      ...(openedAt === undefined ? {} : { 'case.opened': [openedAt] }),
      ...(closedAt === undefined ? {} : { 'case.closed': closedAt === null ? [] : [closedAt] }),
    },
    partial: happened === undefined,
    openingHours,
    now: new Date(nowMs),
  }
}

/**
 * It is done now: as `ask`, but a refusal is thrown with everything that explains it and everything its trace needs. What an agent was answered is
 * written down as codes: a permit in this transaction, a refusal in the one that survives it.
 * @throws not_permitted, undertaking_missing, bulletin_unread
 */
export async function demand(
  tx: Tx,
  standing: Standing,
  acts: readonly Act[],
  question: Omit<Question, 'act'> & { caseId?: string },
): Promise<Decision> {
  const { caseId = null, ...asked } = question
  const decision = ask(standing, acts, asked, 'now')
  const decided = decidedOf(acts, asked, decision)
  if (decision.outcome === 'permit') {
    await recordDecision(tx, decided)
    return decision
  }
  throw new Problem(codeOf(decision.because), {
    verdict: withFallback(verdictOf(decision, standing, 'sv'), decision),
    refusal: {
      act: acts[0] ?? 'handle',
      boardCode: asked.board,
      caseTypeCode: asked.caseType,
      mission: asked.mission ?? null,
      channel: asked.channel,
      because: decision.because,
      clauseIds: decision.clauseIds,
      lawIds: decision.lawIds,
      gap: decision.gap,
      caseId,
      decided,
    },
  })
}

const codeOf = (because: Decision['because']) => codes[because] ?? 'not_permitted'
const codes: Partial<Record<Decision['because'], 'undertaking_missing' | 'bulletin_unread' | 'conflict_of_interest' | 'reason_needed'>> = {
  UNDERTAKING_MISSING: 'undertaking_missing',
  BULLETIN_UNREAD: 'bulletin_unread',
  CONFLICT_OF_INTEREST: 'conflict_of_interest',
  NO_RELATION: 'reason_needed',
}

/** A13: whoever meets a gap is told what they may always do, and that the board knows. The refusal is written after this, in its own transaction. */
const withFallback = (verdict: Verdict, { gap }: Decision): Verdict =>
  gap ? { ...verdict, sentence: `${verdict.sentence} ${fallback}` } : verdict
const fallback = 'Du kan alltid lämna över meddelandet. Nämnden har fått veta att dess instruktion saknar ett svar.'
const decidedOf = (acts: readonly Act[], asked: Omit<Question, 'act'>, { outcome, because, clauseIds, versionId }: Decision): Decided => ({
  boardCode: asked.board,
  caseTypeCode: asked.caseType,
  acts,
  channel: asked.channel,
  mission: asked.mission ?? null,
  category: asked.category ?? null,
  anonymous: asked.anonymous ?? blank.anonymous,
  carriesPersonalData: asked.carriesPersonalData ?? blank.carriesPersonalData,
  outcome,
  because,
  clauseIds,
  versionId,
})

/** The decision as the screen shows it: sentence, clauses with their wording, laws. */
export function verdictOf(decision: Decision, { rules }: Pick<Standing, 'rules'>, lang: 'sv' | 'en'): Verdict {
  const clauses = rules.instructions.flatMap(({ board, clauses: all }) =>
    all
      .map((clause) => ({ id: clauseKey(board, clause), requirement: clause.requirement, text: clause.text }))
      .filter(({ id }) => decision.clauseIds.includes(id)),
  )
  return {
    outcome: decision.outcome,
    because: decision.because,
    sentence: explain(decision, rules, lang),
    clauses,
    laws: decision.lawIds,
    obligations: decision.obligations.map(({ kind }) => kind),
  }
}
