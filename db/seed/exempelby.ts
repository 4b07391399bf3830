import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { FormFile } from '../../contracts/application.ts'
import { seedForm } from '../../server/domain/application/index.ts'
import { putInForce, readInstructions, readOrganisation, sealUndertaking } from '../../server/domain/instruction/index.ts'
import { publishNotice } from '../../server/domain/publication/index.ts'
import { addEmployee, delegate, setUpOrganisation } from '../../server/domain/staff/index.ts'
import { sql, type Tx } from '../../server/platform/db.ts'
import { delegations, people } from './exempelby/people.ts'

const folder = join(import.meta.dirname, 'exempelby')
const Employee = z.object({ id: z.uuid() })

/** The made-up municipality as its files say it: the same for `npm start`, the tests, the browser journeys and the pictures. */
export function readExempelby() {
  const organisation = readOrganisation(readFileSync(join(folder, 'organisation.yaml'), 'utf8'))
  const sources = readdirSync(folder)
    .filter((name) => name.startsWith('instruction-'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
  return {
    organisation,
    instructions: readInstructions(sources, organisation).map((file, index) => ({ file, source: sources[index] ?? '' })),
  }
}

/** Exempelby with its boards, people, instructions in force, signed undertakings and published notice. As the owner, in one transaction. */
export async function seedExempelby(tx: Tx): Promise<void> {
  const { organisation, instructions } = readExempelby()
  await setUpOrganisation(tx, organisation, { demo: true })
  for (const person of people) await addEmployee(tx, person)
  for (const each of delegations) await delegate(tx, each)
  const agents = await tx.all(Employee, sql`select distinct employee_id as id from assignment where hand = 'agent'`)
  for (const { file, source } of instructions) {
    const versionId = await putInForce(tx, file, source)
    for (const { id } of agents)
      await sealUndertaking(tx, { employeeId: id, versionId, quiz: [{ clause: 'demo', permits: true, right: true }] })
  }
  for (const form of readForms()) await seedForm(tx, form)
  await publishNotice(tx)
}

/** The seven forms of A34, as the file says them. */
export const readForms = (): FormFile[] =>
  z.object({ forms: z.array(FormFile) }).parse(parse(readFileSync(join(folder, 'forms.yaml'), 'utf8'))).forms
