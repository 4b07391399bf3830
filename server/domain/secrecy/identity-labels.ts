/** What the words before a number say it is. The nearest speaks. */
const ours =
  /person[a-z]{0,8}\.? ?n(?:umm?e?r|r|o)|persn[ru]|pers\.? ?nr|\bp-?n(?:umm?er|r)\b|\bpnr\b|samordnings? ?n|samn[ru]|\bfod(?:d|da|ds|else[a-z]*)\b|person-?id|identitetsn|\bid-?nummer|\bssn\b|personal identity|organisationsn|\borg\.? ?-?n|sista fyra|sokande|\bvardnadshavare|\bmedborgare/g
const others =
  /\bocr|faktur|referens|\bref\b|kund|order|artikel|\bart\.? ?n|arende|diarie|\bdnr|isbn|issn|belopp|summa|stolp|matar|avtal|serie|kolli|sandning|sparning|bokning|biljett|\bean\b|streckkod|inventarie|anlaggning|telefon|\btel\b|\btfn|mobil|\bring\b|\bringa\b|\bsms\b|\bnas pa|transaktion|kvitto|koordinat|chassi|\bimei|kort ?n|lopn|betal|autogiro|paket|\bupc\b|\bgtin|licens|polis ?n|forsakringsn|fastighetsn|medlems|nyckel|version|\bkonto(?:n|t|\b)|clearing|lonekonto|batch|skada ?n|skaden|gps|sweref|post-?id|kod\b/g

export type Label = 'ours' | 'others' | null

export function labelBefore(folded: string, start: number): Label {
  const before = folded.slice(Math.max(0, start - 48), start)
  const [mine, theirs] = [lastOf(before, ours), lastOf(before, others)]
  if (mine === -1 && theirs === -1) return null
  return mine >= theirs ? 'ours' : 'others'
}

function lastOf(text: string, pattern: RegExp): number {
  let last = -1
  for (const { index } of text.matchAll(pattern)) last = index
  return last
}
