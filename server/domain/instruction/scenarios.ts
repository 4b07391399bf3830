import { type Act, acts, type InstructionInForce, type RecipientClass } from '../../../contracts/instruction.ts'
import { type Decision, decide, type Facts, type Known, type Lang, type RulesInForce } from '../rule/index.ts'

type Said = { sv: string; en: string }
/** What is known, at a moment: a clause may begin and end inside a version. */
type At = Known & { now: Date }
type CaseType = { code: string; name: string }
type Told = { id: string; act: Act; recipient: RecipientClass; said: (type: string) => Said; suits?: RegExp }

/** One situation an employee has to judge. Its right answer is what `decide()` says of the version, and nothing that somebody has written down. */
export type Scenario = { id: string; kind: 'work' | 'tell'; said: Said; permits: boolean; decision: Decision }

/** What the centre is asked to do itself, whatever board it is. */
const work: Partial<Record<Act, (type: string) => Said>> = {
  advise: (type) => ({
    sv: `Någon frågar allmänt om ${type}. Får du informera och svara?`,
    en: `Someone asks in general about ${type}. May you inform and answer?`,
  }),
  receive: (type) => ({
    sv: `Någon vill lämna ett meddelande om ${type}. Får du ta emot och registrera det?`,
    en: `Someone wants to leave a message about ${type}. May you receive and register it?`,
  }),
  'status.read': (type) => ({
    sv: `En sökande undrar hur ärendet om ${type} ligger till. Får du slå upp det i nämndens system?`,
    en: `An applicant wonders how the matter of ${type} stands. May you look it up in the board’s system?`,
  }),
  assist: (type) => ({
    sv: `Någon behöver hjälp att formulera en ansökan om ${type}. Får du hjälpa till?`,
    en: `Someone needs help to word an application about ${type}. May you help?`,
  }),
  handle: (type) => ({
    sv: `Ett ärende om ${type} väntar. Får du själv arbeta i det: anteckna, svara och avsluta?`,
    en: `A case about ${type} is waiting. May you work in it yourself: note, answer and close?`,
  }),
  decide: (type) => ({
    sv: `Allt underlag finns i ett ärende om ${type}. Får du fatta beslutet?`,
    en: `Everything needed is there in a case about ${type}. May you take the decision?`,
  }),
  record: (type) => ({
    sv: `Någon ringer om ${type}. Får du spela in samtalet?`,
    en: `Someone calls about ${type}. May you record the call?`,
  }),
}

/** Who may be told what: the duty of confidentiality, for every kind of board and for each kind of its own (OSL 8:1). */
const told: readonly Told[] = [
  {
    id: 'granne',
    act: 'status.tell',
    recipient: 'public',
    said: (type) => ({
      sv: `En granne frågar hur det går för någon annan i ett ärende om ${type}. Får du berätta det?`,
      en: `A neighbour asks how it goes for someone else in a matter of ${type}. May you tell?`,
    }),
  },
  {
    id: 'journalist',
    act: 'disclose',
    recipient: 'public',
    said: (type) => ({
      sv: `En journalist ringer och vill ha uppgifter ur ett ärende om ${type}. Får du lämna ut dem?`,
      en: `A journalist calls and wants data out of a case about ${type}. May you disclose it?`,
    }),
  },
  {
    id: 'annan-myndighet',
    act: 'disclose',
    recipient: 'authority',
    said: (type) => ({
      sv: `En handläggare på en annan myndighet vill veta vad som står i ett ärende om ${type}. Får du lämna ut det?`,
      en: `An official of another authority wants to know what a case about ${type} says. May you disclose it?`,
    }),
  },
  {
    id: 'okand',
    act: 'status.tell',
    recipient: 'party',
    said: (type) => ({
      sv: `Någon säger sig vara sökande men visar inte vem hen är. Får du berätta hur ärendet om ${type} ligger till?`,
      en: `Someone claims to be the applicant but doesn’t show who they are. May you tell how the matter of ${type} stands?`,
    }),
  },
  {
    id: 'anhorig',
    suits: /social|omsorg|vård|äldre/i,
    act: 'status.tell',
    recipient: 'public',
    said: (type) => ({
      sv: `En dotter utan fullmakt frågar om hennes mamma har ett ärende om ${type}. Får du berätta om det finns?`,
      en: `A daughter without a power of attorney asks whether her mother has a matter of ${type}. May you tell whether there is one?`,
    }),
  },
  {
    id: 'tidigare-sambo',
    suits: /social|omsorg|barn|utbildning|skol/i,
    act: 'disclose',
    recipient: 'public',
    said: (type) => ({
      sv: `Någon vill ha adressen till sin tidigare sambo ur ett ärende om ${type}. Får du lämna ut den?`,
      en: `Someone wants the address of a former partner out of a case about ${type}. May you disclose it?`,
    }),
  },
  {
    id: 'utan-vardnad',
    suits: /barn|utbildning|skol/i,
    act: 'status.tell',
    recipient: 'public',
    said: (type) => ({
      sv: `En förälder utan vårdnad frågar hur ett ärende om ${type} ligger till. Får du berätta det?`,
      en: `A parent without custody asks how a matter of ${type} stands. May you tell?`,
    }),
  },
  {
    id: 'spekulant',
    suits: /bygg|miljö|teknisk|samhäll/i,
    act: 'status.tell',
    recipient: 'public',
    said: (type) => ({
      sv: `Någon som vill köpa huset intill frågar hur ett ärende om ${type} ligger till. Får du berätta det?`,
      en: `Someone who wants to buy the house next door asks how a matter of ${type} stands. May you tell?`,
    }),
  },
  {
    id: 'klubbordforande',
    suits: /kultur|fritid|kommunstyrelse/i,
    act: 'disclose',
    recipient: 'public',
    said: (type) => ({
      sv: `Ordföranden i en förening vill veta vem som har klagat i ett ärende om ${type}. Får du lämna ut namnet?`,
      en: `The chair of an association wants to know who has complained in a case about ${type}. May you disclose the name?`,
    }),
  },
]

