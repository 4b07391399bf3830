import type { Act, Category, ChannelKind, Clause, Mission } from '../../../contracts/instruction.ts'
import { Clause as ClauseSchema, clauseDefaults } from '../../../contracts/instruction.ts'
import type { Ground } from './decide.ts'
import { type Guardrail, guardrails } from './guardrails.ts'
import { actWords, listed } from './sentence-words.ts'

/** What was asked and had no answer, or two. `caseType` null: not about one. */
export type AskedInVain = {
  act: Act
  caseType: string | null
  mission: Mission | null
  channels: readonly ChannelKind[]
  because: Ground
  clauseIds: readonly string[]
}
/** The board as its organisation file says it. */
export type BoardFacts = {
  name: string
  caseTypes: readonly { code: string; name: string; sealed: boolean; secrecyTags: readonly string[] }[]
  systems: readonly string[]
}
export type Proposal = {
  /** renew: no clause helps, for no instruction is in force. */
  kind: 'clause' | 'renew'
  clause: Clause | null
  because: { sv: string; en: string }[]
  /** Guardrails that a permit would have broken; why it isn't proposed as one. */
  barred: readonly Guardrail[]
}

type Plan = Partial<Pick<Clause, 'obligations' | 'recipientClass' | 'identityLevel' | 'instead'>> & {
  effect: 'permit' | 'deny' | 'refer'
  acts?: readonly Act[]
  mission: Mission
  categories: readonly Category[]
  requirement: string
  lawId: string | null
  slug: string
}

const contact: readonly Category[] = ['name', 'phone', 'email']
/** What the centre leaves to the board: it takes in, sends on and follows up (C1). */
const toBoard = {
  effect: 'refer',
  mission: 'routing',
  categories: [],
  instead: { channels: [], act: 'handover', to: 'board' },
} as const satisfies Partial<Plan>
const never = { effect: 'deny', mission: 'guidance', categories: [] } as const satisfies Partial<Plan>

/** The least that answers each question: which data, on which ground, by which law. */
const plans: Readonly<Record<Act, Plan>> = {
  receive: { effect: 'permit', mission: 'feedback', categories: contact, requirement: 'A28', lawId: 'OSL 5:1', slug: 'ta-emot' },
  advise: { effect: 'permit', mission: 'guidance', categories: [], requirement: 'A27', lawId: 'FL 6', slug: 'vagled' },
  handover: { effect: 'permit', mission: 'routing', categories: contact, requirement: 'B15', lawId: 'FL 6', slug: 'lamna-over' },
  handle: {
    effect: 'permit',
    mission: 'assistance',
    categories: [...contact, 'address', 'property'],
    requirement: 'A29',
    lawId: 'FL 9',
    slug: 'hantera',
    obligations: [{ kind: 'log' }],
  },
  'status.read': statusPlan(),
  'status.tell': statusPlan(),
  draft: helpPlan(),
  assist: helpPlan(),
  decide: { ...toBoard, requirement: 'A36', lawId: 'KL 6:37', slug: 'beslut' },
  disclose: { ...toBoard, requirement: 'A15', lawId: 'TF 2:17', slug: 'utlamnande' },
  exercise: { ...toBoard, mission: 'rights', requirement: 'A14', lawId: 'GDPR 12(2)', slug: 'rattighet' },
  record: { ...never, mission: 'threat', requirement: 'B12', lawId: 'GDPR 5(1)(c)', slug: 'inspelning' },
  listen: { ...never, mission: 'threat', requirement: 'B12', lawId: 'GDPR 5(1)(b)', slug: 'avlyssning' },
  export: { ...never, requirement: 'A25', lawId: 'GDPR 28(3)(a)', slug: 'uttag' },
  purge: { ...never, requirement: 'B18', lawId: 'Arkivlagen 10 §', slug: 'gallring' },
  publish: { ...never, requirement: 'A20', lawId: 'OSL 8:1', slug: 'publicering' },
  transfer: { ...never, requirement: 'B16', lawId: 'GDPR 44', slug: 'overforing' },
  process: { ...never, requirement: 'X4', lawId: 'GDPR 30(2)', slug: 'ny-behandling' },
  read: {
    effect: 'permit',
    mission: 'assistance',
    categories: ['name'],
    requirement: 'A6',
    lawId: 'GDPR 5(1)(f)',
    slug: 'lasa',
    obligations: [{ kind: 'log' }],
  },
  collect: { effect: 'permit', mission: 'assistance', categories: contact, requirement: 'B10', lawId: 'GDPR 5(1)(c)', slug: 'fraga-efter' },
  reply: { effect: 'permit', mission: 'feedback', categories: contact, requirement: 'A29', lawId: 'FL 7', slug: 'aterkoppla' },
  remove: {
    effect: 'permit',
    mission: 'feedback',
    categories: [],
    requirement: 'B5',
    lawId: 'Lag 1998:112 5 §',
    slug: 'ta-bort',
    obligations: [{ kind: 'log' }],
  },
}

