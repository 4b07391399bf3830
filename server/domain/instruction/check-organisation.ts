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
      ...board.caseTypes
        .filter((type) => type.secrecy === 'sealed' && type.secrecyTags.length === 0)
        .map((type) => `${board.code}: ärendetypen ${type.code} är förseglad men har ingen sekretessbestämmelse (A20)`),
    ]),
  ]
}

const twice = (names: readonly string[]): string[] => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
