import type { ChannelKind, Clause } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { actWords, categoryWords, channelWords, type Lang, limitSentence, listed, type Names } from '../rule/index.ts'
import type { NoticeStop } from './while-stopped.ts'

/** A clause in force, with the board it belongs to and its name. */
export type Spoken = {
  board: string
  clause: Clause
  key: string
  /** What is left of it while a stop lasts, and answers no promise (A9). */
  stopped?: boolean
}

export type NoticeFacts = {
  /** Every clause in force, of all boards, as far as nothing of it is stopped. */
  all: readonly Spoken[]
  /** What boards have stopped, and the clauses that each stop keeps from being promised (A9). */
  stops: readonly (NoticeStop & { keys: readonly string[] })[]
  /** Clauses in force of the board that hosts the contact centre which answer one requirement with a promise, not with a refusal. */
  answering(requirement: string): Spoken[]
  /** The board that hosts the contact centre. */
  host: string
  /** Codes of the boards that have an instruction in force. */
  boards: readonly string[]
  /** Those that are open. */
  channels: readonly OrganisationFile['channels'][number][]
  names: Names
  system(board: string, code: string): string
  contact(name: string): string
  /** Of one board; what it hasn't of its own is the contact centre's. */
  contactOf(board: string, name: string): string
  publishedOn: string
  reviewBy: string
}

export type Channels = 'all' | readonly ChannelKind[]
export type NoticeSaid = Record<Lang, string> & {
  clauses: string[]
  /** Whose matters it is about; none = everyone's. */
  board?: string
  channels?: Channels
}
export type NoticeLine = {
  id: string
  heading: keyof typeof headings
  /** May be left out of a true notice, e.g. what is said about recordings where nothing is recorded. */
  optional?: true
  /** Belongs to the first layer, too. */
  short?: true
  /** Sentences that the facts make true; none = nothing can be said. */
  say(facts: NoticeFacts): NoticeSaid[]
}

export const headings = {
  about: { sv: 'Om informationen', en: 'About this information' },
  stopped: { sv: 'Vad som är stoppat just nu', en: 'What is stopped for now' },
  controller: { sv: 'Vem som ansvarar för uppgifterna', en: 'Who is responsible for the data' },
  purpose: { sv: 'Varför vi använder uppgifterna', en: 'Why we use the data' },
  required: { sv: 'Måste du lämna uppgifter?', en: 'Do you have to give data?' },
  categories: { sv: 'Vilka uppgifter vi använder', en: 'Which data we use' },
  source: { sv: 'Var uppgifterna kommer ifrån', en: 'Where the data comes from' },
  recipients: { sv: 'Vem som får se uppgifterna', en: 'Who gets to see the data' },
  region: { sv: 'Var uppgifterna finns', en: 'Where the data is' },
  retention: { sv: 'Hur länge uppgifterna finns kvar', en: 'How long the data is kept' },
  automated: { sv: 'Automatiska beslut', en: 'Automated decisions' },
  rights: { sv: 'Dina rättigheter', en: 'Your rights' },
  contact: { sv: 'Kontakt', en: 'Contact' },
  tasks: { sv: 'Vad kontaktcenter får göra, nämnd för nämnd', en: 'What the contact centre may do, board by board' },
  limits: { sv: 'Vad kontaktcenter inte gör', en: 'What the contact centre does not do' },
  promises: { sv: 'Vad du kan vänta dig', en: 'What you can expect' },
} as const

/** Where a sentence holds: everywhere as soon as one of its clauses does. */
export const channelsOf = (spoken: readonly Spoken[]): Channels =>
  spoken.some(({ clause }) => clause.channels === 'all')
    ? 'all'
    : [...new Set(spoken.flatMap(({ clause }) => (clause.channels === 'all' ? [] : clause.channels)))]

/** A promise whose every clause has limits is told with them. */
function limitsIn(spoken: readonly Spoken[], names: Names, lang: Lang): string {
  const limits = spoken.map(({ clause, board }) => limitSentence(clause, board, names, lang))
  return limits.some((each) => each.length === 0) ? '' : ` ${[...new Set(limits.flat())].join(' ')}`
}

