import type { Clause } from '../../../contracts/instruction.ts'
import {
  basisWords,
  categoryWords,
  channelWords,
  clauseSentences,
  isRule,
  type Lang,
  limitSentence,
  listed,
  missionWords,
  partSentences,
  retentionSentence,
  retentionSubject,
  specialWords,
  subjectWords,
} from '../rule/index.ts'
import { channelsOf, keysOf, type NoticeFacts, type NoticeLine, type NoticeSaid, type Spoken } from './notice-lines.ts'

/**
 * What is told of every clause, board by board, so that no rule in force is hidden behind the promises (P1). A clause is said with all that it
 * says: change any of it and the sentence is another.
 */

const say = (lang: Lang, sv: string, en: string) => ({ sv, en })[lang]

/** One sentence a clause, in both languages, at its own board and in its own channels. */
const ofEach = (
  id: string,
  heading: NoticeLine['heading'],
  speaks: (clause: Clause, facts: NoticeFacts) => boolean,
  sentence: (spoken: Spoken, facts: NoticeFacts, lang: Lang) => string,
): NoticeLine => ({
  id,
  heading,
  optional: true,
  say: (facts) =>
    facts.all
      .filter(({ clause }) => speaks(clause, facts))
      .map((spoken) => ({
        sv: `${sentence(spoken, facts, 'sv')}${secrecyOf(id, spoken.clause, 'sv')}`,
        en: `${sentence(spoken, facts, 'en')}${secrecyOf(id, spoken.clause, 'en')}`,
        clauses: [spoken.key],
        board: spoken.board,
        channels: spoken.clause.channels,
      })),
})

/** What may be secret, once a rule: with its task or refusal, and with the parts of what is none. */
function secrecyOf(line: string, { effect, secrecyTags }: Clause, lang: Lang): string {
  if (secrecyTags.length === 0 || (isRule(effect) && line !== 'task' && line !== 'limit')) return ''
  const laws = listed(
    secrecyTags.map((tag) => `OSL ${tag}`),
    lang,
  )
  return ` ${say(lang, 'Sekretess kan gälla enligt', 'Secrecy may apply by')} ${laws}.`
}

/** GDPR 13(1)(c)–(f), 14(1)(d): a task with its purpose, basis, data, people, systems and receivers. */
function taskSentence({ board, clause }: Spoken, facts: NoticeFacts, lang: Lang): string {
  const { names } = facts
  const words = <T extends string>(list: readonly T[], of: Readonly<Record<T, Readonly<Record<Lang, string>>>>) =>
    listed(
      list.map((each) => of[each][lang]),
      lang,
    )
  const part = (list: readonly unknown[], text: () => string) => (list.length === 0 ? [] : [text()])
  const systems = clause.connectors.map((code) => facts.system(board, code))
  return [
    ...clauseSentences({ ...clause, ...beside }, board, names, lang),
    ...part(clause.mission, () => `${say(lang, 'Ändamål', 'Purpose')}: ${words(clause.mission, missionWords)}.`),
    ...part(
      clause.subjects,
      () => `${say(lang, 'Det gäller uppgifter om', 'It concerns data about')} ${words(clause.subjects, subjectWords)}.`,
    ),
    ...(clause.effect === 'permit'
      ? []
      : part(clause.categories, () => `${say(lang, 'Uppgifter', 'Data')}: ${words(clause.categories, categoryWords)}.`)),
    ...part(
      clause.specialCategories,
      () =>
        `${say(lang, 'Det kan vara känsliga uppgifter', 'Sensitive data may be among it')}: ${words(clause.specialCategories, specialWords)}.`,
    ),
    ...part(
      clause.fields,
      () =>
        `${say(lang, 'Fält', 'Fields')}: ${listed(
          clause.fields.map((each) => names.words.fact(each, lang)),
          lang,
        )}.`,
    ),
    ...(clause.basis === null ? [] : [`${say(lang, 'Rättslig grund', 'Legal basis')}: ${basisWords[clause.basis][lang]}.`]),
    ...part(systems, () => `${say(lang, 'Kontaktcenter ser uppgifter i', 'The contact centre looks in')} ${listed(systems, lang)}.`),
    ...part(clause.subProcessors, () => `${say(lang, 'Underbiträden', 'Sub-processors')}: ${listed(clause.subProcessors, lang)}.`),
    ...(clause.region === 'EU/EEA' ? [] : [say(lang, 'Uppgifterna kan lämna EU/EES.', 'The data may leave the EU/EEA.')]),
    ...(clause.personnummerReason === null
      ? []
      : [`${say(lang, 'Skälet till personnummer', 'The reason for identity numbers, in Swedish')}: ${clause.personnummerReason}`]),
    ...(clause.department === null ? [] : [`${say(lang, 'Avdelning', 'Department')}: ${names.department(board, clause.department)}.`]),
  ].join(' ')
}

