import type { Clause, Obligation, Retention } from '../../../contracts/instruction.ts'
import { noVocabulary } from '../../../contracts/vocabulary.ts'
import { awaitsDelegation, clauseKey } from './clause-reach.ts'
import type { Decision, RulesInForce } from './decide.ts'
import { guardrails } from './guardrails.ts'
import { measureName, measuresReading } from './measure-words.ts'
import { partSentences } from './part-sentences.ts'
import { conditionReading, momentReading } from './readings.ts'
import {
  actWords,
  categoryWords,
  channelWords,
  groundWords,
  identityWords,
  isRule,
  type Lang,
  listed,
  type Names,
  obligationWords,
  placeWords,
  recipientWords,
  recordWords,
  type Words,
  wordsOf,
} from './sentence-words.ts'

/**
 * What a clause means, as sentences for an agent, a board officer or a resident; made from the rule, so that they say what is enforced.
 * The approved wording is `clause.text` and is shown beside them; it exists in Swedish only.
 */
export function clauseSentences(clause: Clause, board: string, names: Names, lang: Lang): string[] {
  const { retention } = clause
  return [
    isRule(clause.effect)
      ? ruleSentence(clause, board, names, lang)
      : { sv: clause.text, en: `Duty or information (${clause.requirement}), worded in Swedish: “${clause.text}”` }[lang],
    ...(clause.when === null
      ? []
      : [`${{ sv: 'Gäller om', en: 'Applies if' }[lang]} ${conditionReading(clause.when, names.words, lang)}.`]),
    ...(clause.department === null || !isRule(clause.effect)
      ? []
      : [`${{ sv: 'Gäller', en: 'Applies to' }[lang]} ${names.department(board, clause.department)}.`]),
    ...recipientSentence(clause, lang),
    ...(clause.identityLevel === 'none' ? [] : [identityWords[clause.identityLevel][lang]]),
    ...(clause.effect === 'permit' && clause.categories.length > 0
      ? [
          `${{ sv: 'Uppgifter som får användas', en: 'Data that may be used' }[lang]}: ${listed(
            clause.categories.map((each) => categoryWords[each][lang]),
            lang,
          )}.`,
        ]
      : []),
    ...(clause.fields.length === 0
      ? []
      : [
          `${{ sv: 'Gäller bara fälten', en: 'Only the fields' }[lang]}: ${listed(
            clause.fields.map((each) => names.words.fact(each, lang)),
            lang,
          )}.`,
        ]),
    ...(clause.instead === null ? [] : [insteadReading(clause.instead, lang, names.words)]),
    ...clause.obligations.map((each) => obligationSentence(each, names, lang)),
    ...(retention === null
      ? []
      : [retentionSentence(retention, lang, retentionSubject(clause, retention, board, names, lang), names.words)]),
    // when it applies and what to do instead stand above
    ...partSentences({ ...clause, when: null, instead: null }, board, names, lang),
    ...(clause.measures.length === 0 ? [] : [measuresReading(clause.measures, lang)]),
    ...(clause.lawId === null ? [] : [`${{ sv: 'Lag', en: 'Law' }[lang]}: ${clause.lawId}.`]),
  ]
}

function ruleSentence(clause: Clause, board: string, names: Names, lang: Lang): string {
  const waits = awaitsDelegation(clause)
  const acts = listed(
    clause.acts.map((act) => actWords[act][lang]),
    lang,
    clause.effect === 'permit' ? undefined : { sv: 'eller', en: 'or' }[lang],
  )
  const types =
    clause.caseTypes === 'all'
      ? { sv: `i allt som hör till ${names.board(board)}`, en: `in everything that belongs to ${names.board(board)}` }[lang]
      : { sv: 'när det gäller ', en: 'concerning ' }[lang] +
        listed(
          clause.caseTypes.map((code) => names.caseType(board, code)),
          lang,
        )
  const channels =
    clause.channels === 'all'
      ? ''
      : `, ${{ sv: 'i kanalerna', en: 'in the channels' }[lang]} ${listed(
          clause.channels.map((each) => channelWords[each][lang]),
          lang,
        )}`
  const opening = {
    permit: { sv: 'Kontaktcenter får', en: 'The contact centre may' },
    deny: { sv: 'Kontaktcenter får inte', en: 'The contact centre may not' },
    refer: {
      sv: 'Kontaktcenter hänvisar till nämnden i stället för att',
      en: 'The contact centre refers to the board instead of being the one to',
    },
    oblige: { sv: '', en: '' },
    inform: { sv: '', en: '' },
  }[clause.effect][lang]
  const pending = waits
    ? { sv: ' (gäller inte än: väntar på ändrad delegationsordning)', en: ' (not active yet: waits for a changed delegation order)' }[lang]
    : ''
  return `${opening} ${acts} ${types}${channels}${pending}.`
}

