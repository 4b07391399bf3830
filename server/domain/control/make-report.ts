import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { keptSecret } from '../../platform/kept-secret.ts'

/** One quarter of one board: what is signed. Everything in it is a code, a time or a count. */
export const ReportBody = z.object({
  board: z.string(),
  boardName: z.string(),
  quarter: z.string(),
  from: z.string(),
  until: z.string(),
  madeAt: z.string(),
  measures: z.array(
    z.object({
      measure: z.string(),
      states: z.array(z.object({ state: z.enum(['works', 'fails', 'not-in-use']), since: z.string(), until: z.string().nullable() })),
      failedSeconds: z.number(),
      blocks: z.array(z.object({ acts: z.array(z.string()), from: z.string(), until: z.string().nullable() })),
    }),
  ),
  subProcessors: z.array(z.object({ code: z.string(), name: z.string(), region: z.string(), paragraph: z.string(), on: z.string() })),
  notices: z.number(),
})
export type ReportBody = z.infer<typeof ReportBody>

const Owed = z.object({ id: z.int(), quarter: z.string(), from: z.date(), until: z.date(), body: z.unknown() })
/** So many quarters back a report that wasn't made in time is made. */
const backQuarters = 2

/**
 * The quarters that have ended and in which the board's measures were looked at, each as one signed report (A8). Made once; a report that is
 * there never changes. As the service.
 */
export async function makeReports(tx: Tx, { keysFolder }: { keysFolder: string }): Promise<number> {
  const owed = await tx.all(
    Owed,
    sql`
    with quarters as (select q.n, date_trunc('quarter', ombud_now() at time zone 'Europe/Stockholm') - make_interval(months => 3 * q.n) as starts from generate_series(1, ${backQuarters}::int) q (n)),
      spans as (select starts at time zone 'Europe/Stockholm' as began, (starts + interval '3 months') at time zone 'Europe/Stockholm' as ended, to_char(starts, 'YYYY') || '-Q' || to_char(starts, 'Q') as quarter from quarters),
      owed as (select b.id, b.code, b.name, s.* from board b cross join spans s
        where not exists (select from control_report r where r.board_id = b.id and r.quarter = s.quarter)
          and exists (select from instruction_version v where v.board_id = b.id and v.state in ('in-force', 'superseded', 'ended') and v.valid_from < s.ended)
          and exists (select from control_state c where c.since < s.ended and (c.until is null or c.until > s.began) and (c.board_id is null or c.board_id = b.id)))
    select o.id, o.quarter, o.began as from, o.ended as until, json_build_object('board', o.code, 'boardName', o.name, 'quarter', o.quarter, 'from', o.began, 'until', o.ended, 'madeAt', ombud_now(),
      'measures', (select json_agg(json_build_object('measure', m.measure, 'states', m.states, 'failedSeconds', m.failed,
          'blocks', coalesce((select json_agg(json_build_object('acts', k.acts, 'from', k.blocked_at, 'until', k.lifted_at) order by k.blocked_at) from control_block k where k.board_id = o.id and k.measure = m.measure and k.blocked_at < o.ended and (k.lifted_at is null or k.lifted_at > o.began)), '[]')) order by m.measure)
        from (select c.measure, json_agg(json_build_object('state', c.state, 'since', greatest(c.since, o.began), 'until', case when c.until < o.ended then c.until end) order by c.since) as states,
            coalesce(sum(extract(epoch from least(coalesce(c.until, o.ended), o.ended) - greatest(c.since, o.began))) filter (where c.state = 'fails'), 0)::int as failed
          from control_state c where c.since < o.ended and (c.until is null or c.until > o.began) and (c.board_id is null or c.board_id = o.id) group by c.measure) m),
      'subProcessors', coalesce((select json_agg(json_build_object('code', s.code, 'name', s.name, 'region', s.region, 'paragraph', c.paragraph, 'on', c.on_day) order by s.code) from sub_processor_consent c join sub_processor s on s.id = c.sub_processor_id
        where c.board_id = o.id and c.given_at < o.ended and (c.withdrawn_at is null or c.withdrawn_at > o.began)), '[]'),
      'notices', (select count(*) from board_notice n where n.board_id = o.id and n.kind = 'control' and n.owed_at >= o.began and n.owed_at < o.ended)) as body
    from owed o`,
  )
  if (owed.length === 0) return 0
  for (const { id, quarter, body } of owed) {
    const text = JSON.stringify(ReportBody.parse(body))
    const { hash, publicKey, signature } = signReport(text, { keysFolder })
    await tx.run(sql`
      insert into control_report (board_id, quarter, body, hash, public_key, signature, made_at)
      values (${id}, ${quarter}, ${text}, ${hash}, ${publicKey}, ${signature}, ombud_now()) on conflict (board_id, quarter) do nothing`)
  }
  return owed.length
}

/** The installation's own Ed25519 key (RFC 8032), made from a secret that lies outside database and data folder. PKCS #8 as RFC 8410 writes it. */
function installationKey(keysFolder: string): KeyObject {
  const seed = createHash('sha256').update(keptSecret(keysFolder, 'report')).digest()
  return createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  })
}

/** Signs a text with the installation's key, as `isIntact` reads it. */
export function signReport(text: string, { keysFolder }: { keysFolder: string }): { hash: Buffer; publicKey: Buffer; signature: Buffer } {
  const key = installationKey(keysFolder)
  const hash = hashOf(text)
  return { hash, publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }), signature: sign(null, hash, key) }
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Whether the text is what was signed with the key that stands beside it. */
export function isIntact({
  body,
  hash,
  signature,
  publicKey,
}: {
  body: string
  hash: Buffer
  signature: Buffer
  publicKey: Buffer
}): boolean {
  return hashOf(body).equals(hash) && verify(null, hash, createPublicKey({ key: publicKey, format: 'der', type: 'spki' }), signature)
}
