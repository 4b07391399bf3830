import type { Spot } from './identity.ts'

/** Street addresses and property designations. `text` and `folded` are the same length: capitals are read in the first, words in the second. */
export const placeSpots = (text: string, folded: string): { address: Spot[]; property: Spot[] } => {
  const property = propertySpots(text, folded)
  return {
    property,
    address: addressSpots(text, folded).filter(({ start, end }) => !property.some((each) => each.start < end && start < each.end)),
  }
}

const ends =
  'gatan|gata|gaten|vagen|vag|grand|granden|stigen|stig|allen|alle|torget|torg|esplanaden|backen|backe|leden|slingan|svangen|tvargrand|promenaden|kajen|terrassen|strandvag|gangen|brinken|brink|kroken|stranden|trappor'
const looseEnds =
  'plan|plats|platsen|parken|park|ringen|ring|hagen|liden|lid|hojden|hamnen|gard|garden|lyckan|asen|kullen|dalen|angen|bron|udden|viken|hojd|rundeln|straket|tappan|bergen'
const number = '[ ]{1,2}(?:nr |nummer )?(\\d{1,4})(?:[ ]?[a-k](?![a-z]))?(?![\\d:])'
const tail =
  '(?:,? ?(?:lgh|lagenhet|lag|vaning|van|port|uppg|uppgang|tr|bv)\\.? ?[a-z]?\\d{0,4}){0,2}(?:[,\\n ]{1,3}(?:se-?)?\\d{3} ?\\d{2}(?!\\d)(?:[, ]{1,2}[a-z][a-z-]{1,30})?)?'
const street = new RegExp(
  `(?<![a-z0-9])((?:[a-z]{1,20}[ .]{1,2}){0,2}?)([a-z'-]{0,30}?)(${ends}|[a-z]{3,20}(?:g|v)\\.)${number}(${tail})`,
  'g',
)
const loose = new RegExp(`(?<![a-z0-9])((?:[a-z]{1,20} ){0,2}?)([a-z'-]{2,30}?)(${looseEnds})${number}(${tail})`, 'g')
const lives =
  /(?:\bbor\b|\bbo(?:r|dde|ende|tt)?\b|flytta|adress|hemma|\bhos\b|\bc\/o|besok|hamta|skicka|post till|star skriven|skriven|folkbokford|\bhem till)/
const rural =
  /(?<![a-z0-9])([a-z][a-z'-]{2,25}(?: [a-z][a-z'-]{2,25})?) (\d{1,4}) ?[a-k]?[, \n]{1,3}(?:se-?)?(\d{3} ?\d{2}) ([a-z][a-z-]{2,30})/g
const box = /(?<![a-z0-9])(?:box|postbox) \d{1,5}[, \n]{1,3}\d{3} ?\d{2}(?: [a-z][a-z-]{1,30})?/g
/** Ways that are nobody's address, whatever number follows. */
const generic =
  /^(?:(?:pa|vid|langs|over|fran|till|i|av|den|hela|samma|en|denna|var|denna|och|hos) )?(?:cykel|gang|motor|riks|lans|europa|huvud|lands|skogs|grus|genomfarts|tvar|sido|bak|bil|om|av|upp|ut|in|hit|dit|farj|jarn|kors|fram|halv|sidan|rid|vinter|a)?(?:vag|vagen|gatan|gata|leden|stig|stigen|torg|torget|backen|backe|alle|allen|gangen|promenaden|kajen|stranden|brinken|grand|granden|trappor|parken|plan|plats|platsen|ring|ringen|bron|hamnen|gard|garden|slingan|svangen)$/
const unit =
  /^ ?(?:m\b|meter|km\b|kilometer|mil\b|min(?:ut|\b)|tim|ganger|dagar|veckor|manader|ar\b|st\b|stycken|kr\b|kronor|%|procent|grader|personer|barn\b|bilar|lampor|hus\b|platser|kvm|m2|x\b|ton\b|a \d|december|januari|februari|mars\b|april|maj\b|juni|juli|augusti|september|oktober|november|lyktstolp|stolp|trad\b|hundar|boende|lagenheter|deltagare)/
const notHere =
  /(?:stolpe|lykt(?:a|stolpe)|belysningsstolpe|linje|buss|hallplats|riksvag|lansvag|etapp|km|sektion|kapitel|film|avsnitt)\s?$/

