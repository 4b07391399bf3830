import type { Spot } from './identity.ts'

/** Bank accounts and vehicles' plates. */
export const accountSpots = (text: string, folded: string): { bankAccount: Spot[]; vehicle: Spot[] } => ({
  bankAccount: bankSpots(folded),
  vehicle: plateSpots(text, folded),
})

const iban = /(?<![a-z0-9])[a-z]{2} ?\d{2}(?:[ -]?[a-z0-9]{2,4}){2,7}[ -]?[a-z0-9]{1,4}(?![a-z0-9])/g
const giro =
  /(?<![a-z])(?:bankgiro|bankgirot|bg|b\.g\.|plusgiro|plusgirot|postgiro|pg)(?:-?(?:nr|nummer|numret|konto)\.?)?(?: (?:ar|nr|nummer|till))?[ .:]{0,3}(\d{1,4}[ -]?\d{1,4}(?:[ -]\d{1,4})?)(?!\d)/g
const account =
  /(?<![a-z])(?:[a-z]{0,14}konto(?:t|n|nr|nummer|numret|ts)?\.?(?: ?(?:nr|nummer|numret))?|clearing(?:nr|nummer|numret)?|swedbank|nordea|seb|handelsbanken|sparbanken|ica banken|lansforsakringar bank|skandiabanken|danske bank|personkonto|lonekonto|sparkonto|bankkonto)(?:[ :.,()-]{1,3}(?:till|mitt|min|ar|nr|nummer|pa|clearing(?:nr|nummer)?|konto(?:nr|nummer)?|i|hos|med|swedbank|nordea|seb|handelsbanken|det|sparbanken|ica|banken)){0,4}[ :.,(]{0,4}(\d(?:[ .,-]{0,2}\d){6,17})(?!\d)/g
const clearing =
  /(?<![a-z])clearing(?:nr|nummer|numret)?(?: (?:ar|nr))?[ :.]{0,3}(\d{4}(?:-\d)?)[ ,;.]{1,3}(?:och )?(?:[a-z]{0,8}konto(?:nr|nummer|t)?)?(?: (?:ar|nr))?[ :.]{0,3}(\d(?:[ .-]?\d){5,11})(?!\d)/g

function bankSpots(folded: string): Spot[] {
  const numbered = [...folded.matchAll(iban)].flatMap(({ 0: found, index }) => {
    const kept = longestIban(found)
    return kept === null ? [] : [spot(index, kept, 'bank.iban')]
  })
  const labelled = [
    ...[...folded.matchAll(giro)].flatMap(({ 0: whole, 1: digits = '', index }) => inner(whole, digits, index, 'bank.giro', 5)),
    ...[...folded.matchAll(clearing)].map(({ 0: whole, 1: first = '', index }) =>
      spot(index + whole.indexOf(first), whole.slice(whole.indexOf(first)), 'bank.clearing'),
    ),
    ...[...folded.matchAll(account)].flatMap(({ 0: whole, 1: digits = '', index }) => inner(whole, digits, index, 'bank.account', 7)),
  ]
  return [...numbered, ...labelled]
}

const spot = (start: number, text: string, rule: string): Spot => ({ start, end: start + text.length, rule, certainty: 'certain' })
function inner(whole: string, digits: string, index: number, rule: string, least: number): Spot[] {
  if (digits.replace(/\D/g, '').length < least || /^(?:19|20)\d\d-\d\d-\d\d/.test(digits)) return []
  return [spot(index + whole.length - digits.length, digits, rule)]
}

/** A pattern takes the word after the number too: shorter and shorter until it is an IBAN (ISO 13616), or nothing. */
function longestIban(found: string): string | null {
  for (let end = found.length; end >= 15; end--) {
    const kept = found.slice(0, end)
    if (!/[ -]$/.test(kept) && isIban(kept.replace(/[ -]/g, ''))) return kept
  }
  return null
}

function isIban(given: string): boolean {
  if (given.length < 15 || given.length > 34 || (given.startsWith('se') && given.length !== 24)) return false
  let rest = 0
  for (const each of `${given.slice(4)}${given.slice(0, 4)}`) {
    const value = Number.parseInt(each, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

const plate = /(?<![a-z0-9_/-])([a-hj-pr-uw-z]{3})( |-)?(\d{2}[0-9a-hj-npr-uw-z])(?![a-z0-9_]|-\d)/g
const vehicle =
  /(?<![a-z])(?:bil(?:en|ar|arna|ens)?|reg|regnr|reg\.? ?n(?:r|ummer)|registrering[a-z]*|skylt(?:en|ar|arna)?|fordon(?:et|en)?|parker[a-z]*|felparker[a-z]*|volvo[a-z]*|saab|bmw|audi|skoda|toyota|tesla|kia|ford|vw|volkswagen|golf|passat|mercedes|merca[a-z]*|peugeot|renault|mazda|nissan|hyundai|mc|motorcykel[a-z]*|moped[a-z]*|epa[a-z]*|a-traktor[a-z]*|lastbil[a-z]*|skapbil[a-z]*|slap(?:et|vagn[a-z]*)?|husvagn[a-z]*|husbil[a-z]*|personbil[a-z]*|taxi[a-z]*|korde|kor|korkort|boter|p-bot[a-z]*|kontrollavgift[a-z]*|nummerplat[a-z]*|bilnummer|kombi[a-z]*|suv|traktor[a-z]*|buckla[a-z]*|krock[a-z]*|bogser[a-z]*|flytta[a-z]*|besikt[a-z]*|garage[a-z]*|skrotbil[a-z]*|trangselskatt|chauffor[a-z]*|forare[a-z]*|kor(?:t|s|d)?)(?![a-z])/
const notVehicle =
  /(?:artikel[a-z]*|art\.? ?nr|modell[a-z]*|produkt[a-z]*|order[a-z]*|bestall[a-z]*|\bkod(?:en)?|losenord[a-z]*|kurs[a-z]*|\bsal(?:en)?|\brum(?:met)?|kampanj[a-z]*|version[a-z]*|serie[a-z]*|flight|flyg[a-z]*|storlek|rabatt[a-z]*|lampa[a-z]*|skruv[a-z]*|reservdel[a-z]*|inventarie[a-z]*|hylla|bok(?:en|ning|ningsnr|ningsnummer)?|referens|ref|bord|skap(?:et)?|skrivare[a-z]*|typ|ritning|projekt[a-z]*|stolpe[a-z]*|exempel(?:vis)?|test[a-z]*|delkod|nummer pa varan|etikett|symbol)[ :.,]{1,3}(?:[a-z]{1,12}[ :.]{1,2}){0,3}$/
const abbreviations = new Set(
  'pvc led usb ktm skf hsb ups gps sms mms dvd abb jpg png pdf xml utf iso sha md5 cpu gpu ram kwh bmw rgb hdmi tcp udp www abs abc mdf osb hpl hdf htc lcd mac max min tel sek eur usd nok dkk ocr fax box etg etc kap art lgh nba nfl kth lth slu dnr kap vhs lss lvu'.split(
    ' ',
  ),
)

function plateSpots(text: string, folded: string): Spot[] {
  return [...folded.matchAll(plate)].flatMap(({ 0: found, 1: letters = '', 2: between = '', index }) => {
    const end = index + found.length
    const before = folded.slice(Math.max(0, index - 70), index)
    const near = vehicle.test(`${before}\n${folded.slice(end, end + 45)}`)
    if (notVehicle.test(before) || /^ ?(?:kr|kronor|st|m|cm|kg|w|v|gb|mb|%)\b/.test(folded.slice(end, end + 8))) return []
    const upper = /^[A-Z]{3}/.test(text.slice(index, index + 3))
    const alone = upper && between === '' && !abbreviations.has(letters) && !/[A-Z]{4,} $/.test(text.slice(Math.max(0, index - 8), index))
    if (!near && !alone) return []
    if (abbreviations.has(letters) && letters !== 'abc' && !/reg|skylt|nummerplat/.test(before)) return []
    return [{ ...spot(index, found, near ? 'vehicle.named' : 'vehicle.alone'), certainty: near ? 'certain' : 'possible' }]
  })
}
