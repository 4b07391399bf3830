import { askers, type Clause, dutyBy, type InstructionFile, insteadTo, messageParts, tellTo } from '../../../contracts/instruction.ts'
import type { Condition, FactValue, Moment, Pause } from '../../../contracts/rule-language.ts'
import type { Finding } from '../../../contracts/rules.ts'
import { copies, events, type FactKind, facts, noVocabulary, records, type Vocabulary } from '../../../contracts/vocabulary.ts'
import { error } from './check-finding.ts'

type Use = { what: 'event' | 'fact' | 'record' | 'copy' | 'term'; name: string; field: string; test?: Extract<Condition, { fact: string }> }

/** Every name that a clause uses is in the vocabulary, and every fact is compared with a value it can have (K01). */
export function checkWords(clause: Clause, { vocabulary = noVocabulary }: InstructionFile): Finding[] {
  return usesIn(clause).flatMap((use) => {
    if (!isKnown(use, vocabulary))
      return [
        error(
          clause.id,
          use.field,
          'A2',
          null,
          [`ordet ${use.name} finns inte bland ${placeWords[use.what].sv}`, `${use.name} isn’t among the ${placeWords[use.what].en}`],
          [
            `Välj ett ord som finns, eller lägg till det i instruktionens ordlista (vocabulary.${use.what === 'copy' ? 'copies' : `${use.what}s`}).`,
            'Choose a word that exists, or add it to the instruction’s vocabulary.',
          ],
        ),
      ]
    return use.test ? wrongValues(clause.id, use.field, use.test, vocabulary) : []
  })
}

const placeWords = {
  event: { sv: 'händelserna', en: 'events' },
  fact: { sv: 'uppgifterna', en: 'facts' },
  record: { sv: 'handlingarna', en: 'kinds of record' },
  copy: { sv: 'platserna', en: 'copies' },
  term: { sv: 'orden', en: 'terms' },
}

function isKnown({ what, name }: Use, vocabulary: Vocabulary): boolean {
  const places = {
    event: [events, vocabulary.events],
    fact: [facts, vocabulary.facts],
    record: [records, vocabulary.records],
    copy: [copies, vocabulary.copies],
    term: [vocabulary.terms ?? {}],
  }
  return places[what].some((place) => Object.hasOwn(place, name))
}

type FactWords = { kind: FactKind; values?: readonly string[] | undefined }
const builtInFacts: Readonly<Record<string, FactWords>> = facts

function wrongValues(clauseId: string, field: string, test: Extract<Condition, { fact: string }>, vocabulary: Vocabulary): Finding[] {
  const known = vocabulary.facts[test.fact] ?? builtInFacts[test.fact]
  if (known === undefined) return []
  const given =
    'is' in test ? [test.is] : 'in' in test ? test.in : 'has' in test ? [test.has] : 'atLeast' in test ? [test.atLeast] : [test.atMost]
  const fits = 'has' in test === (known.kind === 'words') || ('in' in test && known.kind === 'words')
  const wrong = given.filter((value) => !isOfKind(value, known))
  if (fits && wrong.length === 0) return []
  const value = wrong[0] ?? given[0]
  return [
    error(
      clauseId,
      field,
      'A2',
      null,
      [`${test.fact} kan inte jämföras så med ${String(value)}`, `${test.fact} can’t be compared so with ${String(value)}`],
      [
        `${test.fact} är ${kindWords[known.kind].sv}${known.values ? `: ${known.values.join(', ')}` : ''}.`,
        `${test.fact} is ${kindWords[known.kind].en}${known.values ? `: ${known.values.join(', ')}` : ''}.`,
      ],
    ),
  ]
}

const kindWords: Record<FactKind, { sv: string; en: string }> = {
  'yes-no': { sv: 'ja eller nej (true, false)', en: 'yes or no (true, false)' },
  number: { sv: 'ett tal', en: 'a number' },
  day: { sv: 'en dag (ÅÅÅÅ-MM-DD)', en: 'a day (YYYY-MM-DD)' },
  word: { sv: 'ett ord', en: 'a word' },
  words: { sv: 'flera ord (använd has eller in)', en: 'several words (use has or in)' },
}

function isOfKind(value: FactValue, { kind, values }: FactWords): boolean {
  if (kind === 'yes-no') return typeof value === 'boolean'
  if (kind === 'number') return typeof value === 'number'
  if (kind === 'day') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  return typeof value === 'string' && (values === undefined || values.includes(value))
}

