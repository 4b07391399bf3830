import type { Act, Category, Clause, IdentityLevel, Obligation, RecipientClass } from '../../../contracts/instruction.ts'
import { ChannelKind } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { FactValue, Period } from '../../../contracts/rule-language.ts'
import { copies, events, facts, noVocabulary, records, type Vocabulary } from '../../../contracts/vocabulary.ts'
import type { Ground } from './decide.ts'

export type Lang = 'sv' | 'en'
type Both<K extends string> = Record<K, Record<Lang, string>>

/** Verbs, as in "Kontaktcenter får …" and "The contact centre may …". */
export const actWords: Both<Act> = {
  receive: { sv: 'ta emot och registrera', en: 'receive and register' },
  advise: { sv: 'ge information och svara', en: 'inform and answer' },
  'status.read': { sv: 'se hur ett ärende ligger till', en: 'see how a matter stands' },
  'status.tell': { sv: 'berätta hur ett ärende ligger till', en: 'tell how a matter stands' },
  draft: { sv: 'spara ett utkast åt den sökande', en: 'keep a draft for the applicant' },
  assist: { sv: 'hjälpa till att formulera en ansökan', en: 'help to word an application' },
  handle: { sv: 'arbeta i ärendet', en: 'work in the case' },
  decide: { sv: 'fatta beslut', en: 'decide' },
  handover: { sv: 'lämna över till förvaltningen', en: 'hand over to the administration' },
  record: { sv: 'spela in samtalet', en: 'record the call' },
  listen: { sv: 'lyssna på en inspelning', en: 'listen to a recording' },
  export: { sv: 'ta ut uppgifter i mängd', en: 'export data in bulk' },
  disclose: { sv: 'lämna ut uppgifter eller handlingar', en: 'disclose data or documents' },
  purge: { sv: 'gallra', en: 'dispose of records' },
  read: { sv: 'läsa innehållet', en: 'read the content' },
  collect: { sv: 'fråga efter uppgifter', en: 'ask for data' },
  reply: { sv: 'ge återkoppling', en: 'give word back' },
  remove: { sv: 'ta bort det någon har skrivit', en: 'remove what someone has written' },
  publish: { sv: 'publicera', en: 'publish' },
  transfer: { sv: 'föra över uppgifter', en: 'transfer data' },
  process: { sv: 'börja behandla uppgifter', en: 'begin to process data' },
  exercise: { sv: 'ta emot att någon använder en rättighet', en: 'take in that someone uses a right' },
}

export const channelWords: Both<ChannelKind> = {
  email: { sv: 'e-post', en: 'e-mail' },
  phone: { sv: 'telefon', en: 'phone' },
  form: { sv: 'formulär', en: 'web form' },
  chat: { sv: 'chatt', en: 'chat' },
  facebook: { sv: 'Facebook', en: 'Facebook' },
  app: { sv: 'kommunens app', en: 'the municipal app' },
  visit: { sv: 'besök', en: 'visit' },
  letter: { sv: 'brev', en: 'letter' },
  sms: { sv: 'sms', en: 'text message' },
  fax: { sv: 'fax', en: 'fax' },
  'e-service': { sv: 'e-tjänst', en: 'e-service' },
  'social-media': { sv: 'sociala medier', en: 'social media' },
}

export const categoryWords: Both<Category> = {
  name: { sv: 'namn', en: 'name' },
  phone: { sv: 'telefonnummer', en: 'phone number' },
  email: { sv: 'e-post', en: 'e-mail' },
  address: { sv: 'adress', en: 'address' },
  property: { sv: 'fastighetsbeteckning', en: 'property designation' },
  message: { sv: 'det du skriver eller berättar', en: 'what you write or tell' },
  identityNumber: { sv: 'personnummer', en: 'personal identity number' },
  recording: { sv: 'inspelning av samtal', en: 'call recording' },
  attachment: { sv: 'bilagor', en: 'attachments' },
}

export const recipientWords: Both<RecipientClass> = {
  public: { sv: 'vem som helst', en: 'anyone' },
  party: { sv: 'den som är part', en: 'the party' },
  representative: { sv: 'partens ombud', en: "the party's representative" },
  guardian: { sv: 'vårdnadshavare', en: 'a guardian' },
  authority: { sv: 'en myndighet', en: 'an authority' },
}

