import { z } from 'zod'
import { asOwner, sql, type Tx } from '../../server/platform/db.ts'
import type { Logins } from '../../server/platform/migrate.ts'
import { firstNames, lastNames, sentences, streets, subjects } from './words.ts'

const atOnce = 20_000
const Index = z.object({ indexdef: z.string() })

/**
 * Fills Exempelby with `cases` made-up cases as five years would leave them: message, summary, participant, contact, question, notes, clock and audit
 * rows; the boards' types with a skew, 3 % still open, most of those new. Set-based and as the owner: our own verbs would take an hour.
 * Nothing of it is due. The same seed makes the same municipality but for its ids.
 */
export async function fillMunicipality(logins: Logins, cases: number): Promise<void> {
  const indexes = await asOwner(logins, async (tx) => {
    await tx.run(sql`alter table audit_event disable trigger told`) // nobody listens yet, and half a million notices would be one transaction's
    // not the made-up installation of `npm start`, whose worker purges every minute
    await tx.run(sql`update installation set demo = false`)
    const searched = await tx.all(
      Index,
      sql`select indexdef from pg_indexes where tablename = 'case_summary' and indexdef like '% USING gin %'`,
    )
    await tx.run(sql`drop index case_summary_words, case_summary_lookup`)
    return searched
  })
  for (let from = 1; from <= cases; from += atOnce)
    await asOwner(logins, (tx) => addCases(tx, { from, to: Math.min(cases, from + atOnce - 1), of: cases }))
  await asOwner(logins, async (tx) => {
    await tx.run(sql`alter table audit_event enable trigger told`)
    // made anew when all is there: a fifth of the time
    await tx.run(sql`create function run_text(given text) returns void language plpgsql as 'begin execute given; end'`)
    for (const { indexdef } of indexes) await tx.all(z.unknown(), sql`select run_text(${indexdef})`)
    await tx.run(sql`drop function run_text`)
    await tx.run(
      sql`insert into case_counter (board_id, year, last) select id, extract(year from ombud_now()), ${cases} from board on conflict (board_id, year) do update set last = excluded.last`,
    )
  })
}

type Part = { from: number; to: number; of: number }

async function addCases(tx: Tx, part: Part): Promise<void> {
  await tx.all(z.unknown(), sql`select setseed(${(part.from % 997) / 997})`)
  await tx.run(makeThem(part))
  await tx.run(
    sql`insert into contact (id, channel_id, channel, board_id, case_type_id, started_at, ended_at) select m.contact_id, m.channel_id, m.channel, m.board_id, m.type_id, m.opened_at, m.opened_at from made m`,
  )
  await tx.run(sql`
    insert into "case" (id, number, board_id, case_type_id, contact_id, channel, state, holder, opened_at, changed_at, closed_at, outcome, instruction_version_id, dispose_on, dispose_at, dispose_rule)
    select m.id, m.number, m.board_id, m.type_id, m.contact_id, m.channel, case when m.closed_at is not null then 'closed' when m.n % 3 = 0 then 'new' else 'open' end, case when m.n % 10 < 7 then 'centre' else 'board' end,
      m.opened_at, coalesce(m.closed_at, m.opened_at), m.closed_at, case when m.closed_at is not null then 'besvarad' end, m.version_id, (m.dispose_at at time zone 'Europe/Stockholm')::date, m.dispose_at, case when m.closed_at is not null then m.rule_id end from made m`)
  await tx.run(
    sql`insert into question (contact_id, board_id, case_type_id, state, case_id) select m.contact_id, m.board_id, m.type_id, 'case', m.id from made m`,
  )
  await tx.run(
    sql`insert into case_key (case_id, kind, hash, token) select m.id, 'reply', sha256(m.id::text::bytea), replace(m.id::text, '-', '') from made m`,
  )
  await tx.run(
    sql`insert into participant (case_id, name, email, phone, address, property_designation) select m.id, m.name, m.email, m.phone, m.address, m.property from made m`,
  )
  await addContent(tx)
  await tx.run(sql`
    insert into clock (case_id, version_id, clause_id, trigger, started_at, due_at, due_on, action, state, rule)
    select m.id, m.version_id, m.clause_id, coalesce(m.rule -> 'due' ->> 'after', 'case.closed'), m.closed_at, m.dispose_at, (m.dispose_at at time zone 'Europe/Stockholm')::date, 'delete', 'running', m.rule from made m where m.closed_at is not null`)
  await tx.run(sql`
    insert into audit_event (at, hand, event, case_id, board_id, facts)
    select e.at, e.hand, e.event, m.id, m.board_id, e.facts from made m cross join lateral (values
      (m.opened_at, 'service', 'case.opened', '{"channel": "email"}'::jsonb), (m.opened_at, 'service', 'message.received', '{}'), (m.closed_at, 'agent', 'case.closed', '{"outcome": "besvarad"}')) e (at, hand, event, facts) where e.at is not null`)
  await tx.run(sql`drop table made`)
}

