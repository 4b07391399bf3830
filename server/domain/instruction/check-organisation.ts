import type { OrganisationFile } from '../../../contracts/organisation.ts'

/** What makes a municipality's file unusable, as Swedish sentences. */
export function faultsInOrganisation({ boards, channels, outcomes }: OrganisationFile): string[] {
  const hosts = boards.filter((board) => board.hostsContactCentre)
  const unrouted = boards.flatMap((board) => board.caseTypes.filter((type) => type.unrouted).map(() => board))
  return [
    ...twice(boards.map(({ code }) => code)).map((code) => `nämnden ${code} står två gånger`),
    ...twice(boards.map(({ short }) => short)).map((short) => `två nämnder har förkortningen ${short}`),
    ...twice(channels.map(({ code }) => code)).map((code) => `kanalen ${code} står två gånger`),
    ...twice(outcomes.map(({ code }) => code)).map((code) => `resultatet ${code} står två gånger`),
    ...(hosts.length === 1 ? [] : [`exakt en nämnd ska ha kontaktcenter (hostsContactCentre), här är det ${hosts.length}`]),
    ...(unrouted.length === 1 && unrouted[0] === hosts[0]
      ? []
      : ['exakt en ärendetyp ska ta emot ofördelade frågor (unrouted), hos den nämnd som har kontaktcenter']),
    ...boards.flatMap((board) => [
      ...twice(board.caseTypes.map(({ code }) => code)).map((code) => `${board.code}: ärendetypen ${code} står två gånger`),
      ...board.caseTypes
        .filter((type) => !board.departments.some(({ code }) => code === type.department))
        .map((type) => `${board.code}: ärendetypen ${type.code} hör till avdelningen ${type.department}, som inte finns`),
      ...board.caseTypes.flatMap((type) => secrecyFaults(type).map((fault) => `${board.code}: ärendetypen ${type.code} ${fault}`)),
    ]),
  ]
}

/** A20: what is secret says by which provision, and only what is presumed secret is sealed. */
function secrecyFaults({ level, provision, secrecy, secrecyTags }: OrganisationFile['boards'][number]['caseTypes'][number]): string[] {
  const presumed = level === 'reverse' || level === 'absolute'
  return [
    ...((secrecy === 'sealed') === presumed
      ? []
      : ['är förseglad utan omvänt skaderekvisit eller absolut sekretess (level), eller tvärtom']),
    ...(level === 'none' && (provision !== null || secrecyTags.length > 0) ? ['har en sekretessbestämmelse men ingen grad (level)'] : []),
    ...(level !== 'none' && (provision === null || !secrecyTags.includes(provision))
      ? ['har sekretess men ingen sekretessbestämmelse (provision) som står bland secrecyTags (A20)']
      : []),
    ...(secrecyTags.some((tag) => presumedSecret.includes(tag)) && !presumed
      ? ['har en bestämmelse med omvänt skaderekvisit men är inte hemlig (level: reverse)']
      : []),
  ]
}
/** The same as `reverse_provisions` of migration 0034, which refuses them too. */
const presumedSecret: readonly string[] = ['22:2', '23:1', '23:2', '25:1', '26:1', '40:3', '40:7 g']

const twice = (names: readonly string[]): string[] => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
