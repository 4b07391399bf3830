import type { CaseRow, CaseView } from '../../../contracts/case.ts'
import { noVocabulary } from '../../../contracts/vocabulary.ts'
import { type Known, promiseReading, type Ruling, type ServiceClock, serviceClocks, serviceReading, wordsOf } from '../rule/index.ts'

type Shown = CaseView['clocks'][number]

/** What rules may ask about a case besides what has happened in it. Nobody has said the rest, so nobody knows it. */
export const factsOfCase = (row: CaseRow, more: { department: string; answerable: boolean }): Known['facts'] => ({
  'case.type': row.caseType,
  'case.channel': row.channel,
  'case.state': row.state,
  'case.holder': row.holder,
  'case.department': more.department,
  'contact.anonymous': row.anonymous,
  'contact.reply-address': more.answerable,
})

/** The promises with a clock that the case's own version of the instruction makes, the most pressing first (K22, A29). */
export function serviceOf(instruction: Ruling, known: Known, lang: 'sv' | 'en'): Shown[] {
  const textOf = new Map(instruction.clauses.map(({ id, text }) => [`${instruction.board}/${id}`, text]))
  return serviceClocks(instruction, known)
    .map((clock) => shown(clock, textOf.get(clock.clauseId) ?? '', lang))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))
}

const order: readonly Shown['state'][] = ['breached', 'running', 'unknown', 'judged', 'waiting', 'met']

function shown(clock: ServiceClock, text: string, lang: 'sv' | 'en'): Shown {
  const { status, due, remindAt } = clock
  return {
    clauseId: clock.clauseId,
    promise: promiseReading(clock.promise, lang),
    text,
    state: status.state,
    dueAt: 'at' in due ? due.at.toISOString() : null,
    remindAt: remindAt?.toISOString() ?? null,
    metAt: (status.state === 'met' ? status.at : status.state === 'breached' ? status.metAt : null)?.toISOString() ?? null,
    sentence: serviceReading(clock, wordsOf(noVocabulary), lang),
  }
}
