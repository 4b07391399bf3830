/** Made-up words for a made-up municipality: what its residents write, and what they are called. Nobody by these names is meant. */
export const firstNames =
  'Alva Sami Tuva Bodil Idris Maj Leo Nadja Disa Petter Ylva Noel Frej Siv Arvid Hedda Omar Liv Ture Vanja Ebba Rasmus Tyra Milo Saga Elis Juni Hugo Selma Viggo Amina Kerstin Bertil Gull-Britt Zara Ivan'.split(
    ' ',
  )
export const lastNames =
  'Ekdahl Lindroth Norrby Malmgren Holmér Törnqvist Åkerblom Sundell Öhman Drake Vinge Skogh Lövborg Hallqvist Brattås Ejdervik Rönnlund Sjöö Torpman Ålund Kvarnhed Myrstig Fagerhult Strandö Vide Bäckros Ivarhed Gransäter'.split(
    ' ',
  )
export const streets =
  'Kvarnvägen Lyktgatan Bryggstigen Almgränd Torggatan Rönnbacken Ejdervägen Skolstigen Hamnplan Granhöjden Vindögatan Mossvägen Bastugatan Ängstigen Folketsparkgatan Stationsvägen'.split(
    ' ',
  )

const things =
  'gatlyktan brunnen gungan papperskorgen trottoaren cykelbanan övergångsstället lekplatsen parkbänken busskuren vägtrumman häcken skylten bron trappan räcket blomlådan fontänen rastgården bollplanen'.split(
    ' ',
  )
const places =
  'vid skolan nära torget bakom biblioteket utanför badhuset längs ån intill förskolan mitt emot stationen vid rondellen på gångvägen under viadukten'.split(
    / (?=vid|nära|bakom|utanför|längs|intill|mitt|på|under)/,
  )
const states =
  'är trasig|lyser inte|har varit borta i flera veckor|behöver lagas före vintern|är full med löv|står snett efter stormen|är hal på morgonen|ser farlig ut för barnen|luktar illa|har blivit påkörd'.split(
    '|',
  )
const asks =
  'När blir det åtgärdat?|Vem ansvarar för det här?|Kan någon höra av sig?|Jag vill veta hur min ansökan ligger till.|Hur lång är handläggningstiden?|Behöver jag söka bygglov för en altan?|Finns det plats på förskolan till hösten?|Hur gör jag för att överklaga avgiften?|Går det att boka lokalen på kvällstid?|Vart vänder jag mig om sophämtningen?'.split(
    '|',
  )
const manners =
  'Hej och tack för senast.|God morgon.|Jag ringde i tisdags men kom inte fram.|Flera grannar har undrat samma sak.|Vi har bott här i många år.|Jag bifogar gärna en bild.|Ursäkta om det här är fel ställe.|Tack på förhand.|Vänliga hälsningar från oss i kvarteret.|Det brådskar inte, men glöm det inte.'.split(
    '|',
  )

/** Every sentence that can be made of the lists: a few hundred, so that words are common, middling and rare as in real mail. */
export const sentences = [
  ...things.flatMap((thing, nth) =>
    places.flatMap((place, other) =>
      (nth * 7 + other * 3) % 4 === 0 ? [] : [`${upper(thing)} ${place} ${states[(nth + other) % states.length]}.`],
    ),
  ),
  ...asks,
  ...asks,
  ...manners,
  ...manners,
  ...manners,
]
export const subjects = [
  ...things.map((thing, nth) => `${upper(thing)} ${states[nth % states.length]}`),
  ...asks.map((ask) => ask.replace('?', '')),
]

/** What people search for: common, middling and rare words, a name, a prefix, two words, none at all. A number and a telephone number are added by the caller. */
export const searches = [
  'gatlyktan',
  'fontänen',
  'handläggningstiden',
  'Ekdahl',
  'Gransäter',
  'bygg',
  'gungan badhuset',
  'altan bygglov',
  'snöleopard',
  'kvarnvägen 12',
]

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
