import { someone } from './lexicon.ts'

/** What stands around a word, and whether it makes it something about a person. All on folded text, within one sentence. */
export type Around = { before: string; after: string; original: string }

const mostBefore = 160
const mostAfter = 100

export function aroundOf(text: string, folded: string, start: number, end: number): Around {
  const [left, right] = [folded.slice(Math.max(0, start - mostBefore), start), folded.slice(end, end + mostAfter)]
  const from = Math.max(
    ...['. ', '! ', '? ', '\n\n', '; ', '.\n', '?\n', '!\n'].map((each) => left.lastIndexOf(each) + (left.lastIndexOf(each) < 0 ? 0 : 2)),
  )
  const until = right.search(/[.!?;](?:\s|$)|\n\n/)
  const before = left.slice(Math.max(0, from))
  const after = until === -1 ? right : right.slice(0, until)
  return { before, after, original: `${text.slice(start - before.length, start)}…${text.slice(end, end + after.length)}` }
}

const not =
  /(?:^|[^a-z])(?:inte|ej|aldrig|ingen|inget|inga|utan|varken|icke|knappast|saknar|fri fran|slipper)(?: (?:ha|har|haft|nagon|nagot|nagra|en|ett|varit|vara|ar|fatt|fa|blivit|langre|som|sa|direkt|pa|i|av|med)){0,2} $/
/** Directly before: the word is a subject to read about, not somebody's. */
const subject =
  /(?:information|info|infon|broschyr(?:en|er)?|folder|forelasning(?:en|ar)?|foredrag|kurs(?:en|er)?|utbildning(?:en|ar)?|seminarium|seminariet|temadag|temakvall|boken|bok|bocker|artikel(?:n)?|artiklar|rapport(?:en|er)?|statistik(?:en)?|undersokning(?:en)?|enkat(?:en)?|projekt(?:et)?|policy(?:n)?|riktlinje(?:r|rna)?|rutin(?:er|erna|en)?|handlingsplan(?:en)?|strategi(?:n)?|plan(?:en)?|lagen|lag|regler(?:na)?|regelverk(?:et)?|bestammelse(?:r|rna)?|motion(?:en)?|forslag(?:et)?|film(?:en)?|utstallning(?:en)?|debatt(?:en)?|forskning(?:en)?|studie(?:n)?|diskussion(?:en)?|tema|arbete(?:t)?|insatser|blankett(?:en|er)?|lasa|las|lar|prata allmant|fakta|samtal|undervisning|text(?:en)?|sida(?:n)?|webbsida(?:n)?|sidan|kapitel(?:let)?|prov|uppsats|vad innebar|vad ar|vad betyder|vad menas med|hur hanterar (?:ni|kommunen|man)|hur arbetar (?:ni|kommunen)|sa arbetar vi|hur fungerar|hur vanligt ar|vad kostar|varfor finns|kampen|kampanj(?:en)?|vecka(?:n)?|dagen|insamling(?:en)?|gala(?:n)?|forebygga|motverka|forhindra|begreppet|ordet|skylten|hantering(?:en)?|kommunens|tabell(?:en)?|intresseforening(?:en)?|natverk(?:et)?|forening(?:en)?|forbund(?:et)?)(?: (?:om|kring|for|till|mot|med|av|personer|manniskor|alla|dig|som|har|rorande|angaende|och|i|gallande|pa|nar det galler|ar|kommunens|arbete|unga|barn|aldre|elever|var|vara|nya|den|det)){0,5} $/