function addressSpots(text: string, folded: string): Spot[] {
  const found = [
    ...matches(street, folded, 'address.street').filter((each) => isAddress(text, folded, each, false)),
    ...matches(loose, folded, 'address.loose').filter((each) => isAddress(text, folded, each, true)),
    ...matches(rural, folded, 'address.postal').filter(
      ({ start, parts }) => capital.test(text.charAt(start)) && !/^(?:ring|kostar|totalt|summa)/.test(parts[1] ?? ''),
    ),
    ...matches(box, folded, 'address.box'),
    ...livesAt(text, folded),
  ]
  return found.map(({ start, end, rule }) => ({ start: startOf(text, folded, start, end), end, rule, certainty: 'certain' }))
}

type Match = { start: number; end: number; rule: string; parts: (string | undefined)[] }
const matches = (pattern: RegExp, folded: string, rule: string): Match[] =>
  [...folded.matchAll(pattern)].map(({ index, ...parts }) => ({
    start: index,
    end: index + (parts[0] ?? '').trimEnd().length,
    rule,
    parts: Object.values(parts).slice(0, 6).map(String),
  }))

const capital = /\p{Lu}/u

function isAddress(
  text: string,
  folded: string,
  { start, end, parts: [, lead = '', stem = '', suffix = '', digits = '', rest = ''] }: Match,
  needsMore: boolean,
): boolean {
  const name = `${lead}${stem}${suffix}`
  const nameEnd = start + name.length
  const [before, after] = [folded.slice(Math.max(0, start - 60), start), folded.slice(end, end + 14)]
  if (generic.test(`${stem}${suffix}`) && !(stem === '' && isNamed(text, start, nameEnd, suffix))) return false
  if (unit.test(after) || notHere.test(before) || /^(?:19|20)\d\d$/.test(digits)) return false
  if (/^[-–]\d{2,}|^[.,]\d/.test(after)) return false
  if (needsMore) return /\d{3} ?\d{2}/.test(rest) || (lives.test(before) && capital.test(text.slice(start, nameEnd)))
  return !/\.$/.test(suffix) || lives.test(before) || capital.test(text.charAt(nameEnd - suffix.length - stem.length))
}

/** "Karl Johans gata 3", "Stora torget 2": a name and a generic word. */
const isNamed = (text: string, start: number, end: number, suffix: string) => {
  const [last = ''] = /\S+ $/.exec(text.slice(start, end - suffix.length)) ?? []
  return (
    /^(?:\p{Lu}[\p{L}.-]*) $/u.test(last) && !/^(?:På|Vid|Från|Till|Den|Hela|Ny|Min|Vår|En|I|Längs|Samma|Kommunens|Denna) $/u.test(last)
  )
}

/** Small words before the name are no part of it. */
function startOf(text: string, folded: string, start: number, end: number): number {
  const words = folded.slice(start, end)
  const [small = ''] =
    /^(?:(?:pa|i|vid|till|fran|bor|adress|adressen|ar|och|hos|min|nya|jag|flyttat|hemma|det|den|mitt|oss|for|har|av|som|om|att|en|var|hon|han|vi|de|dom|skickas|flyttar|flyttade|boende|utanfor) )*/.exec(
      words,
    ) ?? []
  return text.length > 0 ? start + small.length : start
}

const livesOn =
  /(?<![a-z])(?:bor|bodde|boende|bosatt|flyttat|flyttade|flyttar|hemma|folkbokford|skriven)(?: (?:nu|numera|kvar|sjalv|ensam|tillsammans|hos|han|hon|jag|vi))? (?:pa|i|till|vid) ([a-z][a-z'-]{2,30}(?: [a-z][a-z'-]{2,30})?) (\d{1,4})(?: ?[a-k](?![a-z]))?(?![\d:])/g

function livesAt(text: string, folded: string): Match[] {
  return [...folded.matchAll(livesOn)].flatMap(({ 0: whole, 1: name = '', index }) => {
    const start = index + whole.lastIndexOf(name)
    const end = index + whole.length
    return capital.test(text.charAt(start)) && !unit.test(folded.slice(end, end + 14))
      ? [{ start, end, rule: 'address.lives', parts: [] }]
      : []
  })
}

