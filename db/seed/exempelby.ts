import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { FormFile } from '../../contracts/application.ts'
import { madeUpBriefings } from '../../server/connector/case-system/index.ts'
import { seedForm } from '../../server/domain/application/index.ts'
import { putInForce, readInstructions, readOrganisation, signFor } from '../../server/domain/instruction/index.ts'
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
  for (const { file, source } of instructions) {
    const versionId = await putInForce(tx, file, source)
    const signers = await tx.all(
      Employee,
      sql`select distinct a.employee_id as id from assignment a join instruction_version v on v.id = ${versionId} where a.hand = 'agent' or a.board_id = v.board_id`,
    )
    await signFor(
      tx,
      versionId,
      signers.map(({ id }) => id),
    )
  }
  await tx.run(sql`
    insert into connector_acknowledgement (employee_id, system, version, acknowledged_at)
    select distinct a.employee_id, s.system, s.version, ombud_now() from assignment a, json_to_recordset(${JSON.stringify(madeUpBriefings())}::json) as s (system text, version text) where a.hand = 'agent'`)
  for (const form of readForms()) await seedForm(tx, form)
  await publishNotice(tx)
}

/** The seven forms of A34, as the file says them. */
export const readForms = (): FormFile[] =>
  z.object({ forms: z.array(FormFile) }).parse(parse(readFileSync(join(folder, 'forms.yaml'), 'utf8'))).forms
