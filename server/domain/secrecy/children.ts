import type { Spot } from './identity.ts'

/** A certain child: by whose it is together with age, school or name. "Barnens plats" and "för barn under sju år" are nobody. Folded text. */
const child =
  '(?:bonus|styv|lille|lilla|stor|tvilling|barn)?(?:son|sonen|sons|sonens|dotter|dottern|dotters|dotterns|barn|barnet|barnets|barnbarn|barnbarnet|flicka|flickan|flickans|pojke|pojken|pojkens|grabb|grabben|grabbens|tos|tosen|tjej|tjejen|kille|killen|unge|ungen|kid|bror|bebis|bebisen|syskon|elev|eleven|elevens|tonaring|tonaringen|minsting|aldsta|yngsta|mellersta|tvillingar|tvillingarna|soner|sonerna|dottrar|dottrarna|barnen|ungar|ungarna|kidsen|skolbarn|fosterbarn|lillebror|lillasyster|lillkillen|lilltjejen|bonusbarn)'
const owner = '(?:min|mitt|mina|var|vart|vara|hans|hennes|hens|deras|sin|sitt|sina|er|ert|era|ditt|din|den|det|[a-z]{3,12}s)'
const numbers = 'ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton'
const age = `(?:(?<!\\d)(?:(?:1[0-7]|[1-9])|${numbers})(?:,5| 1/2| och ett halvt)?(?: ?-? ?|\\n)(?:ar|arig|ariga|arige|aring|aringen|manader|manaders|man|veckor|v|dagar)(?![a-z])|fyller (?:snart )?(?:1[0-7]|[1-9]|${numbers})(?![0-9a-z])|fodd (?:20)?(?:0[89]|1\\d|2[0-6])(?!\\d))`
const school =
  '(?:(?:gar|borjar|borjat|borjade|gick|ska borja|har borjat|placerad|inskriven|plats)(?: [a-z]{1,12}){0,2} (?:(?:i|pa|hos) )?(?:forskola[a-z]*|forskoleklass[a-z]*|dagis|lekis|skola[a-z]*|sarskola[a-z]*|fritids[a-z]*|klass|arskurs|ak|aksk|ettan|tvaan|trean|fyran|femman|sexan|sjuan|attan|nian|f-klass|[1-9]:?an|[1-9][a-f]|gymnasiet|gymnasie[a-z]*|lagstadiet|mellanstadiet|hogstadiet|[a-z]{2,20}skolan|[a-z]{2,20}dagis|[a-z]{2,20}forskola)|(?:klass|arskurs|ak|aksk) ?[1-9f][a-f]?(?![a-z0-9])|[a-z]{2,20}skolan(?![a-z])|forskolan? [a-z]{3,20}|skolskjuts|mobbad|mobbas|mobbning|dagisplats|forskoleplats|fritidsplats|elevhals[a-z]*|specialpedagog|resursperson|resursskola|franvaro|skolvagr[a-z]*|hemmasittare|sarskola[a-z]*|atgardsprogram|sent(?:a)? betyg|underkand|magister|larare|lararen|froken|mentor|rektor[a-z]*|dagis|forskola[a-z]*|fritids)'
const named = '(?:som heter|heter|vid namn|kallas) [a-z]{2,20}'
const between = '[^.!?\\n]{0,70}?'

