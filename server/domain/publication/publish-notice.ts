import { z } from 'zod'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { compileNotice } from './notice.ts'

const Facts = z.object({
  organisation: OrganisationFile,
  contacts: z.record(z.string(), z.string()),
  today: z.string(),
  review_by: z.string(),
  now: z.date(),
})

/** Compiles the public privacy notice from the rules in force and publishes it; the same words keep their version (B1, B35). As the owner. @returns the version */
export async function publishNotice(tx: Tx): Promise<string> {
  const facts = await tx.one(
    Facts,
    sql`
    select i.organisation, v.contacts, (ombud_now() at time zone 'Europe/Stockholm')::date as today, review_due(v.id) as review_by, ombud_now() as now
    from installation i, instruction_version v join board b on b.id = v.board_id where b.hosts_contact_centre and v.state = 'in-force'`,
  )
  const { instructions } = await loadRules(tx)
  const notice = compileNotice({
    instructions,
    organisation: facts.organisation,
    contacts: facts.contacts,
    publishedOn: facts.today,
    reviewBy: facts.review_by,
    nowMs: facts.now.getTime(),
  })
  await tx.run(
    sql`insert into notice (version, published_at, content) values (${notice.version}, ombud_now(), ${JSON.stringify(notice)}) on conflict (version) do nothing`,
  )
  return notice.version
}