/** Every name in a clause, with where it stands. */
function usesIn({ when, bases, retention, hold, service, duty, tell, right, controller, instead, obligations }: Clause): Use[] {
  return [
    ...inCondition(when, 'when'),
    ...bases.flatMap((basis) => inCondition(basis.when, 'bases')),
    ...(retention
      ? [
          use('record', retention.record, 'retention.record'),
          use('copy', retention.copy, 'retention.copy'),
          ...inMoment(retention.due, 'retention.due'),
          ...inCondition(retention.provided, 'retention.provided'),
          ...retention.steps.flatMap((step) => [
            use('event', step.doneBy, 'retention.steps'),
            ...(step.to === null ? [] : [use('copy', step.to, 'retention.steps')]),
          ]),
        ]
      : []),
    ...(hold
      ? [
          ...(hold.records === 'all' ? [] : hold.records.map((name) => use('record', name, 'hold.records'))),
          ...inMoment(hold.from, 'hold.from'),
          ...inMoment(hold.until, 'hold.until'),
        ]
      : []),
    ...(service
      ? [
          ...inMoment(service.due, 'service.due'),
          ...service.metBy.flatMap((each) => inMoment(each, 'service.metBy')),
          ...inMoment(service.remind, 'service.remind'),
        ]
      : []),
    ...(duty ? [use('event', duty.doneBy, 'duty.doneBy'), ...terms([duty.by], dutyBy, 'duty.by')] : []),
    ...(tell
      ? [
          use('event', tell.on, 'tell.on'),
          ...terms([tell.to], tellTo, 'tell.to'),
          ...terms([...tell.must, ...tell.never], messageParts, 'tell.must'),
        ]
      : []),
    ...terms(instead?.to ? [instead.to] : [], insteadTo, 'instead.to'),
    ...terms(right?.askedBy ?? [], askers, 'right.askedBy'),
    ...terms(
      obligations.flatMap((each) => (each.kind === 'do' ? [each.what] : [])),
      [],
      'obligations',
    ),
    ...(right
      ? [
          ...inMoment(right.due, 'right.due'),
          ...inCondition(right.needs, 'right.needs'),
          ...inCondition(right.extension?.when ?? null, 'right.extension'),
          ...right.exempt.flatMap((each) => inCondition(each.when, 'right.exempt')),
          ...inCondition(right.fee?.when ?? null, 'right.fee'),
        ]
      : []),
    ...(controller ? [...inMoment(controller.from, 'controller.from'), ...inMoment(controller.until, 'controller.until')] : []),
  ]
}

const use = (what: Use['what'], name: string, field: string): Use => ({ what, name, field })
/** Those that the language's own list lacks. */
const terms = (names: readonly string[], list: readonly string[], field: string): Use[] =>
  names.filter((name) => !list.includes(name)).map((name) => use('term', name, field))

function inCondition(condition: Condition | null | undefined, field: string): Use[] {
  if (condition === null || condition === undefined) return []
  if ('time' in condition) return inMoment(condition.of, field)
  if ('during' in condition) return [condition.during.from, condition.during.until].map((name) => use('event', name, field))
  if ('all' in condition) return condition.all.flatMap((each) => inCondition(each, field))
  if ('any' in condition) return condition.any.flatMap((each) => inCondition(each, field))
  if ('not' in condition) return inCondition(condition.not, field)
  if ('happened' in condition) return inMoment(condition.happened, field)
  if ('others' in condition) return [use('record', condition.others, field), ...inCondition(condition.where, field)]
  return [{ what: 'fact', name: condition.fact, field, test: condition }]
}

function inMoment(moment: Moment | null | undefined, field: string): Use[] {
  if (moment === null || moment === undefined) return []
  if (typeof moment === 'string') return [use('event', moment, field)]
  if ('event' in moment)
    return [
      use('event', moment.event, field),
      ...(moment.of === undefined ? [] : [use('record', moment.of, field)]),
      ...inCondition(moment.where, field),
    ]
  if ('fact' in moment) return [use('fact', moment.fact, field)]
  if ('all' in moment) return moment.all.flatMap((each) => inMoment(each, field))
  if ('any' in moment) return moment.any.flatMap((each) => inMoment(each, field))
  if ('judged' in moment) return [use('event', moment.judged, field), ...inMoment(moment.reviewFrom, field)]
  if ('when' in moment) return [...inCondition(moment.when, field), ...inMoment(moment.use, field), ...inMoment(moment.otherwise, field)]
  const inner = 'after' in moment ? moment.after : 'before' in moment ? moment.before : moment.of
  const pauses: readonly Pause[] = 'pauses' in moment ? (moment.pauses ?? []) : []
  return [
    ...inMoment(inner, field),
    ...pauses.flatMap((pause) => ('season' in pause ? [] : [use('event', pause.from, field), use('event', pause.until, field)])),
  ]
}