/** Where someone is pointed to instead. */
export const placeWords: Both<NonNullable<NonNullable<Clause['instead']>['to']>> = {
  board: { sv: 'till nämnden', en: 'to the board' },
  centre: { sv: 'till kontaktcenter', en: 'to the contact centre' },
  officer: { sv: 'till en handläggare', en: 'to an officer' },
  registrar: { sv: 'till registratorn', en: 'to the registrar' },
  council: { sv: 'till fullmäktige', en: 'to the council' },
  authority: { sv: 'till den myndighet som ansvarar', en: 'to the authority responsible' },
  emergency: { sv: 'till larmnumret', en: 'to the emergency number' },
  'paper-form': { sv: 'till en blankett på papper', en: 'to a paper form' },
}

export const identityWords: Both<Exclude<IdentityLevel, 'none'>> = {
  callback: {
    sv: 'Den som frågar ska ha ringts upp på ett känt nummer, eller ha visat e-legitimation.',
    en: 'The person asking must have been called back on a known number, or have shown an e-ID.',
  },
  'e-id': { sv: 'Den som frågar ska ha visat e-legitimation.', en: 'The person asking must have shown an e-ID.' },
}

export const obligationWords: Both<Exclude<Obligation['kind'], 'notify' | 'do'>> = {
  log: { sv: 'Varje åtkomst loggas.', en: 'Every access is logged.' },
  mask: { sv: 'Uppgifter som inte får sparas maskeras.', en: 'Data that may not be kept is masked.' },
  confirm: { sv: 'Den det gäller ska bekräfta först.', en: 'The person concerned confirms first.' },
  'two-person': { sv: 'Två personer måste göra det tillsammans.', en: 'It takes two persons together.' },
  'publicity-warning': {
    sv: 'Den som lämnar sitt namn får först veta att det kan bli offentligt.',
    en: 'Whoever gives a name is first told that it may become public.',
  },
  'offer-e-service': { sv: 'Den sökande erbjuds hjälp med e-tjänsten.', en: 'The applicant is offered help with the e-service.' },
  'registered-next-working-day': {
    sv: 'Det registreras senast nästa arbetsdag.',
    en: 'It is registered no later than the next working day.',
  },
  receipt: { sv: 'Den som hör av sig får en bekräftelse.', en: 'The person gets a receipt.' },
  sign: { sv: 'Det ska skrivas under.', en: 'It is signed.' },
  'cite-law': { sv: 'Lagrummet ska anges.', en: 'The provision is cited.' },
  'give-reasons': { sv: 'Skälen ska anges.', en: 'Reasons are given.' },
  register: { sv: 'Det ska diarieföras.', en: 'It is entered in the registry.' },
  'manual-review': { sv: 'En person prövar det.', en: 'A person looks at it.' },
  'ask-consent': { sv: 'Samtycke ska inhämtas först.', en: 'Consent is asked for first.' },
}