/** Anywhere in the sentence: it speaks of a place, a service or everyone. */
const general =
  /(?:oppettid|oppet|oppnar|stanger|stangt|tidsbokning|parkering|hitta till|ligger (?:vard|sjuk|apotek|lasarett)|vagen till|var ligger|var finns|vilken (?:vardcentral|buss|tid)|nar oppnar|buss(?:en)? till|hallplats|byggs|bygger|renover|lokaler|entre|invig|byggnad|personer med|manniskor med|alla som|dig som|den som|ungdomar med|aldre med|elever med|barn med (?!sig)|medarbetare med|for dem som|grupper|folk med|allmanheten|i allmanhet|generellt|statistik|kommuninvanar|invanarna|manga (?:har|som|barn|unga)|andelen|antalet|befolkning|finns det (?:nagon|nagra|mojlighet|plats|en)|erbjuder|erbjuds|tillganglig for|anpassad for|broschyr|forelasning|kurs i|temakvall|forening|forbundet|ar en vanlig|vanlig sjukdom|lediga tjanster|ledig tjanst|soker (?:personal|lakare|sjukskoterskor|en|medarbetare)|anstaller|upphandling|budget|namnden (?:beslutade|beslutar|har beslutat)|fullmaktige|hur ansoker man|hur (?:gor|kan) man|far man|maste man|kan man|nar man|om man|riktlinjer|policy|informationsmote|kampanj|vill (?:veta mer|lasa) om|regeringen|lagen om|enligt lag|socialstyrelsen|folkhalsomyndigheten|nyhet|tidningen skriver|roman(?:en)?|boken|filmen|serien|utstallning|konferens|foredrag|museet|vaccinationer|drop-in|besokare)/
const own =
  /(?<![a-z])(?:jag|han|hon|hen|vi)(?: [a-z]+){0,3} (?:har|hade|haft|fick|fatt|lider|led|ar|var|blev|blivit|ater|tar|gar|gick|behover|vantar|ligger|lag|lever|sitter|satt|genomgar|genomgatt|far|diagnostiserades|behandlas|opererades|ska|mar|madde|kan|dricker|rostar|tillhor|kor|korde|stal|slog|hotar|hotade)(?![a-z])|(?<![a-z])(?:min|mitt|mina|hans|hennes|hens|deras|sin|sitt|sina|[a-z]{2,14}s) (?:[a-z]+ ){0,2}$|(?<![a-z])(?:pa grund av|pga|p g a|eftersom|efter|sedan|trots|har|med) (?:min|mitt|mina|hans|hennes|sin|sitt|en|svar|sina)? ?(?:[a-z]+ )?$/

export const isNegated = ({ before }: Around) => not.test(before)
export const isSubject = ({ before }: Around) =>
  subject.test(before.slice(-110)) &&
  !/(?<![a-z])(?:min|mitt|mina|hans|hennes|sonens|dotterns|mammas|pappas|sin|sitt) (?:[a-z]+ )?$/.test(before)
export const isGeneral = ({ before, after }: Around) => general.test(before) || general.test(after)
export const isOwn = ({ before }: Around) => own.test(before)

const verbs =
  '(?:har|hade|ar|var|fick|fatt|lider|behover|gar|ater|tar|bor|blev|blivit|mar|ligger|sitter|vardas|jobbar|rostar|dricker|lever|kom|kommer|tillhor)'
const named = new RegExp(`\\p{Lu}\\p{Ll}+(?: \\p{Lu}\\p{Ll}+)? (?:${verbs})`, 'u')
const fullName = /\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?:s|son|sson|berg|gren|lund|ström|qvist|kvist|dotter|man|mann)?(?![\p{L}])/u

/** Somebody: a pronoun, a relative, a role, or a name. */
export function isAboutSomeone({ before, after, original }: Around): boolean {
  if (someone.test(before.slice(-120)) || someone.test(after.slice(0, 60))) return true
  return named.test(original) || fullName.test(original)
}

const animal =
  /(?<![a-z])(?:hund|hunden|hundens|katt|katten|kattens|hast|hasten|hastens|valp|valpen|kanin|kaninen|djur|djuret|djuren|kon|korna|faret|fagel|fageln|radjur|radjuret|algen|alg|trad|tradet|traden|almen|eken|bjorken|bil|bilen|dator|datorn)(?![a-z])(?: [a-z]+){0,3} ?$/
/** What ails a dog or a tree is nobody's health. */
export const isAnimal = ({ before }: Around) => animal.test(before.slice(-60))
