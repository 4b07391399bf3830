/**
 * Every refusal there is: code → HTTP status and what it says in Swedish and English (RFC 9457). A code without both texts doesn't compile.
 * `{name}` is filled in from the facts of the refusal; facts are codes, numbers and ids, never content.
 */
type Refusal = { status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 423 | 429 | 500 | 503; sv: string; en: string }

export const problems = {
  invalid_input: {
    status: 422,
    sv: 'Något i det du skickade går inte att använda. Se fälten nedan.',
    en: 'Something you sent can’t be used. See the fields below.',
  },
  not_signed_in: { status: 401, sv: 'Du behöver logga in. Det du skrivit finns kvar.', en: 'You need to sign in. What you wrote is kept.' },
  wrong_password: {
    status: 401,
    sv: 'E-post eller lösenord stämmer inte, eller så har det gjorts för många försök. Vänta i så fall en kvart.',
    en: 'The e-mail or password is wrong, or there have been too many attempts. If so, wait a quarter of an hour.',
  },
  code_needed: {
    status: 401,
    sv: 'Kontot behöver en kod också. Logga in på inloggningssidan.',
    en: 'The account needs a code too. Sign in on the sign-in page.',
  },
  code_wrong: {
    status: 401,
    sv: 'Koden stämmer inte, är redan använd eller för gammal. Vänta på nästa kod, eller börja om.',
    en: 'The code is wrong, used already or too old. Wait for the next one, or start again.',
  },
  passkey_refused: {
    status: 401,
    sv: 'Passernyckeln gick inte att använda här. Logga in på ett annat sätt.',
    en: 'The passkey couldn’t be used here. Sign in another way.',
  },
  passkeys_need_address: {
    status: 409,
    sv: 'Passernycklar kräver att installationens adress är inställd (OMBUD_PUBLIC_URL).',
    en: 'Passkeys need the installation’s address to be set (OMBUD_PUBLIC_URL).',
  },
  step_up_needed: {
    status: 403,
    sv: 'Visa först att det är du: lösenord, kod eller passernyckel.',
    en: 'Show first that it is you: password, code or passkey.',
  },
  already_mapped: { status: 409, sv: 'Gruppen ger redan det.', en: 'The group gives that already.' },
  too_many_attempts: {
    status: 429,
    sv: 'För många försök. Vänta en kvart och försök igen.',
    en: 'Too many attempts. Wait a quarter of an hour and try again.',
  },
  not_permitted: { status: 403, sv: 'Nämndens instruktion tillåter inte det här.', en: 'The board’s instruction doesn’t permit this.' },
  delegation_missing: {
    status: 403,
    sv: 'Nämnden har inte gett dig rätt att besluta i den här sortens ärenden. Förbered beslutet och lämna över det.',
    en: 'The board has not given you the right to decide in this kind of case. Prepare the decision and hand it over.',
  },
  decision_missing: {
    status: 409,
    sv: 'Ärendet kan inte avslutas med beslut: inget beslut är fattat i det.',
    en: 'The case can’t be closed as decided: no decision has been taken in it.',
  },
  e_service_offer_unanswered: {
    status: 409,
    sv: 'Den sökande ska först erbjudas hjälp med e-tjänsten. Svara på vad den sökande sa, och avsluta sedan.',
    en: 'The applicant must first be offered help with the e-service. Say what the applicant answered, then close.',
  },
  stopped_by_wall: {
    status: 403,
    sv: 'Det gick inte: databasens skydd släppte inte igenom det. Inget har ändrats.',
    en: 'It couldn’t be done: the database’s protection didn’t let it through. Nothing has changed.',
  },
  undertaking_missing: {
    status: 403,
    sv: 'Du har inte skrivit under sekretessförbindelsen för nämndens gällande instruktion.',
    en: 'You have not signed the secrecy undertaking for the board’s instruction in force.',
  },
  conflict_of_interest: {
    status: 403,
    sv: 'Ärendet rör dig själv, någon närstående eller en kollega (jäv). Lämna över till en kollega.',
    en: 'The case concerns yourself, someone close to you or a colleague (conflict of interest). Pass it on to a colleague.',
  },
  reason_needed: {
    status: 403,
    sv: 'Ärendet är avslutat eller någon annans. Öppna det med skäl först.',
    en: 'The case is closed or somebody else’s. Open it with a reason first.',
  },
  bulletin_unread: {
    status: 403,
    sv: 'Du har ett meddelande som skulle ha varit läst. Läs det under Meddelanden, så öppnas ärendena igen.',
    en: 'You have a bulletin that should have been read. Read it under Bulletins, and the cases open again.',
  },
  connector_unread: {
    status: 403,
    sv: 'Du har inte läst hur uppgifter får hämtas ur systemet. Läs genomgången och bekräfta, och fråga sedan igen.',
    en: 'You have not read how data may be fetched from the system. Read the briefing and confirm, then ask again.',
  },
  attempt_over: {
    status: 409,
    sv: 'Frågorna är redan besvarade, eller så gäller en nyare instruktion. Du får nya frågor.',
    en: 'The questions have already been answered, or a newer instruction is in force. You get new questions.',
  },
  not_found: { status: 404, sv: 'Det finns inget här, eller så får du inte se det.', en: 'There is nothing here, or you may not see it.' },
  case_not_found: {
    status: 404,
    sv: 'Ärendet finns inte, eller så får du inte se det.',
    en: 'The case doesn’t exist, or you may not see it.',
  },
  case_changed: {
    status: 409,
    sv: 'Någon annan har ändrat ärendet sedan du öppnade det. Läs om det; din text finns kvar.',
    en: 'Someone else has changed the case since you opened it. Reload it; your text is kept.',
  },
  case_already_closed: { status: 409, sv: 'Ärendet är redan avslutat.', en: 'The case is already closed.' },
  rights_already_taken: { status: 409, sv: 'Begäran är redan mottagen.', en: 'The request has been taken up already.' },
  rights_elsewhere: {
    status: 409,
    sv: 'En begäran tas emot hos kommunstyrelsen. Dirigera ärendet dit först.',
    en: 'A request is taken in at the board that hosts the centre. Route the case there first.',
  },
  rights_not_decided: {
    status: 409,
    sv: 'Begäran är inte avgjord: minst en nämnd har sin del kvar.',
    en: 'The request is not decided: at least one board has its part left.',
  },
  rights_not_open: {
    status: 409,
    sv: 'Det gick inte: delen är redan avgjord, tiden är redan förlängd eller den första månaden har gått.',
    en: 'It couldn’t be done: the part is decided, the time is already extended, or the first month has passed.',
  },
  case_not_closed: { status: 409, sv: 'Ärendet är inte avslutat.', en: 'The case is not closed.' },
  harm_test_needed: {
    status: 409,
    sv: 'Ärendet omfattas av sekretess. Gör en menprövning innan det lämnas till en annan nämnd (OSL 8:1).',
    en: 'The case is covered by secrecy. Make a harm test before it goes to another board (OSL 8:1).',
  },
  secrecy_absolute: {
    status: 403,
    sv: 'Sekretessen är absolut. Ärendet får inte lämnas vidare, och ingen prövning kan öppna det.',
    en: 'The secrecy is absolute. The case may not be passed on, and no test can open it.',
  },
  case_is_offered: { status: 409, sv: 'Ärendet väntar på att en nämnd tar emot det.', en: 'The case is waiting for a board to accept it.' },
  case_not_offered: {
    status: 409,
    sv: 'Ärendet är inte överlämnat till din nämnd.',
    en: 'The case has not been handed over to your board.',
  },
  case_not_answerable: { status: 409, sv: 'Det finns ingen adress att svara till.', en: 'There is no address to answer to.' },
  nobody_to_receive: { status: 409, sv: 'Ingen på nämnden kan ta emot ärendet.', en: 'Nobody at the board can receive the case.' },
  anonymous_contact: {
    status: 422,
    sv: 'Kontakten är anonym. Namn och kontaktuppgifter sparas inte.',
    en: 'The contact is anonymous. Names and contact details are not kept.',
  },
  identity_number_in_text: {
    status: 422,
    sv: 'Texten ser ut att innehålla ett personnummer. Instruktionen tillåter inte att det sparas.',
    en: 'The text seems to hold a personal identity number. The instruction doesn’t allow it to be kept.',
  },
  special_category_in_text: {
    status: 422,
    sv: 'Texten innehåller känsliga uppgifter om någon, och nämndens instruktion låter dem inte stå här (GDPR artikel 9, dataskyddslagen 3 kap. 3 §). Maskera eller ta bort dem.',
    en: 'The text holds special categories of data about somebody, and the board’s instruction doesn’t let them stand here (GDPR article 9). Mask or remove them.',
  },
  search_for_special_category: {
    status: 422,
    sv: 'Det är förbjudet att söka fram ett urval av personer med hjälp av känsliga uppgifter (dataskyddslagen 3 kap. 3 § andra stycket). Sök på nummer, namn, adress eller vad ärendet gäller.',
    en: 'It is forbidden to search for a selection of persons by special categories of data. Search by number, name, address or what the case is about.',
  },
  too_late_to_undo: {
    status: 409,
    sv: 'Det är för sent att ångra: svaret har skickats.',
    en: 'It is too late to undo: the answer has been sent.',
  },
  not_in_review: {
    status: 409,
    sv: 'Ärendet väntar inte på någon bedömning nu.',
    en: 'The case doesn’t wait for a judgement now.',
  },
  may_not_go: {
    status: 409,
    sv: 'Ärendet kan inte gallras: det saknas ett gallringsbeslut, eller så säger reglerna emot varandra.',
    en: 'The case can’t be destroyed: there is no disposal decision, or the rules contradict each other.',
  },
  no_retention_rule: {
    status: 409,
    sv: 'Ärendetypen saknar gallringsregel i nämndens instruktion. Den kan inte användas.',
    en: 'The case type has no retention rule in the board’s instruction. It can’t be used.',
  },
  already_answered: {
    status: 409,
    sv: 'Det här är redan besvarat, eller så är det inte ditt att svara på.',
    en: 'This has been answered already, or isn’t yours to answer.',
  },
  log_own_event: {
    status: 409,
    sv: 'Det är din egen händelse. Någon annan bedömer den.',
    en: 'This is your own event. Somebody else judges it.',
  },
  log_control_signed: {
    status: 409,
    sv: 'Utlåtandet är underskrivet och ändras inte.',
    en: 'The statement has been signed and doesn’t change.',
  },
  log_control_unfinished: {
    status: 409,
    sv: 'Det finns rader kvar att bedöma, eller så är utlåtandet redan underskrivet.',
    en: 'There are rows left to judge, or the statement has been signed already.',
  },
  log_period_open: {
    status: 409,
    sv: 'Tiden är inte slut, eller så har inget undertecknats i loggen efter den. Urvalet dras ur det som undertecknas efteråt, så att ingen kan välja det.',
    en: 'The days aren’t over, or nothing has been signed in the log after them. The sample is drawn from what is signed afterwards, so that nobody can choose it.',
  },
  duty_not_due: {
    status: 409,
    sv: 'Uppgiften är redan gjord, eller så har dess dag inte kommit.',
    en: 'The duty has been done already, or its day hasn’t come.',
  },
  nothing_to_accept: {
    status: 409,
    sv: 'Det finns ingen punkt att ta in: nämnden behöver en instruktion som gäller.',
    en: 'There is no clause to take in: the board needs an instruction that is in force.',
  },
  not_a_gap: { status: 409, sv: 'Instruktionen har ett svar på det här.', en: 'The instruction has an answer to this.' },
  version_state: {
    status: 409,
    sv: 'Versionen är inte i det läge som behövs för det här. Läs om sidan.',
    en: 'The version is not in the state that this needs. Reload the page.',
  },
  version_on_its_way: {
    status: 409,
    sv: 'En annan version av nämndens instruktion är redan på väg. Avsluta eller återsänd den först.',
    en: 'Another version of the board’s instruction is already on its way. Finish or return it first.',
  },
  diff_changed: {
    status: 409,
    sv: 'Ändringarna är inte desamma som du såg. Läs dem igen innan du skriver under.',
    en: 'The changes are not the ones you saw. Read them again before you sign.',
  },
  not_a_signer: {
    status: 403,
    sv: 'Du har inte rätt att skriva under för den parten.',
    en: 'You may not sign for that party.',
  },
  same_signer: {
    status: 409,
    sv: 'Parten har redan skrivit under, eller så har du skrivit under för den andra parten. Två parter är två personer.',
    en: 'That party has already signed, or you have signed for the other one. Two parties are two people.',
  },
  signature_needed: {
    status: 409,
    sv: 'Parten har en egen nyckel. Skriv under {hash} med den och skicka underskriften.',
    en: 'The party keeps its own key. Sign {hash} with it and send the signature.',
  },
  signature_wrong: {
    status: 422,
    sv: 'Underskriften stämmer inte med texten och partens nyckel.',
    en: 'The signature doesn’t match the text and the party’s key.',
  },
  draft_changed: {
    status: 409,
    sv: 'Någon annan har ändrat utkastet sedan du öppnade det. Det du skrivit finns kvar.',
    en: 'Someone else has changed the draft since you opened it. What you wrote is kept.',
  },
  file_unreadable: {
    status: 422,
    sv: 'Filen går inte att använda än. Se vad som ska ändras nedan; filen är orörd.',
    en: 'The file can’t be used yet. See below what to change; the file is untouched.',
  },
  instruction_faults: {
    status: 422,
    sv: 'Instruktionen kan inte läggas fram än. Se vad som ska ändras nedan.',
    en: 'The instruction can’t be proposed yet. See below what has to change.',
  },
  review_too_late: {
    status: 422,
    sv: 'Instruktionen ska gås igenom inom tolv månader. Välj en tidigare dag.',
    en: 'The instruction has to be reviewed within twelve months. Choose an earlier day.',
  },
  look_up_needs_contact: {
    status: 403,
    sv: 'Status får bara slås upp i ett öppet ärende eller en pågående kontakt som är din. Ta ärendet först.',
    en: 'Status may only be looked up in an open case or a contact that is yours. Take the case first.',
  },
  look_up_reference: {
    status: 400,
    sv: 'Ange hela ärendebeteckningen som du fått. Det går inte att söka på namn, personnummer eller med jokertecken.',
    en: 'Give the whole reference that you were given. It isn’t possible to search by name, identity number or with wildcards.',
  },
  code_not_found: {
    status: 404,
    sv: 'Koden stämmer inte, eller så är konversationen borttagen.',
    en: 'The code is wrong, or the conversation has been erased.',
  },
  form_unbound: {
    status: 422,
    sv: 'Formuläret kan inte publiceras. Det ska vara bundet till nämnd, kategorier, gallringsregel och sekretess. Se fälten nedan.',
    en: 'The form can’t be published. It must be bound to board, categories, rule of disposal and secrecy. See the fields below.',
  },
  form_not_offered: {
    status: 409,
    sv: 'Formuläret får inte användas: nämndens instruktion tillåter inte allt som det frågar efter, eller så har det ersatts.',
    en: 'The form may not be used: the board’s instruction doesn’t permit all that it asks for, or it has been replaced.',
  },
  application_ended: {
    status: 409,
    sv: 'Ansökan är redan inskickad eller kastad. Den ändras inte mer.',
    en: 'The application has been submitted or thrown away already. It can’t be changed any more.',
  },
  application_changed: {
    status: 409,
    sv: 'Någon annan har skrivit i utkastet sedan du öppnade det. Läs igenom det igen; din text finns kvar.',
    en: 'Someone else has written in the draft since you opened it. Read it again; your text is kept.',
  },
  application_unconfirmed: {
    status: 422,
    sv: 'Ansökan skickas bara in när den sökande har bekräftat det.',
    en: 'The application is submitted only when the applicant has confirmed it.',
  },
  cross_site: { status: 403, sv: 'Anropet kom från en annan webbplats.', en: 'The request came from another site.' },
  too_large: { status: 413, sv: 'Det du skickade är för stort.', en: 'What you sent is too large.' },
  wrong_media_type: { status: 415, sv: 'Formatet går inte att läsa här.', en: 'This format can’t be read here.' },
  database_away: {
    status: 503,
    sv: 'Databasen svarar inte just nu. Försök om en stund.',
    en: 'The database is not answering. Try again in a moment.',
  },
  unexpected: {
    status: 500,
    sv: 'Något gick fel hos oss. Ange spår-id {trace} om du hör av dig.',
    en: 'Something went wrong on our side. Give trace id {trace} if you contact us.',
  },
} as const satisfies Record<string, Refusal>

export type ProblemCode = keyof typeof problems

/** What refuses anything, anywhere. Every other throw is a bug and becomes a 500 with a trace id. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly facts: Readonly<Record<string, unknown>>
  constructor(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}
