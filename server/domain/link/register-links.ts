import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'

const Source = z.object({ board_id: z.int(), url: z.string(), used_in: z.array(z.string()) })

/**
 * Brings the registry to what the public is shown now. The addresses have one source each, the board's own approved words: the notice takes them
 * from the contacts of kommunstyrelsen's instruction, a form has its e-service's. What is written in the published notice is read too, so that an
 * address which comes there another way is in the registry as well. Twice is once. As the service.
 * Rule: GDPR art. 12(1); requirement B31
 */
export async function registerLinks(tx: Tx): Promise<void> {
  const shown = await tx.all(
    Source,
    sql`
    with host as (select id from board where hosts_contact_centre),
    sentence as (select s ->> 'line' as line, s ->> 'text' as text from
      (select content from notice_publication order by id desc limit 1) n, jsonb_each(n.content -> 'sections') l (lang, parts), jsonb_array_elements(l.parts) p, jsonb_array_elements(p -> 'sentences') s),
    found as (
      select host.id as board_id, m.address[1] as url, coalesce(nullif(s.line, ''), 'notice') as used from host, sentence s, regexp_matches(s.text, '(https?://[^[:space:]]*[^[:space:].,;:)])', 'g') m (address)
      union select v.board_id, c.value, 'instruction:' || c.key from instruction_version v, jsonb_each_text(v.contacts) c where v.state = 'in-force' and c.value ~ '^https?://'
      union select f.board_id, f.e_service_url, 'form:' || t.code from form_version f join case_type t on t.id = f.case_type_id
        where f.e_service_url is not null and not exists (select from form_version n where n.case_type_id = f.case_type_id and n.version > f.version))
    select board_id, url, array_agg(distinct used order by used) as used_in from found group by 1, 2`,
  )
  for (const { board_id, url, used_in } of shown) {
    const known = await tx.run(sql`update link set used_in = ${used_in}, gone_at = null where board_id = ${board_id} and url = ${url}`)
    if (known === 0)
      await tx.run(
        sql`insert into link (id, board_id, url, used_in, first_at) values (gen_random_uuid(), ${board_id}, ${url}, ${used_in}, ombud_now()) on conflict (board_id, url) do nothing`,
      )
  }
  await tx.run(
    sql`update link l set gone_at = ombud_now() where l.gone_at is null and not exists (
      select from jsonb_to_recordset(${JSON.stringify(shown)}::jsonb) s (board_id int, url text) where s.board_id = l.board_id and s.url = l.url)`,
  )
}