/** Parts that have a line of their own. */
const beside = { retention: null, hold: null, service: null, duty: null, tell: null, right: null, controller: null } as const

/** A part beside the rule, with where and when the clause speaks. */
const partLine = (part: 'hold' | 'service' | 'tell' | 'right' | 'controller', heading: NoticeLine['heading']): NoticeLine =>
  ofEach(
    part,
    heading,
    (clause) => clause[part] !== null,
    ({ board, clause }, { names }, lang) =>
      [
        `${names.board(board)}:`,
        ...partSentences({ ...clause, ...beside, bases: [], when: null, [part]: clause[part] }, board, names, lang),
        ...limitSentence(clause, board, names, lang),
      ].join(' '),
  )

const retentionLine = ofEach(
  'B19',
  'retention',
  (clause) => clause.retention !== null,
  ({ board, clause }, { names }, lang) => {
    const { retention } = clause
    if (retention === null) return ''
    const about = retentionSubject(clause, retention, board, names, lang)
    // The case types and the department stand in what it is about.
    const limits = limitSentence(
      { ...clause, caseTypes: 'all', department: clause.caseTypes === 'all' ? null : clause.department },
      board,
      names,
      lang,
    )
    return [retentionSentence(retention, lang, about, names.words), ...limits].join(' ')
  },
)

/** A duty or information that stands on legal bases by phase tells them, though it permits nothing (K24). */
const basesLine = ofEach(
  'bases',
  'purpose',
  (clause) => clause.bases.length > 0 && !isRule(clause.effect),
  ({ board, clause }, { names }, lang) =>
    [
      `${names.board(board)}:`,
      ...partSentences({ ...clause, ...beside, when: null }, board, names, lang),
      ...limitSentence(clause, board, names, lang),
    ].join(' '),
)

const openingLine = ofEach(
  'B5-opens',
  'promises',
  (clause) => clause.caseOpens !== null,
  ({ clause, board }, { names }, lang) => {
    const channels =
      clause.channels === 'all'
        ? say(lang, 'alla kanaler', 'every channel')
        : listed(
            clause.channels.map((each) => channelWords[each][lang]),
            lang,
          )
    const opens =
      clause.caseOpens === 'on-arrival'
        ? say(lang, 'blir ett ärende när det kommer in', 'becomes a case when it comes in')
        : say(lang, 'blir ett ärende bara om frågan inte kan besvaras i kontakten', 'becomes a case only if it cannot be answered at once')
    const receipt = clause.obligations.some(({ kind }) => kind === 'receipt')
      ? say(lang, ' Du får en bekräftelse.', ' You get a receipt.')
      : ''
    const limits = limitSentence({ ...clause, channels: 'all' }, board, names, lang)
    return [`${say(lang, 'Det som kommer genom', 'What comes by')} ${channels} ${opens}.${receipt}`, ...limits].join(' ')
  },
)

/** GDPR 13(1)(a)–(b): every controller with its contact and its data protection officer. */
const controllersLine: NoticeLine = {
  id: 'GDPR-13-1-a',
  heading: 'contact',
  say: ({ all, boards, names, answering, contactOf }) =>
    boards.flatMap((board): NoticeSaid[] => {
      const own = all.filter(
        (each) => each.board === board && ['A1', 'B2'].includes(each.clause.requirement) && !isRule(each.clause.effect),
      )
      const backing = own.length > 0 ? own : answering('B17')
      if (backing.length === 0) return []
      const [phone, email] = [contactOf(board, 'centrePhone'), contactOf(board, 'centreEmail')]
      const officer = `${contactOf(board, 'dpoPhone')}, ${contactOf(board, 'dpoEmail')}`
      return [
        {
          sv: `${names.board(board)} är personuppgiftsansvarig för sina ärenden och nås genom kontaktcenter: ${phone}, ${email}. Dataskyddsombud: ${officer}.`,
          en: `${names.board(board)} is the controller of its own matters and is reached through the contact centre: ${phone}, ${email}. Data protection officer: ${officer}.`,
          clauses: keysOf(backing),
          board,
        },
      ]
    }),
}

