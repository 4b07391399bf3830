import type { NewEmployee } from '../../../server/domain/staff/add-employee.ts'
import type { NewDelegation } from '../../../server/domain/staff/delegate.ts'

/** Made-up people. One password for all, shown on the sign-in page; they exist on the embedded default only. */
export const demoPassword = 'exempelby'
const everyone = (people: readonly Omit<NewEmployee, 'password' | 'operator'>[]): NewEmployee[] =>
  people.map((person) => ({ ...person, password: demoPassword, operator: person.email.startsWith('drift') }))
const centre = [{ hand: 'agent', board: 'kommunstyrelsen' }] as const
/** Each board has one who may give its signature; the centre has its manager (A38). */
const officerOf = (board: string, signs?: 'board' | 'contact-centre') => [{ hand: 'officer' as const, board, signs }]

/** Who may decide in a board's name, by name (KL 6:37-40). */
export const delegations: readonly NewDelegation[] = [
  {
    board: 'stadsbyggnadsnamnden',
    email: 'bodil@exempelby.test',
    caseTypes: ['bygglov', 'torghandel', 'bullerbidrag'],
    paragraph: 'SBN 2026-01-14 § 7 p. 2.1',
    decidedOn: '2026-01-14',
  },
  {
    board: 'tekniska-namnden',
    email: 'maj@exempelby.test',
    caseTypes: ['parkering', 'fordonsflytt'],
    paragraph: 'TN 2026-01-20 § 4 p. 1.3',
    decidedOn: '2026-01-20',
  },
]

export const people: readonly NewEmployee[] = everyone([
  { name: 'Alva Ekdahl', email: 'alva@exempelby.test', assignments: centre },
  { name: 'Sami Lindroth', email: 'sami@exempelby.test', assignments: centre },
  { name: 'Tuva Norrby', email: 'tuva@exempelby.test', assignments: [...centre, ...officerOf('kommunstyrelsen')] },
  { name: 'Bodil Malmgren', email: 'bodil@exempelby.test', assignments: officerOf('stadsbyggnadsnamnden', 'board') },
  { name: 'Idris Holmér', email: 'idris@exempelby.test', assignments: officerOf('socialnamnden', 'board') },
  { name: 'Maj Törnqvist', email: 'maj@exempelby.test', assignments: officerOf('tekniska-namnden', 'board') },
  { name: 'Leo Åkerblom', email: 'leo@exempelby.test', assignments: officerOf('barn-och-utbildningsnamnden', 'board') },
  { name: 'Nadja Sundell', email: 'nadja@exempelby.test', assignments: officerOf('kultur-och-fritidsnamnden', 'board') },
  {
    name: 'Disa Öhman',
    email: 'disa@exempelby.test',
    assignments: [
      'kommunstyrelsen',
      'stadsbyggnadsnamnden',
      'socialnamnden',
      'tekniska-namnden',
      'barn-och-utbildningsnamnden',
      'kultur-och-fritidsnamnden',
    ].map((board) => ({ hand: 'auditor' as const, board })),
  },
  { name: 'Petter Drake', email: 'drift@exempelby.test', assignments: officerOf('kommunstyrelsen') },
  { name: 'Vera Ljungdahl', email: 'vera@exempelby.test', assignments: officerOf('kommunstyrelsen', 'board') },
  { name: 'Axel Strandmark', email: 'axel@exempelby.test', assignments: officerOf('kommunstyrelsen', 'contact-centre') },
])
