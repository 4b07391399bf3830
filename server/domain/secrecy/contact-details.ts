import { stretchesIn, type Token } from './digit-tokens.ts'
import type { Spot } from './identity.ts'
import { readingsAt } from './number-words.ts'

/** Telephone numbers and mail addresses in a folded text. Every repetition has an end, so that no text makes these slow. */
export const contactSpots = (folded: string): { phone: Spot[]; email: Spot[] } => ({ phone: phoneSpots(folded), email: mailSpots(folded) })

const written = /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63} ?@ ?[a-z0-9-]{1,63}(?: ?\.[a-z0-9-]{1,63}){0,5}/g
const said =
  /(?<![a-z0-9._%+-])[a-z0-9][a-z0-9_-]{0,30}(?:(?:\.| punkt | dot | ?[([]punkt[)\]] ?)[a-z0-9_-]{1,30}){0,3} ?(?:[([{<] ?(?:at|a|snabel-?a|@|alfa) ?[)\]}>]|(?<= )(?:at|snabel-?a|snabela|snabbel-?a|alfakrull|kanelbulle)(?= )) ?[a-z0-9-]{1,40}(?: ?(?:\.|[([{]? ?(?:punkt|dot|prick) ?[)\]}]?) ?[a-z0-9-]{1,40}){0,3}? ?(?:\.|[([{]? ?(?:punkt|dot|prick) ?[)\]}]?) ?(?:se|com|nu|org|net|eu|no|dk|fi|io|me|test)(?![a-z0-9])/g
/** Mailboxes of an office are nobody's. */
const office =
  /^(?:info|kontakt|kontaktcenter|registrator|kommun(?:en)?|post|support|kundtjanst|kundservice|noreply|no-reply|dataskydd(?:sombud)?|dso|webmaster|reception|press|bibliotek(?:et)?|bygglov|miljo|social(?:namnden|tjansten)?|namnd|kansli|faktura|ekonomi|hr|personal|jobb|help|admin|postmaster|abuse|arkiv|medborgarservice|servicecenter|felanmalan)\b ?@/