function recipientSentence({ effect, recipientClass }: Clause, lang: Lang): string[] {
  if (recipientClass.length === 0 || !isRule(effect)) return []
  const who = listed(
    recipientClass.map((each) => recipientWords[each][lang]),
    lang,
    { sv: 'eller', en: 'or' }[lang],
  )
  const opening =
    effect === 'permit'
      ? { sv: 'Får sägas till', en: 'May be told to' }
      : { sv: 'Gäller när den som frågar är', en: 'Applies when the one asking is' }
  return [`${opening[lang]}: ${who}.`]
}

/** What an agent has to do besides, in one sentence. */
function obligationSentence(obligation: Obligation, names: Names, lang: Lang): string {
  if (obligation.kind === 'do')
    return `${{ sv: 'Detta ska göras', en: 'This is to be done' }[lang]}: ${names.words.term(obligation.what, lang)}.`
  if (obligation.kind !== 'notify') return obligationWords[obligation.kind][lang]
  const board = names.board(obligation.board)
  const [one, many] = { sv: ['minut', 'minuter'], en: ['minute', 'minutes'] }[lang]
  const within = `${obligation.withinMinutes} ${obligation.withinMinutes === 1 ? one : many}`
  return { sv: `${board} ska få veta det inom ${within}.`, en: `${board} is told within ${within}.` }[lang]
}

/** "Ärenden gallras 360 dagar efter att ärendet avslutades. Beslut: tekniska nämnden 2025-11-18 § 135." `about` names what, e.g. "Ärenden hos Trafikavdelningen". */
export function retentionSentence(
  retention: Retention,
  lang: Lang,
  about: string = recordName(retention.record, builtIn, lang).join(''),
  words: Words = builtIn,
): string {
  const { action, due, copy, bound, provided, part, steps, sameAs, disposalDecision } = retention
  const where = copy === 'ombud' ? '' : ` ${words.copy(copy, lang)}`
  const decision = decisionOf(disposalDecision, lang)
  if (sameAs !== null) return `${about}${where} ${sameReading(sameAs, words, lang)}.${decision}`
  const first = steps.map((step) => `${stepWords[step.do][lang]}${step.to === null ? '' : ` (${words.copy(step.to, lang)})`}`)
  const before = first.length === 0 ? '' : ` ${{ sv: 'Först', en: 'First' }[lang]}: ${listed(first, lang)}.`
  const only = provided === null ? '' : `, ${{ sv: 'förutsatt att', en: 'provided that' }[lang]} ${conditionReading(provided, words, lang)}`
  // what is kept for ever has no day, whatever the rule counted from when days were all that could be said
  const when = due === null || action === 'preserve' ? '' : ` ${boundWords[bound][lang]}${momentReading(due, words, lang)}`
  return `${about}${where} ${outcomeWords[action][lang]}${partReading(part, words, lang)}${when}${only}.${before}${decision}`
}

const builtIn = wordsOf(noVocabulary)

function sameReading(sameAs: string, words: Words, lang: Lang): string {
  const record = /^record:(.*)$/.exec(sameAs)?.[1]
  if (record === undefined) return `${{ sv: 'följer regeln', en: 'follow the rule' }[lang]} ${sameAs}`
  return `${{ sv: 'följer det som gäller för', en: 'follow what is said of' }[lang]} ${words.record(record, lang)}`
}

const outcomeWords: Record<Retention['action'], Record<Lang, string>> = {
  delete: { sv: 'gallras', en: 'are destroyed' },
  preserve: { sv: 'bevaras för alltid', en: 'are kept for ever' },
  review: { sv: 'går till arkivarien för beslut', en: 'go to the archivist for a decision' },
  anonymise: { sv: 'avidentifieras', en: 'are anonymised' },
  redact: { sv: 'maskeras', en: 'are redacted' },
  weed: { sv: 'rensas', en: 'are weeded' },
  move: { sv: 'flyttas', en: 'are moved' },
  transfer: { sv: 'lämnas över till arkivet', en: 'are transferred to the archive' },
  publish: { sv: 'publiceras', en: 'are published' },
  'disclose-part': { sv: 'lämnas ut delvis', en: 'are disclosed in part' },
}
const boundWords = {
  exact: { sv: '', en: '' },
  earliest: { sv: 'tidigast ', en: 'at the earliest ' },
  latest: { sv: 'senast ', en: 'at the latest ' },
}
const stepWords: Record<Retention['steps'][number]['do'], Record<Lang, string>> = {
  capture: { sv: 'tas in', en: 'captured' },
  register: { sv: 'diarieförs', en: 'registered' },
  move: { sv: 'flyttas', en: 'moved' },
  transfer: { sv: 'lämnas över', en: 'transferred' },
  deliver: { sv: 'levereras', en: 'delivered' },
  print: { sv: 'skrivs ut', en: 'printed' },
  notify: { sv: 'meddelas', en: 'told' },
}

