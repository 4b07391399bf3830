/** Words that tell of health, faith or crime, used of something else: by the word's beginning, what must stand before or after it. Folded. */
export type Figure = { word: RegExp; before?: RegExp; after?: RegExp }

export const figures: readonly Figure[] = [
  {
    word: /^sjuk(?:a|t)?$/,
    after:
      /^ (?:bil|grej|kul|bra|dyr|dalig|mycket|stor|liten|snabb|ful|snygg|fin|lukt|historia|situation|uppgradering|deal|jul|hus|trad|alm|planta|vaxt|sommar|kostnad|prisniva|pris|kansla|tavling)/,
  },
  {
    word: /^sjuk(?:a|t)?$/,
    before:
      /(?:tradet|trad|alm|almen|almar|ask|asken|vaxten|bjorken|eken|planta|hacken|hunden|katten|hast|hasten|rad|kul) (?:ar |som ar |med )?$/,
  },
  {
    word: /^allergisk/,
    after:
      /^ mot (?:ko|koer|moten|krangel|byrakrati|politiker|regler|blanketter|mandagar|telefon|skatt|arbete|stad|vantetid|stress|dumhet|daligt|att|formular|kommunen|sana|sadant|idioti)/,
  },
  { word: /^(?:dov|dova|blind|blinda|lam)$/, after: /^ (?:for|flack|flackar|infor|tarm|passagerare|dorr|date|anka|ursakt)/ },
  { word: /^(?:blind|blinda)$/, after: /^(?:a|t)? ?(?:fonster|vag|kurva|karlek)/ },
  {
    word: /^ont$/,
    before: /(?:gott och|ingenting|inget|gjort|aning) $/,
    after: /^ (?:om (?:tid|plats|pengar|parkering|folk|om|bemanning|lagenheter)|i (?:planboken|sjalen|ogonen att se|plan))/,
  },
  { word: /^ont$/, after: /^ om / },
  { word: /^(?:smart|smarta|smarter)/, after: /^ (?:gang|lampa|telefon|kort|stad|losning)/ },
  { word: /^(?:feber|vark|kramp)/, before: /(?:guld|res|bygg|val|jul|rea|hus|lagenhets)-?$/ },
  {
    word: /^skadad/,
    before:
      /(?:bilen|staketet|vagen|skylten|lampan|kabeln|fasaden|tradet|trottoaren|asfalten|bryggan|brunnen|ledningen|dorren|rutan|paket(?:et)?|bord|banken|stolpen|cykeln|gungan|muren|elskap(?:et)?|ar) (?:ar |blev |har blivit |blivit |var |ar nu )?$/,
  },
  {
    word: /^(?:bruten|brutet|brot)/,
    before:
      /(?:gren|grenen|gungan|staket(?:et)?|skylt(?:en)?|strom(?:men)?|trad(?:et)?|stolpe(?:n)?|kontakt(?:en)?|avtal(?:et)?|pinne|tak(?:et)?) (?:ar |har |som ar |blev )?$|mark ?$/,
  },
  { word: /^(?:brot|bruten|brutet)/, after: /^ (?:mot|upp|igenom|sig in|avtal|malm|linje|trend|mark|isen|strom|kontakt|loftet|regel)/ },
  {
    word: /^(?:behandling|behandlingen|behandlas|behandlad)/,
    after:
      /^ (?:av (?:arendet|arende|ansokan|personuppgift|mitt arende|fragan|motion|uppgifter|data|klagomal|min ansokan|vara|mina|era|arenden)|i (?:namnden|fullmaktige|utskottet|kommunstyrelsen)|mot (?:klotter|rost|fukt|alger|mogel))/,
  },
  {
    word: /^behandla/,
    after:
      /^ (?:mitt|min|mina|ert|era|vart|vara|denna|detta|dessa|alla|den har|ett|en) ?(?:arende|ansokan|fraga|synpunkt|klagomal|uppgift|begaran|overklagan|motion|personuppgift)/,
  },
  {
    word: /^behandl/,
    before:
      /(?:personuppgift(?:s|er|erna)?|arende(?:t|n)?|ansokan|fragan|motionen|forslaget|uppgifter(?:na)?|data|illa|daligt|rattvist|lika|olika|bli|blivit|orattvist|bra|trevligt|blir|blev) (?:har |ska |skall |ni |kommer att |blir )?$/,
  },
  { word: /^operation/, after: /^ (?:stadning|sommar|dagsverke|rent|snorojning)/ },
  { word: /^(?:trott|trotta)/, after: /^ pa / },
  { word: /^stressad/, before: /(?:situation|trafik) $/ },
  { word: /^(?:add)$/, before: /(?:klicka|knappen|tryck) (?:pa )?$/, after: /^ (?:to|on|friend|to cart)/ },
  { word: /^(?:add|als|kol)$/, after: /^-?(?:on|ons)/ },
  { word: /^(?:autis|schizofren|bipolar)/, after: /^ (?:vader|system|beslut|politik|trafik)/ },
  { word: /^(?:psykos|deppig|depress|angest)/, before: /(?:ekonomisk|stora|lagkonjunktur|ekonomiska|klimat) ?$/ },
  { word: /^(?:migran|angest)/, after: /^ (?:av|for|over) (?:blankett|ert|er|kommunens|regler|att ringa|hemsid|webb|detta|kon)/ },
  { word: /^(?:cancer|pest|epidemi|virus)/, after: /^ (?:pa samhallet|i samhallet|for samhallet)/ },
  { word: /^virus/, before: /(?:dator|data)/ },
  { word: /^(?:anfall|krampa|attack)/, before: /(?:skratt|raseri|get|hjart i taket) ?$/ },
  {
    word: /^halt(?:a|e|en)?$/,
    before:
      /(?:is|det ar|ar det|jatte|glash|sa|valdigt|blixt|superh|spegel|vag(?:en)?|vagbana(?:n)?|trottoar(?:en)?|mycket|blir|blev|hemskt|oerhort) (?:ar |var |blev )?$/,
    after: /^ (?:pa|i|underlag|ute|vag|vaglag|golv|pga|av|under|nar)/,
  },
  {
    word: /^halt$/,
    before: /(?:salt|fukt|alkohol|fett|gott|radon|metall|kvav|koldioxid|blodalkohol|arsenik|hogt?|hog|lag|vilken|hogre) ?$/,
    after: /^ (?:av)/,
  },
  {
    word: /^(?:full|fulla)$/,
    after:
      /^ (?:av|koll|fart|gang|med|tid|storlek|pension|ers|lon|betalning|forstaelse|pott|effekt|ratt|insyn|kontroll|rulle|tank|skala|utsträckning|utstrackning|kost|styrka|trav|fran|poang|dag|beredskap|lista|ansvar|papperskorg|container|soptunna|kapacitet)/,
  },
  {
    word: /^(?:full|fulla)$/,
    before:
      /(?:brevladan|papperskorgen|papperskorg|soptunnan|soptunnor(?:na)?|tunnan|tunnorna|kon|containern|karlet|parkeringen|kursen|bussen|listan|inkorgen|forskolan|klassen|igloo(?:n)?|igloon|behallaren|behallarna|behallare|atervinningen|stationen|tanken|brunnen|platsen|platserna|ar|alltid|redan|helt|jatte|mycket|smock|alla|blir|blivit|stod) $/,
  },
  { word: /^dricker$/, after: /^ (?:kaffe|te|vatten|mjolk|saft|juice|lask|for lite|inte)/ },
  {
    word: /^beroende$/,
    after:
      /^ (?:av (?:bil|buss|vader|hur|om|vad|vilken|var|nar|kommunen|att|el|internet|den|det|personnummer|arende|alder|tid|storlek|bilen|kollektiv|region|pa|budget)|pa )/,
  },
  { word: /^(?:skuld|skulder)$/, after: /^ (?:till att|i att|for att|for det|pa|ar det|ligger pa)/ },
  { word: /^skuld$/, before: /(?:utan|vems|er|kommunens|min|deras|ingens|vars|eran|ert|din|skolans|bussens) (?:ar )?$/ },
  { word: /^(?:skilt|skilda|skilja)/, after: /^ (?:at|sig|sopor|mellan|fran|satt|typer|pa|fakta|avfall|meningar|hall)|^(?:at)/ },
  {
    word: /^(?:insats|insatser)$/,
    before: /(?:bra|snabb|fin|god|polisens|kommunens|raddningstjanstens|jatte|er|era|stor|utmarkt|fantastisk|ideell) ?$/,
  },
  {
    word: /^(?:placering|placerad)/,
    after:
      /^ (?:av|fel|pa (?:en|ett|gatan|trottoar|hornet|vagen|parkering|marken|tomten|fel|andra|plan)|dar|mitt i|for nara|vid|langs|under|ovanfor|snett|daligt|bredvid|framfor|i (?:tabellen|tavling|korsning|backen|dike|rondell|vagen|hornet|hallen|entre|centrum|parken))/,
  },
  {
    word: /^(?:placering|placerad)/,
    before:
      /(?:papperskorg(?:en)?|skylt(?:en|ar|arna)?|bank(?:en)?|stolpe(?:n)?|lampa(?:n)?|container(?:n)?|hallplats(?:en)?|kamera(?:n)?|skrap(?:et)?|blomlada(?:n)?|farthinder|farthindret|brevlada(?:n)?|cykelstall(?:et)?|felaktigt|daligt|illa|fel|ologiskt|station(?:en)?|gungan|hogt|lagt) (?:ar |som ar |blev |blivit |har blivit |sitter )?$/,
  },
  {
    word: /^kontaktperson/,
    before: /(?:er|var|kommunens|projektets|foreningens|foretagets|vem ar|ny|min kontaktperson hos|skolans|ansvarig|bolagets|som) $/,
    after:
      /^ (?:for (?:fragor|projekt|foretag|upphandling|leverans|forening|avtal|evenemang|bokning|kursen|entreprenad|pressen)|pa (?:foretaget|kommunen|foreningen)|hos (?:er|kommunen|foretaget|entreprenoren)|i (?:foreningen|projektet|styrelsen)|ar [a-z]+ pa|angavs|i arendet)/,
  },
  { word: /^(?:avlastning|umgange|assistent|assistenten)/, after: /^ (?:av|for|med|pa|ytan|sbordet)/ },
  {
    word: /^(?:vald)$/,
    before: /(?:blev|ar|har|bli|blivit|en|som|nyligen|ny|folk|om|ater|nya) $/,
    after: /^ (?:till|in|av|som|tid|plats|ordforande|dag|ledamot|styrelse|aktivitet|kurs|skola|for)/,
  },
  {
    word: /^(?:slar|slog|slagit|slagen)/,
    after:
      /^ (?:pa|av|till|rekord|upp|ut|mig att|ihop|in|vad|fast|vakt|igen|sig|sonder|det|larm|fel|rot|hal|ner|klockan|numret|nummer|er|honom i schack|om|dem i|larmet|blixten|vikt|dorr)/,
  },
  {
    word: /^(?:slar|slog|slagen)/,
    before: /(?:blixten|dorren|porten|regnet|klockan|vagorna|fonstret|gungan|graset|grenen|hjartat|vinden|kastruller|larmet|det) $/,
  },
  {
    word: /^(?:hot|hotat|hotade|hotar|hotad)/,
    after:
      /^ (?:om (?:regn|nedlaggning|vite)|mot (?:miljon|skolan|klimatet|demokratin|arten|naturen|skogen)|art|av (?:nedlaggning|stangning|rivning)|spot|dog|yoga|art\b|med (?:nedlaggning|att lagga ner))|^(?:spot)/,
  },
  {
    word: /^(?:hotad|hotat|hotar)/,
    before:
      /(?:skolan|biblioteket|arten|badet|ekarna|eken|naturen|skogen|forskolan|simhallen|parken|art|fagelart|regn|ovader|storm) (?:ar |som ar |blir )?$/,
  },
  {
    word: /^(?:brott|brottet)/,
    before: /(?:sten|av|ar|ledning|mark|rot|hjul|vatten|ror|ett) ?$/,
    after: /^ (?:mot (?:reglerna|avtalet|ordningsregler)|pa (?:ledning|ror))/,
  },
  {
    word: /^(?:stold|stal|stulit|stulen|stjal)/,
    before:
      /(?:blivit|blev|min cykel ar|cykeln ar|bilen ar|anmala|anmalt|polisanmalt|risk for|forsakring|sakert mot|rostfritt|i|skydd mot|larm mot) $/,
    after: /^ (?:av (?:cykel|min|bil|moped)|rostfritt|fran mig|min (?:cykel|moped|planbok)|mark|verk|showen|tid)/,
  },
  {
    word: /^(?:stulit|stal|tjuv|inbrott|stold|ran|ranat|ranade|vandaliser|skadegor|klottrat|klottrade|bedrageri|lurade|lurat|mord|bedrog)/,
    before:
      /(?:^|[^a-z])(?:nagon|nagra|nan|folk|okanda|utsatt for|utsatta for|haft|fatt|offer for|det har varit|varit|efter ett|skydda sig mot|skydd mot|tid|oroliga for|okand|blivit utsatt for|blev utsatt for|anmala|bevittna|risk for|manga) (?:har |ett |en |flera |hade |dar )?$/,
  },
  { word: /^(?:polisanmal)/, before: /(?:jag|vi|har|ska|jag har|vi har|bor|kommer att|gjort|gjort en|gora en|gor en|kopia pa|kopia av) $/ },
  { word: /^tjuv/, after: /^(?:lyssn|kik|start|ak|parker|rok|laser|las)/ },
  {
    word: /^(?:boter|straff|straffet)/,
    before: /(?:fa|riskerar|slippa|hoga|betala|undvika|om|vad|vilket|parkerings|p-?|kontroll|overklaga|blir det) $/,
    after: /^ (?:omrade|spark|for (?:parkering|nedskrapning)|avgift)/,
  },
  { word: /^boter$/, before: /(?:parkering|p-|felparkering)/ },
  { word: /^boter$/, after: /^ (?:for (?:fel)?parker)/ },
  { word: /^(?:domen|tingsratten|rattegang)/, after: /^ (?:i (?:malet|miljo)|om (?:planen|bygglov|detaljplan))/ },
  { word: /^(?:domd|domda|domdes)/, after: /^ (?:ut|att misslyckas|till undergang|pa forhand)/ },
  { word: /^dom for$/, after: /^ (?:att|mig|det|var|alla|nara|manga)/ },
  { word: /^(?:fangelse)/, after: /^(?:museet|halan|holmen|gatan|backen)/ },
  { word: /^(?:anstalt|anstalten)/, before: /(?:bad|forsaknings|larar|undervisnings)$/ },
  { word: /^(?:mordat|mordade|mordare)/, before: /(?:tyst|stamning|kul|glad|pris) ?$/, after: /^ (?:snigel|sniglar|i minecraft)/ },
  {
    word: /^(?:mucka?r?|muckade)/,
    before: /(?:lumpen|varnplikten|militar) $/,
    after: /^ (?:med|om|fran (?:lumpen|varnplikten|I|militar))/,
  },
  { word: /^(?:kristen|kristna|kristet)/, after: /^(?:a|domen)? ?(?:himmelsfard|demokraterna|hogtid|helg)/ },
  { word: /^(?:moderat)/, after: /^ (?:pris|tempo|hastighet|okning|niva|standard|storlek|hyra|kostnad|motion)/ },
  {
    word: /^(?:moderat|liberal|liberalen|parti|partiet|politisk)/,
    after:
      /^(?:erna|t)? ?(?:fraga|beslut|process|ledning|majoritet|styre|nivå|niva|debatt|nämnd|namnd|organisation|parti|mal|styrning|vilja|installning|tolkning|oppettid)/,
  },
  { word: /^(?:rod)$/, after: /^ ?(?:bil|lampa|stuga|fargs?|kort|tegel|skylt|linje|knapp|jacka|hus|ljus|flagga|container|farg)/ },
  { word: /^tro$/, before: /(?:jag|kan|maste|vill|svart att|att|far) $/, after: /^ (?:att|pa er|det|mig|ligen)/ },
  {
    word: /^(?:kyrkan|moske|forsamling|synagoga|pastor)/,
    before:
      /(?:vid|bredvid|nara|bakom|framfor|mittemot|utanfor|runt|till|fran|mot|efter|forbi|vagen till|parkeringen vid|parkering vid|hallplats|restaur|renover|konsert i|i|pa) $/,
  },
  { word: /^(?:ber)$/, after: /^ (?:om|er|dig|att|vi|jag|henne|honom|dem|oss|kommunen|att fa)/ },
  { word: /^bon$/, before: /(?:kaffe|en|bruna|gron) ?$/, after: /^ ?(?:or|a\b)/ },
  { word: /^(?:gud)$/, before: /(?:herre|tack och lov|ack|o|oh|for) ?$/, after: /^ (?:vad|sa|ja|nej|hjalpe|nad|sag|va)/ },
  { word: /^troende$/, before: /(?:godtrogen|i) $/ },
  {
    word: /^(?:konverter)/,
    after: /^[a-z]* (?:till )?(?:pdf|word|excel|fil|bild|jpg|el|fjarrvarme|bergvarme|filen|format|dokument|garage|vindar|lokal)/,
  },
  { word: /^(?:konverter)/, before: /(?:filen|pdf|bilder|filer|pannan|vinden|garaget|dokument) (?:ska |har |kan |gar att )?$/ },
  {
    word: /^rom$/,
    before: /(?:resa till|till|i|fran|kaviar|lojs|fisk|en flaska|cola och|drack|ol och|staden|fisk-) ?$/,
    after: /^ (?:och cola|stiger|byggdes|i juni|i italien|med cola|ar en stad|och paris)|^(?:russin|kula)/,
  },
  { word: /^same$/, after: /^ (?:same|procedure|shit|thing|day|here)/ },
  {
    word: /^(?:finsk|polsk|rysk|turkisk|kinesisk|arabisk|thailandsk|iransk|syrisk|somalisk|kurdisk|albansk|bosnisk|samisk|ukrainsk)/,
    after:
      /^ (?:mat|restaurang|pizza|film|bok|bocker|kok|korv|bastu|te\b|musik|choklad|tidning|tolk|sprak|kurs|version|flagga|dans|salong|litteratur|buffe|kultur|konst|hantverk|slojd|gurka|gras|kaviar|salladsdressing|roulett|yoghurt|peppar|saga|utgava|oversattning|godis)/,
  },
  {
    word: /^(?:finska|polska|ryska|turkiska|kinesiska|arabiska|somaliska|kurdiska|persiska|ukrainska|samiska)$/,
    before:
      /(?:pa|talar|pratar|tolk i|tolk pa|tolk|till|oversatt|oversatta|lasa|kurs i|larare i|undervisning i|svenska och|modersmal|modersmalet|bocker pa|spraket|engelska|i|eller|och) $/,
    after: /^ (?:parken|viken|sprak|tolk|viken|bukten|ambassad|affar)/,
  },
  { word: /^(?:trans)$/, after: /^ ?(?:port|fett|atlant|former)/ },
  {
    word: /^(?:bogen|bog|bogar)$/,
    before: /(?:av|i|over|pa|fartygets|batens|skeppets|farjans|fram|lamm|flask|not|alg|rokt|en bit) $/,
    after: /^ (?:och akter|mot akter)/,
  },
  { word: /^(?:kom ut|komma ut)$/, after: /^ (?:ur|med|fran|hit|och|pa|i|till|genom|nar|for|ska|kom|snart|den|imorgon|en|vid|igen|nasta)/ },
  { word: /^(?:gen|gener|anlag)$/, before: /(?:grona|bad|trafik|skid|el|idrotts|vagen|a|park|konst|vatten|genast) ?$/ },
  { word: /^(?:genetisk|dna)/, after: /^ (?:for foretaget|i foretaget|kod i program)/ },
  { word: /^dna$/, before: /(?:foreningens|foretagets|kommunens|klubbens|stadens|vart|i vart|var) $/ },
  { word: /^(?:fingeravtryck)/, after: /^ (?:pa (?:rutan|glaset|skarmen|fonstret|spegeln))/ },
  { word: /^(?:biometri)/, after: /^ (?:pass)/ },
  { word: /^eskort/, after: /^ (?:av (?:polis|cyklister)|till|bil|for (?:transport|bred))/ },
  { word: /^otrogen$/, after: /^ (?:mot (?:min butik|kommunen|varumarke))/ },
  {
    word: /^(?:gravid|graviditet)/,
    before: /(?:katt|hund|ko|tik|hast|sto|radjur|alg|igelkott|hunden|katten)(?:en|et|n)? (?:ar |var |som ar )?$/,
  },
  { word: /^(?:placerad)/, before: /(?:^|[^a-z])(?:det|den|de) (?:ar |som ar )$/ },
  {
    word: /^(?:covid|influensa|corona)/,
    before: /(?:vaccin mot|vaccination mot|vaccinera sig mot|under|efter|fore|pa grund av|pga|sedan|tack vare) $/,
    after: /^-?(?:19)?[ -]?(?:pandemin|pandemi|aren|tiden|restriktion|regler|vaccin|tider|perioden|stod)/,
  },
  { word: /^(?:corona|covid)/, after: /^[a-z]*(?:19)? (?:gatan|ol|beer)/ },
  { word: /^(?:vaccin)/, before: /(?:katt|hund)(?:en|s)? (?:ar |behover )?$/ },
  { word: /^(?:antibiotika|kortison)/, after: /^ ?(?:resist)/ },
  {
    word: /^(?:recept)/,
    after: /^ (?:pa (?:kaka|kakor|bullar|soppa|paj|brod|en|framgang|sas|mat|kladd|kott|ett|semlor|lyckat|sylt)|for (?:mat|soppa|bak))/,
  },
  { word: /^(?:recept)/, before: /(?:mat|bak|kak|fiska|soppan|mormors|kakan|bulle|lunch|meny|veckans|skolans) ?-?$/, after: /^(?:ion)/ },
  { word: /^(?:reception|receptionen|receptarie|dosering|dosor)/ },
  {
    word: /^(?:kurator|doktor|lakare)/,
    before: /(?:konst|museets|utstallnings|hedersd|trad|hus|djur|tand|cykel|bil|dator|el) ?$/,
    after: /^(?:n)? (?:for utstallningen|pa museet|glas)|^(?:sgatan|gatan|vagen)/,
  },
  { word: /^(?:psykologi|psykologiska|psykologisk)/, after: /^ (?:1|2|kurs|program|effekt|pa gymnasiet|avdelning|bok)/ },
  { word: /^(?:psykologen|psykolog)$/, before: /(?:sport|arbets) ?$/ },
  {
    word: /^(?:narkotika|alkohol|heroin|kokain|knark|droger|drog)/,
    before:
      /(?:anvanda|kanyler|saljs|salj av|forsaljning av|mot|fri fran|fritt fran|luktar|hittade|handel med|det saljs|rester av|hittat|paser med|pasar med) $/,
  },
  { word: /^(?:kanyl|sprutor)/ },
  {
    word: /^(?:missbruk|missbrukar)/,
    after:
      /^ (?:av (?:sin stallning|makt|skattepengar|fortroende|reglerna|salt|parkeringstillstand|plast|skattemedel|systemet|tid|forkortningar|utropstecken))/,
  },
  { word: /^(?:missbrukar|missbruka)/, after: /^ (?:sin makt|sin stallning|parkering|systemet|reglerna|fortroendet|kommatecken)/ },
  { word: /^(?:hemlos)/, after: /^[a-z]* (?:katt|hund|djur|igelkott|kanin)/ },
  { word: /^(?:vrakt|vraka|vraks)/, after: /^ (?:ur sig|kol|i diket|till havet)/, before: /(?:bilen|cykeln|cyklar|bil|baten|bat|skrot) $/ },
  {
    word: /^(?:omhandertag)/,
    after: /^[a-z]* (?:av (?:sopor|avfall|avlopp|dagvatten|skrap|farligt|matavfall|katt|djur|hund)|om (?:avfall|sopor)|dagvatten|avfall)/,
  },
  {
    word: /^(?:omhandertag)/,
    before:
      /(?:avfall(?:et)?|dagvatten(?:et)?|spillvatten|katten|hunden|djuret|djuren|djur|hund|katt|cykeln|bilen|lokalt|slam|gronavfall|sopor) (?:ar |har |blev |blivit |som |ska )?$/,
  },
  { word: /^(?:fattig|fattiga)/, after: /^ (?:riddare|pa (?:ideer|natur|arter))|^(?:a)? (?:mans|omrade|jordar|jord)/ },
  { word: /^(?:utmat)/, after: /^[a-z]*(?:tning)? (?:av material|i material)/ },
  { word: /^(?:luxfalla)/, before: /(?:programmet|tittade pa|sag pa) $/ },
  {
    word: /^(?:kontaktforbud|hotbild)/,
    before: /(?:ingen sarskild|kommunens|mot kommunen|allmanna|generella|hojd|hojda|nationella|sveriges) $/,
    after: /^[a-z]* mot (?:kommunen|sverige|kommunhuset|demokratin|skolan|miljon|samhallet)/,
  },
  {
    word: /^(?:sekretessmark|sekretess-mark|sparrmark)/,
    before:
      /(?:handling(?:en|ar|arna)?|dokument(?:et|en)?|akt(?:en)?|ritning(?:en|ar|arna)?|bilaga(?:n)?|protokoll(?:et)?|uppgift(?:en)?|mapp(?:en)?|anbud(?:et)?|avtal(?:et)?|handlingar|mejl(?:et)?|brev(?:et)?) (?:ar |som ar |har |blivit |vara |ska |maste )?$/,
    after: /^[a-z]* (?:handling|dokument|akt|ritning|bilaga|protokoll|anbud|avtal|uppgifter i anbud)/,
  },
  {
    word: /^(?:ny identitet|bytt identitet)/,
    before: /(?:grafiska?|visuella?|kommunens|stadens|foreningens|foretagets|varumarkets|bibliotekets|far en|fatt en|en) $/,
  },
  {
    word: /^(?:flykting|nyanland|asylsokande|invandrare)/,
    before:
      /(?:for|till|av|om|med|mot|mottagning av|antalet|manga|fler|ensamkommande|bostader till|hjalpa|kommunens|andelen|stod till|ukrainska) $/,
    after: /^(?:mottag|forlagg|samordn|hjalp|politik|boende|kris)/,
  },
  {
    word: /^(?:rostar pa|rostade pa|rostat pa)$/,
    after:
      /^ (?:forslaget|namnet|favorit|bidraget|lekplats|alternativ|en lekplats|namn|basta|vilken|det|ert|mig|min favorit|en ny|laten|melodi)/,
  },
  {
    word: /^(?:katolsk|ortodox|kristen|kristna|judisk|muslimsk|religios)/,
    after:
      /^[a-z]* (?:kyrka|kyrkan|forsamling|begravningsplats|gravplats|kyrkogard|skola|friskola|hogtid|helg|museet|museum|samfund|forening|symbol|byggnad|konst|musik|fragor|organisation|gravar|kvarter)/,
  },
  {
    word: /^(?:strejka)/,
    before: /(?:diskmaskinen|datorn|skrivaren|bilen|hissen|internet|motorn|hemsidan|automaten|mobilen|larmet|pumpen|varmen|klockan) $/,
    after: /^[a-z]* (?:skrivaren|datorn|hissen|igen)/,
  },
  {
    word: /^(?:facket|fack)/,
    before: /(?:hand|frys|sop|fel|i|det|skrap|ned|ur|post|batteri|bagage|glas|forsta|stora|vanstra|hogra) $/,
    after: /^ (?:for (?:papper|glas|plast|matavfall|metall)|ar fullt|under|i hyllan)/,
  },
  { word: /^(?:forsamling)/, after: /^(?:s)?(?:hus|lokal|frihet|salen)/ },
  { word: /^(?:halal|kosher|koscher)/, after: /^ ?(?:butik|kott saljs|restaurang)/ },
  {
    word: /^(?:hjartat)/,
    before: /(?:i|av hela|stads|ligger mig varmt om|varmt om|nara|centrum|stora|grona|lagt|allt) (?:i )?$/,
    after: /^ (?:av|i staden|i centrum|pa ratta|av stan)/,
  },
  { word: /^(?:utslag)/, after: /^ (?:i (?:domstol|malet|fragan)|av|fran)/, before: /(?:gav|ger|domstolens|domarens) $/ },
  { word: /^(?:infektion|inflammation)/, before: /(?:ekonomisk|i debatten) $/ },
  { word: /^(?:blodtryck|feber)/, before: /(?:mitt blodtryck stiger av|hojer) $/ },
  { word: /^(?:yr)$/, after: /^ (?:sno|lov|sand|damm|i vinden)/, before: /(?:snon|dammet|sanden|loven|det|sno) $/ },
  { word: /^(?:krak|kraka)/, after: /^[a-z]* (?:pa (?:kommunen|byrakratin|detta|allt))/ },
  { word: /^(?:svimm)/, after: /^(?:a)? (?:av skratt|av priset)/ },
  { word: /^(?:lam)$/, after: /^ (?:ursakt|forklaring|insats)/ },
  {
    word: /^(?:doende)/,
    before: /(?:trad(?:et)?|en|skog(?:en)?|centrum|stad(?:en)?|by(?:n)?|butik|ar|ekar|alm(?:en)?|sjon|hav) $/,
    after: /^ (?:trad|sjo|ekar|by|skog|alm|butik|centrum|sprak)/,
  },
  { word: /^(?:invalid|handikapp)/, after: /^[a-z]*(?: |)(?:parkering|plats|toalett|wc|ramp|anpassad|skylt|anpassn|input|date)/ },
  { word: /^(?:handikapp)/, before: /(?:parkering for|parkeringen for|plats for|toalett for|golf) $/ },
  {
    word: /^(?:rullstol|rullator|permobil)/,
    before:
      /(?:ramp for|plats for|framkomlig for|tillganglig for|tillganglighet for|hyra|lana|lana ut|hiss for|anpassad for|kommer man fram med|ta sig fram med|med|for) $/,
    after: /^[a-z]* (?:kommer fram|ramp|hiss)/,
  },
  {
    word: /^(?:aga|agar|agade)$/,
    after: /^ (?:fastighet|mark|hus|bolag|en|ett|din|tomt|hund|bil|vag|ni|vi|kommunen|den|det|huset|marken)/,
  },
  { word: /^(?:aga|agar|agade)$/, before: /(?:kommunen|vem|som|jag|vi|bolaget|foreningen|att|de|han|hon|ni|regionen|staten) $/ },
  { word: /^(?:super|supit)$/, after: /^ ?(?:bra|kul|trevlig|snabb|fin|glad|duktig|market|viktig|mycket|enkel|svar|dalig|nojd|hjalp)/ },
  {
    word: /^(?:vardnad|vardas|vardad)/,
    before: /(?:natur|rabatten|skog|graset|huset|park|gravarna|graven|miljon|staketet) $/,
    after: /^(?:shav)/,
  },
  { word: /^(?:utredning for|utredd)/, before: /(?:trafik|fragan ar|arendet ar|miljo|fragan|arendet|planen) (?:ar |har |har blivit )?$/ },
  {
    word: /^(?:remiss)/,
    before: /(?:pa|ute pa|skickad pa|skickas pa|skickat pa|svar pa|forslaget pa|planen pa) $/,
    after: /^(?:svar|instans|tid|yttrande|tiden|handling)/,
  },
  { word: /^(?:insjukn|smittad|smittsam|diagnos)/, before: /(?:trad|alm|dator|bil|motor|fel|fisk|kraftor|fel-) ?$/ },
  {
    word: /^(?:doser|dos)$/,
    before: /(?:en rejal|en stor|en god|den dagliga|lagom|frisk) $/,
    after: /^ (?:humor|talamod|ironi|salt|kaffe)/,
  },
  { word: /^(?:abort)/, after: /^(?:era)? (?:installation|programmet)/ },
  { word: /^(?:stroke)/, before: /(?:back|sim|brush|different) $/ },
  { word: /^(?:rehab|rehabilitering)/, after: /^[a-z]* av (?:vag|mark|sjo|byggnad)/ },
  { word: /^(?:ibs|iva|lpt|ect|ocd|add|lvm)$/, before: /(?:port|modell|kod|projekt|version|typ) $/ },
  { word: /^(?:terapeut|psykoterapi)/, before: /(?:sok|soker|anstall|ledig tjanst som|tjanst som|utbildning till) $/ },
]
