import type { RouteName } from '../contracts/api.ts'

/** What each route does, for whoever reads the API's description. A route without both languages doesn't compile. */
export const routeWords: Record<RouteName, { sv: string; en: string }> = {
  signIn: { sv: 'Loggar in och sätter sessionens kaka.', en: 'Signs in and sets the session cookie.' },
  me: {
    sv: 'Vem som är inloggad, med vilken roll och vilka sekretessförbindelser.',
    en: 'Who is signed in, with which hand and which undertakings.',
  },
  signOut: { sv: 'Loggar ut: sessionen upphör i databasen.', en: 'Signs out: the session ends in the database.' },
  signInWays: { sv: 'Vad inloggningssidan kan erbjuda.', en: 'What the sign-in page can offer.' },
  signInCode: {
    sv: 'Andra steget: en kod från appen, eller en återställningskod.',
    en: 'The second step: a code from the authenticator, or a recovery code.',
  },
  askForPasskey: { sv: 'En fråga till en passernyckel, som besvaras en gång.', en: 'A challenge for a passkey, answered once.' },
  signInPasskey: { sv: 'Loggar in med en passernyckel.', en: 'Signs in with a passkey.' },
  account: { sv: 'Hur du loggar in, och var du är inloggad.', en: 'How you sign in, and where you are signed in.' },
  endSession: { sv: 'Avslutar en av dina inloggningar.', en: 'Ends one of your sessions.' },
  endOtherSessions: { sv: 'Avslutar alla dina andra inloggningar.', en: 'Ends all your other sessions.' },
  stepUp: {
    sv: 'Visar igen att det är du. Sessionen får en ny hemlighet.',
    en: 'Shows again that it is you. The session gets a new secret.',
  },
  offerPasskey: { sv: 'Börjar en ny passernyckel.', en: 'Begins a new passkey.' },
  addPasskey: { sv: 'Sparar en passernyckel. Alla andra inloggningar upphör.', en: 'Keeps a passkey. Every other session ends.' },
  removePasskey: { sv: 'Tar bort en passernyckel. Alla andra inloggningar upphör.', en: 'Takes a passkey away. Every other session ends.' },
  offerCode: {
    sv: 'En hemlighet för en ny kodapp. Den gäller när en kod har visats.',
    en: 'A secret for a new authenticator. It counts when a code has been shown.',
  },
  confirmCode: {
    sv: 'Första koden från en ny kodapp. Svarar med återställningskoder, en gång.',
    en: 'The first code of a new authenticator. Answers with recovery codes, once.',
  },
  removeCode: { sv: 'Tar bort kodappen.', en: 'Takes the authenticator away.' },
  changePassword: { sv: 'Byter lösenord. Alla andra inloggningar upphör.', en: 'Changes the password. Every other session ends.' },
  access: { sv: 'Administratörer: hur andra loggar in.', en: 'Administrators: how others sign in.' },
  mapGroup: { sv: 'En grupp i katalogen ger en roll hos en nämnd.', en: 'A group of the directory gives a hand at a board.' },
  unmapGroup: { sv: 'Gruppen ger inte längre rollen.', en: 'The group no longer gives the hand.' },
  makeScimToken: { sv: 'En nyckel för katalogen (SCIM), visad en gång.', en: 'A token for the directory (SCIM), shown once.' },
  revokeScimToken: { sv: 'Nyckeln slutar gälla.', en: 'The token stops working.' },
  demandSecondFactor: {
    sv: 'Rollen kräver ett andra steg efter lösenordet, eller inte.',
    en: 'The hand demands a second step after the password, or doesn’t.',
  },
  offerLink: {
    sv: 'En engångslänk som kopplar en persons kommunkonto.',
    en: 'A one-time link that links a person’s account at the employer.',
  },
  clearFactors: { sv: 'Tar bort en persons passernycklar och kodapp.', en: 'Takes a person’s passkeys and authenticator away.' },
  organisation: { sv: 'Nämnder, ärendetyper, kanaler, utfall och kollegor.', en: 'Boards, case types, channels, outcomes and colleagues.' },
  quiz: {
    sv: 'En ny dragning av situationer ur nämndens instruktion, och texten som skrivs under. Dragningen sparas.',
    en: 'A new draw of situations from the board’s instruction, and the text that is signed. The draw is kept.',
  },
  listBulletins: { sv: 'Meddelanden jag ska läsa, och dem jag får följa upp.', en: 'Bulletins I am to read, and those I may follow up.' },
  readBulletin: {
    sv: 'Läskvitto. Det som meddelandet stängde öppnas i nästa anrop (A12).',
    en: 'A read receipt. What the bulletin closed opens in the next request (A12).',
  },
  listConflicts: {
    sv: 'Egna anmälningar av jäv, utan uppgifterna; för den som leder andra antal (A25).',
    en: 'One’s own declared conflicts of interest, without the points; counts for those who lead (A25).',
  },
  declareConflict: {
    sv: 'Anmäler jäv. Uppgiften hashas med nyckel och sparas aldrig i klartext.',
    en: 'Declares a conflict of interest. The point is hashed with a key and never kept in clear.',
  },
  withdrawConflict: {
    sv: 'Tar tillbaka en anmälan om jäv. Görs av den som leder personen.',
    en: 'Takes a declaration back; by whoever leads the person.',
  },
  passOn: { sv: 'Lämnar ett ärende man är jävig i till kön.', en: 'Passes a case that concerns oneself on to the queue.' },
  nameForConflict: {
    sv: 'Utser vem som får se en kollegas ärende.',
    en: 'Names who may see a colleague’s matter.',
  },
  openWithReason: {
    sv: 'Öppnar ett avslutat ärende eller någon annans, med skäl, i en halvtimme (A6).',
    en: 'Opens a closed case, or somebody else’s, with a reason, for half an hour (A6).',
  },
  listGlass: { sv: 'Nödöppningar, egna och nämndens (B14).', en: 'Emergency openings, one’s own and the board’s (B14).' },
  breakGlass: {
    sv: 'Nödöppnar ett ärende, högst en timme. Nämnden får veta det direkt.',
    en: 'Opens a case in an emergency, an hour at most. The board is told at once.',
  },
  secondGlass: { sv: 'Säger ja som den andra av två till en nödöppning.', en: 'Says yes, as the second of two, to an emergency opening.' },
  mendGlass: { sv: 'Stänger en nödöppning före tiden.', en: 'Closes an emergency opening before its time.' },
  accessReviews: {
    sv: 'Nämndens genomgångar av behörigheter, en varje kvartal (A6).',
    en: 'The board’s access reviews, one each quarter (A6).',
  },
  reviewAccess: { sv: 'Bekräftar eller tar bort någons behörighet.', en: 'Confirms or removes someone’s access.' },
  giveAccessBack: { sv: 'Ger tillbaka en behörighet.', en: 'Gives an access back.' },
  whoSees: { sv: 'Vad en person får göra med nämndens ärenden, och varför.', en: 'What a person may do with the board’s cases, and why.' },
  publishBulletin: {
    sv: 'Publicerar ett meddelande som ska läsas inom ett antal dagar.',
    en: 'Publishes a bulletin that is to be read within so many days.',
  },
  withdrawBulletin: { sv: 'Tar tillbaka ett meddelande.', en: 'Takes a bulletin back.' },
  undertakingCoverage: {
    sv: 'Hur många som har skrivit under för den egna nämnden, som antal (A23).',
    en: 'How many have signed for one’s own board, as counts (A23).',
  },
  listConnectors: {
    sv: 'Nämndernas system, med genomgången av hur uppgifter får hämtas (A24).',
    en: 'Boards’ systems, with the briefing of how data may be fetched (A24).',
  },
  acknowledgeConnector: { sv: 'Bekräftar att genomgången av ett system är läst.', en: 'Confirms that a system’s briefing has been read.' },
  signUndertaking: {
    sv: 'Skriver under sekretessförbindelsen när alla svar är rätt. Annars vad som var fel, och punkten som säger det.',
    en: 'Signs the undertaking when every answer is right. Otherwise what was wrong, and the clause that says so.',
  },
  counts: { sv: 'Antal ärenden i varje vy. Visar inget innehåll.', en: 'Cases in each view, counted. Shows no content.' },
  listCases: {
    sv: 'En vy av ärenden, nyast först. Öppnar de rader vars innehåll visas.',
    en: 'A view of cases, newest first. Opens the rows whose content it shows.',
  },
  searchCases: {
    sv: 'Söker nummer, namn, telefon, adress, fastighet och text. Sökordet står aldrig i adressen.',
    en: 'Searches number, name, phone, address, property and text. The words never stand in the address.',
  },
  openCase: {
    sv: 'Öppnar ett ärende för ett ändamål. Raden i åtkomstloggen är nyckeln.',
    en: 'Opens a case for a purpose. The row in the access log is the key.',
  },
  assignCase: { sv: 'Tar ärendet eller lämnar det till en kollega.', en: 'Takes the case or gives it to a colleague.' },
  writeNote: { sv: 'Skriver en intern anteckning.', en: 'Writes an internal note.' },
  writeAnswer: {
    sv: 'Skriver ett svar. Det lämnar huset efter ångertiden.',
    en: 'Writes an answer. It leaves when the time to undo has passed.',
  },
  undoAnswer: { sv: 'Ångrar ett svar som inte har skickats.', en: 'Takes back an answer that has not been sent.' },
  routeCase: { sv: 'Byter ärendetyp, och därmed nämnd.', en: 'Changes the case type, and with it the board.' },
  splitCase: { sv: 'Ge en fråga i meddelandet ett eget ärende', en: 'Give a question in the message a case of its own' },
  testHandOver: {
    sv: 'Menprövar innan ett ärende med sekretess lämnas till en annan nämnd. Svaret antecknas.',
    en: 'The harm test before a secret case goes to another board. What it comes to is recorded.',
  },
  handOver: { sv: 'Lämnar över ärendet till en nämnd, med skäl.', en: 'Offers the case to a board, with a reason.' },
  acceptHandover: { sv: 'Tar emot ett överlämnat ärende.', en: 'Accepts a case that was handed over.' },
  returnHandover: { sv: 'Lämnar tillbaka ett överlämnat ärende, med skäl.', en: 'Returns a case that was handed over, with a reason.' },
  decideCase: { sv: 'Fattar ett beslut med stöd av delegation.', en: 'Takes a decision by delegation.' },
  listDecisions: { sv: 'Beslut som fattats med delegation.', en: 'Decisions taken by delegation.' },
  reportDecisions: { sv: 'Noterar att beslut har anmälts till nämnden.', en: 'Notes that decisions have been reported to the board.' },
  closeCase: { sv: 'Avslutar ärendet och startar gallringens klocka.', en: 'Closes the case and starts its retention clock.' },
  reopenCase: { sv: 'Öppnar ärendet igen och stoppar klockan.', en: 'Reopens the case and stops its clock.' },
  confirmDelivery: {
    sv: 'Bekräftar att ärendet är levererat till nämndens system (B20).',
    en: 'Confirms that the case has reached the board’s own system (B20).',
  },
  markSecrecy: {
    sv: 'Märker att ett ärende eller ett meddelande kan vara hemligt (OSL 5:5).',
    en: 'Marks a case or a message as perhaps secret (OSL 5:5).',
  },
  liftSecrecyMark: { sv: 'Tar bort en sekretessmarkering.', en: 'Lifts a mark of secrecy.' },
  placeHold: { sv: 'Stoppar gallringen, längst 90 dagar.', en: 'Holds the disposal, for 90 days at most.' },
  declareHappening: {
    sv: 'Antecknar att något har hänt som gallringen räknas från.',
    en: 'Records that something has happened that retention counts from.',
  },
  listReviews: {
    sv: 'Ärenden och kontakter vars gallring väntar på en bedömning.',
    en: 'Cases and contacts whose disposal waits for a judgement.',
  },
  judgeReview: { sv: 'Bedömer att ett ärende är inaktuellt eller ska vara kvar.', en: 'Judges that a case is obsolete or stays.' },
  releaseHold: { sv: 'Häver ett stopp.', en: 'Releases a hold.' },
  bePresent: { sv: 'Talar om att någon läser eller skriver.', en: 'Tells that someone is reading or writing.' },
  keepDraft: { sv: 'Sparar ett utkast på servern.', en: 'Keeps a draft on the server.' },
  contactDraft: { sv: 'Utkastet till en ny kontakt.', en: 'The draft of a new contact.' },
  registerContact: {
    sv: 'Registrerar ett samtal eller besök med en eller flera frågor.',
    en: 'Registers a call or visit with one or more questions.',
  },
  listContacts: { sv: 'Kontakter, nyast först.', en: 'Contacts, newest first.' },
  contactDuties: {
    sv: 'Vad instruktionen vill att man säger eller frågar innan en sådan kontakt registreras.',
    en: 'What the instruction wants said or asked before such a contact is registered.',
  },
  openContact: { sv: 'Öppnar en kontakt för ett ändamål.', en: 'Opens a contact for a purpose.' },
  listDisposals: { sv: 'Vad som ska gallras, stoppats och gallrats.', en: 'What is due, held and disposed of.' },
  certificate: { sv: 'Ett gallringsbevis, prövat på nytt.', en: 'A certificate of disposal, verified again.' },
  listInstructions: { sv: 'Nämndernas gällande instruktioner.', en: 'The boards’ instructions in force.' },
  readInstruction: { sv: 'En nämnds instruktion som meningar.', en: 'One board’s instruction as sentences.' },
  listVersions: {
    sv: 'Alla versioner av nämndens instruktion, öppna stopp och genomgångar.',
    en: 'Every version of the board’s instruction, open stops and reviews.',
  },
  readVersion: {
    sv: 'En version: texten, underskrifterna och vad den inloggade får göra med den nu.',
    en: 'One version: the text, the signatures and what the one signed in may do with it now.',
  },
  readVersionDiff: {
    sv: 'Vad versionen ändrar, punkt för punkt, med den kontrollsumma som skrivs under.',
    en: 'What the version changes, clause by clause, with the hash that is signed.',
  },
  proposeVersion: {
    sv: 'Lägger fram ett utkast; därefter står texten still.',
    en: 'Proposes a draft; from then on the text stands still.',
  },
  approveVersion: { sv: 'Nämnden godkänner: paragraf, dag, lösenord igen.', en: 'The board approves: paragraph, day, password again.' },
  acceptVersion: {
    sv: 'Kontaktcenter godtar; sedan sätts versionen i kraft.',
    en: 'The contact centre accepts; then the version is put in force.',
  },
  returnVersion: {
    sv: 'Tillbaka till utkast med ett skäl; underskrifterna faller.',
    en: 'Back to draft with a reason; the signatures are void.',
  },
  endVersion: { sv: 'En parts underskrift för att instruktionen ska upphöra.', en: 'One party’s signature for the instruction to end.' },
  stopInstruction: {
    sv: 'Nämnden stoppar instruktionen, helt eller delvis, genast.',
    en: 'The board stops its instruction, in whole or part, at once.',
  },
  liftStop: { sv: 'Nämnden häver ett stopp; kontaktcenter ska också skriva under.', en: 'The board lifts a stop; the centre signs too.' },
  acknowledgeLift: { sv: 'Kontaktcenter bekräftar att ett stopp hävs.', en: 'The contact centre acknowledges that a stop is lifted.' },
  reviewInstruction: { sv: 'Antecknar nämndens årliga genomgång.', en: 'Records the board’s yearly review.' },
  bringKey: { sv: 'Parten börjar skriva under med en egen nyckel.', en: 'The party begins to sign with a key of its own.' },
  startDraft: {
    sv: 'Skapar ett utkast till instruktion: från den som gäller, tomt, från en mall eller en fil.',
    en: 'Starts a draft of an instruction: from the one in force, empty, from a template or a file.',
  },
  readDraft: {
    sv: 'Utkastet som det skrivs, med meningar, kontroller och kommentarer.',
    en: 'The draft as it is written, with sentences, checks and comments.',
  },
  saveDraft: {
    sv: 'Sparar utkastet och svarar med vad varje punkt betyder och vad som ska ändras.',
    en: 'Keeps the draft and answers with what each clause means and what to change.',
  },
  exportYaml: { sv: 'En version som fil.', en: 'A version as a file.' },
  listTemplates: { sv: 'Mallar för nämndens slag av verksamhet.', en: 'Templates for the board’s kind of work.' },
  clauseForm: {
    sv: 'Formuläret som en punkt skrivs i, gjort ur språkets schema.',
    en: 'The form a clause is written in, made from the schema of the language.',
  },
  writeComment: { sv: 'Skriver en kommentar till en punkt.', en: 'Writes a comment on a clause.' },
  resolveComment: { sv: 'Markerar en kommentar som klar, eller öppnar den igen.', en: 'Settles a comment, or opens it again.' },
  simulate: {
    sv: 'Frågar vad ett utkast skulle ändra: ställs i kö som ett jobb (P5).',
    en: 'Asks what a draft would change: queued as a job (P5).',
  },
  latestSimulation: { sv: 'Den senaste beräkningen av ett utkast.', en: 'The newest simulation of a draft.' },
  readSimulation: { sv: 'Hur långt en beräkning har kommit, och vad den visar.', en: 'How far a simulation has come, and what it shows.' },
  cancelSimulation: { sv: 'Avbryter en beräkning.', en: 'Cancels a simulation.' },
  readOffboarding: {
    sv: 'Hur långt avvecklingen har kommit när nämndens instruktion har upphört.',
    en: 'How far the off-boarding has come when a board’s instruction has ended.',
  },
  readLog: {
    sv: 'En sida av nämndens logg, med bevis för varje rad; att den lästes och för vad står sedan i loggen (A18, L56).',
    en: 'A page of the board’s log, with proof of each row; that it was read and for what stands in the log from then on (A18, L56).',
  },
  listLogControls: { sv: 'Nämndens loggkontroller.', en: 'The board’s log controls.' },
  startLogControl: {
    sv: 'Drar ett slumpat urval ur nämndens logg och letar efter riskmönster (L56). Samma tid ger samma kontroll.',
    en: 'Draws a random sample of the board’s log and looks for risk patterns (L56). The same days give the same control.',
  },
  readLogControl: { sv: 'En kontroll: raderna som ska bedömas, och utlåtandet.', en: 'A control: the rows to judge, and the statement.' },
  judgeLogItem: { sv: 'Bedömer en rad, med skäl; aldrig sin egen.', en: 'Judges a row, with a reason; never one’s own.' },
  signLogControl: { sv: 'Undertecknar utlåtandet när allt är bedömt.', en: 'Signs the statement when everything has been judged.' },
  listGaps: { sv: 'Det instruktionen inte svarar på (A13).', en: 'What the instruction has no answer to (A13).' },
  reportGap: { sv: 'Säger till nämnden att instruktionen saknar ett svar.', en: 'Tells the board that its instruction lacks an answer.' },
  readGap: { sv: 'En lucka, hur ofta den har mötts, och en förberedd punkt.', en: 'A gap, how often it was met, and a prepared clause.' },
  refuseGap: { sv: 'Nämnden behåller instruktionen som den är, med skäl.', en: 'The board keeps its instruction as it is, with a reason.' },
  answerGap: { sv: 'Nämnden tar in den förberedda punkten i sitt utkast.', en: 'The board takes the prepared clause into its draft.' },
  listDuties: {
    sv: 'Det som är skyldigt en nämnd, och det som ska göras igen.',
    en: 'What is owed to a board, and what is to be done again.',
  },
  doDuty: { sv: 'Återkommande uppgift utförd.', en: 'A recurring duty done.' },
  readNotice: {
    sv: 'Öppnar ett meddelande till nämnden; den första lämnar kvittot.',
    en: 'Opens a notice; the first to do so leaves the receipt.',
  },
  answerNotice: { sv: 'Svarar på ett meddelande till nämnden.', en: 'Answers a notice.' },
  sayInfringing: {
    sv: 'Säger till nämnden att en punkt bryter mot lag. Punkten pausas (A10).',
    en: 'Tells the board that a clause breaks the law. The clause is paused (A10).',
  },
  listForms: {
    sv: 'Formulär för ansökan som får användas nu, och vad vart och ett är bundet till (A34).',
    en: 'Application forms that may be used now, and what each is bound to (A34).',
  },
  publishForm: {
    sv: 'Publicerar en ny version av ett formulär, bunden till nämnd, kategorier, gallring och sekretess (A34).',
    en: 'Publishes a new version of a form, bound to board, categories, disposal and secrecy (A34).',
  },
  listApplications: { sv: 'Utkast till ansökan som man själv hjälper till med.', en: 'Drafts of applications that one helps with.' },
  startApplication: {
    sv: 'Börjar hjälpa någon med en ansökan. Koden är den sökandes och sägs en gång (A33).',
    en: 'Begins to help someone with an application. The code is the applicant’s and is said once (A33).',
  },
  readApplication: { sv: 'Läser utkastet som man hjälper till med.', en: 'Reads the draft that one helps with.' },
  writeApplication: {
    sv: 'Skriver i utkastet; varje fält märks. Bara den sökande kan skicka in (A33).',
    en: 'Writes in the draft; each field is marked. Only the applicant can submit (A33).',
  },
  listLinks: {
    sv: 'Länkarna som visas för allmänheten, var de står och vad kontrollen fann (B31).',
    en: 'The links the public is shown, where they stand and what the check found (B31).',
  },
  listControls: {
    sv: 'Skyddsåtgärderna, hur de fungerar och vad som är stängt under tiden.',
    en: 'The security measures, how they work and what is closed meanwhile.',
  },
  controlReport: {
    sv: 'Nämndens underskrivna kontrollrapport för ett kvartal (A8).',
    en: 'The board’s signed control report for a quarter (A8).',
  },
  addSubProcessor: { sv: 'För in ett underbiträde i registret (X5).', en: 'Enters a sub-processor in the register (X5).' },
  endSubProcessor: {
    sv: 'Avslutar ett underbiträde; inget som det driver startar.',
    en: 'Ends a sub-processor; nothing that it runs starts.',
  },
  consentToSubProcessor: {
    sv: 'Nämndens godkännande av ett underbiträde, med paragraf.',
    en: 'The board’s consent to a sub-processor, with its paragraph.',
  },
  withdrawConsent: { sv: 'Nämnden tar tillbaka sitt godkännande.', en: 'The board takes its consent back.' },
  registerRights: {
    sv: 'Tar emot en begäran om rättigheter eller allmän handling, på telefon eller i disken (A14, A15, B23).',
    en: 'Takes in a request about rights or a public record, on the phone or at the desk (A14, A15, B23).',
  },
  takeUpRights: {
    sv: 'Gör ett meddelande som kommit in till en begäran. Klockan går från när meddelandet kom.',
    en: 'Makes a message that has come in a request. Its clock runs from when the message came.',
  },
  sendNoticeText: {
    sv: 'Svarar med den allmänna informationen om behandlingen, det enda svar kontaktcenter ger själv (A14).',
    en: 'Answers with the general notice, the only answer that the centre gives itself (A14).',
  },
  listRights: { sv: 'Begäran, en del för varje nämnd, utan innehåll.', en: 'Requests, one part for each board, without content.' },
  readRightsPart: {
    sv: 'Nämnden öppnar sin del; kvittot lämnas och läsningen loggas.',
    en: 'The board opens its part; the receipt is left and the reading logged.',
  },
  takeRightsPart: { sv: 'Någon på nämnden tar sig an delen.', en: 'Somebody at the board takes the part in hand.' },
  extendRightsPart: {
    sv: 'Två månader till, med skäl, inom den första månaden (GDPR 12.3).',
    en: 'Two months more, with reasons, inside the first month (GDPR 12.3).',
  },
  decideRightsPart: {
    sv: 'Nämndens beslut om sin del. Avslag har grund och skäl, och kan överklagas.',
    en: 'The board’s decision on its part. A refusal has its ground and reasons, and can be appealed.',
  },
  lookUpCatalogue: {
    sv: 'Vad som får slås upp i vilken nämnds verksamhetssystem, och vem som får veta det.',
    en: 'What may be looked up in which board’s own system, and who may be told.',
  },
  judgeText: {
    sv: 'Visar vad i en text som skrivs som nämndens instruktion inte låter stå. Texten sparas inte (T10, A3).',
    en: 'Shows what in a text that is being written the board’s instruction doesn’t let stand. The text is not kept (T10, A3).',
  },
  askStatus: {
    sv: 'Slår upp status i ett verksamhetssystem. Svaret visas och sparas inte (A31).',
    en: 'Looks status up in a board’s own system. The answer is shown and not stored (A31).',
  },
  testTelling: {
    sv: 'Menprövar innan något hemligt ur en slagning berättas för vem som helst. Svaret antecknas.',
    en: 'The harm test before something secret of a look-up is told to anyone. What it comes to is recorded.',
  },
  tellStatus: {
    sv: 'Prövar vilka av uppgifterna som får berättas för den som frågar (A30).',
    en: 'Judges which of the fields may be told to whoever asks (A30).',
  },
  listJobs: { sv: 'Bakgrundsarbetets fyra slut, karantän och utkorg.', en: 'The four ends of jobs, the quarantine and the outbox.' },
  notice: { sv: 'Informationen till allmänheten, sammanställd ur reglerna.', en: 'The public notice, compiled from the rules.' },
  instructionDocument: {
    sv: 'Instruktionen som dokument, med ordalydelse, mening och lag.',
    en: 'The instruction as a document: wording, meaning and law.',
  },
  instructionJsonLd: {
    sv: 'Instruktionen för maskiner: DPV och ODRL som JSON-LD.',
    en: 'The instruction for machines: DPV and ODRL as JSON-LD.',
  },
  recordOfProcessing: {
    sv: 'Biträdets register över behandlingar, som det var vid en tidpunkt (X4).',
    en: 'The processor’s record of processing, as it stood at an instant (X4).',
  },
  descriptionOfRecords: { sv: 'Beskrivning av allmänna handlingar (OSL 4:2).', en: 'The description of public records.' },
  noticeFaults: {
    sv: 'Vad den publicerade informationen säger utan stöd eller döljer (P1).',
    en: 'What the published notice says without a rule, or hides (P1).',
  },
  listNotices: { sv: 'När informationen till allmänheten har publicerats.', en: 'When the public notice has been published.' },
  noticeVersion: { sv: 'Informationen till allmänheten som den var då.', en: 'The public notice as it was then.' },
  askQuestion: { sv: 'Ställer en fråga; namn och kontaktväg är frivilliga.', en: 'Asks a question; name and contact are optional.' },
  readConversation: { sv: 'Läser en konversation med hämtningskoden.', en: 'Reads a conversation with its retrieval code.' },
  followUp: { sv: 'Fortsätter en konversation med hämtningskoden.', en: 'Continues a conversation with its retrieval code.' },
}