/** Values of facts that have words of their own. */
const valueWords: Readonly<Record<string, Record<Lang, string>>> = {
  minor: { sv: 'av ringa betydelse', en: 'of little importance' },
  routine: { sv: 'rutinmässigt', en: 'routine' },
  sensitive: { sv: 'känsligt', en: 'sensitive' },
  secret: { sv: 'sekretess', en: 'secret' },
  'adds-facts': { sv: 'sakuppgifter', en: 'facts of the matter' },
  registered: { sv: 'diariefört', en: 'registered' },
  'public-record': { sv: 'allmän handling', en: 'public record' },
  'working-material': { sv: 'arbetsmaterial', en: 'working material' },
  offensive: { sv: 'stötande innehåll', en: 'offensive content' },
  political: { sv: 'politisk handläggning', en: 'political handling' },
  officer: { sv: 'handläggare', en: 'officer' },
  board: { sv: 'nämnden', en: 'the board' },
  committee: { sv: 'utskottet', en: 'the committee' },
  council: { sv: 'fullmäktige', en: 'the council' },
  'EU/EEA': { sv: 'EU/EES', en: 'EU/EEA' },
  'outside EU/EEA': { sv: 'utanför EU/EES', en: 'outside EU/EEA' },
  new: { sv: 'nytt', en: 'new' },
  open: { sv: 'öppet', en: 'open' },
  waiting: { sv: 'vilande', en: 'waiting' },
  closed: { sv: 'avslutat', en: 'closed' },
  disposed: { sv: 'gallrat', en: 'disposed of' },
  centre: { sv: 'kontaktcenter', en: 'the contact centre' },
  personal: { sv: 'personnummer', en: 'a personal identity number' },
  coordination: { sv: 'samordningsnummer', en: 'a coordination number' },
  reserve: { sv: 'reservnummer', en: 'a reserve number' },
  none: { sv: 'inget', en: 'none' },
  health: { sv: 'hälsa', en: 'health' },
  origin: { sv: 'ursprung', en: 'origin' },
  opinion: { sv: 'politiska åsikter', en: 'political opinion' },
  religion: { sv: 'religion', en: 'religion' },
  union: { sv: 'medlemskap i fackförening', en: 'union membership' },
  biometric: { sv: 'biometriska uppgifter', en: 'biometric data' },
  'sex-life': { sv: 'sexualliv', en: 'sex life' },
  offence: { sv: 'lagöverträdelser', en: 'offences' },
  information: { sv: 'information', en: 'information' },
  'register-extract': { sv: 'ett registerutdrag', en: 'a register extract' },
  service: { sv: 'service', en: 'service' },
  decision: { sv: 'ett beslut', en: 'a decision' },
  agent: { sv: 'handläggare i kontaktcenter', en: 'agent' },
  registrar: { sv: 'registrator', en: 'registrar' },
  archivist: { sv: 'arkivarie', en: 'archivist' },
  manager: { sv: 'chef', en: 'manager' },
  'data-protection-officer': { sv: 'dataskyddsombud', en: 'data protection officer' },
  auditor: { sv: 'granskare', en: 'auditor' },
  operator: { sv: 'driftpersonal', en: 'operator' },
  deputy: { sv: 'ersättare', en: 'deputy' },
  processor: { sv: 'personuppgiftsbiträde', en: 'processor' },
  elected: { sv: 'förtroendevald', en: 'elected member' },
  assigned: { sv: 'har ärendet', en: 'has the case' },
  'own-unit': { sv: 'arbetar på enheten', en: 'works in the unit' },
  'deputy-of-owner': { sv: 'ersätter den som har det', en: 'stands in for whoever has it' },
  'own-matter': { sv: 'rör den själv', en: 'one’s own matter' },
  relative: { sv: 'närstående', en: 'a relative' },
  colleague: { sv: 'arbetskamrat', en: 'a colleague' },
  self: { sv: 'den det gäller', en: 'the person concerned' },
  party: { sv: 'part', en: 'a party' },
  representative: { sv: 'ombud', en: 'a representative' },
  guardian: { sv: 'vårdnadshavare', en: 'a guardian' },
  administrator: { sv: 'förvaltare', en: 'an administrator' },
  trustee: { sv: 'god man', en: 'a trustee' },
  authority: { sv: 'en myndighet', en: 'an authority' },
  public: { sv: 'allmänheten', en: 'the public' },
  'third-party': { sv: 'någon annan', en: 'a third party' },
  platform: { sv: 'den som äger plattformen', en: 'the owner of the platform' },
  adequacy: { sv: 'beslut om adekvat skyddsnivå', en: 'an adequacy decision' },
  safeguards: { sv: 'lämpliga skyddsåtgärder', en: 'appropriate safeguards' },
  consent: { sv: 'samtycke', en: 'consent' },
  'public-interest': { sv: 'viktigt allmänintresse', en: 'public interest' },
  'vital-interest': { sv: 'någons liv', en: 'vital interest' },
  purpose: { sv: 'ändamål', en: 'purpose' },
  place: { sv: 'plats', en: 'place' },
  retention: { sv: 'gallring', en: 'retention' },
  categories: { sv: 'kategorier av uppgifter', en: 'categories of data' },
  'special-categories': { sv: 'känsliga uppgifter', en: 'special categories' },
  recipients: { sv: 'mottagare', en: 'recipients' },
  'legal-basis': { sv: 'rättslig grund', en: 'legal basis' },
  security: { sv: 'säkerhet', en: 'security' },
}

/** What is kept, and what is said after its keeper's name. A kind that isn't here is called by its word and nothing more. */
export const recordWords: Readonly<Record<string, Record<Lang, readonly [string, string]>>> = {
  case: { sv: ['Ärenden', ''], en: ['Cases', ''] },
  contact: { sv: ['Kontakter', ' som inte blev något ärende'], en: ['Contacts', ' that became no case'] },
  recording: { sv: ['Inspelningar av samtal', ''], en: ['Call recordings', ''] },
  draft: { sv: ['Utkast', ''], en: ['Drafts', ''] },
}