function statusPlan(): Plan {
  return {
    effect: 'permit',
    acts: ['status.read', 'status.tell'],
    mission: 'status',
    categories: ['name'],
    requirement: 'A30',
    lawId: 'OSL 11:4',
    slug: 'status',
    recipientClass: ['party', 'representative'],
    identityLevel: 'callback',
    obligations: [{ kind: 'log' }],
  }
}
function helpPlan(): Plan {
  return {
    effect: 'permit',
    acts: ['draft', 'assist'],
    mission: 'application',
    categories: [...contact, 'address'],
    requirement: 'A33',
    lawId: 'FL 6',
    slug: 'hjalp',
    obligations: [{ kind: 'confirm' }, { kind: 'offer-e-service' }],
  }
}

/** What looks into, or works with, what a secrecy guards is left to those it is entrusted to (OSL 8:1, 26:1). */
const lookingIn: readonly Act[] = ['handle', 'status.read', 'status.tell', 'draft', 'assist', 'read', 'collect', 'reply']
const speaksOfMatters: readonly Act[] = ['status.read', 'status.tell', 'read']

/**
 * The clause that would answer a gap with the least: who may do what, with which data, on which ground; never what the law forbids (A13, P6).
 * It is a draft for the board to change, and never holds by itself. Pure.
 */
export function proposeClause(asked: AskedInVain, board: BoardFacts, taken: readonly string[]): Proposal {
  if (asked.because === 'NO_ACTIVE_INSTRUCTION') return { kind: 'renew', clause: null, because: [why.renew], barred: [] }
  const types = board.caseTypes.filter(({ code }) => asked.caseType === null || code === asked.caseType)
  const plan = planFor(asked, types, board)
  const acts = plan.acts ?? [asked.act]
  const clause = ClauseSchema.parse({
    ...clauseDefaults,
    id: freeId(asked.caseType === null ? plan.slug : `${plan.slug}-${asked.caseType}`, taken),
    requirement: plan.requirement,
    text: wording(plan, acts, types, asked.caseType, board),
    effect: plan.effect,
    acts,
    mission: plan.effect === 'permit' ? [...new Set([plan.mission, ...(asked.mission === null ? [] : [asked.mission])])] : [],
    caseTypes: reach(asked, plan, types, board),
    subjects: plan.effect === 'permit' ? ['caller'] : [],
    categories: plan.effect === 'permit' ? plan.categories : [],
    basis: plan.effect === 'permit' ? '6(1)(e)' : null,
    lawId: plan.lawId,
    identityLevel: plan.effect === 'permit' ? (plan.identityLevel ?? 'none') : 'none',
    recipientClass: plan.effect === 'permit' ? (plan.recipientClass ?? []) : [],
    channels: asked.because === 'CLAUSES_DISAGREE' && asked.channels.length > 0 ? asked.channels : 'all',
    connectors: plan.effect === 'permit' && acts.includes('status.read') ? board.systems : [],
    instead: plan.effect === 'refer' ? (plan.instead ?? toBoard.instead) : null,
    obligations: plan.effect === 'permit' ? (plan.obligations ?? []) : [],
    materiality: 'material',
  })
  const asPermit = { ...clause, effect: 'permit' as const }
  const barred = acts.flatMap((act) => guardrails.filter(({ forbids }) => forbids(asPermit, act)))
  return { kind: 'clause', clause, because: reasons(asked, plan, types), barred: [...new Set(barred)] }
}

