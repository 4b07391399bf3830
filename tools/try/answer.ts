import type { Clause } from '../../contracts/instruction.ts'
import {
  basesFor,
  caseOpens,
  controllerAt,
  decide,
  dutiesBetween,
  type Known,
  lacksOf,
  rightOf,
  serviceClocks,
  serviceShares,
  tellsOn,
  type When,
} from '../../server/domain/rule/index.ts'
import { stockholmDay, usualHours } from '../../server/platform/calendar.ts'
import { fateAnswer } from './fate-answer.ts'
import { writtenAs } from './instants.ts'
import { type Answer, idOf, inForce, ownBoard, version } from './ours.ts'
import type { Ask, TriedRecord, TriedRule } from './rule-file.ts'

/** Asks the product's own functions about one record. Pure. */
export function answerTo(rule: Pick<TriedRule, 'clauses' | 'elsewhere'>, record: TriedRecord): Answer | Answer[] {
  const { ask } = record
  const known = knownOf(record)
  const ruling = { board: ownBoard, clauses: rule.clauses }
  if ('act' in ask) return actAnswer(ask, rule.clauses, known, record.now)
  if ('fate' in ask) return fateAnswer(ask, rule, known)
  if ('service' in ask)
    return ask.among
      ? sharesAnswer(ask.service, rule.clauses, [known, ...ask.among.map((each) => ({ ...known, ...each }))], record.now)
      : serviceAnswer(ask.service, rule.clauses, known)
  if ('duties' in ask) return dutiesAnswer(ask.duties, rule.clauses, record)
  if ('tell' in ask) return tellAnswer(ask, rule.clauses, known)
  if ('right' in ask) return rightAnswer(ask.right, rule.clauses, known)
  if ('controller' in ask) return controllerAnswer(ask.controller, rule.clauses, known)
  if ('opens' in ask)
    return { clauses: rule.clauses.filter((clause) => clause.caseOpens !== null).map(({ id }) => id), opens: caseOpens(ask.opens, ruling) }
  return basesFor(ask.bases, ruling, known).map(({ clauseId, basis, lawId, holds, ask: unknown }) => ({
    clauses: [idOf(clauseId)],
    basis,
    law: lawId,
    holds,
    for: unknown,
  }))
}

function knownOf({ facts, events, others, openingHours, now }: TriedRecord): Known {
  return { facts, events, ...(others === undefined ? {} : { others }), openingHours: openingHours ?? usualHours, now }
}

type AskAct = Extract<Ask, { act: unknown }>

function actAnswer(ask: AskAct, clauses: readonly Clause[], known: Known, now: Date): Answer {
  const { identity, ...asked } = ask
  const decision = decide(
    {
      ...asked,
      board: ownBoard,
      identityLevel: identity,
      carriesPersonalData: !ask.anonymous,
      undertakings: [{ board: ownBoard, versionId: version }],
      boards: [ownBoard],
      nowMs: now.getTime(),
      known,
    },
    { instructions: [inForce(ownBoard, clauses)] },
  )
  return {
    outcome: decision.outcome,
    because: decision.because,
    clauses: decision.clauseIds.map(idOf),
    laws: decision.lawIds,
    obligations: decision.obligations.map((each) => (each.kind === 'do' ? each.what : each.kind)),
    instead: decision.instead[0] ?? null,
    fields: decision.fields,
    bases: decision.bases.map(({ basis, lawId }) => ({ basis, law: lawId })),
    guardrails: decision.guardrails,
    gap: decision.gap,
  }
}

function serviceAnswer(promise: string, clauses: readonly Clause[], known: Known): Answer | Answer[] {
  const answers = serviceClocks({ board: ownBoard, clauses }, known)
    .filter((clock) => clock.promise === promise)
    .map(({ clauseId, due, remindAt, status, consequences }) => ({
      clauses: [idOf(clauseId)],
      ...timeOf(due),
      ...('metAt' in status ? { metAt: writtenAs(status.metAt) } : {}),
      ...(status.state === 'met' ? { metAt: writtenAs(status.at) } : {}),
      ...(status.state === 'unknown' ? { for: status.ask } : {}),
      state: status.state === 'judged' ? 'review' : status.state,
      remindAt: writtenAs(remindAt),
      consequences,
    }))
  const [first] = answers
  return answers.length > 1 ? answers : (first ?? { clauses: [], state: 'none' })
}