/** One, many; `working` days have their own words. */
export const unitWords: Record<Period['unit'] | 'workingDays' | 'openHours', Record<Lang, readonly [string, string]>> = {
  minutes: { sv: ['minut', 'minuter'], en: ['minute', 'minutes'] },
  openHours: { sv: ['öppettimme', 'öppettimmar'], en: ['opening hour', 'opening hours'] },
  weeks: { sv: ['vecka', 'veckor'], en: ['week', 'weeks'] },
  hours: { sv: ['timme', 'timmar'], en: ['hour', 'hours'] },
  days: { sv: ['dag', 'dagar'], en: ['day', 'days'] },
  workingDays: { sv: ['arbetsdag', 'arbetsdagar'], en: ['working day', 'working days'] },
  months: { sv: ['månad', 'månader'], en: ['month', 'months'] },
  years: { sv: ['år', 'år'], en: ['year', 'years'] },
}

export const groundWords: Both<Ground> = {
  CLAUSE_PERMITS: { sv: 'Ja, instruktionen tillåter det.', en: 'Yes, the instruction permits it.' },
  CLAUSE_DENIES: { sv: 'Nej, instruktionen säger nej.', en: 'No, the instruction refuses it.' },
  CLAUSE_REFERS: {
    sv: 'Nej, det ska nämnden själv göra. Hänvisa dit eller lämna över.',
    en: 'No, the board does this itself. Refer or hand over.',
  },
  CLAUSES_DISAGREE: {
    sv: 'Nej, två punkter i instruktionen säger emot varandra. Nämnden får veta det.',
    en: 'No, two clauses of the instruction disagree. The board is told.',
  },
  NO_CLAUSE: {
    sv: 'Nej, ingen punkt i instruktionen tillåter det. Nämnden får veta att den saknas.',
    en: 'No, no clause of the instruction permits it. The board is told that one is missing.',
  },
  CONDITION_NOT_MET: {
    sv: 'Nej, punkten gäller bara under ett villkor som inte är uppfyllt.',
    en: 'No, the clause applies under a condition that isn’t met.',
  },
  CONDITION_UNKNOWN: {
    sv: 'Nej, punkten gäller bara under ett villkor som det inte går att veta om det är uppfyllt.',
    en: 'No, the clause applies under a condition that isn’t known to be met.',
  },
  ROUTINE_ALONE: {
    sv: 'Nej, bara en rutin på kontaktcenter säger ja. Nämnden måste själv ha tillåtit det.',
    en: 'No, only a routine of the contact centre says yes. The board itself must have permitted it.',
  },
  LAW_FORBIDS: { sv: 'Nej, lagen hindrar det, vad instruktionen än säger.', en: 'No, the law forbids it, whatever the instruction says.' },
  PENDING_DELEGATION: {
    sv: 'Nej, punkten gäller först när nämnden har ändrat sin delegationsordning.',
    en: 'No, the clause waits until the board has changed its delegation order.',
  },
  UNDERTAKING_MISSING: {
    sv: 'Nej, du har inte skrivit under sekretessförbindelsen för den version av instruktionen som gäller.',
    en: 'No, you have not signed the undertaking for the version of the instruction in force.',
  },
  BULLETIN_UNREAD: {
    sv: 'Nej, du har ett meddelande från nämnden eller kontaktcenter som skulle ha varit läst. Läs det, så öppnas det igen.',
    en: 'No, you have a bulletin from the board or the contact centre that should have been read. Read it, and this opens again.',
  },
  CONFLICT_OF_INTEREST: {
    sv: 'Nej, det här rör dig själv, någon närstående eller en kollega. Lämna över till en kollega.',
    en: 'No, this concerns yourself, someone close to you or a colleague. Pass it on to a colleague.',
  },
  NO_RELATION: {
    sv: 'Nej, inget för dig till ärendet just nu: det är avslutat eller någon annans. Öppna det med skäl.',
    en: 'No, nothing brings you to this case just now: it is closed or somebody else’s. Open it with a reason.',
  },
  ACCESS_REMOVED: {
    sv: 'Nej, nämnden har tagit bort din behörighet när den gick igenom vilka som har den.',
    en: 'No, the board has taken your access away when it went through who has it.',
  },
  BROKEN_GLASS: {
    sv: 'Ja, ärendet är nödöppnat. Nämnden har fått veta det och allt du öppnar märks i loggen.',
    en: 'Yes, the case is open in an emergency. The board has been told and everything you open is marked in the log.',
  },
  NO_ACTIVE_INSTRUCTION: {
    sv: 'Nej, nämnden har ingen instruktion som gäller just nu. Du kan ge allmän information till den som är anonym och lämna över meddelanden.',
    en: 'No, the board has no instruction in force. You can inform someone anonymous and hand over messages.',
  },
  STOPPED_BY_BOARD: {
    sv: 'Nej, nämnden har stoppat det här. Lämna över till nämnden tills stoppet är hävt.',
    en: 'No, the board has stopped this. Hand over to the board until the stop has been lifted.',
  },
  CONTROL_FAILS: {
    sv: 'Nej, skyddet för det här fungerar inte just nu. Lämna över till nämnden tills det fungerar igen.',
    en: 'No, what protects this doesn’t work just now. Hand over to the board until it does.',
  },
  LAW_FLOOR: { sv: 'Ja, det får man alltid göra.', en: 'Yes, this is always allowed.' },
  OWN_BOARD: {
    sv: 'Ja, du arbetar hos nämnden som ansvarar för uppgifterna.',
    en: 'Yes, you work for the board that is responsible for the data.',
  },
  OTHER_BOARD: { sv: 'Nej, uppgifterna hör till en annan nämnd.', en: 'No, the data belongs to another board.' },
  NOT_THIS_HAND: { sv: 'Nej, det ingår inte i din uppgift.', en: 'No, this is not part of your task.' },
  SERVICE_DUTY: { sv: 'Ja, systemet måste kunna göra det.', en: 'Yes, the system has to be able to.' },
  EVERYONE_MAY_WRITE: { sv: 'Ja, alla får höra av sig till kommunen.', en: 'Yes, everyone may contact the municipality.' },
}