/** One row a case with everything the tables need; an ordinary table, since nobody may make temporary ones (design §8). */
const makeThem = ({ from, to, of }: Part) => sql`
  create unlogged table made as
  with kind as (
    select row_number() over (order by md5(t.code)) - 1 as nth, t.id as type_id, t.board_id, b.short, t.secrecy = 'sealed' as sealed, v.id as version_id, k.clause_id, k.rule, b.code || '/' || k.clause_id as rule_id
    from case_type t join board b on b.id = t.board_id join instruction_version v on v.board_id = b.id and v.state = 'in-force'
    cross join lateral (select c.id as clause_id, c.rule -> 'retention' as rule from clause c where c.version_id = v.id and c.rule -> 'retention' ->> 'record' = 'case' order by c.position limit 1) k),
  way as (select array_agg(id order by id) as ids, array_agg(kind order by id) as kinds from channel where kind in ('email', 'phone', 'form')),
  drawn as (
    select n, floor(power(random(), 2) * (select count(*) from kind))::int as nth, 1 + floor(random() * 3)::int as way, random() as luck,
      ombud_now() - interval '5 years' * (1 - n::float8 / ${of}::int) - random() * interval '2 hours' as opened_at,
      1 + floor(power(random(), 2) * ${firstNames.length}::int)::int as first, 1 + floor(power(random(), 2) * ${lastNames.length}::int)::int as last, 1 + floor(random() * ${streets.length}::int)::int as street,
      1 + floor(power(random(), 2) * ${subjects.length}::int)::int as about, (random() * 399)::int as line
    from generate_series(${from}::int, ${to}::int) n)
  select d.n, gen_random_uuid() as id, gen_random_uuid() as contact_id, gen_random_uuid() as message_id, k.type_id, k.board_id, k.version_id, k.sealed, k.clause_id, k.rule, k.rule_id,
    k.short || '-' || extract(year from d.opened_at) || '-' || lpad(d.n::text, 6, '0') as number, way.ids[d.way] as channel_id, way.kinds[d.way] as channel, d.opened_at,
    -- 3 % are open: a quarter of the newest tenth, and a few that were forgotten
    case when d.luck < case when d.n > 0.9 * ${of}::int then 0.27 else 0.003 end then null else least(ombud_now(), d.opened_at + power(d.luck, 2) * interval '20 days') end as closed_at,
    case when d.luck < case when d.n > 0.9 * ${of}::int then 0.27 else 0.003 end then null else date_trunc('day', ombud_now() + (1 + d.luck * 700) * interval '1 day') end as dispose_at,
    (${firstNames}::text[])[d.first] || ' ' || (${lastNames}::text[])[d.last] as name, lower((${firstNames}::text[])[d.first]) || d.n || '@example.org' as email,
    -- the four series that are set aside for made-up people
    (array['0980-3192', '031-39006', '040-62804', '08-465004'])[1 + d.line / 100] || lpad((d.line % 100)::text, 2, '0') as phone, (${streets}::text[])[d.street] || ' ' || (1 + d.n % 60) as address,
    'Exempelby ' || (1 + d.n % 900) || ':' || (1 + d.n % 70) as property, (${subjects}::text[])[d.about] as subject,
    (select string_agg((${sentences}::text[])[1 + floor(power(random(), 2) * ${sentences.length}::int)::int], ' ') from generate_series(1, 5 + d.n % 5)) as body
  from drawn d join kind k on k.nth = d.nth cross join way`

async function addContent(tx: Tx): Promise<void> {
  await tx.run(sql`
    insert into message (id, case_id, direction, at, subject, body, message_id, channel) select m.message_id, m.id, 'in', m.opened_at, m.subject, m.body, m.id || '@example.org', m.channel from made m`)
  await tx.run(sql`
    insert into message (case_id, direction, at, author_id, subject, body, to_email, to_name, channel)
    select m.id, 'out', m.closed_at, e.id, 'Sv: ' || m.subject, 'Hej! Tack för din fråga. ' || left(m.body, 200), m.email, m.name, m.channel from made m, (select id from employee where email like 'alva@%') e where m.closed_at is not null and m.n % 5 < 3`)
  await tx.run(sql`
    insert into note (case_id, at, author_id, body) select m.id, m.opened_at, e.id, 'Ringde upp, ingen svarade. ' || left(m.body, 60) from made m, (select id from employee where email like 'sami@%') e where m.n % 5 < 2`)
  // as server/domain/case/summarise.ts writes it: a sealed type has its number and nothing else
  await tx.run(sql`
    insert into case_summary (case_id, case_type_id, opened_at, subject, preview, sender, lookup, ts)
    select m.id, m.type_id, m.opened_at, w.subject, left(w.body, 160), w.name, case when m.sealed then lower(m.number) else lower(concat_ws(' | ', m.number, m.name, m.email, regexp_replace(m.phone, '^0|-', '', 'g'), m.address, m.property)) end,
      setweight(to_tsvector('simple', m.number || ' ' || w.name), 'A') || setweight(to_tsvector('swedish', w.subject), 'A') || setweight(to_tsvector('simple', w.subject), 'B') || setweight(to_tsvector('swedish', w.body), 'C')
    from made m cross join lateral (select case when m.sealed then '' else m.subject end as subject, case when m.sealed then '' else m.body end as body, case when m.sealed then '' else m.name end as name) w`)
}