/** A sentence that holds as soon as the host's instruction has a clause for the requirement. */
const when = (
  id: string,
  heading: NoticeLine['heading'],
  sv: string,
  en: string,
  { fill = (text) => text, ...more }: { fill?: (text: string, facts: NoticeFacts) => string; short?: true } = {},
): NoticeLine => ({
  id,
  heading,
  ...more,
  say: (facts) => {
    const spoken = facts.answering(id)
    if (spoken.length === 0) return []
    const say = (text: string, lang: Lang) => `${fill(text, facts)}${limitsIn(spoken, facts.names, lang)}`
    return [{ sv: say(sv, 'sv'), en: say(en, 'en'), clauses: keysOf(spoken), channels: channelsOf(spoken) }]
  },
})
const withContacts = (text: string, { contact }: NoticeFacts) => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => contact(name))
const withReview = (text: string, facts: NoticeFacts) =>
  text.replace('{reviewBy}', facts.reviewBy).replace('{publishedOn}', facts.publishedOn)
export const keysOf = (spoken: readonly Spoken[]): string[] => [...new Set(spoken.map(({ key }) => key))]

/** Those that stand on a legal basis, as their own or for one of their tasks. */
const standingOn = ({ all }: NoticeFacts, ...wanted: readonly Clause['bases'][number]['basis'][]): Spoken[] =>
  all.filter(({ clause }) =>
    [clause.basis, ...clause.bases.map(({ basis }) => basis)].some((basis) => basis !== null && wanted.includes(basis)),
  )

/** A legal basis is named as soon as any clause of any board stands on it, and only then (B8, B9, B30). */
const basisLine = (
  id: string,
  heading: NoticeLine['heading'],
  basis: Clause['bases'][number]['basis'],
  sv: string,
  en: string,
  more: Pick<NoticeLine, 'optional' | 'short'> = {},
): NoticeLine => ({
  id,
  heading,
  ...more,
  say: (facts) => {
    const standing = standingOn(facts, basis)
    const laws = [
      ...new Set(
        standing.flatMap(({ clause }) => [
          ...(clause.basis === basis ? [clause.lawId] : []),
          ...clause.bases.filter((each) => each.basis === basis).map(({ lawId }) => lawId),
        ]),
      ),
    ].filter((law) => law !== null)
    return standing.length === 0
      ? []
      : [{ sv: sv.replace('{laws}', laws.join(', ')), en: en.replace('{laws}', laws.join(', ')), clauses: keysOf(standing) }]
  },
})

/** A9: while a stop lasts the public is told what isn't done, and by which stop. */
const stopLine: NoticeLine = {
  id: 'A9',
  heading: 'stopped',
  optional: true,
  short: true,
  say: ({ stops, names }) =>
    stops.map(({ id, board, acts, caseTypes, since, keys }) => {
      const types = caseTypes.map((type) => names.caseType(board, type))
      const doing = (lang: Lang) => acts.map((act) => actWords[act][lang])
      const about = (lang: Lang, before: string) => (types.length === 0 ? '' : `${before}${listed(types, lang)}`)
      const open =
        acts.length > 0
          ? undefined
          : {
              sv: 'Du kan fortfarande höra av dig: det du skickar lämnas vidare till nämnden.',
              en: 'You can still make contact: what you send is passed on to the board.',
            }
      const what = {
        sv:
          acts.length === 0
            ? 'allt som kontaktcenter gör åt nämnden'
            : `att kontaktcenter gör detta åt nämnden: ${listed(doing('sv'), 'sv')}`,
        en:
          acts.length === 0
            ? 'all that the contact centre does for it'
            : `this, which the contact centre does for it: ${listed(doing('en'), 'en')}`,
      }
      return {
        sv: [
          `${names.board(board)} har sedan ${since} stoppat ${what.sv}${about('sv', ', när det gäller ')}.`,
          open?.sv,
          `Stoppets nummer är ${id}.`,
        ]
          .filter(Boolean)
          .join(' '),
        en: [
          `Since ${since} ${names.board(board)} has stopped ${what.en}${about('en', ', in matters of ')}.`,
          open?.en,
          `The number of the stop is ${id}.`,
        ]
          .filter(Boolean)
          .join(' '),
        clauses: [...keys],
        board,
      }
    }),
}

const channelsLine: NoticeLine = {
  id: 'B5',
  heading: 'purpose',
  say: ({ answering, channels }) => {
    const told = answering('B5').filter(({ clause }) => clause.effect === 'inform')
    const open = channels.filter(({ kind }) => told.some(({ clause }) => clause.channels === 'all' || clause.channels.includes(kind)))
    const kinds = [...new Set(open.map(({ kind }) => kind))]
    if (kinds.length === 0) return []
    const namesIn = (lang: Lang) =>
      listed(
        kinds.map((kind) => channelWords[kind][lang]),
        lang,
      )
    return [
      {
        sv: `Du når kontaktcenter genom ${namesIn('sv')}.`,
        en: `You reach the contact centre by ${namesIn('en')}.`,
        clauses: keysOf(told),
      },
    ]
  },
}

