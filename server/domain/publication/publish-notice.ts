import { z } from 'zod'
import { Act } from '../../../contracts/instruction.ts'
import { OrganisationFile } from '../../../contracts/organisation.ts'
import { Vocabulary } from '../../../contracts/vocabulary.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { loadRules } from '../instruction/index.ts'
import { compileNotice, type NoticeGiven } from './notice.ts'

const Contacts = z.record(z.string(), z.string())
const Facts = z.object({
  organisation: OrganisationFile,
  contacts: Contacts,
  board_contacts: z.record(z.string(), Contacts),
  vocabularies: z.array(Vocabulary),
  stopped: z.array(z.object({ id: z.string(), board: z.string(), acts: z.array(Act), caseTypes: z.array(z.string()), since: z.string() })),
  today: z.string(),
  review_by: z.string(),
  now: z.date(),
})
const Published = z.object({ version: z.string(), review_by: z.string() })

/**
 * Compiles the public privacy notice from the rules in force and publishes it, unless it says what is published already: the same words keep their
 * version and their day (B1, B35). As the owner or the service. @returns the version
 * @throws Error when no true notice can be made of the rules in force (P1)
 */
export async function publishNotice(tx: Tx): Promise<string> {
  const notice = compileNotice(await noticeGiven(tx))
  const newest = await tx.maybe(
    Published,
    sql`select version, content ->> 'reviewBy' as review_by from notice_publication order by id desc limit 1`,
  )
  if (newest?.version === notice.version && newest.review_by === notice.reviewBy) return notice.version
  const content = JSON.stringify(notice)
  await tx.run(
    sql`insert into notice (version, published_at, content) values (${notice.version}, ombud_now(), ${content}) on conflict (version) do nothing`,
  )
  await tx.run(sql`insert into notice_publication (version, published_at, content) values (${notice.version}, ombud_now(), ${content})`)
  return notice.version
}

/** What a notice is compiled from, as it stands in this transaction. */
export async function noticeGiven(tx: Tx): Promise<NoticeGiven> {
  const facts = await tx.one(
    Facts,
    sql`
    select i.organisation, v.contacts, (ombud_now() at time zone 'Europe/Stockholm')::date as today, review_due(v.id) as review_by, ombud_now() as now,
      (select coalesce(jsonb_object_agg(ob.code, o.contacts), '{}') from instruction_version o join board ob on ob.id = o.board_id where o.state = 'in-force') as board_contacts,
      (select coalesce(jsonb_agg(o.content -> 'vocabulary') filter (where jsonb_typeof(o.content -> 'vocabulary') = 'object'), '[]') from instruction_version o where o.state = 'in-force') as vocabularies,
      (select coalesce(json_agg(json_build_object('id', s.id, 'board', sb.code, 'acts', s.acts, 'caseTypes', array(select t.code from case_type t where t.id = any (s.case_type_ids) order by t.code),
        'since', (s.stopped_at at time zone 'Europe/Stockholm')::date) order by s.stopped_at, s.id), '[]') from instruction_stop s join board sb on sb.id = s.board_id where s.lifted_at is null) as stopped
    from installation i, instruction_version v join board b on b.id = v.board_id where b.hosts_contact_centre and v.state = 'in-force'`,
  )
  const { instructions } = await loadRules(tx)
  return {
    instructions,
    organisation: facts.organisation,
    contacts: facts.contacts,
    boardContacts: facts.board_contacts,
    vocabulary: mergedVocabulary(facts.vocabularies),
    stopped: facts.stopped,
    publishedOn: facts.today,
    reviewBy: facts.review_by,
    nowMs: facts.now.getTime(),
  }
}

/** What any board has a word for is called that in what the municipality tells. */
const mergedVocabulary = (vocabularies: readonly Vocabulary[]): Vocabulary => ({
  events: Object.assign({}, ...vocabularies.map(({ events }) => events)),
  facts: Object.assign({}, ...vocabularies.map(({ facts }) => facts)),
  records: Object.assign({}, ...vocabularies.map(({ records }) => records)),
  copies: Object.assign({}, ...vocabularies.map(({ copies }) => copies)),
})
