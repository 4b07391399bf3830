/**
 * What words tell of a person: local lists, nothing is sent anywhere. Folded (no å, ä, ö). `*` = any ending; `~` first = also as the last part of a
 * compound ("lungcancer"). strong = says it by itself; weak = only where the sentence speaks of somebody; phrase = says of whom already.
 */
export type LifeKind = 'health' | 'social' | 'offence' | 'protectedIdentity' | 'specialCategory'
export type Entry = { kind: LifeKind; rule: string; strong?: string; weak?: string; phrase?: string }

export const lexicon: readonly Entry[] = [
  {
    kind: 'health',
    rule: 'health.diagnosis',
    strong: `~diabet*|insulin*|~cancer*|~tumor*|leukemi*|lymfom*|metastas*|adhd|add|npf-diagnos*|autis*|asperger*|tourette*|~depression*|~deprimerad*|depressiv*|bipolar*|manodepressiv*|schizofren*|~psykos*|psykotisk*|~angest*|panikattack*|paniksyndrom*|ocd|tvangssyndrom*|tvangstankar*|borderline|emotionellt instabil*|personlighetsstorning*|ptsd|posttraumatisk*|utmattningssyndrom*|utmattningsdepression*|utmattning|utbrand*|utmattad*|anorexi*|bulimi*|atstorning*|sjalvskad*|sjalvmord*|suicid*|~demens*|dement*|alzheimer*|parkinson*|epileps*|epileptisk*|stroke|hjarnblodning*|hjarnskad*|hjarnskakning*|hjartinfarkt*|hjartsvikt*|hjartfel*|karlkramp*|formaksflimmer|astma*|kol-sjuk*|lungemboli*|lunginflammation*|reumatis*|reumatoid*|artros*|artrit*|fibromyalgi*|ms-sjuk*|multipel skleros|als-sjuk*|crohns|ulceros kolit|ibs|celiaki*|glutenintoleran*|laktosintoleran*|notallerg*|jordnotsallerg*|allergi|~allergier|psoriasis|eksem|migran*|yrsel*|endometrios*|pcos|hiv*|aids|hepatit*|tuberkulos*|borrelia*|covid*|corona-?smitt*|diskbrack*|ischias|skolios*|osteopor*|benskor*|~fraktur*|cp-skad*|cerebral pares|downs? syndrom|utvecklingsstorning*|intellektuell funktionsnedsattning|funktionsnedsattning*|funktionsnedsatt*|funktionshinder*|funktionshindrad*|rullstolsburen|rullstolsbunden|forlamad*|afasi*|horselskad*|horselnedsatt*|synskad*|synnedsatt*|dovblind*|dyslexi*|dyskalkyl*|missfall*|abort|gravid*|graviditet*|forlossningsdepression*|ivf*|barnlos*|klamydia*|konssjukdom*|hudcancer*|blodpropp*|hogt blodtryck|blodtrycksmedicin*|magsar|gallsten*|njursten*|njursvikt*|dialys*|cystisk fibros|hypotyreos*|struma|inkontinen*|katarakt|horapparat*|overdos*|tagit tabletter|hjartattack*|hjarninfarkt*|propp i|synfel|blindhet|dovhet|als|minnessvikt|minnesstorning*|hallucin*|vanforestallning*|paranoid|paranoia|mani|manisk|skov|anfallsvis|bihalor|bihaleinflammation|urinvagsinfektion*|lungodem|kotkompression|larbensbrott|hoftledsbrott|hoftfraktur|sarvard*|trycksar|bensar|cellforandring*|steriliser*|klimakterie*|pre-?eklampsi|havandeskapsforgiftning|kejsarsnitt*|tandvardsradsla|fosterskad*|fas-?skad*|prematur*|kolik|barnpsyk*|vuxenpsyk*|cancerbesked|gra starr|glaukom|tinnitus|somnapne*|narkolepsi*|elallerg*|huntingtons*|sepsis|blodforgiftning*|halsfluss|scharlakansfeber|magsjuk*|vinterkraksjuk*|influensa|hjarntumor*|benamputer*|amputer*|palliativ*|kronisk* sjuk*|kronisk* smart*|kronisk* vark*|langtidssjuk*`,
    weak: 'hosta*|halsont|forkyl*|sjuk|sjuka|sjukdom*|insjukn*|diagnos*|ont|smart*|vark|feber|smittad*|smittsam*|allergisk*|overkanslig*|skadad*|skada sig|bruten|brutet|brot|stukat*|svimm*|kramp*|anfall|infektion*|inflammation*|illamaende|krak*|yr|dov|dova|blind|blinda|lam|halt|handikapp*|handikappad*|invalid*|nedsatt horsel|nedsatt syn|dalig syn|dalig horsel|trott*|somnlos*|stressad*|stressrelaterad*|angslig*|psykisk*|psykiskt|suicidal*|doende|sangliggande|minnesproblem|glomsk*|forvirrad*|rullator*|rullstol*|kryckor|krycka|permobil*|blodtryck*|blodsocker|kolesterol|overvikt*|fetma|undervikt*|utslag|nervproblem|ryggproblem*|hjartproblem*|hjartat|knaproblem*|ryggen|magproblem*|andningsproblem*|astmatisk*',
    phrase: `(?:har|fatt|fick|med) (?:als|ms|kol|tbc|hiv|ibs|add|kolera)|vantar (?:barn|tvillingar|smatt)|hor (?:valdigt |mycket )?(?:daligt|illa)|ser (?:valdigt |mycket )?(?:daligt|illa) (?:pa|med|och|sedan|numera)|svart att (?:hora|se|svalja|sova|andas|rora sig|minnas)|haft (?:en )?(?:stroke|hjartattack|hjarninfarkt|propp)|mar (?:valdigt |jatte|riktigt |sa |mycket |fruktansvart )?(?:psykiskt )?(?:daligt|kasst|uselt|dalit)|madde (?:sa |valdigt |mycket )?(?:psykiskt )?daligt|mar skit|mar for javligt|orkar inte (?:leva|mer)|mar inte (?:alls )?(?:sa )?bra|psykiskt (?:sjuk*|instabil*|daligt|maende)|psykisk ohalsa|fatt (?:en |min |sin )?diagnos*|fick (?:en |min |sin )?diagnos*|vill inte leva|ta (?:sitt|mitt) liv|tog sitt liv|gatt in i vaggen|gick in i vaggen|ont i (?:ryggen|hjartat|magen|brostet|kroppen|knat|knana|hoften|huvudet|nacken|axeln|benet|benen|foten|armen|leder|lederna)|kan inte ga (?:sjalv|langt|i trappor|utan)|svart att ga|svart att andas|inte langt kvar|lider av`,
  },
  {
    kind: 'health',
    rule: 'health.treatment',
    strong: `sjukskriv*|sjukskrev*|sjukpenning*|sjukersattning*|sjukpension*|fortidspension*|lakarintyg*|sjukintyg*|cellgift*|cytostatika*|stralbehandling*|stralning mot|kemoterapi*|stamcell*|transplant*|~operera*|nyopererad*|hoftoperation*|hjartoperation*|knaoperation*|bypass*|pacemaker*|kateter*|stomi*|sondmat*|respirator*|antidepressiv*|ssri|sertralin*|citalopram*|escitalopram|fluoxetin*|zoloft|cipralex|venlafaxin*|mirtazapin*|litium*|concerta|ritalin*|medikinet|elvanse|lyrica|pregabalin*|gabapentin|tramadol|oxycodon*|oxynorm|oxycontin|morfin*|alvedon mot|waran|eliquis|metformin*|ozempic|levaxin|kortison*|omeprazol|zopiklon*|imovane|stesolid|sobril|valium|xanax|metadon*|subutex|subuxone|antabus|campral|penicillin*|antibiotika*|blodfortunnande|somntablett*|psykofarmaka|medicinering*|insulinpump*|lvft|rattspsykiatri*|tvangsvard*|lpt|psykiatri*|psykolog*|psykoterapi*|kbt|terapeut*|bup|habilitering*|rehabilitering*|rehab|hospice|hemsjukvard*|avgiftning*|dropp|elbehandling*|ect|ekg|magnetrontgen|biopsi*|cellprov*|provror*|journalanteckning*|patientjournal*|palliativ vard`,
    weak: 'medicin|mediciner|medicinen|medicinerna|lakemedel*|tablett*|behandling|behandlingar|behandlingen|behandlas|behandlad*|operation*|rontgen*|ronten|vardas|vardad*|vardades|inlagd|inlagda|akuten|akutmottagning*|sjukhus*|lasarettet|vardcentral*|lakare*|lakarbesok|doktor*|sjukskoterska*|sjukgymnast*|fysioterapeut*|arbetsterapeut*|kurator*|recept*|dos|doser|provsvar*|blodprov*|vaccin*|intensivvard*|iva|remiss*|utredning for|utredd*|ambulans*|hemsjukvard*|dietist*|logoped*|barnmorska*|mottagningen|medicinskt|medicinska',
    phrase: `gar (?:pa|i) (?:medicin*|behandling*|terapi|antidepressiva|cellgifter|samtal hos|samtalsterapi)|ater (?:stark* )?(?:medicin*|tablett*|piller|insulin|antidepressiva)|tar (?:stark* )?(?:medicin*|piller|insulin|tablett*)|ligger (?:inne )?pa (?:sjukhus*|lasarettet|akuten|iva|psyk|avdelning*)|ligger inne|lag inne pa|inlagd pa|lagd pa sjukhus*|pa grund av sjukdom|pga sjukdom|av halsoskal|halsoskal|medicinska skal|hamta ut medicin*`,
  },
  {
    kind: 'social',
    rule: 'social.support',
    strong: `forsorjningsstod*|socialbidrag*|ekonomiskt bistand|ekonomisk bistand|bistandsbeslut*|bistandshandlaggare*|lvu*|lvm|lss-insats*|lss-boende*|lss-beslut*|kontaktperson enligt|kontaktfamilj*|stodfamilj*|familjehem*|fosterhem*|fosterbarn*|fosterforald*|jourhem*|hvb*|hvb-hem|sis-hem|orosanmal*|barnavardsutredning*|tvangsomhandert*|omhandertag* barn|omhandertag*|ledsagarservice|ledsagare|boendestod*|boendestodjare|daglig verksamhet|gruppbostad*|gruppboende*|personlig assist*|personliga assist*|assistansersattning*|avlosarservice|korttidsboende*|korttidsplats|demensboende*|forvaltarskap*|godmanskap*|vardnadstvist*|vardnadsutredning*|umgangestvist*|umgangessabotage|existensminimum|fattigdom|fattiga|fattig`,
    weak: 'socialtjanst*|soctant*|soc|socen|socialen|socialkontoret|socialsekreterare*|socialassistent|bistand|kontaktperson*|hemtjanst*|fardtjanst*|aldreboende*|sarskilt boende|trygghetslarm|matdistribution|placerad*|placering|god man|gode man|gode mannen|forvaltare|forvaltaren|vardnad*|umgange|stodboende*|traningslagenhet*|insats|insatser|behandlingshem*|avlastning*|bostadsbidrag*|boendestodet|assistent|assistenten|lss|sol-beslut|omvardnad',
    phrase: `lever pa (?:bidrag|soc|socialen|socialbidrag)|gar pa (?:soc|socialen|bidrag|socialbidrag)|har (?:en )?god man|(?:brakar|tvistar|stammer|strider|process) om vardnad*|har (?:ensam |delad |gemensam )?vardnad*|far hjalp av (?:soc|socialtjansten|socialen)|bidrag fran (?:soc|socialen|socialtjansten)|utredning hos (?:soc|socialtjansten)`,
  },
  {
    kind: 'social',
    rule: 'social.hardship',
    strong: `skuldsatt*|skuldsaner*|overskuldsatt*|betalningsanmarkning*|utmatt|utmats|avslag pa (?:bistand|forsorjningsstod|bostadsbidrag|hemtjanst|aktivitetsersattning|fardtjanst|assistans|ansokan om bistand)|utmatning|utmatningar|loneutmat*|luxfalla*|vrakt*|vraks|vraka|vrakning*|avhyst*|avhysning*|hemlos*|bostadslos*|uteliggare|~missbruk|~missbrukar*|~missbruket|~missbruksproblem*|~missbruksvard*|missbruksbehandling*|alkoholist*|alkoholberoende|alkoholproblem*|alkoholiserad*|nykter alkoholist|narkoman*|narkotikaberoende|drogberoende|drogproblem*|drogpaverkad*|knarkar*|knarkade|pundare*|heroin*|amfetamin*|kokain*|spelberoende|spelmissbruk*|spelskuld*|langtidsarbetslos*|papperslos*|gommer sig|hedersvald*|hedersfortryck*|hedersrelaterad*|separerade|separerat|franskild|tvangsgift*|barnaktenskap|kvinnojour*|kvinnofrid|familjevald|relationsvald|vald i nara relation*|vald i hemmet|konkursad|avhopp* fran gang|overbelanad*|kvarsittande skuld*|lanehaj*|sms-lan`,
    weak: 'skulder|skuld|kronofogde*|inkasso*|arbetslos*|arbetslosa|a-kassa|bidragstagare|berusad*|full|fulla|dricker|super|supit|druckit|droger|knark*|beroende|pavekad*|paverkad*|separer*|skilsmassa*|skilja|skilda|skilt|ensamstaende|trangbodd*|utan bostad|utan boende|vald|slar|slagen|inneboende|familjeproblem*|bor pa gatan|hyresskuld*|rad med mat|brakar|misskot*|vanvard*|forsummad*',
    phrase: `dricker (?:for mycket|varje dag|mycket|igen)|har inte rad|inte rad (?:med|att)|kan inte betala (?:hyran|rakningar*|maten|for maten|el*)|star utan (?:bostad|boende|inkomst|pengar)|blev av med (?:jobbet|bostaden|lagenheten)|forlorat (?:jobbet|bostaden|lagenheten)|bor (?:i bilen|hos kompisar|pa soffan|pa gatan)|inga pengar till (?:mat|hyra*)|pengarna racker inte till (?:mat*|hyra*|rakningar*)|inga pengar (?:kvar|till mat*|till hyra*)|(?:blivit|blev) av med (?:jobbet|bostaden|lagenheten|hemmet)|tar droger|ta droger|skulder hos|hos kronofogden|skuld hos|bor (?:i|pa) (?:behandlingshem*|hvb*|familjehem|stodboende*|gruppboende*|demensboende*)`,
  },
  {
    kind: 'offence',
    rule: 'offence.suspicion',
    strong: `haktad*|haktas|haktades|haktats|haktet|anhallen|anhallna|anholls|anhalls|anhallits|atalades|atalad*|atalas|brottsmisstank*|misstankt for|misstanks for|misstankt|polisanmald|polisanmalda|anmald for|efterlyst*|brottsling*|kriminell|kriminella|ungdomsbrottsling*|gangkriminell*|yrkeskriminell*`,
    weak: 'gripits|gripen|grips|greps|gripna|atal|atalet|polisanmal*|brott|brottet|forhor|forhord*|kriminalitet|tagen av polisen|rattegang*|tingsratten|domen|anmalan mot|anklagad*|anklagas|hot|hotat|hotade|hotar|hotad',
    phrase: `delgiven misstanke|skaligen misstankt|sannolika skal|under forundersokning|polisen (?:hamtade|grep|tog|har gripit)|begatt brott|begick brott|gjort sig skyldig|kommit i klammeri med rattvisan`,
  },
  {
    kind: 'offence',
    rule: 'offence.conviction',
    strong: `fangelsestraff*|fangelsedom*|fotboja*|skyddstillsyn*|villkorlig dom|villkorligt frigiven|frivarden|frivardsinspektor*|straffregistret|straffad*|ostraffad|domd for|domd till|domdes for|domdes till|dom for|avtjanar|avtjanade|avtjanat|sluten ungdomsvard|ungdomstjanst|samhallstjanst|kriminalvarden|muck*|permission fran anstalt*|belastad i registret|forvarsdomd|livstidsdomd|domd|domda|domdes|domts|falld for|fallts for`,
    weak: 'fangelse*|anstalt*|anstalten|kakan|kriminalregist*|belastningsregist*|boter|dagsboter|straff|straffet|ordningsbot|intagen|intagna',
    phrase: `(?:suttit|satt|sitter) i hakte*|sitter (?:inne|i fangelse*|pa kakan|haktad|pa anstalt*)|suttit (?:inne|i fangelse*)|satt inne|kom ut fran (?:fangelset|anstalten|kakan)|slappt* fran (?:fangelset|anstalten|kakan)`,
  },
  {
    kind: 'offence',
    rule: 'offence.crime',
    strong: `rattfyll*|rattfull*|olovlig korning|grov* misshandel|~valdtakt*|valdtog|valdtagit|narkotikabrott*|vapenbrott*|odlar (?:cannabis|hasch|marijuana|narkotika|grasm?)|cannabis*|hasch|marijuana|langar|langade|langning|knarklangare|snatteri*|snattat|snattade|snattar|bedragare|forskingr*|skattebrott*|bidragsbrott*|bidragsfusk*|pedofil*|barnpornografi*|barnpornograf*|sexualbrott*|sexbrott*|sexuellt ofred*|sexuella overgrepp|sexuellt overgrepp|kvinnomisshand*|olaga hot|olaga forfoljelse|overgrepp i rattssak|fridskrankning*|mordare*|mordat|mordade|mordbrand*|vallade till mord|stulit|stjal|halare|haleri|mened|penningtvatt*|utpressning*|utpressar|rannare|knivhogg*|knivskar*|smitning*|ranat|ranade|halat`,
    weak: 'misshandl*|misshandel*|stold*|stal|tjuv*|inbrott*|ran|bedrageri*|bedrog|lurade|lurat|slog|slagit|ofred*|trakasser*|stalk*|forfolj*|mord|mordet|narkotika*|drograttfylleri|vandaliser*|skadegorelse*|klottrat|klottrade|olaga*|utnyttjad*|antastade|tafsade|tafsat|smugglat|smugglade|svartjobb*|fuskat med bidrag|aga|agar|agade',
    phrase: `har (?:sex )?ofredat|slar (?:sin|sina|sitt|henne|honom|barnen|mig|frun|barnet)|slog (?:sin|sina|henne|honom|barnen|mig|barnet)|saljer (?:knark|droger|narkotika|hasch|sprit)|salde (?:knark|droger|narkotika)|kor (?:full|onykter|rattfull|utan korkort|paverkad)|kort (?:full|onykter|rattfull|utan korkort)|korde (?:full|onykter|rattfull|utan korkort)|hotade att (?:doda|sla)|hotat att (?:doda|sla)`,
  },
  {
    kind: 'protectedIdentity',
    rule: 'protected.marking',
    strong: `skyddad* identitet*|skyddade? id|skyddad* personuppgift*|skyddad* folkbokforing*|skyddad* adress*|skyddad* uppgifter|skyddat boende|skyddat nummer|skyddade boendet|sekretessmark*|sekretess-mark*|sekretess markering*|kvarskriv*|kvarskrev*|fingerad* personuppgift*|fingerad* identitet*|fingerade uppgifter|fingerad identitet|sparrmark*|hemlig* adress*|hemlig* identitet*|hemligt boende|hemlig bostad|hemlig vistelseort|skyddsboende*|skyddade boende|adresskydd*|identitetsskydd*|bytt identitet|ny identitet|kontaktforbud*|besoksforbud*|hotbild*`,
    phrase: `lever (?:gomd*|under hot|med skydd*|under skydd*|pa hemlig ort)|jag har sekretess|hon har sekretess|han har sekretess|bor (?:gomd*|pa hemlig ort|pa okand ort|pa skyddat boende|pa hemlig adress)|far inte (?:veta|fa veta|lamna ut|rojas?) (?:var|min|hennes|hans) *(?:jag|hon|han|vi|de|hen|adress*|bostad)?|adressen far inte|far inte lamna ut (?:min|hennes|hans|var) adress*|inte rojas|hittar (?:mig|oss|henne) (?:inte|da|sa)|gommer (?:mig|sig|oss) (?:for|fran) (?:mitt|sitt|ex*|min|sin|pappa*|honom)|letar efter (?:mig|oss|henne|min familj)|soker efter mig|forfoljer (?:mig|oss)`,
  },
  {
    kind: 'specialCategory',
    rule: 'special.union',
    strong: `fackombud*|fackmedlem*|fackligt fortroendevald*|facklig fortroendeman|fackligt aktiv*|facklig tillhorighet|fackforeningsmedlem*|arbetsplatsombud*|fackklubb*|fackordforande|medlem i (?:facket|fackforbundet|fackforeningen|kommunal|vision|unionen|if metall|lararforbundet|sveriges larare|vardforbundet|seko|handels|byggnads|transport|akavia|ledarna|elektrikerna|gs-facket|hotell- och restaurangfacket|saco|ssr|akademikerforbundet ssr|sac|syndikalisterna|fastighets|livs|st|tco|journalistforbundet|polisforbundet|officersforbundet|lr|dik)|med i (?:facket|fackforbundet|fackforeningen|kommunal|vision|unionen|if metall|vardforbundet|seko|sac)|organiserad i (?:kommunal|vision|unionen|if metall|facket|seko|sac)|ombud for (?:kommunal|vision|unionen|facket|if metall|vardforbundet|seko)|ansluten till (?:facket|kommunal|vision|unionen|if metall|saco|vardforbundet)`,
    weak: 'facklig*|fackligt|facket|fackforening*|strejka*',
    phrase: `tillhor (?:facket|kommunal|if metall|unionen|vision|seko|vardforbundet|saco)|gatt med i (?:facket|kommunal|vision|unionen)|gick med i (?:facket|kommunal|vision|unionen)|gatt ur (?:facket|kommunal|vision)`,
  },
  {
    kind: 'specialCategory',
    rule: 'special.religion',
    strong: `~muslim|muslimer|muslimen|muslimsk*|kristen|kristna|kristet|jude|judinna|judar|judisk*|katolik*|katolsk*|ortodox*|protestant*|hindu|hinduer|hinduisk*|hinduism|buddist*|buddhist*|sikh*|jehovas vittne*|pingstvan*|baptist*|mormon*|scientolog*|ateist*|religios*|religios tillhorighet|trosuppfattning*|troende|islam|konverter*|salafist*|shia*|sunni*|ahmadiyya|frikyrklig*|frireligios*|laestadian*|livets ord|hijab|niqab|burka`,
    weak: 'tro|religion*|religionen|moske*|kyrkan|forsamling*|forsamlingen|synagoga*|bon|ber|ramadan|fastar|halal*|koscher*|kosher*|sloja*|huvudduk*|dopt|dopet|bar mitzva|gud|allah|imam|pastor*|nattvard*',
    phrase: `tror pa (?:gud|allah|jesus)|ater inte flask* (?:av religiosa skal|for)|av religiosa skal|ber fem ganger`,
  },
  {
    kind: 'specialCategory',
    rule: 'special.opinion',
    strong: `sverigedemokrat|sverigedemokrater|sverigedemokraten|socialdemokrat|socialdemokraten|sosse|sossar|vansterpartist*|miljopartist*|centerpartist*|folkpartist*|kristdemokrat|kristdemokraten|kommunist*|nazist*|nynazist*|anarkist*|fascist*|hogerextrem*|vansterextrem*|politisk* asikt*|politiska asikter|politisk tillhorighet|partimedlem*|partitillhorighet|medlem i (?:moderaterna|socialdemokraterna|centerpartiet|liberalerna|vansterpartiet|miljopartiet|kristdemokraterna|sverigedemokraterna|sd|mp|kd|afs|nmr|medborgerlig samling|feministiskt initiativ|piratpartiet|s-foreningen|partiet|ssu|muf|ung vanster|cuf|luf)|med i (?:moderaterna|socialdemokraterna|centerpartiet|liberalerna|vansterpartiet|miljopartiet|kristdemokraterna|sverigedemokraterna|sd|nmr|ssu|muf|ung vanster)|aktiv i (?:moderaterna|socialdemokraterna|centerpartiet|liberalerna|vansterpartiet|miljopartiet|kristdemokraterna|sverigedemokraterna|sd|nmr|ssu|muf|ung vanster)|rostar pa|rostade pa|rostat pa|sympatisor till|sympatiserar med (?:sd|moderaterna|sverigedemokraterna|vansterpartiet|nmr|socialdemokraterna)`,
    weak: 'moderat|moderaten|liberal|liberalen|politisk*|politiskt aktiv|demonstrer*|parti|partiet|hogern|vanstern|rod|asikt*',
    phrase: `engagerad i (?:moderaterna|socialdemokraterna|centerpartiet|liberalerna|vansterpartiet|miljopartiet|sverigedemokraterna|kristdemokraterna|sd)|politiskt (?:aktiv*|engagerad*)`,
  },
  {
    kind: 'specialCategory',
    rule: 'special.origin',
    strong: `etnisk* (?:ursprung|tillhorighet|bakgrund|harkomst|minoritet)|etnicitet*|hudfarg|morkhyad*|morkhyat|ljushyad*|fargad person|rasifierad*|svart hudfarg|romsk*|zigenar*|zigensk*|resande familj|resandefolket|samisk*|samer|sameby*|afrosvensk*|invandrarbakgrund|utlandsk harkomst|utlandsk bakgrund|utlandskt ursprung|nysvensk`,
    weak: 'rom|romer|same|kurd*|kurdisk*|arab*|arabisk*|somalier*|somalisk*|afghan*|afghansk*|syrier*|syrisk*|syrian*|assyrier*|irakier*|iransk*|iranier*|eritrean*|etiopisk*|turkisk*|turk|bosnier*|bosnisk*|albansk*|alban|serbisk*|polack*|polsk*|rysk*|ryss|ukrainsk*|ukrainare|rumansk*|finsk*|finlandare|kinesisk*|kines|thailandsk*|chilensk*|gambian*|palestin*|libanes*|flykting*|asylsokande|nyanland*|invandrare*|utlanning*|tornedaling*|sverigefinsk*|sverigefinne|ursprungligen fran|fodd i (?:syrien|irak|iran|afghanistan|somalia|eritrea|turkiet|bosnien|polen|ukraina|ryssland|kina|indien|pakistan|etiopien|libanon|palestina|kosovo|albanien|rumanien|chile|thailand|gambia|marocko)|kommer fran (?:syrien|irak|iran|afghanistan|somalia|eritrea|turkiet|bosnien|polen|ukraina|ryssland|kina|indien|pakistan|etiopien|libanon|palestina|kosovo|albanien|rumanien|chile|thailand|gambia|marocko)|flytt fran|flydde fran|harkomst|harstammar|hudfargen',
  },
  {
    kind: 'specialCategory',
    rule: 'special.sex-life',
    strong: `homosexuell*|bisexuell*|heterosexuell*|asexuell*|pansexuell*|lesbisk*|flata|bog|bogar|bogen|gay|queer|hbtq-person*|hbtqi?-?person*|transperson*|transsexuell*|transkille*|transtjej*|transkvinna*|transman*|transvestit*|icke-binar*|ickebinar*|konskorriger*|konsdysfori*|konsbyte|konsidentitet|sexuell* laggning*|sexualitet|sexliv*|sexuellt umgange|sexuell relation|prostituerad*|prostitution|saljer sex|salt sex|koper sex|sexarbetare|eskort|otrogen|otrohet|swingers*|impoten*|bdsm`,
    weak: 'hbtq*|trans|sexuell*|sexuellt|kom ut|komma ut|samkonad*|pride',
    phrase: `lever med en (?:man|kvinna) av samma kon|kommit ut som|kom ut som`,
  },
  {
    kind: 'specialCategory',
    rule: 'special.biometric',
    strong:
      'fingeravtryck*|ansiktsigenkann*|irisskann*|iris-skann*|irisigenkann*|rostigenkann*|biometri*|handavtryck*|nathinneskann*|ansiktsgeometri|ansiktsskann*|ansiktsbiometri*',
  },
  {
    kind: 'specialCategory',
    rule: 'special.genetic',
    strong:
      'dna-test*|dna-prov*|dna-profil*|dna-analys*|dna test*|dna prov*|dna|gentest*|genetisk*|genmutation*|brca*|brca1|brca2|arftlig*|kromosom*|faderskapstest*|faderskapsanalys*|arvsmassa',
    weak: 'gen|gener|anlag|anlagsbarare',
  },
]