/** GDPR 14(2)(f): from the person first, and from where else. */
const sourceLine: NoticeLine = {
  id: 'GDPR-14-2-f',
  heading: 'source',
  say: (facts) => {
    const taking = facts.all.filter(({ clause }) => clause.effect === 'permit' && clause.acts.includes('receive'))
    const looking = facts.all.filter(({ clause }) => clause.effect === 'permit' && clause.connectors.length > 0)
    return [
      ...(taking.length === 0
        ? []
        : [
            {
              sv: 'Uppgifterna kommer från dig själv eller från den som hör av sig om dig.',
              en: 'The data comes from you, or from whoever makes contact about you.',
              clauses: keysOf(taking),
              channels: channelsOf(taking),
            },
          ]),
      ...facts.boards.flatMap((board): NoticeSaid[] => {
        const own = looking.filter((each) => each.board === board)
        const systems = [...new Set(own.flatMap(({ clause }) => clause.connectors))].map((code) => facts.system(board, code))
        if (systems.length === 0) return []
        const name = facts.names.board(board)
        return [
          {
            sv: `För att svara hämtar kontaktcenter också uppgifter från ${name}: ${listed(systems, 'sv')}.`,
            en: `To answer, the contact centre also gets data from ${name}: ${listed(systems, 'en')}.`,
            clauses: keysOf(own),
            board,
            channels: channelsOf(own),
          },
        ]
      }),
    ]
  },
}

/** GDPR 13(1)(e): who gets the data besides those who work with it. */
const recipientsLine: NoticeLine = {
  id: 'GDPR-13-1-e',
  heading: 'recipients',
  optional: true,
  say: ({ all }) => {
    const using = all.filter(({ clause }) => clause.subProcessors.length > 0)
    const list = [...new Set(using.flatMap(({ clause }) => clause.subProcessors))]
    return list.length === 0
      ? [
          {
            sv: 'Inga underbiträden används.',
            en: 'No sub-processors are used.',
            clauses: keysOf(all.filter(({ clause }) => clause.effect === 'permit')),
          },
        ]
      : [{ sv: `Underbiträden är ${listed(list, 'sv')}.`, en: `Sub-processors are ${listed(list, 'en')}.`, clauses: keysOf(using) }]
  },
}

/** B5, B16: each open channel, and where what is written in it is. */
const channelPlaceLine: NoticeLine = {
  id: 'B5-place',
  heading: 'region',
  say: ({ answering, channels }) => {
    const told = answering('B5').filter(({ clause }) => clause.effect === 'inform')
    return channels
      .filter(({ kind }) => told.some(({ clause }) => clause.channels === 'all' || clause.channels.includes(kind)))
      .map(({ name, kind, address, region }) => {
        const at = address === null ? '' : ` (${address})`
        return {
          sv: `${name}${at}: ${region === 'EU/EEA' ? 'uppgifterna finns inom EU/EES' : 'uppgifterna kan finnas utanför EU/EES'}.`,
          en: `${name}${at}: ${region === 'EU/EEA' ? 'the data is within the EU/EEA' : 'the data may be outside the EU/EEA'}.`,
          clauses: keysOf(told),
          channels: [kind],
        }
      })
  },
}

export const clauseLines: readonly NoticeLine[] = [
  controllersLine,
  basesLine,
  sourceLine,
  recipientsLine,
  channelPlaceLine,
  retentionLine,
  partLine('hold', 'retention'),
  partLine('right', 'rights'),
  partLine('controller', 'controller'),
  openingLine,
  partLine('service', 'promises'),
  partLine('tell', 'promises'),
  ofEach('task', 'tasks', ({ effect }) => effect === 'permit', taskSentence),
  ofEach('limit', 'limits', ({ effect }) => effect === 'deny' || effect === 'refer', taskSentence),
]
