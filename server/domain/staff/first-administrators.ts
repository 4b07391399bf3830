import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { addEmployee } from './add-employee.ts'
import { setUpOrganisation } from './set-up-organisation.ts'

const Administrator = z.object({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(200),
  password: z.string().min(12).max(200),
})
/** What the page of a new installation asks for: the code from the console, the municipality and two people, so that no one is alone with the keys. */
export const NewInstallation = z
  .object({
    code: z.string().trim().min(20).max(100),
    municipality: z.string().trim().min(1).max(200),
    municipalityCode: z.string().regex(/^\d{4}$/),
    mailDomain: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/),
    first: Administrator,
    second: Administrator,
  })
  .refine(({ first, second }) => first.email.toLowerCase() !== second.email.toLowerCase(), { path: ['second', 'email'] })
export type NewInstallation = z.infer<typeof NewInstallation>

const hash = (code: string) => createHash('sha256').update(code).digest()

/** Makes the one-time code that the console shows; an older one stops working. Lasts an hour, and a new start makes a new one. As the owner. */
export async function offerFirstCode(tx: Tx): Promise<string> {
  const code = randomBytes(20).toString('base64url')
  await tx.run(sql`delete from first_admin_link`)
  await tx.run(sql`insert into first_admin_link (hash, expires_at, uses_left) values (${hash(code)}, now() + interval '1 hour', 1)`)
  return code
}

/**
 * Creates the municipality with its first two administrators: operators, and officers of kommunstyrelsen. Nothing is instructed yet, so the
 * centre may only guide anonymously and hand over (A5). As the owner. @throws code_not_found when the code is wrong, used or too old
 */
export async function createInstallation(tx: Tx, given: NewInstallation): Promise<void> {
  const used = await tx.run(
    sql`delete from first_admin_link where hash = ${hash(given.code)} and expires_at > now() and not exists (select from installation)`,
  )
  if (used === 0) throw new Problem('code_not_found')
  await setUpOrganisation(tx, smallest(given), { demo: false })
  // two people, so that kommunstyrelsen's first instruction can be signed by two (A38)
  for (const [{ name, email, password }, signs] of [
    [given.first, 'board'],
    [given.second, 'contact-centre'],
  ] as const)
    await addEmployee(tx, {
      name,
      email,
      password,
      operator: true,
      assignments: [
        { hand: 'officer', board: 'kommunstyrelsen', signs },
        { hand: 'agent', board: 'kommunstyrelsen' },
      ],
    })
}

/** What every municipality has from the first minute: kommunstyrelsen, which hosts the centre, and the type an unrouted message gets. */
const smallest = ({ municipality, municipalityCode, mailDomain }: NewInstallation): OrganisationFile => ({
  municipality: { code: municipalityCode, name: municipality, mailDomain },
  boards: [
    {
      code: 'kommunstyrelsen',
      name: 'Kommunstyrelsen',
      short: 'KS',
      administration: 'Kommunledningsförvaltningen',
      hostsContactCentre: true,
      departments: [{ code: 'kontaktcenter', name: 'Kontaktcenter' }],
      systems: [],
      caseTypes: [
        {
          code: 'orouterat',
          name: 'Inkommen fråga',
          department: 'kontaktcenter',
          level: 'none',
          provision: null,
          years: null,
          secrecy: 'open',
          secrecyTags: [],
          unrouted: true,
        },
      ],
    },
  ],
  openingHours: [{ weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '16:30' }],
  channels: [
    { code: 'epost', kind: 'email', name: 'E-post', address: `kontakt@${mailDomain}`, region: 'EU/EEA', active: true },
    { code: 'telefon', kind: 'phone', name: 'Telefon', address: null, region: 'EU/EEA', active: true },
    { code: 'formular', kind: 'form', name: 'Formulär på webben', address: null, region: 'EU/EEA', active: true },
    { code: 'besok', kind: 'visit', name: 'Besök', address: null, region: 'EU/EEA', active: true },
  ],
  outcomes: [
    { code: 'besvarad', name: 'Besvarad i kontakten', needs: 'both' },
    { code: 'overlamnad', name: 'Överlämnad', needs: 'both' },
  ],
})
