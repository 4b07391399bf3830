export type Lang = 'sv' | 'en'

const sv = {
  centre: 'Kontaktcenter',
  skip: 'Hoppa till innehållet',
  otherLanguage: 'English',
  demo: 'Exempelby är en påhittad kommun. Skriv inget om dig själv här.',
  navigation: 'Sidor',
  toAsk: 'Ställ en fråga',
  toAnswer: 'Läs ditt svar',
  toNotice: 'Så hanterar vi dina uppgifter',
  optional: '(frivilligt)',
  errorTitle: 'Fel: ',
  errorSummary: 'Något behöver rättas innan det går att skicka',

  askTitle: 'Ställ en fråga till kommunen',
  askLead:
    'Skriv vad du undrar. Du behöver inte säga vem du är. När du har skickat får du en kod, och med den läser du svaret här på webben.',
  subject: 'Vad gäller det?',
  subjectHint: 'Några ord räcker, till exempel: trasig gatlykta.',
  body: 'Din fråga',
  bodyHint: 'Skriv inte personnummer eller uppgifter om någons hälsa. Vill du vara anonym ska du inte heller skriva vem du är.',
  personSummary: 'Vill du ha svar till dig?',
  personHint: 'Hoppa över det här om du vill vara anonym. Du får en kod till svaret i båda fallen. Fyll bara i det du vill lämna.',
  publicTitle: 'Innan du skriver ditt namn',
  publicText:
    'Det du skickar till kommunen kan bli en allmän handling. Om du klagar på något med ditt namn kan till exempel en granne få läsa det, om ingen regel om sekretess hindrar det.',
  name: 'Namn',
  email: 'E-post',
  emailHint: 'Då skickar vi svaret dit också.',
  phone: 'Telefon',
  address: 'Adress',
  propertyDesignation: 'Fastighetsbeteckning',
  propertyHint: 'Om frågan gäller en fastighet, till exempel Eken 4.',
  noticeTitle: 'Vad som händer med det du skickar',
  noticeMore: 'Läs allt om hur vi hanterar dina uppgifter',
  send: 'Skicka frågan',
  sendAnonymous: 'Skicka utan mina uppgifter',
  shutTitle: 'Formuläret är inte öppet än',
  shutText: 'Kommunen har inte publicerat hur uppgifterna hanteras. Innan det är gjort tar formuläret inte emot något.',

  receivedTitle: 'Vi har tagit emot din fråga',
  codeTitle: 'Skriv upp koden',
  codeText: 'Koden är enda vägen till svaret. Vi kan inte ta fram den åt dig, och vi visar den bara nu.',
  codeKeep: 'Den som har koden kan läsa det du har skrivit och svaret. Stäng sidan när du är klar, om fler använder datorn.',
  copy: 'Kopiera koden',
  copied: 'Koden är kopierad',
  whatNext: 'Vad händer nu?',
  nextRead: 'Någon på kontaktcenter läser din fråga och svarar, eller lämnar den vidare till den nämnd som kan.',
  nextReturn: 'Kom tillbaka med koden för att läsa svaret eller skriva mer.',
  nextMail: 'Du lämnade en e-postadress, så svaret kommer dit också.',
  againTitle: 'Den här frågan har vi redan tagit emot',
  againText: 'Du skickade samma fråga en gång till. Vi har bara tagit emot den en gång.',
  againHidden:
    'Koden visades när du skickade, och vi kan tyvärr inte visa den igen: vi sparar den inte i läsbar form. Hittar du den inte kan du ställa frågan på nytt.',

  codePageTitle: 'Läs ditt svar',
  codePageLead: 'Skriv koden som du fick när du ställde din fråga.',
  code: 'Kod',
  codeHint: '26 tecken. Stora eller små bokstäver, mellanslag och bindestreck spelar ingen roll.',
  open: 'Visa min fråga',

  conversationTitle: 'Din fråga',
  number: 'Ärendenummer',
  board: 'Ansvarig nämnd',
  state: 'Läge',
  disappears: 'När det försvinner',
  stateOf: {
    received: 'Din fråga har kommit fram och läggs in. Titta igen om en liten stund.',
    new: 'Ingen har börjat med din fråga än.',
    open: 'Någon arbetar med din fråga.',
    waiting: 'Vi väntar på något innan vi kan svara. Det kan vara ett besked från dig.',
    closed: 'Avslutat. Skriver du mer öppnas det igen.',
  },
  disappearsOpen: 'Dagen bestäms när ärendet avslutas. Då står den här.',
  disappearsClosed: 'Någon går igenom ärendet innan dagen bestäms.',
  disappearsOn: (day: string) => `Allt tas bort ${day}. Efter det går koden inte att använda.`,
  messages: 'Meddelanden',
  noMessages: 'Det finns inget att läsa ännu.',
  you: 'Du skrev',
  us: 'Kommunen svarade',
  more: 'Skriv mer',
  moreHint: 'Det du skriver läggs till samma ärende.',
  sendMore: 'Skicka',
  moreReceived: 'Tack. Det du skrev har kommit fram.',
  moreLater: 'Din första fråga läggs fortfarande in. Vänta en liten stund och skicka igen. Din text finns kvar nedan.',
  again: 'Titta efter nya svar',

  published: (day: string, version: string) => `Publicerad ${day}, version ${version}.`,
  noticeLead: 'Varje mening bygger på regler som gäller i systemet. Ändras en regel, så ändras meningen.',
  noticeShort: 'I korthet',
  noticeOld: 'Det här är en tidigare version. Den gäller inte längre.',
  noticeNow: 'Läs den som gäller nu',
  noticeWays: 'Delar av informationen',
  noticeByChannel: 'Det som gäller där du hör av dig',
  noticeByBoard: 'Det som gäller hos en viss nämnd',
  noticeWhole: 'All information',
  noticeVersions: 'Tidigare versioner',
  noticeVersionsLead: 'Varje version som har publicerats går att läsa. Den senaste står först.',
  why: 'Varför är det sant?',
  whyText: 'Meningen bygger på de här punkterna i nämndernas instruktioner:',

  missing: { subject: 'Skriv vad det gäller', body: 'Skriv din fråga', code: 'Skriv koden' },
  long: (label: string, most: number) => `${label}: korta texten till högst ${most} tecken`,
  badEmail: 'Skriv en e-postadress som namn@exempel.se, eller lämna fältet tomt',
  codeShape: 'Koden ska ha 26 tecken. Kontrollera att du har fått med alla',
  codeUnknown: 'Koden stämmer inte, eller så är frågan borttagen',
  missingMore: 'Skriv något innan du skickar',

  faults: {
    notFound: ['Sidan finns inte', 'Kontrollera adressen, eller börja om från en av sidorna nedan.'],
    crossSite: ['Det gick inte att skicka', 'Formuläret skickades från en annan webbplats. Öppna sidan här hos kommunen och försök igen.'],
    tooLarge: ['Texten är för lång', 'Gå tillbaka i webbläsaren och korta texten. Det du skrev finns kvar där.'],
    unreadable: ['Det gick inte att läsa', 'Gå tillbaka i webbläsaren och skicka igen.'],
    tooMany: [
      'Vänta en minut',
      'Det har kommit för många försök på kort tid. Gå sedan tillbaka i webbläsaren och försök igen. Det du skrev finns kvar där.',
    ],
    away: [
      'Tjänsten är inte igång just nu',
      'Inget har skickats. Gå tillbaka i webbläsaren och försök om en stund. Det du skrev finns kvar där.',
    ],
    unexpected: ['Något gick fel hos oss', 'Gå tillbaka i webbläsaren och försök igen. Det du skrev finns kvar där.'],
  },
  trace: (id: string) => `Om du hör av dig om felet: ange spår-id ${id}.`,
}