/** Who a sentence can speak of. */
export const someone =
  /(?<![a-z])(?:jag|mig|mej|min|mitt|mina|mitts|han|honom|hans|hon|henne|hennes|hen|hens|henom|vi|oss|dem|dom|deras|en man|(?:bonus|styv|stor|lille|lilla|gud|svar|ex|tvilling)?(?:son|sonen|sons|sonens|dotter|dottern|dotterns|barnet|barnets|barnbarn|barnbarnet|mamma|mamman|mammas|pappa|pappan|pappas|morsan|farsan|modern|mor|fadern|foralder|foraldern|foraldrar|mormor|mormors|morfar|morfars|farmor|farmors|farfar|farfars|mannen|make|maken|maka|makan|fru|frun|hustru|hustrun|sambo|sambon|partner|partnern|flickvan|flickvannen|pojkvan|pojkvannen|bror|brorsa|brorsan|brodern|syster|systern|syrra|syrran|kusin|kusinen|moster|faster|morbror|farbror|granne|grannen|grannens|grannfrun|kollega|kollegan|kompis|kompisen|vannen|klient|klienten|klientens|brukare|brukaren|brukarens|patient|patienten|patientens|sokande|sokanden|sokandens|elev|eleven|elevens|kvinna|kvinnan|kille|killen|tjej|tjejen|flicka|flickan|pojke|pojken|person|personen|anmalaren|innringaren|inringaren|uppringaren|hyresgast|hyresgasten|medborgare|medborgaren|pensionar|pensionaren|dam|damen|tant|tanten|gubbe|gubben|herre|herren|anhorig|anhoriga|anhorigs|ex|exet|exman|exmannen|exfru|chefen|lararen|vaktmastaren|handlaggaren|larare|underskoterska|barnen|ungen|ungarna|tonaring|tonaringen|mamsen|familjen|huvudman|huvudmannen|agaren|foraren|anstalld|anstallda|medarbetare|medarbetaren|politikern|vakten|tranaren|ledaren|rektorn|den enskilde|den enskilda))(?![a-z])/
