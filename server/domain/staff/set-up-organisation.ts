import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { sql, type Tx } from '../../platform/db.ts'

/** Writes the municipality: boards, departments, case types, channels and outcomes. Run once, by the owner, when a municipality is set up. */
export async function setUpOrganisation(tx: Tx, file: OrganisationFile, { demo }: { demo: boolean }): Promise<void> {
  const { municipality } = file
  await tx.run(sql`insert into installation (municipality_code, municipality, mail_domain, organisation, demo, installed_at)
    values (${municipality.code}, ${municipality.name}, ${municipality.mailDomain}, ${JSON.stringify(file)}, ${demo}, ombud_now())`)
  await tx.run(sql`
    insert into board (code, name, short, administration, hosts_contact_centre)
    select code, name, short, administration, "hostsContactCentre" from json_to_recordset(${JSON.stringify(file.boards)}::json) as b (code text, name text, short text, administration text, "hostsContactCentre" boolean)`)
  const departments = file.boards.flatMap((board) => board.departments.map((department) => ({ board: board.code, ...department })))
  await tx.run(sql`
    insert into department (board_id, code, name)
    select b.id, d.code, d.name from json_to_recordset(${JSON.stringify(departments)}::json) as d (board text, code text, name text) join board b on b.code = d.board`)
  const types = file.boards.flatMap((board) => board.caseTypes.map((type) => ({ board: board.code, ...type })))
  await tx.run(sql`
    insert into case_type (board_id, department_id, code, name, secrecy, secrecy_level, secrecy_provision, secrecy_years, secrecy_tags, unrouted)
    select b.id, d.id, t.code, t.name, t.secrecy, t.level, t.provision, t.years, array(select json_array_elements_text(t."secrecyTags")), t.unrouted
    from json_to_recordset(${JSON.stringify(types)}::json) as t (board text, code text, name text, department text, secrecy text, level text, provision text, years int, "secrecyTags" json, unrouted boolean)
    join board b on b.code = t.board join department d on d.board_id = b.id and d.code = t.department`)
  await tx.run(sql`
    insert into channel (code, kind, name, address, region, active)
    select code, kind, name, address, region, active from json_to_recordset(${JSON.stringify(file.channels)}::json) as c (code text, kind text, name text, address text, region text, active boolean)`)
  await tx.run(sql`
    insert into outcome (code, name, needs, sort)
    select o ->> 'code', o ->> 'name', o ->> 'needs', n from json_array_elements(${JSON.stringify(file.outcomes)}::json) with ordinality as given (o, n)`)
}