export type Texts = typeof sv
export type Fault = keyof Texts['faults']

const en: Texts = {
  centre: 'Contact centre',
  skip: 'Skip to the content',
  otherLanguage: 'Svenska',
  demo: 'Exempelby is a made-up municipality. Write nothing about yourself here.',
  navigation: 'Pages',
  toAsk: 'Ask a question',
  toAnswer: 'Read your answer',
  toNotice: 'How we handle your data',
  optional: '(optional)',
  errorTitle: 'Error: ',
  errorSummary: 'Something has to be corrected before it can be sent',

  askTitle: 'Ask the municipality a question',
  askLead:
    'Write what you want to know. You don’t have to say who you are. When you have sent it you get a code, and with the code you read the answer here.',
  subject: 'What is it about?',
  subjectHint: 'A few words will do, for example: broken street lamp.',
  body: 'Your question',
  bodyHint:
    'Don’t write personal identity numbers or anything about someone’s health. If you want to be anonymous, don’t write who you are either.',
  personSummary: 'Do you want the answer sent to you?',
  personHint: 'Skip this if you want to be anonymous. You get a code to the answer either way. Fill in only what you want to give.',
  publicTitle: 'Before you write your name',
  publicText:
    'What you send to the municipality may become a public record. If you complain with your name, a neighbour, for example, may get to read it unless secrecy rules prevent it.',
  name: 'Name',
  email: 'E-mail',
  emailHint: 'We then send the answer there too.',
  phone: 'Phone',
  address: 'Address',
  propertyDesignation: 'Property designation',
  propertyHint: 'If the question is about a property, for example Eken 4.',
  noticeTitle: 'What happens to what you send',
  noticeMore: 'Read everything about how we handle your data',
  send: 'Send the question',
  sendAnonymous: 'Send without my details',
  shutTitle: 'The form is not open yet',
  shutText: 'The municipality has not published how the data is handled. Until it has, the form receives nothing.',

  receivedTitle: 'We have received your question',
  codeTitle: 'Write down the code',
  codeText: 'The code is the only way to the answer. We can’t look it up for you, and we show it only now.',
  codeKeep: 'Whoever has the code can read what you wrote and the answer. Close the page when you are done if others use this computer.',
  copy: 'Copy the code',
  copied: 'The code is copied',
  whatNext: 'What happens now?',
  nextRead: 'Someone at the contact centre reads your question and answers it, or hands it to the board that can.',
  nextReturn: 'Come back with the code to read the answer or to write more.',
  nextMail: 'You gave an e-mail address, so the answer is sent there too.',
  againTitle: 'We have already received this question',
  againText: 'You sent the same question once more. We have received it only once.',
  againHidden:
    'The code was shown when you sent it, and we are sorry that it can’t be shown again: we don’t keep it in readable form. If you can’t find it, you can ask again.',

  codePageTitle: 'Read your answer',
  codePageLead: 'Write the code you got when you asked your question.',
  code: 'Code',
  codeHint: '26 characters. Capitals, spaces and hyphens make no difference.',
  open: 'Show my question',

  conversationTitle: 'Your question',
  number: 'Case number',
  board: 'Responsible board',
  state: 'State',
  disappears: 'When it disappears',
  stateOf: {
    received: 'Your question has arrived and is being registered. Look again in a moment.',
    new: 'Nobody has started on your question yet.',
    open: 'Someone is working on your question.',
    waiting: 'We are waiting for something before we can answer. It may be word from you.',
    closed: 'Closed. If you write more it is opened again.',
  },
  disappearsOpen: 'The day is set when the case is closed. Then it stands here.',
  disappearsClosed: 'Someone goes through the case before the day is set.',
  disappearsOn: (day) => `Everything is erased on ${day}. After that the code can’t be used.`,
  messages: 'Messages',
  noMessages: 'There is nothing to read yet.',
  you: 'You wrote',
  us: 'The municipality answered',
  more: 'Write more',
  moreHint: 'What you write is added to the same case.',
  sendMore: 'Send',
  moreReceived: 'Thank you. What you wrote has arrived.',
  moreLater: 'Your first question is still being registered. Wait a moment and send again. Your text is kept below.',
  again: 'Look for new answers',

  published: (day, version) => `Published ${day}, version ${version}.`,
  noticeLead: 'Each sentence stands on rules that the system obeys. When a rule changes, the sentence changes.',
  noticeShort: 'In short',
  noticeOld: 'This is an earlier version. It no longer applies.',
  noticeNow: 'Read the one that applies now',
  noticeWays: 'Parts of the information',
  noticeByChannel: 'What applies where you make contact',
  noticeByBoard: 'What applies at one board',
  noticeWhole: 'All of the information',
  noticeVersions: 'Earlier versions',
  noticeVersionsLead: 'Every version that has been published can be read. The latest comes first.',
  why: 'Why is this true?',
  whyText: 'The sentence stands on these clauses of the boards’ instructions:',

  missing: { subject: 'Write what it is about', body: 'Write your question', code: 'Write the code' },
  long: (label, most) => `${label}: shorten the text to at most ${most} characters`,
  badEmail: 'Write an e-mail address such as name@example.com, or leave the field empty',
  codeShape: 'The code has 26 characters. Check that you got them all',
  codeUnknown: 'The code is wrong, or the question has been erased',
  missingMore: 'Write something before you send',

  faults: {
    notFound: ['There is no such page', 'Check the address, or start again from one of the pages below.'],
    crossSite: ['It could not be sent', 'The form was sent from another website. Open the page here at the municipality and try again.'],
    tooLarge: ['The text is too long', 'Go back in the browser and shorten the text. What you wrote is still there.'],
    unreadable: ['It could not be read', 'Go back in the browser and send again.'],
    tooMany: [
      'Wait a minute',
      'There were too many attempts in a short time. Then go back in the browser and try again. What you wrote is still there.',
    ],
    away: [
      'The service is not running just now',
      'Nothing has been sent. Go back in the browser and try again in a while. What you wrote is still there.',
    ],
    unexpected: ['Something went wrong on our side', 'Go back in the browser and try again. What you wrote is still there.'],
  },
  trace: (id) => `If you contact us about this: give trace id ${id}.`,
}

export const texts: Record<Lang, Texts> = { sv, en }

const locale = { sv: 'sv-SE', en: 'en-GB' }

/** `22 november 2026` */
export function dayInWords(day: string, lang: Lang): string {
  return new Intl.DateTimeFormat(locale[lang], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T12:00:00Z`))
}

/** `22 november 2026 kl. 14:03`, as the clock shows in Sweden. */
export function instantInWords(instant: string, lang: Lang): string {
  return new Intl.DateTimeFormat(locale[lang], { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Stockholm' }).format(
    new Date(instant),
  )
}