function planFor(asked: AskedInVain, types: BoardFacts['caseTypes'], board: BoardFacts): Plan {
  const plan = plans[asked.act]
  // D9: until the board has said which of the two it means, the narrower of them holds
  if (asked.because === 'CLAUSES_DISAGREE')
    return { ...plan, effect: 'deny', acts: [asked.act], lawId: 'GDPR 28(3)(a)', slug: `oenighet-${plan.slug}` }
  const sealed = types.length > 0 && types.every((type) => type.sealed)
  const secret = types.some(({ secrecyTags }) => secrecyTags.length > 0) && asked.caseType !== null
  const left = { ...toBoard, requirement: plan.requirement, slug: plan.slug, acts: plan.acts ?? [asked.act] }
  if (plan.effect === 'permit' && sealed && lookingIn.includes(asked.act))
    return { ...left, lawId: `OSL ${types[0]?.secrecyTags[0] ?? '8:1'}` }
  if (plan.effect === 'permit' && secret && speaksOfMatters.includes(asked.act))
    return { ...left, lawId: `OSL ${types[0]?.secrecyTags[0] ?? '8:1'}` }
  if (plan.acts?.includes('status.read') && board.systems.length === 0) return { ...left, lawId: 'OSL 11:4' }
  return plan
}

/** A question about no case type in particular reaches the open ones; what is sealed is never opened along with the rest. */
function reach(asked: AskedInVain, { effect }: Plan, types: BoardFacts['caseTypes'], { caseTypes }: BoardFacts): Clause['caseTypes'] {
  if (asked.caseType !== null) return [asked.caseType]
  const open = types.filter(({ sealed, secrecyTags }) => !sealed && (secrecyTags.length === 0 || !speaksOfMatters.includes(asked.act)))
  if (effect !== 'permit' || open.length === caseTypes.length || !lookingIn.includes(asked.act)) return 'all'
  return open.map(({ code }) => code)
}

function wording(
  { effect }: Plan,
  acts: readonly Act[],
  types: BoardFacts['caseTypes'],
  caseType: string | null,
  { name }: BoardFacts,
): string {
  const doing = listed(
    acts.map((act) => actWords[act].sv),
    'sv',
    effect === 'permit' ? undefined : 'eller',
  )
  const about = caseType === null ? `i det som hör till ${name}` : `när det gäller ${types[0]?.name ?? caseType}`
  if (effect === 'permit') return `Kontaktcenter får ${doing} ${about}.`
  if (effect === 'deny') return `Kontaktcenter får inte ${doing} ${about}.`
  return `Den som vill att någon ska ${doing} ${about} hänvisas till ${name}.`
}

function freeId(wanted: string, taken: readonly string[]): string {
  const id = wanted.slice(0, 56)
  if (!taken.includes(id)) return id
  for (let n = 2; ; n++) if (!taken.includes(`${id}-${n}`)) return `${id}-${n}`
}

const why = {
  renew: {
    sv: 'Ingen instruktion gäller för nämnden. En punkt hjälper inte: en hel version behöver beslutas och godkännas.',
    en: 'No instruction is in force for the board. A clause doesn’t help: a whole version has to be approved and accepted.',
  },
  disagree: {
    sv: 'Två punkter säger emot varandra och är lika snäva. Förslaget låter den som nekar gälla här, tills nämnden har sagt vilken den menar.',
    en: 'Two clauses contradict each other and are equally narrow. The draft lets the one that denies hold here, until the board has said which it means.',
  },
  least: {
    sv: 'Bara de uppgifter som behövs för att kunna svara; personnummer är aldrig med.',
    en: 'Only the data that is needed to answer; identity numbers are never among it.',
  },
  board: {
    sv: 'Kontaktcenter tar emot och följer upp, men nämnden prövar och beslutar (C1).',
    en: 'The centre takes in and follows up, but the board examines and decides (C1).',
  },
  secret: {
    sv: 'Ärendetypen har sekretess. Det som kräver att någon ser in i saken lämnas till nämnden.',
    en: 'The case type is under secrecy. What needs someone to look into the matter is left to the board.',
  },
  denied: {
    sv: 'Det här är inget som kontaktcenter gör utan ett särskilt skäl. Förslaget säger det rakt ut.',
    en: 'This is nothing the centre does without a particular reason. The draft says so plainly.',
  },
}

function reasons(asked: AskedInVain, { effect }: Plan, types: BoardFacts['caseTypes']): Proposal['because'] {
  if (asked.because === 'CLAUSES_DISAGREE') return [why.disagree]
  if (effect === 'permit') return [why.least]
  if (effect === 'deny') return [why.denied]
  return types.some(({ secrecyTags }) => secrecyTags.length > 0) && plans[asked.act].effect === 'permit'
    ? [why.secret, why.board]
    : [why.board]
}