/** What the names that rules use are called: built in, declared by the instruction, or the name itself. */
export type Words = {
  event(name: string, lang: Lang): string
  fact(name: string, lang: Lang): string
  value(fact: string, value: FactValue, lang: Lang): string
  record(name: string, lang: Lang): string
  copy(name: string, lang: Lang): string
  /** A word that only this instruction has, for what the lists of the language lack. */
  term(name: string, lang: Lang): string
}

/** What codes are called on a screen. */
export type Names = {
  board(code: string): string
  caseType(board: string, code: string): string
  department(board: string, code: string): string
  words: Words
}

/** Names from the municipality's file and the instruction's own words; what has no name is shown as it is. */
export function namesOf({ boards }: Pick<OrganisationFile, 'boards'>, vocabulary: Vocabulary = noVocabulary): Names {
  const find = (code: string) => boards.find((board) => board.code === code)
  const nameIn = (list: readonly { code: string; name: string }[] | undefined, code: string) =>
    list?.find((each) => each.code === code)?.name ?? code
  return {
    board: (code) => find(code)?.name ?? code,
    caseType: (board, code) => nameIn(find(board)?.caseTypes, code),
    department: (board, code) => nameIn(find(board)?.departments, code),
    words: wordsOf(vocabulary),
  }
}

/** The same names, where an instruction's own words are called what it calls them; a later vocabulary goes before an earlier. */
export function inWordsOf(names: Names, vocabularies: readonly (Vocabulary | undefined)[]): Names {
  const given = vocabularies.filter((each) => each !== undefined)
  if (given.length === 0) return names
  const all = given.reduce((before, after) => ({
    events: { ...before.events, ...after.events },
    facts: { ...before.facts, ...after.facts },
    records: { ...before.records, ...after.records },
    copies: { ...before.copies, ...after.copies },
    terms: { ...before.terms, ...after.terms },
  }))
  return { ...names, words: wordsOf(all) }
}

export function wordsOf(vocabulary: Vocabulary): Words {
  type Said = { sv: string; en?: string | undefined }
  const from =
    (builtIn: Readonly<Record<string, Said>>, declared: Readonly<Record<string, Said>>) =>
    (name: string, lang: Lang): string => {
      const found = declared[name] ?? builtIn[name]
      return found === undefined ? name : (found[lang] ?? found.sv)
    }
  return {
    event: from(events, vocabulary.events),
    fact: from(facts, vocabulary.facts),
    value: (fact, value, lang) => {
      if (typeof value !== 'string') return String(value)
      const channel = fact === 'case.channel' ? ChannelKind.safeParse(value) : undefined
      return channel?.success ? channelWords[channel.data][lang] : (valueWords[value]?.[lang] ?? value)
    },
    record: from(records, vocabulary.records),
    copy: from(copies, vocabulary.copies),
    term: from({}, vocabulary.terms ?? {}),
  }
}

export const isRule = (effect: Clause['effect']): boolean => effect === 'permit' || effect === 'deny' || effect === 'refer'

/** "a, b och c". */
export const listed = (words: readonly string[], lang: Lang, last = { sv: 'och', en: 'and' }[lang]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