const categoriesLine: NoticeLine = {
  id: 'B11',
  heading: 'categories',
  say: ({ all }) => {
    const used = all.filter(({ clause }) => clause.effect === 'permit' && clause.categories.length > 0)
    const kinds = [...new Set(used.flatMap(({ clause }) => clause.categories))].filter(
      (each) => each !== 'identityNumber' && each !== 'recording',
    )
    const namesIn = (lang: Lang) =>
      listed(
        kinds.map((kind) => categoryWords[kind][lang]),
        lang,
      )
    return kinds.length === 0 ? [] : [{ sv: `Det kan vara ${namesIn('sv')}.`, en: `It may be ${namesIn('en')}.`, clauses: keysOf(used) }]
  },
}

const identityNumberLine: NoticeLine = {
  id: 'C10',
  heading: 'categories',
  optional: true,
  say: ({ all, names }) =>
    all
      .filter(({ clause }) => clause.effect === 'permit' && clause.categories.includes('identityNumber'))
      .map(({ board, clause, key }) => ({
        board,
        sv: `${names.board(board)} använder personnummer i vissa ärenden. ${clause.personnummerReason ?? ''}`,
        en: `${names.board(board)} uses personal identity numbers in some cases. The reason given, in Swedish: ${clause.personnummerReason ?? ''}`,
        clauses: [key],
      })),
}

const recordingLine: NoticeLine = {
  id: 'B12',
  heading: 'categories',
  optional: true,
  say: ({ all }) => {
    const permits = all.filter(({ clause }) => clause.effect === 'permit' && clause.acts.includes('listen'))
    const two = permits.every(({ clause }) => clause.obligations.some(({ kind }) => kind === 'two-person'))
    const sv = `I särskilda fall, till exempel vid hot, kan ${two ? 'två utsedda personer tillsammans' : 'någon på kontaktcenter'} lyssna på en inspelning av samtalet.`
    const en = `In special cases, such as threats, ${two ? 'two appointed persons together' : 'someone at the contact centre'} may listen to a recording of the call.`
    return permits.length === 0 ? [] : [{ sv, en, clauses: keysOf(permits) }]
  },
}

const regionLine: NoticeLine = {
  id: 'B16',
  heading: 'region',
  short: true,
  say: ({ answering, channels, names }) => {
    const told = answering('B16')
    const outside = channels.filter(({ region }) => region !== 'EU/EEA').map(({ name }) => name)
    if (told.length === 0) return []
    if (told.some(({ clause }) => clause.region === 'EU/EEA'))
      return [
        {
          sv: `Uppgifterna behandlas inom EU/EES.${limitsIn(told, names, 'sv')}`,
          en: `The data is processed within the EU/EEA.${limitsIn(told, names, 'en')}`,
          clauses: keysOf(told),
          channels: channelsOf(told),
        },
      ]
    return [
      {
        sv: `Uppgifter kan komma att föras över till länder utanför EU/EES. Det gäller ${listed(outside, 'sv') || 'vissa system'}.`,
        en: `Data may be transferred to countries outside the EU/EEA. This concerns ${listed(outside, 'en') || 'some systems'}.`,
        clauses: keysOf(told),
      },
    ]
  },
}

const noDecisionsLine: NoticeLine = {
  id: 'B22',
  heading: 'automated',
  say: ({ all }) => {
    const refusing = all.filter(
      ({ clause }) =>
        clause.requirement === 'B22' &&
        clause.effect === 'deny' &&
        clause.acts.includes('decide') &&
        clause.when === null &&
        clause.channels === 'all' &&
        clause.caseTypes === 'all' &&
        clause.department === null,
    )
    const sv = 'Nej. Inga beslut fattas automatiskt och ingen profilering görs.'
    return refusing.length === 0 ? [] : [{ sv, en: 'No. No decisions are automated and no profiling is done.', clauses: keysOf(refusing) }]
  },
}