function mailSpots(folded: string): Spot[] {
  const plain = [...folded.matchAll(written)]
    .filter(([found]) => /\.[a-z]{2,}$/.test(found.replace(/\.?[\d-]*$/, '')) && !office.test(found))
    .map(({ 0: found, index }): Spot => ({ start: index, end: index + found.length, rule: 'email.written', certainty: 'certain' }))
  const spoken = /\b(?:at|snab|alfa|kanel)|[([{<] ?a/.test(folded)
    ? [...folded.matchAll(said)].map(
        ({ 0: found, index }): Spot => ({ start: index, end: index + found.length, rule: 'email.said', certainty: 'likely' }),
      )
    : []
  return [...plain, ...spoken]
}

const gap = '[ \\n.()/-]{0,3}'
const abroad = new RegExp(`(?<![\\d+a-z])(?:\\+|00)(?:4[0-9]|3[0-9]{1,2}|[1-9][0-9]{0,2})(?:${gap}\\d){6,12}(?!\\d)`, 'g')
const swedish = new RegExp(`(?<![\\d+]|\\d[-/:.,])0[1-9](?:${gap}\\d){5,9}(?!\\d)`, 'g')

function phoneSpots(folded: string): Spot[] {
  const found: Spot[] = []
  for (const { 0: text, index } of folded.matchAll(abroad)) {
    const digits = text.replace(/\D/g, '')
    if (!/^00/.test(text) || /^0046|^00(?:4[4579]|358|33|1)/.test(text))
      if (digits.length >= 9 && fitsPlace(folded, index, text)) found.push(spot(index, text, 'phone.abroad'))
  }
  for (const { 0: text, index } of folded.matchAll(swedish)) {
    const kept = trimmed(text)
    const rule = kept === null ? null : swedishRule(folded, index, kept)
    if (kept !== null && rule !== null) found.push(spot(index, kept, rule))
  }
  return [...found, ...saidPhones(folded)]
}

/** "noll sju noll, ett två tre, fyra fem, sex sju" */
function saidPhones(folded: string): Spot[] {
  return [...stretchesIn(folded)].flatMap((stretch) => {
    const tokens = stretch.filter(({ kind }) => kind === 'word' || kind === 'digits')
    const first = tokens.findIndex(({ part, text }) => part?.value === 0 || text.startsWith('07'))
    if (first === -1 || tokens.filter(({ kind }) => kind === 'word').length < 4) return []
    return saidFrom(tokens.slice(first, first + 14))
  })
}

function saidFrom(tokens: readonly Token[]): Spot[] {
  const parts = tokens.map(({ part }) => part)
  let [digits, at] = ['', 0]
  while (at < tokens.length && digits.length < 10) {
    const [reading] = tokens[at]?.kind === 'digits' ? [{ digits: tokens[at]?.text ?? '', next: at + 1 }] : readingsAt(parts, at)
    if (!reading) return []
    digits += reading.digits
    at = reading.next
  }
  const [start, end] = [tokens[0]?.start ?? 0, tokens[at - 1]?.end ?? 0]
  return mobile.test(digits) || (/^0[1-9]/.test(digits) && digits.length >= 9 && digits.length <= 10)
    ? [{ start, end, rule: 'phone.said', certainty: 'likely' }]
    : []
}

const spot = (start: number, text: string, rule: string): Spot => ({ start, end: start + text.length, rule, certainty: 'certain' })

/** A pattern takes what it can: what stands on the next line, or after a full stop, is another thing. */
function trimmed(text: string): string | null {
  const kept = text.replace(/(?:\. |\n\n| {3}|\. ?\n)[\s\S]*$/, '').replace(/[ \n.()/-]+$/, '')
  return kept.replace(/\D/g, '').length >= 7 ? kept : null
}

const areas = /^0(?:8|1[013689]|2[136]|3[1356]|4[0246]|54|6[03]|90)/
const mobile = /^07[02369]\d{7}$/
const callWords =
  /(?:\btel|telefon|\btfn|\bmob|mobil|\bring|\bringa|\bringer|\bringde|\bsms|\bnas\b|\bna (?:mig|henne|honom)|\bnummer|\bnr\b|kontakt|\bhem(?:nummer)?\b|\barbete\b|\bswish|\bluren|\bslå|\bsla\b|\blur\b|\bph\b|\bfax|☎)/
const notCall =
  /(?:ocr|faktur|referens|\bref\b|order|artikel|arende|diarie|\bdnr|isbn|issn|stolp|matar|serie|kolli|\bean|koordinat|konto|clearing|bankgiro|plusgiro|\bbg\b|\bpg\b|org\.? ?-?n|\brum\b|\bsal\b|\blinje|kundn|avtal|lopn|personn|\bpnr|version|\bip\b)[^\n]{0,16}$/

function swedishRule(folded: string, index: number, text: string): string | null {
  const digits = text.replace(/\D/g, '')
  if (!fitsPlace(folded, index, text) || /^0(?:20|77|900|939|944)/.test(digits)) return null
  const before = folded.slice(Math.max(0, index - 40), index)
  const called = callWords.test(before)
  if (notCall.test(before) && !called) return null
  if (mobile.test(digits)) return mobileForm.test(text) || called ? 'phone.mobile' : null
  if (digits.length < 8 || digits.length > 10 || /^07/.test(digits))
    return digits.length >= 8 && called && areas.test(digits) ? 'phone.landline' : null
  // a landline number is written with its area code apart, or said to be one
  const [, area = '', rest = ''] = /^\(?(0\d{1,3})\)?[ ]?[-/ ][ ]?(.+)$/.exec(text) ?? []
  if (area === '') return called ? 'phone.landline' : null
  if (area.length < 4 && area !== '08' && !areas.test(area)) return null
  if (area.length === 2 && area !== '08') return null
  if (!/^[1-9]/.test(rest) || !/^\d{2,8}(?:[ -]\d{2,3}){0,3}$/.test(rest)) return null
  return called || /[-/)]/.test(text.slice(area.length, area.length + 3)) || area.length === 3 || area === '08' ? 'phone.landline' : null
}

const mobileForm =
  /^07\d(?:[ ]?[-/.)]?[ ]?)(?:\d[ .-]?){6}\d$|^07\d{2}[ -/]{1,3}\d{2}[ -]?\d{2}[ -]?\d{2}$|^07\d{2}[ -/]{1,3}\d{3}[ -]?\d{3}$|^07(?:[ -]?\d){8}$/

/** Not a sum, a date, a coordinate or a piece of something longer. */
function fitsPlace(folded: string, index: number, text: string): boolean {
  const after = folded.slice(index + text.length, index + text.length + 10)
  const before = folded.slice(Math.max(0, index - 3), index)
  if (/^(?:[-:]\d|\/[1-9]|[.,]\d{1,3}\b)/.test(after) || /^ ?(?:kr\b|kronor|:-|sek\b|eur\b|%|€|kwh|m2|m3|km\b|kg\b|st\b)/.test(after))
    return false
  if (/^0\d[-./]\d\d[-./](?:19|20)?\d\d(?: |$)/.test(text)) return false
  return !/[a-z]$/.test(before) && !/\d[-/:.,]$/.test(before)
}
