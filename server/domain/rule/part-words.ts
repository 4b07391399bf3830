import type {
  askers,
  Clause,
  Consequence,
  dutyBy,
  insteadTo,
  Mission,
  messageParts,
  Right,
  Tell,
  tellTo,
} from '../../../contracts/instruction.ts'
import type { Lang, Words } from './sentence-words.ts'

/** What the parts of a clause are called, in Swedish and English. */
type Both<K extends string> = Readonly<Record<K, Readonly<Record<Lang, string>>>>
const said = (sv: string, en: string) => ({ sv, en })

/** A word of the list, or one that the instruction declares. */
export const wordOf = (list: Readonly<Record<string, Readonly<Record<Lang, string>>>>, name: string, words: Words, lang: Lang): string =>
  list[name]?.[lang] ?? words.term(name, lang)

/** A task as it is told to residents, after "för att" and "in order to". */
export const missionWords: Both<Mission> = {
  guidance: said('ge vägledning', 'give guidance'),
  feedback: said('ta emot synpunkter', 'take in views'),
  status: said('svara på hur ett ärende ligger till', 'tell how a matter stands'),
  application: said('ta emot ansökningar och anmälningar', 'take in applications and notifications'),
  assistance: said('hjälpa till i ett ärende', 'help in a matter'),
  routing: said('få frågan till rätt nämnd', 'bring the question to the right board'),
  threat: said('utreda hot', 'look into threats'),
  rights: said('ta emot den som använder sina rättigheter', 'take in whoever uses their rights'),
}

type Subject = Clause['subjects'][number]
export const subjectWords: Both<Subject> = {
  caller: said('den som hör av sig', 'whoever makes contact'),
  applicant: said('den som söker eller anmäler något', 'whoever applies or notifies'),
  party: said('den som är part', 'the party'),
  neighbour: said('grannar', 'neighbours'),
  representative: said('ombud', 'representatives'),
  child: said('barn', 'children'),
  employee: said('medarbetare', 'employees'),
}

type Special = Clause['specialCategories'][number]
export const specialWords: Both<Special> = {
  health: said('hälsa', 'health'),
  origin: said('etniskt ursprung', 'ethnic origin'),
  opinion: said('politiska åsikter', 'political opinions'),
  religion: said('religion eller övertygelse', 'religion or belief'),
  union: said('medlemskap i fackförening', 'trade union membership'),
  biometric: said('biometri', 'biometrics'),
  'sex-life': said('sexualliv', 'sex life'),
  offence: said('lagöverträdelser', 'offences'),
}

type BasisCode = Clause['bases'][number]['basis']
export const basisWords: Both<BasisCode> = {
  '6(1)(e)': said('uppgift av allmänt intresse, artikel 6.1 e', 'task in the public interest, Article 6(1)(e)'),
  '6(1)(c)': said('rättslig förpliktelse, artikel 6.1 c', 'legal obligation, Article 6(1)(c)'),
  '6(1)(a)': said('samtycke, artikel 6.1 a', 'consent, Article 6(1)(a)'),
  '6(1)(b)': said('avtal, artikel 6.1 b', 'contract, Article 6(1)(b)'),
  '6(1)(d)': said('skydd för liv, artikel 6.1 d', 'vital interests, Article 6(1)(d)'),
}

export const consequenceWords: Both<Consequence['kind']> = {
  'reduced-fee': said('avgiften sänks', 'the fee is reduced'),
  'no-fee': said('ingen avgift tas ut', 'no fee is taken'),
  compensation: said('ersättning betalas', 'compensation is paid'),
  'no-compensation': said('ingen ersättning betalas', 'no compensation is paid'),
  escalate: said('det lyfts vidare', 'it is escalated'),
  notify: said('det meddelas', 'notice is given'),
  register: said('det diarieförs', 'it is entered in the registry'),
  apologise: said('vi ber om ursäkt', 'we apologise'),
  refund: said('avgiften betalas tillbaka', 'the fee is refunded'),
  nothing: said('inget mer händer', 'nothing more happens'),
}
export const consequenceToWords: Both<NonNullable<Consequence['to']>> = {
  person: said('den det gäller', 'the person'),
  officer: said('handläggaren', 'the officer'),
  manager: said('chefen', 'the manager'),
  board: said('nämnden', 'the board'),
  registrar: said('registratorn', 'the registrar'),
  'data-protection-officer': said('dataskyddsombudet', 'the data protection officer'),
}

export const dutyByWords: Both<(typeof dutyBy)[number]> = {
  agent: said('Kontaktcenters handläggare', 'The agents'),
  officer: said('Nämndens handläggare', 'The board’s officers'),
  registrar: said('Registratorn', 'The registrar'),
  archivist: said('Arkivarien', 'The archivist'),
  manager: said('Chefen', 'The manager'),
  'data-protection-officer': said('Dataskyddsombudet', 'The data protection officer'),
  operator: said('Driften', 'Operations'),
  everyone: said('Alla', 'Everyone'),
}

