import type { Clause, Duty, Hold, Right, Service, Tell } from '../../../contracts/instruction.ts'
import {
  askedByWords,
  basisWords,
  deliveryWords,
  dutyByWords,
  insteadWords,
  messagePartWords,
  missionWords,
  rightIdentityWords,
  rightWords,
  tellHowWords,
  tellToWords,
  wordOf,
} from './part-words.ts'
import { conditionReading, momentReading, periodReading, spanWords, yearDayReading } from './readings.ts'
import { actWords, channelWords, type Lang, listed, type Names, type Words } from './sentence-words.ts'
import { consequenceReading, promiseReading, taskReading } from './service-words.ts'

const or = { sv: 'eller', en: 'or' }
const capital = (text: string) => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`

/** The parts of a clause that stand beside its rule and its retention: one sentence each, so that nothing that is enforced is left unsaid. */
export function partSentences(clause: Clause, board: string, names: Names, lang: Lang): string[] {
  const { hold, service, duty, tell, right, controller, instead, when } = clause
  const { words } = names
  return [
    ...(hold === null ? [] : [holdSentence(hold, words, lang)]),
    ...(service === null ? [] : [serviceSentence(service, words, lang)]),
    ...(duty === null ? [] : [dutySentence(duty, words, lang)]),
    ...(tell === null ? [] : [tellSentence(tell, words, lang)]),
    ...(right === null ? [] : [rightSentence(right, words, lang)]),
    ...(controller === null ? [] : [controllerSentence(controller, board, names, lang)]),
    ...basesSentences(clause, words, lang),
    ...(instead === null ? [] : insteadSentence(instead, words, lang)),
    ...(when === null ? [] : [`${{ sv: 'Det gäller om', en: 'This applies if' }[lang]} ${conditionReading(when, words, lang)}.`]),
  ]
}

/** What a refusal or a referral points to. */
function insteadSentence({ channels, act, to }: NonNullable<Clause['instead']>, words: Words, lang: Lang): string[] {
  const ways = [
    ...(act === null ? [] : [actWords[act][lang]]),
    ...(to === null ? [] : [`${{ sv: 'vänd till', en: 'turn to' }[lang]} ${wordOf(insteadWords, to, words, lang)}`]),
    ...(channels.length === 0
      ? []
      : [
          `${{ sv: 'i kanalerna', en: 'in the channels' }[lang]} ${listed(
            channels.map((each) => channelWords[each][lang]),
            lang,
          )}`,
        ]),
  ]
  return ways.length === 0 ? [] : [`${{ sv: 'I stället', en: 'Instead' }[lang]}: ${ways.join(', ')}.`]
}

/** In which case, where and for what a clause speaks, when that isn't always, everywhere and for everything. */
export function limitSentence(clause: Clause, board: string, names: Names, lang: Lang): string[] {
  const limits = limitsOf(clause, board, names, lang)
  return limits.length === 0 ? [] : [`${{ sv: 'Det gäller', en: 'This applies' }[lang]} ${limits.join(', ')}.`]
}

function limitsOf({ when, channels, caseTypes, department }: Clause, board: string, names: Names, lang: Lang): string[] {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  return [
    ...(when === null ? [] : [`${say('om', 'if')} ${conditionReading(when, names.words, lang)}`]),
    ...(channels === 'all'
      ? []
      : [
          `${say('i kanalerna', 'in the channels')} ${
            listed(
              channels.map((each) => channelWords[each][lang]),
              lang,
            ) || say('inga', 'none')
          }`,
        ]),
    ...(caseTypes === 'all'
      ? []
      : [
          `${say('för ärendetyperna', 'for the case types')} ${
            listed(
              caseTypes.map((code) => names.caseType(board, code)),
              lang,
            ) || say('inga', 'none')
          }`,
        ]),
    ...(department === null ? [] : [`${say('hos', 'at')} ${names.department(board, department)}`]),
  ]
}

/** K13. "Medan detta pågår – från när … till när … – gallras inga ärenden." */
function holdSentence({ records, from, until, mode }: Hold, words: Words, lang: Lang): string {
  const what =
    records === 'all'
      ? { sv: 'inga uppgifter', en: 'no data' }[lang]
      : listed(
          records.map((each) => words.record(each, lang)),
          lang,
        )
  const [start, end] = [momentReading(from, words, lang), momentReading(until, words, lang)]
  const frozen = { defer: { sv: '', en: '' }, freeze: { sv: ' och ingen läser dem under tiden', en: ' and nobody reads them meanwhile' } }[
    mode
  ][lang]
  if (lang === 'en') return `From ${start} until ${end} ${records === 'all' ? 'no data is' : `${what} are not`} destroyed${frozen}.`
  return `Från ${start} till ${end} gallras ${what}${records === 'all' ? '' : ' inte'}${frozen}.`
}

/** What an instruction calls its own promise or duty, if it says so among its terms. */
const declaredOr = (name: string, otherwise: string, words: Words, lang: Lang): string => {
  const declared = words.term(name, lang)
  return declared === name ? otherwise : declared
}

/** K22. The promise is named as the rule names it. */
function serviceSentence({ promise, due, metBy, remind, breach, share }: Service, words: Words, lang: Lang): string {
  const met = listed(
    metBy.map((each) => momentReading(each, words, lang)),
    lang,
    or[lang],
  )
  const reminded = remind === null ? '' : ` ${{ sv: 'Påminnelse', en: 'Reminder' }[lang]}: ${momentReading(remind, words, lang)}.`
  const broken =
    breach.length === 0
      ? ''
      : ` ${{ sv: 'Hålls det inte', en: 'If it is not kept' }[lang]}: ${listed(
          breach.map((each) => consequenceReading(each, lang, words)),
          lang,
        )}.`
  return `${{ sv: 'Löfte', en: 'Promise' }[lang]} (${declaredOr(promise, promiseReading(promise, lang), words, lang)}): ${{ sv: 'senast', en: 'at the latest' }[lang]} ${momentReading(due, words, lang)}. ${{ sv: 'Det är uppfyllt', en: 'It is met' }[lang]} ${met}.${shareReading(share, lang)}${reminded}${broken}`
}

function shareReading(share: Service['share'], lang: Lang): string {
  if (share === undefined) return ''
  const { percent, over } = share
  return {
    sv: ` Löftet gäller minst ${percent} procent av allt som ska vara klart under ${spanWords[over].sv}.`,
    en: ` The promise is of at least ${percent} per cent of what falls due in ${spanWords[over].en}.`,
  }[lang]
}

/** K23. */
function dutySentence({ task, every, from, within, by, doneBy, missed }: Duty, words: Words, lang: Lang): string {
  const often =
    'on' in every
      ? `${{ sv: 'den', en: 'on' }[lang]} ${listed(
          every.on.map((each) => yearDayReading(each, lang)),
          lang,
        )}`
      : every.length === 1
        ? `${{ sv: 'varje', en: 'every' }[lang]} ${periodReading(every, words, lang).slice(2)}`
        : `${{ sv: 'med högst', en: 'every' }[lang]} ${periodReading(every, words, lang)}${{ sv: ' emellan', en: '' }[lang]}`
  const grace = within === null ? '' : `, ${{ sv: 'inom', en: 'within' }[lang]} ${periodReading(within, words, lang)}`
  const broken =
    missed.length === 0
      ? ''
      : ` ${{ sv: 'Blir det inte gjort', en: 'If it is missed' }[lang]}: ${listed(
          missed.map((each) => consequenceReading(each, lang, words)),
          lang,
        )}.`
  return `${capital(wordOf(dutyByWords, by, words, lang))} ${{ sv: 'ska göra detta', en: 'does this' }[lang]} (${declaredOr(task, taskReading(task, lang), words, lang)}) ${often}${grace}, ${{ sv: 'från och med', en: 'from' }[lang]} ${from}. ${{ sv: 'Gjort', en: 'Done' }[lang]}: ${{ sv: 'när', en: 'when' }[lang]} ${words.event(doneBy, lang)}.${broken}`
}

/** K26. */
function tellSentence({ on, to, how, within, must, never, suppress }: Tell, words: Words, lang: Lang): string {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const way = how === null ? '' : ` ${tellHowWords[how][lang]}`
  const grace = within === null ? '' : ` ${say('inom', 'within')} ${periodReading(within, words, lang)}`
  const parts = (list: Tell['must']) =>
    listed(
      list.map((each) => wordOf(messagePartWords, each, words, lang)),
      lang,
    )
  const opening = `${say('När', 'When')} ${words.event(on, lang)}`
  const first = suppress
    ? `${opening} ${say(`får ${wordOf(tellToWords, to, words, 'sv')} inget veta`, `${wordOf(tellToWords, to, words, 'en')} is not told`)}${way}${grace}.`
    : `${opening} ${say(`får ${wordOf(tellToWords, to, words, 'sv')} veta det`, `${wordOf(tellToWords, to, words, 'en')} is told`)}${way}${grace}.`
  const holds = must.length === 0 ? '' : ` ${say('Det ska stå', 'It says')}: ${parts(must)}.`
  const lacks = never.length === 0 ? '' : ` ${say('Det får inte stå', 'It never says')}: ${parts(never)}.`
  return `${first}${holds}${lacks}`
}

/** K21. */
function rightSentence(right: Right, words: Words, lang: Lang): string {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const { extension, fee } = right
  const who = listed(
    right.askedBy.map((each) => wordOf(askedByWords, each, words, lang)),
    lang,
    or[lang],
  )
  const when = (condition: Parameters<typeof conditionReading>[0]) => conditionReading(condition, words, lang)
  return [
    `${rightWords[right.right][lang]}: ${say(`${who} kan använda den`, `${who} may use it`)}. ${say('Svar kommer senast', 'An answer comes at the latest')} ${momentReading(right.due, words, lang)}.`,
    ...(right.identity === 'none'
      ? []
      : [
          `${say('Den som frågar visar vem hon eller han är med', 'Whoever asks shows who they are with')} ${rightIdentityWords[right.identity][lang]}.`,
        ]),
    ...(right.delivery.length === 0
      ? []
      : [
          `${say('Svaret lämnas', 'The answer is given')} ${listed(
            right.delivery.map((each) => deliveryWords[each][lang]),
            lang,
            or[lang],
          )}.`,
        ]),
    ...(extension === null
      ? []
      : [
          `${say('Tiden kan bli', 'The time may be')} ${periodReading(extension.by, words, lang)} ${say('längre om', 'longer if')} ${when(extension.when)}.`,
        ]),
    ...(right.needs === null ? [] : [`${say('Det förutsätter att', 'It requires that')} ${when(right.needs)}.`]),
    ...(right.contents.length === 0
      ? []
      : [
          `${say('Svaret innehåller', 'The answer holds')}: ${listed(
            right.contents.map((each) => words.fact(each, lang)),
            lang,
          )}.`,
        ]),
    ...right.exempt.map(
      (each) => `${say('Undantag', 'Exception')}: ${words.fact(each.what, lang)} ${say('om', 'if')} ${when(each.when)} (${each.lawId}).`,
    ),
    ...(fee === null
      ? []
      : [
          `${{ cost: say('Avgift motsvarande kostnaden', 'A fee at cost'), fixed: say('Fast avgift', 'A fixed fee') }[fee.kind]} ${say('om', 'if')} ${when(fee.when)}.`,
        ]),
    {
      board: say('Nämnden som har uppgifterna beslutar.', 'The board that has the data decides.'),
      centre: say('Kontaktcenter beslutar.', 'The contact centre decides.'),
    }[right.decidedBy],
  ].join(' ')
}

/** K24. "Tekniska nämnden är personuppgiftsansvarig från när … till när …." */
function controllerSentence({ is, from, until }: NonNullable<Clause['controller']>, board: string, names: Names, lang: Lang): string {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const start = from === null ? '' : ` ${say('från', 'from')} ${momentReading(from, names.words, lang)}`
  const end = until === null ? '' : ` ${say('till', 'until')} ${momentReading(until, names.words, lang)}`
  if (is === 'joint')
    return `${names.board(board)} ${say('och den nämnd som har kontaktcenter är gemensamt personuppgiftsansvariga', 'and the board that hosts the contact centre are joint controllers')}${start}${end}.`
  const who =
    typeof is === 'object'
      ? names.board(is.board)
      : {
          own: names.board(board),
          host: say('den nämnd som har kontaktcenter', 'the board that hosts the contact centre'),
          receiver: say('den nämnd som tar emot ärendet', 'the board that receives the matter'),
        }[is]
  return `${capital(who)} ${say('är personuppgiftsansvarig', 'is the controller')}${start}${end}.`
}

/** K24: several bases, each for its task or phase. */
function basesSentences({ bases }: Clause, words: Words, lang: Lang): string[] {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  return bases.map(({ basis, lawId, mission, when }) => {
    const tasks =
      mission.length === 0
        ? ''
        : ` ${say('för att', 'in order to')} ${listed(
            mission.map((each) => missionWords[each][lang]),
            lang,
          )}`
    const only = when === null ? '' : ` ${say('om', 'if')} ${conditionReading(when, words, lang)}`
    return `${say('Rättslig grund', 'Legal basis')}: ${basisWords[basis][lang]}${lawId === null ? '' : ` (${lawId})`}${tasks}${only}.`
  })
}
