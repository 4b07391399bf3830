import type { Clause } from '../../../contracts/instruction.ts'

/** Names of W3C DPV 2.0 and ODRL 2.2 for what they can say; the rest has names of ours (docs/dpv-profile.md). */

type Table<K extends string> = Readonly<Record<K, string>>

export const dataTerms: Table<Clause['categories'][number] | Clause['specialCategories'][number]> = {
  name: 'pd:Name',
  phone: 'pd:TelephoneNumber',
  email: 'pd:EmailAddress',
  address: 'pd:PhysicalAddress',
  property: 'ombud:data-property',
  message: 'pd:Communication',
  identityNumber: 'pd:OfficialID',
  recording: 'ombud:data-recording',
  attachment: 'ombud:data-attachment',
  health: 'pd:Health',
  origin: 'pd:Ethnicity',
  opinion: 'pd:PoliticalOpinion',
  religion: 'pd:Religion',
  union: 'pd:TradeUnionMembership',
  biometric: 'pd:Biometric',
  'sex-life': 'pd:Sexual',
  offence: 'pd:CriminalOffense',
}

export const basisTerms: Table<Clause['bases'][number]['basis']> = {
  '6(1)(a)': 'eu-gdpr:A6-1-a',
  '6(1)(b)': 'eu-gdpr:A6-1-b',
  '6(1)(c)': 'eu-gdpr:A6-1-c',
  '6(1)(d)': 'eu-gdpr:A6-1-d',
  '6(1)(e)': 'eu-gdpr:A6-1-e',
}

/** The nearest processing of DPV, beside the act itself; what isn't processing of data has none. */
export const processingTerms: Readonly<Partial<Record<Clause['acts'][number], string>>> = {
  receive: 'dpv:Collect',
  'status.read': 'dpv:Consult',
  'status.tell': 'dpv:Disclose',
  draft: 'dpv:Store',
  assist: 'dpv:Use',
  handle: 'dpv:Use',
  handover: 'dpv:Transmit',
  record: 'dpv:Record',
  listen: 'dpv:Access',
  export: 'dpv:Export',
  disclose: 'dpv:Disclose',
  purge: 'dpv:Erase',
  read: 'dpv:Access',
  collect: 'dpv:Collect',
  reply: 'dpv:Transmit',
  remove: 'dpv:Remove',
  publish: 'dpv:MakeAvailable',
  transfer: 'dpv:Transfer',
  process: 'dpv:Processing',
}

export const effectTerms: Table<Clause['effect']> = {
  permit: 'odrl:Permission',
  deny: 'odrl:Prohibition',
  refer: 'ombud:Referral',
  oblige: 'odrl:Duty',
  inform: 'ombud:Information',
}

/** The whole context stands in the document: nobody has to fetch anything to read it. */
export const contextOf = (namespace: string) => ({
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  pd: 'https://w3id.org/dpv/pd#',
  odrl: 'http://www.w3.org/ns/odrl/2/',
  dcterms: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  ombud: namespace,
})