function sharesAnswer(promise: string, clauses: readonly Clause[], records: readonly Known[], now: Date): Answer[] {
  return serviceShares({ board: ownBoard, clauses }, records, now)
    .filter((share) => share.promise === promise)
    .map(({ clauseId, ...share }) => ({ clauses: [idOf(clauseId)], ...share }))
}

/** When it is; what it waits for; or the question that a person answers. */
function timeOf(when: When): Record<string, unknown> {
  if ('at' in when) return { at: writtenAs(when.at), on: stockholmDay(when.at) }
  if ('waitsFor' in when) return { at: null, for: when.waitsFor }
  return { at: null, question: when.judged, from: writtenAs(when.from) }
}

function dutiesAnswer(
  { from, until }: { from: string; until: string },
  clauses: readonly Clause[],
  { events, now }: TriedRecord,
): Answer[] {
  const done = clauses.flatMap(({ id, duty }) =>
    duty === null ? [] : (events[duty.doneBy] ?? []).map((at) => ({ clauseId: `${ownBoard}/${id}`, on: stockholmDay(at) })),
  )
  return dutiesBetween({ board: ownBoard, clauses }, { from, until, today: stockholmDay(now), done }).map(({ clauseId, day, ...duty }) => ({
    clauses: [idOf(clauseId)],
    on: `${day} 00:00`,
    ...duty,
  }))
}

function tellAnswer(ask: Extract<Ask, { tell: unknown }>, clauses: readonly Clause[], known: Known): Answer[] {
  return tellsOn(ask.tell, { board: ownBoard, clauses }, known).map((told) => ({
    clauses: told.clauseIds.map(idOf),
    to: told.to,
    how: told.how,
    state: told.state,
    suppressed: told.state === 'suppressed',
    ...(told.state === 'unknown' ? { for: told.ask } : {}),
    ...(told.state === 'owed' ? { by: writtenAs(told.by), must: told.must, never: told.never } : {}),
    ...(told.state === 'owed' && ask.text !== undefined ? lacksOf(ask.text, ask.words, told) : {}),
  }))
}

function rightAnswer(right: Extract<Ask, { right: unknown }>['right'], clauses: readonly Clause[], known: Known): Answer {
  const { clauseId, outcome, because, ask, lawId, terms } = rightOf(right, { board: ownBoard, clauses }, known)
  return {
    clauses: clauseId === null ? [] : [idOf(clauseId)],
    outcome,
    because,
    law: lawId,
    ...(terms === null
      ? {}
      : {
          askedBy: terms.askedBy,
          identity: terms.identity,
          delivery: terms.delivery,
          ...timeOf(terms.due),
          extension: terms.extension === null ? null : { ...timeOf(terms.extension.due), holds: terms.extension.holds },
          contents: terms.contents,
          exempt: terms.leftOut.map(({ what }) => what),
          undecided: terms.undecided.map(({ what }) => what),
          fee: terms.fee,
          decidedBy: terms.decidedBy,
        }),
    ...(ask.length > 0 ? { for: ask } : {}),
  }
}

function controllerAnswer(boards: Extract<Ask, { controller: unknown }>['controller'], clauses: readonly Clause[], known: Known): Answer {
  const { now, history, ask } = controllerAt([{ board: boards.own, clauses }], boards, known)
  const written = (stretches: typeof now) =>
    stretches.map(({ board, jointly, from, until, clauseId }) => ({
      board,
      jointly,
      from: writtenAs(from),
      until: writtenAs(until),
      clause: clauseId === null ? null : clauseId.slice(clauseId.indexOf('/') + 1),
    }))
  const named = [...new Set(now.flatMap(({ clauseId }) => (clauseId === null ? [] : [clauseId.slice(clauseId.indexOf('/') + 1)])))]
  return { clauses: named, now: written(now), history: written(history), for: ask }
}
