import {
  type CasePart,
  caseParts,
  type HandOverGround,
  type HarmAnswers,
  type passingWhys,
  type Secrecy,
} from '../../../contracts/secrecy.ts'
import { judgeHarm } from './judge-harm.ts'
import { opensByConsent } from './levels.ts'

export type Content = 'public' | 'straight' | 'reverse' | 'protected' | 'absolute'
export type Towards = 'same-board' | 'with-consent' | 'without-consent' | 'look-up'
type Cell =
  | 'permit'
  | 'permit-with-purpose'
  | 'permit-on-relation'
  | 'named-unit'
  | 'permit-per-item'
  | 'harm-test'
  | 'breaker-with-form'
  | 'clause-only'
  | 'protected-officers'
  | 'officer-decides'
  | 'per-provision'
  | 'deny'

/** D6, cell by cell: what secrecy lets pass inside a board, to another board with and without the person's consent, and in a look-up. */
export const betweenBoards: Readonly<Record<Content, Readonly<Record<Towards, Cell>>>> = {
  public: { 'same-board': 'permit', 'with-consent': 'permit', 'without-consent': 'permit-with-purpose', 'look-up': 'permit' },
  straight: {
    'same-board': 'permit-on-relation',
    'with-consent': 'permit',
    'without-consent': 'harm-test',
    'look-up': 'permit-on-relation',
  },
  reverse: {
    'same-board': 'named-unit',
    'with-consent': 'permit-per-item',
    'without-consent': 'breaker-with-form',
    'look-up': 'clause-only',
  },
  protected: { 'same-board': 'protected-officers', 'with-consent': 'officer-decides', 'without-consent': 'deny', 'look-up': 'deny' },
  absolute: { 'same-board': 'deny', 'with-consent': 'per-provision', 'without-consent': 'deny', 'look-up': 'deny' },
}

/** The row of D6. A protected person stands above a presumption of secrecy, and absolute secrecy above both. */
export function contentOf({ level, isProtected }: Pick<Secrecy, 'level' | 'isProtected'>): Content {
  if (level === 'absolute') return 'absolute'
  if (isProtected) return 'protected'
  if (level === 'none') return 'public'
  return level === 'reverse' ? 'reverse' : 'straight'
}

/** L28: the general clause never opens these. */
const exceptFrom1027 = /^(25:[1-8]|26:[1-6])( |$)/

/** What is known of a hand-over to another board. `purpose`: why, said in the hand-over itself. */
export type Passing = {
  hand: 'agent' | 'officer'
  ground: HandOverGround | null
  answers: HarmAnswers
  consented: readonly CasePart[]
  law: string | null
}
export type Passed = { passes: boolean; cell: Cell; why: (typeof passingWhys)[number] }

/** D6 for a hand-over to another board: does the case pass on this ground? Pure; `passes_between_boards` of migration 0034 says the same. */
export function passesBetweenBoards(secrecy: Pick<Secrecy, 'level' | 'provisions' | 'isProtected'>, passing: Passing): Passed {
  const cell = betweenBoards[contentOf(secrecy)][passing.ground === 'consent' ? 'with-consent' : 'without-consent']
  const answer = (passes: boolean, why: Passed['why']): Passed => ({ passes, cell, why })
  const wholeCase = caseParts.every((part) => passing.consented.includes(part))
  switch (cell) {
    case 'permit':
    case 'permit-with-purpose':
      return answer(true, passing.ground === 'consent' ? 'consent' : 'open')
    case 'permit-per-item':
      return wholeCase ? answer(true, 'consent') : answer(false, 'parts')
    case 'officer-decides':
      if (passing.hand !== 'officer') return answer(false, 'officer')
      return wholeCase ? answer(true, 'consent') : answer(false, 'parts')
    case 'per-provision':
      if (!secrecy.provisions.every(opensByConsent)) return answer(false, 'never')
      return wholeCase ? answer(true, 'consent') : answer(false, 'parts')
    case 'harm-test':
      return judgeHarm(secrecy.level, passing.answers) === 'all' ? answer(true, 'no-harm') : byBreaker(secrecy, passing, answer)
    case 'breaker-with-form':
      return byBreaker(secrecy, passing, answer)
    default:
      return answer(false, 'never')
  }
}

/** L24, L28, L29: a secrecy-breaking provision, with the form answered. */
function byBreaker(
  { provisions }: Pick<Secrecy, 'provisions'>,
  { ground, answers, law }: Passing,
  answer: (passes: boolean, why: Passed['why']) => Passed,
): Passed {
  if (judgeHarm('none', answers) !== 'all') return answer(false, 'harm')
  if (ground === '10:2') return answer(true, 'breaker')
  if (ground === '10:28') return law === null ? answer(false, 'law') : answer(true, 'breaker')
  if (ground === '10:27') return provisions.some((tag) => exceptFrom1027.test(tag)) ? answer(false, 'never') : answer(true, 'breaker')
  return answer(false, 'ground')
}