/** Every situation that this version answers the same way whatever else is known, so that there is one right answer. Pure. */
export function scenariosOf(version: InstructionInForce, board: { name: string; caseTypes: readonly CaseType[] }, known: At): Scenario[] {
  const judge = (act: Act, caseType: string, recipient: RecipientClass | null): Decision | null => {
    const facts = { ...asAgent(version, known), act, caseType, recipient, mission: act === 'status.tell' ? 'status' : null } as const
    const rules: RulesInForce = { instructions: [version] }
    const [now, atAll] = [decide({ ...facts, asked: 'now' }, rules), decide({ ...facts, asked: 'at-all' }, rules)]
    return (now.outcome === 'permit') === (atAll.outcome === 'permit') ? now : null
  }
  return board.caseTypes.flatMap(({ code, name }) => {
    const of = name.replace(/^fråg(a|or) om /i, '') // “ett ärende om fråga om …” is nothing anyone says
    const type = of.charAt(0).toLowerCase() + of.slice(1)
    const all = [
      ...acts.flatMap((act) =>
        work[act] === undefined ? [] : [{ id: act, kind: 'work' as const, act, recipient: null, said: work[act] }],
      ),
      ...told.filter(({ suits }) => suits?.test(board.name) ?? true).map((each) => ({ ...each, kind: 'tell' as const })),
    ]
    return all.flatMap(({ id, kind, act, recipient, said }) => {
      const decision = judge(act, code, recipient)
      if (decision === null) return []
      return [{ id: `${kind}:${id}:${code}`, kind, said: said(type), permits: decision.outcome === 'permit', decision }]
    })
  })
}

/** Someone of the centre who has signed, on the phone, and knows nothing more. */
const asAgent = (version: InstructionInForce, known: At): Omit<Facts, 'act' | 'caseType' | 'recipient' | 'mission' | 'asked'> => ({
  hand: 'agent',
  board: version.board,
  channel: 'phone',
  category: null,
  field: null,
  identityLevel: 'none',
  anonymous: false,
  carriesPersonalData: true,
  undertakings: [{ board: version.board, versionId: version.versionId }],
  boards: [],
  nowMs: known.now.getTime(),
  known,
})

const howMany = 4

/**
 * Drawn at random: two of what may be told, two of the work, and both answers among them where the version has both.
 * @param random a whole number from 0 up to, and without, what it is given
 */
export function drawScenarios(pool: readonly Scenario[], random: (below: number) => number): Scenario[] {
  const shuffled = shuffle(pool, random)
  const first = (fits: (each: Scenario) => boolean, n = 1) => shuffled.filter(fits).slice(0, n)
  const drawn = new Set([
    ...first(({ kind, decision }) => kind === 'tell' && decision.clauseIds.length > 0, 2),
    ...first(({ permits }) => permits),
    ...first(({ kind, permits, decision }) => kind === 'work' && !permits && decision.clauseIds.length > 0),
  ])
  for (const each of shuffled) if (drawn.size < howMany) drawn.add(each)
  return shuffle([...drawn], random)
}

function shuffle<T>(given: readonly T[], random: (below: number) => number): T[] {
  const rest = [...given]
  const out: T[] = []
  while (rest.length > 0) out.push(...rest.splice(random(rest.length), 1))
  return out
}

/** What the employee binds themselves to: the law's words and the limits of this very version. */
export function undertakingText(version: InstructionInForce, boardName: string, lang: Lang): string[] {
  const limits = version.clauses.filter(({ effect }) => effect === 'deny' || effect === 'refer')
  const lead = {
    sv: `Det här säger nämndens instruktion, version ${version.version}, att jag inte får:`,
    en: `This is what the board’s instruction, version ${version.version}, says that I may not (as it was approved, in Swedish):`,
  }[lang]
  const none = { sv: 'Jag gör bara det som nämndens instruktion tillåter.', en: 'I do only what the board’s instruction permits.' }[lang]
  return [...promises(boardName)[lang], limits.length === 0 ? none : [lead, ...limits.map(({ text }) => `– ${text}`)].join('\n')]
}

const promises = (board: string): Record<Lang, string[]> => ({
  sv: [
    `Jag har läst instruktionen från ${board} och förstår vad jag får och inte får göra för nämnden.`,
    'Jag har tystnadsplikt om det jag får veta i arbetet, och den gäller också när jag har slutat (offentlighets- och sekretesslagen). Att bryta mot den är straffbart (brottsbalken 20 kap. 3 §).',
    'Jag öppnar bara det jag behöver för en uppgift. Allt jag öppnar skrivs i loggen.',
  ],
  en: [
    `I have read the instruction of ${board} and understand what I may and may not do for the board.`,
    'I am bound to secrecy about what I learn at work, also after I have left (Public Access to Information and Secrecy Act). To break it is a crime (Criminal Code 20:3).',
    'I open only what I need for a task. Everything I open is written in the log.',
  ],
})