/** What the legal basis switches on and off among the rights (B8: GDPR 20(1), 21(1); B9: 17(3)(b)). */
const basisRights: readonly NoticeLine[] = [
  {
    id: 'B29',
    heading: 'rights',
    optional: true,
    say: (facts) => {
      const told = facts.answering('B29')
      const standing = standingOn(facts, '6(1)(e)')
      if (told.length === 0 || standing.length === 0) return []
      return [
        {
          sv: `Du kan ha rätt att invända mot hur vi använder dina uppgifter, när grunden är en uppgift av allmänt intresse.${limitsIn(told, facts.names, 'sv')}`,
          en: `You may have the right to object to how we use your data, where the basis is a task in the public interest.${limitsIn(told, facts.names, 'en')}`,
          clauses: keysOf([...told, ...standing]),
        },
      ]
    },
  },
  basisLine(
    'GDPR-17-3-b',
    'rights',
    '6(1)(c)',
    'Där grunden är en rättslig förpliktelse gäller varken rätten till radering eller rätten att invända.',
    'Where the basis is a legal obligation, neither the right to erasure nor the right to object applies.',
    { optional: true },
  ),
  {
    id: 'GDPR-20',
    heading: 'rights',
    optional: true,
    say: (facts) => {
      const agreed = standingOn(facts, '6(1)(a)', '6(1)(b)')
      const other = standingOn(facts, '6(1)(e)', '6(1)(c)', '6(1)(d)')
      if (agreed.length > 0)
        return [
          {
            sv: 'Uppgifter som du har lämnat med samtycke eller genom avtal har du rätt att få ut och flytta. Det gäller inte andra uppgifter.',
            en: 'Data that you gave by consent or contract you have the right to receive and move. This does not apply to other data.',
            clauses: keysOf(agreed),
          },
        ]
      return other.length === 0
        ? []
        : [
            {
              sv: 'Rätten att flytta uppgifter till någon annan gäller inte för det som görs i allmänt intresse eller för att lagen kräver det.',
              en: 'The right to data portability does not apply to what is done in the public interest or because law requires it.',
              clauses: keysOf(other),
            },
          ]
    },
  },
]

/** GDPR 13(2)(e): nobody has to, and what follows. Both promises have to hold. */
const requiredLine: NoticeLine = {
  id: 'GDPR-13-2-e',
  heading: 'required',
  say: ({ answering }) => {
    const [anonymous, sometimes] = [answering('B6'), answering('B7')]
    if (anonymous.length === 0 || sometimes.length === 0) return []
    return [
      {
        sv: 'Ingen lag eller avtal kräver att du lämnar uppgifter. Lämnar du inga kan vi svara på din fråga men ofta inte hjälpa till i ett visst ärende.',
        en: 'No law or contract requires you to give data. If you give none we can answer your question, but often not help in a particular matter.',
        clauses: keysOf([...anonymous, ...sometimes]),
      },
    ]
  },
}