const around = [
  new RegExp(`(?<![a-z])${owner} (?:[a-z]{2,12} ){0,2}?${child}(?![a-z])(?: [a-z]{2,16})?${between}(?:${age}|${school}|${named})`, 'g'),
  new RegExp(`(?<![a-z])(?:${age})${between}(?<![a-z])${owner} (?:[a-z]{2,12} ){0,2}?${child}(?![a-z])`, 'g'),
  new RegExp(`(?<![a-z0-9-])(?:(?:1[0-7]|[1-9])[ -]?|${numbers})-?(?:arig|ariga|arige) (?:[a-z]{2,10} )?${child}(?![a-z])`, 'g'),
  new RegExp(
    `(?<![a-z])(?:${numbers})aring(?:en|ens)(?![a-z])|(?<![a-z])(?:min|mitt|var|vara|mina|hans|hennes|deras|sin) (?:${numbers})aring(?:ar)?(?![a-z])|(?<![a-z0-9])(?:1[0-7]|[1-9])-?aring(?:en|ens)(?![a-z])`,
    'g',
  ),
  new RegExp(
    `(?<![a-z])(?:eleven|barnet|flickan|pojken|sonen|dottern|elev|barn(?:ets)? namn:?|grabben|killen|tjejen|ungen)(?![a-z])${between}(?:${age}|${school}|${named})`,
    'g',
  ),
]
const withName = new RegExp(
  `(?<![a-z])(?:min|mitt|mina|var|vara|hans|hennes|deras|sin|sina|eleven|barnet|dottern|sonen|elev)(?: (?:[a-z]{2,12} ){0,1}?${child})? ([a-z]{2,20})(?![a-z])`,
  'g',
)
const ageNamed = new RegExp(
  `(?<![a-z])([a-z]{2,20})(?:, | ?\\(| ar | som ar | (?:fyller|har fyllt|blir) )(?:snart |bara |nu )?(?:1[0-7]|[1-9]|${numbers})(?: ?ar(?![a-z])|\\))|(?<![a-z])([a-z]{2,20}) (?:1[0-7]|[1-9]) ar(?![a-z])`,
  'g',
)
const classNamed =
  /(?<![a-z])([a-z]{2,20}) (?:i|gar i|som gar i|i klass|gar i klass|gar i arskurs|gar i ak)(?: klass| arskurs| ak)? ?(?:[1-9][a-f]|f-klass|[1-9]:?an|ettan|tvaan|trean|fyran|femman|sexan|sjuan|attan|nian|forskoleklass|forskolan|arskurs \d|klass \d[a-f]?)(?![a-z0-9])/g
const general =
  /(?:barn (?:under|over|mellan|fran|upp till|i aldern|i aldrarna|som|och (?:unga|ungdom))|for barn|alla barn|barnens|kommunens barn|varje barn|per barn|manga barn|fler barn|barn har ratt|barn far)/
const notName =
  /^(?:det|den|vi|jag|han|hon|de|nu|om|och|men|har|var|att|for|med|som|en|ett|kvar|da|sa|pa|av|till|i|klass|bus|inte|nar|min|ocksa)$/

export function childSpots(text: string, folded: string): Spot[] {
  const plain = around.flatMap((pattern) =>
    [...folded.matchAll(pattern)]
      .filter(({ 0: whole }) => !general.test(whole))
      .map(({ 0: whole, index }) => spot(index, whole, 'child.described')),
  )
  const isName = (index: number, whole: string, name: string) => {
    const at = index + whole.lastIndexOf(name)
    return (
      /\p{Lu}/u.test(text.charAt(at)) &&
      /\p{Ll}/u.test(text.charAt(at + 1)) &&
      !notName.test(name) &&
      !/[.!?\n] ?$/.test(text.slice(Math.max(0, at - 2), at))
    )
  }
  const called = [...folded.matchAll(withName)].flatMap(({ 0: whole, 1: name = '', index }) =>
    isName(index, whole, name) && new RegExp(`${child} `).test(whole) ? [spot(index, whole, 'child.named')] : [],
  )
  const aged = [ageNamed, classNamed].flatMap((pattern) =>
    [...folded.matchAll(pattern)].flatMap(({ 0: whole, 1: first, 2: second = '', index }) =>
      isPersonName(text, index, first ?? second) ? [spot(index, whole, 'child.named')] : [],
    ),
  )
  return [...plain, ...called, ...aged]
}

/** A capital that isn't only the sentence's, or a name that people have. */
function isPersonName(text: string, index: number, folded: string): boolean {
  return (
    /^\p{Lu}\p{Ll}+$/u.test(text.slice(index, index + folded.length)) &&
    !notName.test(folded) &&
    !/^(?:avtalet|huset|bilen|garantin|foreningen|skolan|klassen|eleverna|barnen|plats|lektion|mote|fastigheten|kommunen|lekplatsen|parken|skylten|hunden|katten|badet|hissen|lokal|grupp|vecka|elever|barn|alla|ingen|nagon|vem|laget|resultatet|priset|vantetiden|kotiden|ungefar|minst|endast|bara|over|under|larare|kurs|boken|skolstart|dokumentet|bron|vagen|taket)$/.test(
      folded,
    )
  )
}

const spot = (start: number, whole: string, rule: string): Spot => ({ start, end: start + whole.length, rule, certainty: 'likely' })