function partReading(part: Retention['part'], words: Words, lang: Lang): string {
  if (part === null) return ''
  if ('fields' in part)
    return ` ${{ sv: 'i delarna', en: 'in the parts' }[lang]} ${listed(
      part.fields.map((each) => words.fact(each, lang)),
      lang,
    )}`
  if ('digitsLongerThan' in part)
    return ` ${{ sv: `där fler än ${part.digitsLongerThan} siffror står i följd`, en: `where more than ${part.digitsLongerThan} digits stand in a row` }[lang]}`
  return ` ${{ sv: 'där dessa ord står:', en: 'where these words stand:' }[lang]} ${listed(part.words, lang)}`
}

function recordName(record: string, words: Words, lang: Lang): readonly [string, string] {
  const name = words.record(record, lang)
  return recordWords[record]?.[lang] ?? [`${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`, '']
}

function decisionOf(decision: Retention['disposalDecision'], lang: Lang): string {
  return decision === null ? '' : ` ${{ sv: 'Beslut', en: 'Decision' }[lang]}: ${decision.organ} ${decision.date} ${decision.paragraph}.`
}

/** What a retention clause speaks of: the case types, the department or the whole board. */
export function retentionSubject(clause: Clause, { record }: Retention, board: string, names: Names, lang: Lang): string {
  const [what, rest] = recordName(record, names.words, lang)
  if (clause.caseTypes !== 'all') {
    const types = listed(
      clause.caseTypes.map((code) => `”${names.caseType(board, code)}”`),
      lang,
    )
    return `${what} ${{ sv: 'av typen', en: 'of the type' }[lang]} ${types}${rest}`
  }
  const keeper = clause.department === null ? names.board(board) : names.department(board, clause.department)
  return `${what} ${{ sv: 'hos', en: 'of' }[lang]} ${keeper}${rest}`
}

const placeReading = (to: string, lang: Lang, words: Words): string =>
  placeWords[to]?.[lang] ?? `${{ sv: 'till', en: 'to' }[lang]} ${words.term(to, lang)}`

/** "I stället: besök; till en pappersblankett." */
function insteadReading({ channels, act, to }: NonNullable<Clause['instead']>, lang: Lang, words: Words = builtIn): string {
  const parts = [
    ...(act === null ? [] : [actWords[act][lang]]),
    ...(channels.length === 0
      ? []
      : [
          listed(
            channels.map((each) => channelWords[each][lang]),
            lang,
            { sv: 'eller', en: 'or' }[lang],
          ),
        ]),
    ...(to === null ? [] : [placeReading(to, lang, words)]),
  ]
  return `${{ sv: 'I stället', en: 'Instead' }[lang]}: ${parts.join('; ')}.`
}

/** Why, or why not, in one or two sentences: the ground, then the wording and the law that decided (P4). */
export function explain(decision: Decision, rules: RulesInForce, lang: Lang): string {
  const ground = groundWords[decision.because][lang]
  const wordings = rules.instructions
    .filter(({ versionId }) => versionId === decision.versionId)
    .flatMap(({ board, clauses }) => clauses.map((clause) => ({ key: clauseKey(board, clause), text: clause.text })))
    .filter(({ key }) => decision.clauseIds.includes(key))
  const quoted = wordings.slice(0, 2).map(({ key, text }) => `”${text}” (${key})`)
  const forbidden = guardrails.filter(({ id }) => decision.guardrails.includes(id)).map((each) => each[lang])
  const instead = decision.instead.map((each) => insteadReading(each, lang))
  const control = decision.control === null ? '' : `${{ sv: 'Skyddet', en: 'The measure' }[lang]}: ${measureName(decision.control, lang)}.`
  const law = decision.lawIds.length > 0 ? `${{ sv: 'Lag', en: 'Law' }[lang]}: ${decision.lawIds.join(', ')}.` : ''
  return [ground, control, ...forbidden, ...quoted, ...instead, law].filter((part) => part !== '').join(' ')
}