export const promiseLines: readonly NoticeLine[] = [
  when(
    'B1',
    'about',
    'Här står vad som händer med dina uppgifter när du vänder dig till kontaktcenter.',
    'This is how your data is handled when you contact the municipality through the contact centre.',
    { short: true },
  ),
  when(
    'B35',
    'about',
    'Informationen publicerades senast {publishedOn} och granskas senast {reviewBy}.',
    'Last published {publishedOn}; to be reviewed by {reviewBy}.',
    { fill: withReview },
  ),
  stopLine,
  when(
    'B2',
    'controller',
    '{host} är personuppgiftsansvarig för det som bara sker i kontaktcenter.',
    '{host}, the board that hosts the contact centre, is the controller of what happens at the contact centre only.',
    { fill: (text, { host, names }) => text.replace('{host}', names.board(host)), short: true },
  ),
  when(
    'B3',
    'controller',
    'Kontaktcenter arbetar åt kommunens nämnder. När ditt ärende går vidare är den nämnd som tar emot det personuppgiftsansvarig.',
    'The contact centre works for the boards. When your matter goes on, the receiving board is the controller.',
    { short: true },
  ),
  when(
    'B4',
    'purpose',
    'Vi använder uppgifterna för att svara på frågor och hjälpa invånare, företag och besökare vidare.',
    'We use the data to answer questions and to help residents, companies and visitors on their way.',
    { short: true },
  ),
  channelsLine,
  when(
    'B6',
    'purpose',
    'Du får vara anonym. Ingen behöver säga vem hon eller han är för att få svar på en fråga.',
    'You may be anonymous. Nobody has to say who they are to get an answer.',
    { short: true },
  ),
  when(
    'B7',
    'purpose',
    'För att hjälpa till i ett visst ärende behöver vi ofta någon uppgift om dig. Vi frågar bara när det behövs.',
    'To help in a particular matter we often need some data about you. We ask only when needed.',
  ),
  basisLine(
    'B8',
    'purpose',
    '6(1)(e)',
    'Den rättsliga grunden är att vi utför en uppgift av allmänt intresse.',
    'The legal basis is a task in the public interest.',
    { optional: true, short: true },
  ),
  basisLine(
    'B9',
    'purpose',
    '6(1)(c)',
    'I vissa fall är grunden en rättslig förpliktelse ({laws}).',
    'In some cases the basis is a legal obligation ({laws}).',
    { optional: true },
  ),
  when(
    'B10',
    'categories',
    'Vilka uppgifter vi behöver beror på vad du vill ha hjälp med.',
    'Which data we need depends on what you want help with.',
  ),
  requiredLine,
  categoriesLine,
  identityNumberLine,
  recordingLine,
  when(
    'B14',
    'recipients',
    'Bara de i kontaktcenter som behöver dina uppgifter för sitt arbete kommer åt dem.',
    'Only those at the contact centre who need your data for their work have access to it.',
  ),
  when(
    'B15',
    'recipients',
    'Ska en förvaltning ta över får bara de handläggare som arbetar med ärendet uppgifterna.',
    'If an administration has to take over, the data is sent to the officers who need it.',
  ),
  regionLine,
  when('B17', 'retention', 'Varje nämnd ansvarar för sina egna ärenden.', 'Each board is the controller of its own matters.'),
  when(
    'B18',
    'retention',
    'När tiden har gått ut gallras uppgifterna. Tiderna skiljer sig mellan förvaltningar och avdelningar.',
    'When the time is up the data is destroyed. Periods differ between administrations and departments.',
    { short: true },
  ),
  noDecisionsLine,
  when(
    'B23',
    'rights',
    'För att använda dina rättigheter vänder du dig till den ansvariga förvaltningen eller till kontaktcenter.',
    'To use your rights, contact the responsible administration or the contact centre.',
    { short: true },
  ),
  when(
    'B24',
    'rights',
    'Du kan alltid få veta hur vi använder dina uppgifter; det är din rätt.',
    'You always have the right to information on how we use your data.',
  ),
  when(
    'B25',
    'rights',
    'Du har alltid rätt att få ett utdrag med de uppgifter vi har sparade om dig.',
    'You always have the right to an extract of the data we keep about you.',
  ),
  when('B26', 'rights', 'Du kan ha rätt till rättelse.', 'You may have the right to rectification.'),
  when(
    'B27',
    'rights',
    'Du kan ha rätt till radering, om ingen annan lag hindrar det.',
    'You may have the right to erasure, unless other law forbids it.',
  ),
  when('B28', 'rights', 'Du kan ha rätt till begränsning av hur uppgifterna används.', 'You may have the right to restriction.'),
  ...basisRights,
  basisLine(
    'B30',
    'rights',
    '6(1)(a)',
    'Har du lämnat ett samtycke kan du när som helst ta tillbaka det.',
    'If you have given consent you may withdraw it at any time.',
    { optional: true },
  ),
  when(
    'B31',
    'rights',
    'Mer om rättigheterna står hos {authorityName}: {authorityRightsUrl}',
    'More about your rights at {authorityName}: {authorityRightsUrl}',
    { fill: withContacts },
  ),
  when(
    'B32',
    'contact',
    'Kontaktcenter, om du har frågor eller vill använda dina rättigheter: telefon {centrePhone}, e-post {centreEmail}.',
    'Contact centre, for questions and your rights: phone {centrePhone}, e-mail {centreEmail}.',
    { fill: withContacts },
  ),
  when(
    'B33',
    'contact',
    'Dataskyddsombudet, om du har synpunkter på hur vi använder uppgifter: telefon {dpoPhone}, e-post {dpoEmail}.',
    'Data protection officer, for views on how we use data: phone {dpoPhone}, e-mail {dpoEmail}.',
    { fill: withContacts, short: true },
  ),
  when(
    'B34',
    'contact',
    'Du har rätt att klaga hos {authorityName}: {authorityComplaintUrl}',
    'You have the right to complain to {authorityName}: {authorityComplaintUrl}',
    { fill: withContacts, short: true },
  ),
]