export const tellToWords: Both<(typeof tellTo)[number]> = {
  person: said('den det gäller', 'the person concerned'),
  party: said('den som är part', 'the party'),
  neighbour: said('grannen', 'the neighbour'),
  recipients: said('de som har fått uppgifterna', 'those who have received the data'),
  informant: said('den som har lämnat uppgiften', 'whoever gave the information'),
  guardian: said('vårdnadshavaren', 'the guardian'),
  board: said('nämnden', 'the board'),
  officer: said('handläggaren', 'the officer'),
  manager: said('chefen', 'the manager'),
  'data-protection-officer': said('dataskyddsombudet', 'the data protection officer'),
  authority: said('tillsynsmyndigheten', 'the supervisory authority'),
  everyone: said('allmänheten', 'the public'),
}
export const tellHowWords: Both<NonNullable<Tell['how']>> = {
  'same-channel': said('i samma kanal', 'by the same channel'),
  email: said('med e-post', 'by e-mail'),
  letter: said('med brev', 'by letter'),
  sms: said('med sms', 'by text message'),
  phone: said('på telefon', 'by phone'),
  spoken: said('muntligt', 'orally'),
  web: said('på webben', 'on the web'),
  portal: said('på Mina sidor', 'in the portal'),
}
export const messagePartWords: Both<(typeof messageParts)[number]> = {
  'case-number': said('ärendenumret', 'the case number'),
  'what-was-sent': said('vad som skickades in', 'what was sent in'),
  officer: said('handläggaren', 'the officer'),
  unit: said('enheten', 'the unit'),
  name: said('namnet', 'the name'),
  address: said('adressen', 'the address'),
  phone: said('telefonnumret', 'the phone number'),
  email: said('e-postadressen', 'the e-mail address'),
  'expected-time': said('hur lång tid det väntas ta', 'how long it is expected to take'),
  purpose: said('ändamålet', 'the purpose'),
  retention: said('hur länge uppgifterna finns kvar', 'how long the data is kept'),
  board: said('nämnden', 'the board'),
  rights: said('rättigheterna', 'the rights'),
  'how-to-appeal': said('hur man överklagar', 'how to appeal'),
  'how-to-complain': said('hur man klagar', 'how to complain'),
  'that-it-is-recorded': said('att samtalet spelas in', 'that the call is recorded'),
  'that-it-is-automated': said('att det sker automatiskt', 'that it is automated'),
  'that-it-may-become-public': said('att det kan bli offentligt', 'that it may become public'),
  decision: said('beslutet', 'the decision'),
  reasons: said('skälen', 'the reasons'),
  assessment: said('bedömningen', 'the assessment'),
  content: said('innehållet', 'the content'),
  'identity-number': said('personnumret', 'the personal identity number'),
  recipients: said('vilka som får uppgifterna', 'who receives the data'),
  source: said('varifrån uppgifterna kommer', 'where the data comes from'),
  'legal-basis': said('den rättsliga grunden', 'the legal basis'),
  'retrieval-code': said('en kod att hämta svaret med', 'a code to fetch the answer with'),
  'that-it-leaves-the-eu': said('att uppgifterna lämnar EU/EES', 'that the data leaves the EU/EEA'),
}

export const rightWords: Both<Right['right']> = {
  information: said('Rätten till information', 'The right to information'),
  access: said('Rätten till ett utdrag', 'The right to an extract'),
  rectification: said('Rätten till rättelse', 'The right to rectification'),
  erasure: said('Rätten till radering', 'The right to erasure'),
  restriction: said('Rätten till begränsning', 'The right to restriction'),
  objection: said('Rätten att invända', 'The right to object'),
  portability: said('Rätten att flytta uppgifter', 'The right to data portability'),
  'withdraw-consent': said('Rätten att ta tillbaka samtycke', 'The right to withdraw consent'),
  'public-record': said('Rätten att ta del av allmän handling', 'The right to see public records'),
  reasons: said('Rätten att få veta skälen', 'The right to be given reasons'),
}
export const askedByWords: Both<(typeof askers)[number]> = {
  self: said('den det gäller', 'the person concerned'),
  guardian: said('vårdnadshavaren', 'the guardian'),
  administrator: said('förvaltaren', 'the administrator'),
  trustee: said('god man', 'the trustee'),
  representative: said('ett ombud', 'a representative'),
  party: said('parten', 'the party'),
  authority: said('en myndighet', 'an authority'),
  anyone: said('vem som helst', 'anyone'),
}
export const rightIdentityWords: Both<Exclude<Right['identity'], 'none'>> = {
  callback: said('uppringning på ett känt nummer', 'a call back on a known number'),
  'e-id': said('e-legitimation', 'an e-ID'),
  'id-document': said('en id-handling', 'an identity document'),
  signature: said('underskrift', 'a signature'),
}
export const deliveryWords: Both<Right['delivery'][number]> = {
  post: said('med post', 'by post'),
  'registered-post': said('med rekommenderad post', 'by registered post'),
  portal: said('på Mina sidor', 'in the portal'),
  'digital-mailbox': said('i digital brevlåda', 'in a digital mailbox'),
  visit: said('vid besök', 'on a visit'),
  email: said('med e-post', 'by e-mail'),
  spoken: said('muntligt', 'orally'),
}

export const insteadWords: Both<(typeof insteadTo)[number]> = {
  board: said('nämnden', 'the board'),
  centre: said('kontaktcenter', 'the contact centre'),
  officer: said('handläggaren', 'the officer'),
  registrar: said('registratorn', 'the registrar'),
  council: said('fullmäktige', 'the council'),
  authority: said('en annan myndighet', 'another authority'),
  emergency: said('112', '112'),
  'paper-form': said('pappersblanketten', 'the paper form'),
}