const designation = /(?<![a-z0-9/:])((?:[a-z][a-z'-]{1,30} ){1,3})((?:s:|ga:)?\d{1,4}:\d{1,4}|s:\d{1,4}|ga:\d{1,3})(?:>\d{1,3})?(?![\d:])/g
const estate =
  /(?<![a-z])(?:fastighet(?:en|s|sbeteckning(?:en)?)?|tomt(?:en)?|beteckning(?:en)?|fast\.?bet|lagfart|stamfastighet(?:en)?|gard(?:en)?|bygglov (?:for|pa)|avstyckning|agare till|ager|kvarteret|kv)(?: (?:ar|heter|har|med|for|pa|av|beteckning(?:en)?|fran|min|var))*[:. ]{0,3}$/
const block =
  /(?<![a-z])(?:kv|kvarteret|fastigheten|fastighetsbeteckning(?:en)?:?)\.? ([a-z][a-z-]{2,25}) (\d{1,3})(?![\d:.,-]|\/\d| ?(?:kr|m\b|st\b|ar\b|%))/g
const law =
  /(?:^| )(?:osl|sol|sfs|kl|fl|tf|jb|pbl|rf|brb|gdpr|lvu|lss|lvm|abl|pbf|mb|fb|ab|hsl|psl|prop|bet|sou|kap|lag|lagen|balken|forordning(?:en)?|johannes|matteus|markus|lukas|psalm|mosebok|kl|klockan|tid|kvart|skala|matchen|vann|forlorade|resultat|resultatet|ratio|format|version|stallning(?:en)?|forhallandet|avsnitt|kapitel|epistel|dnr|diarienummer|arende|arendet|ks|bn|sbn|hsn|ltv|hfd|nja|ra|mod|prick|mellan|fran|till|oppet|stangt|dagligen|vardagar|mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag|mandagar|tisdagar|onsdagar|torsdagar|fredagar|lordagar|sondagar|idag|imorgon|imorse|ikvall|omkring|cirka|ca|vid|runt|pa|i|och|kommer|gick|bussen|taget|avgang|ankomst|mote|motet|start|slut|efter|fore|redan) $/

function propertySpots(text: string, folded: string): Spot[] {
  const found: Spot[] = []
  for (const { 0: whole, 1: words = '', 2: unitOf = '', index } of folded.matchAll(designation)) {
    const start = nameStart(text, folded, index, words)
    if (start === null || law.test(` ${words}`)) continue
    const name = text.slice(start, index + words.length).trim()
    const said = estate.test(folded.slice(Math.max(0, index - 30), start))
    const asTime = /^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(unitOf) && name.split(' ').length === 1
    if (
      !said &&
      (!capital.test(name.charAt(0)) ||
        /^[A-ZÅÄÖ]{1,4}$/.test(name) ||
        (asTime && /(?:kl|klockan|oppet|mellan)[^.]{0,20}$/.test(folded.slice(Math.max(0, start - 30), start))))
    )
      continue
    found.push({
      start,
      end: index + whole.length,
      rule: said ? 'property.said' : 'property.designation',
      certainty: said || !asTime ? 'certain' : 'likely',
    })
  }
  for (const { 0: whole, index } of folded.matchAll(block))
    if (!found.some((each) => each.start < index + whole.length && index < each.end))
      found.push({ start: index, end: index + whole.length, rule: 'property.block', certainty: 'likely' })
  return found
}

/** From the first capital of the words on; in a text without capitals, the last word, and the one before it where the text says what it is. */
function nameStart(text: string, folded: string, index: number, words: string): number | null {
  const names = [...words.matchAll(/[^ ]+/g)].map((each) => index + each.index)
  const capitals = names.filter(
    (at) =>
      capital.test(text.charAt(at)) &&
      !/^(?:fastighet|fastigheten|fastighetsbeteckning|bygglov|min|tomten|tomt|gäller|galler|det|vi|jag|ang|angaende|avser|ar|agare|for)$/.test(
        wordAt(folded, at),
      ),
  )
  const run = capitals.filter((at, place) => capitals.length - place >= names.filter((each) => each >= at).length)
  return run[0] ?? names.find((at) => estate.test(folded.slice(Math.max(0, at - 30), at))) ?? null
}

const wordAt = (folded: string, at: number) => /^[^ ]+/.exec(folded.slice(at, at + 40))?.[0] ?? ''
