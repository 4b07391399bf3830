import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { z } from 'zod'
import { Certificate } from '../../contracts/retention.ts'
import { keeps } from '../../server/modules.ts'
import { must, until } from './check.ts'
import { findDueOnce } from './find-due-once.ts'
import { lookForMarker } from './look-for-marker.ts'
import type { Stage } from './stage.ts'
import { pathOf } from './steps-in.ts'
import type { Evidence, Step, Walk } from './walk.ts'

const Found = z.object({ id: z.string(), due_at: z.date(), found_at: z.date(), clause_id: z.string() })
const Now = z.object({ now: z.date() })

async function findDue(stage: Stage, walk: Walk): Promise<Evidence> {
  const [clock] = await stage.look(Now, 'select ombud_now() as now')
  const toGoMs = walk.dueAt.getTime() - (clock?.now.getTime() ?? 0)
  if (toGoMs > 0) await stage.moveClock(toGoMs)
  await findDueOnce(stage)
  const rows = await stage.look(Found, 'select id, due_at, found_at, clause_id from disposal where subject_id = $1', [walk.caseId])
  const [row] = rows
  must(row !== undefined && rows.length === 1, `${rows.length} disposals were listed for the case on its day`)
  must(row.due_at.getTime() === walk.dueAt.getTime() && row.found_at >= row.due_at, 'it was listed for another day, or before it')
  walk.disposalId = row.id
  return { disposal: row.id, dueAt: row.due_at.toISOString(), foundAt: row.found_at.toISOString() }
}

const Decision = z.object({
  action: z.string(),
  decision: z.object({ date: z.string(), organ: z.string(), paragraph: z.string() }).nullable(),
})
const Stays = z.object({
  state: z.string(),
  dispose_review: z.boolean(),
  keep_forever: z.boolean(),
  disposals: z.coerce.number(),
  now: z.date(),
  dispose_on: z.string().nullable(),
  overdue: z.boolean(),
})

/** The board's own decision stands behind the automatic lane, and no official is needed (design §8). What a rule puts up for review waits for one. */
async function review(stage: Stage, walk: Walk): Promise<Evidence> {
  const [rule] = await stage.look(
    Decision,
    `select c.rule -> 'retention' ->> 'action' as action, c.rule -> 'retention' -> 'disposalDecision' as decision from disposal d join clause c on c.version_id = d.version_id and c.id = d.clause_id where d.id = $1`,
    [walk.disposalId],
  )
  must(rule?.action === 'delete' && rule.decision !== null, 'no decision stands behind the disposal')
  let waits = await stays(stage, walk.staying?.review)
  if (!waits.overdue) {
    await stage.moveClock(30 * 86_400_000)
    await findDueOnce(stage)
    waits = await stays(stage, walk.staying?.review)
  }
  must(waits.overdue && waits.dispose_review && waits.disposals === 0, 'a case that an archivist should look at was taken without one')
  const { date, organ, paragraph } = rule.decision
  return {
    lane: 'automatic, no official needed',
    decision: `${organ} ${date} ${paragraph}`,
    reviewCaseDue: waits.dispose_on ?? '',
    reviewCaseTaken: false,
  }
}

async function stays(stage: Stage, caseId: string | undefined): Promise<z.infer<typeof Stays>> {
  const [row] = await stage.look(
    Stays,
    `select state, dispose_review, keep_forever, (select count(*) from disposal d where d.subject_id = c.id) as disposals, ombud_now() as now, dispose_on::text, dispose_at < ombud_now() is true as overdue from "case" c where id = $1`,
    [caseId],
  )
  must(row?.state === 'closed', 'a case that should stay has gone')
  return row
}

const Preserving = z.object({ owed: z.coerce.number() })

/** Deliveries to the e-archive come later; until then a rule to preserve is one that is never erased. */
async function preserve(stage: Stage, walk: Walk): Promise<Evidence> {
  const kept = await stays(stage, walk.staying?.kept)
  must(kept.keep_forever && kept.disposals === 0, 'a case that is kept for ever was listed')
  const [row] = await stage.look(
    Preserving,
    `select count(*) as owed from disposal d join clause c on c.version_id = d.version_id and c.id = d.clause_id where c.rule -> 'retention' ->> 'action' <> 'delete'`,
  )
  must(row?.owed === 0, `${row?.owed} disposals stand under a rule that isn't to erase`)
  return { owedToTheArchive: 'nothing', disposalsUnderOtherRules: row.owed, keptForEver: walk.staying?.kept ?? '' }
}

const Counts = z.record(z.string(), z.number())
const Erased = z.object({
  state: z.string(),
  expected: Counts.nullable(),
  erased: Counts.nullable(),
  file_ids: z.array(z.string()),
  erased_at: z.date().nullable(),
})
const Left = z.object({ cases: z.coerce.number(), audit: z.coerce.number(), looks: z.coerce.number() })

async function erase(stage: Stage, walk: Walk): Promise<Evidence> {
  const row = await until('the erasing', async () => {
    const [found] = await stage.look(Erased, 'select state, expected, erased, file_ids, erased_at from disposal where id = $1', [
      walk.disposalId,
    ])
    return found?.state === 'due' ? undefined : found
  })
  const [expected, erased] = [row.expected ?? {}, row.erased ?? {}]
  const tables = Object.keys({ ...expected, ...erased })
  must(
    tables.length > 8 && tables.every((table) => expected[table] === erased[table]),
    `expected ${JSON.stringify(expected)}, erased ${JSON.stringify(erased)}`,
  )
  const [left] = await stage.look(
    Left,
    `select (select count(*) from "case" where id = $1) as cases, (select count(*) from audit_event where case_id = $1) as audit, (select count(*) from access_event where $1::uuid = any (case_ids)) as looks`,
    [walk.caseId],
  )
  must(left?.cases === 0, 'the case is still there')
  const staying = keeps.filter(({ end }) => end === 'stays').map(({ table }) => table)
  must(
    ['audit_event', 'access_event'].every((table) => staying.includes(table)),
    'rows stay that no module says it keeps',
  )
  walk.fileIds = row.file_ids
  const rows = Object.values(erased).reduce((sum, count) => sum + count, 0)
  return {
    rows,
    byTable: Object.entries(erased)
      .map(([table, count]) => `${table} ${count}`)
      .join(' '),
    retained: `audit_event ${left.audit} access_event ${left.looks} (ids only)`,
    erasedAt: row.erased_at?.toISOString() ?? '',
  }
}

async function filesGone(stage: Stage, { fileIds }: Walk): Promise<Evidence> {
  must(fileIds.length >= 3, `${fileIds.length} files were the case’s: two mails and an attachment were stored`)
  await until('the files to be removed', async () => (fileIds.some((id) => existsSync(pathOf(stage, id))) ? undefined : true))
  return { files: fileIds.length, stillOnDisk: 0 }
}

const Link = z.object({
  number: z.coerce.number(),
  body: z.string(),
  previous: z.string(),
  hash: z.string(),
  before: z.string().nullable(),
  mine: z.boolean(),
})

async function certify(stage: Stage, walk: Walk): Promise<Evidence> {
  const links = await until('the certificate', async () => {
    const rows = await stage.look(
      Link,
      `select number, body, encode(previous_hash, 'hex') as previous, encode(hash, 'hex') as hash, encode(lag(hash) over (order by number), 'hex') as before, disposal_id = $1 as mine from certificate order by number`,
      [walk.disposalId],
    )
    return rows.some(({ mine }) => mine) ? rows : undefined
  })
  const broken = links.find(
    ({ body, previous, hash, before }) => previous !== (before ?? '0'.repeat(64)) || hash !== chained(previous, body),
  )
  must(broken === undefined, `the chain of certificates is broken at ${broken?.number}`)
  const mine = links.filter((link) => link.mine)
  const [own] = mine
  must(own !== undefined && mine.length === 1, `${mine.length} certificates were written`)
  must(!own.body.includes(walk.caseId) && !own.body.includes(walk.number), 'the certificate names the case')
  walk.certificate = own.number
  return { certificate: own.number, hash: own.hash, previous: own.previous, chain: `${links.length} links hold` }
}

const chained = (previous: string, body: string) => createHash('sha256').update(Buffer.from(previous, 'hex')).update(body).digest('hex')

async function verify(stage: Stage, walk: Walk): Promise<Evidence> {
  const { verified } = await walk.people.auditor(Certificate, 'GET', `/v1/certificates/${walk.certificate}`)
  must(verified.chain && verified.nothingLeft, `chain ${verified.chain}, nothing left ${verified.nothingLeft}`)
  const looked = await lookForMarker(stage, walk.resident.marker)
  must(looked.found.length === 0, `the marker is still in ${looked.found.join(', ')}`)
  return {
    chain: verified.chain,
    nothingLeft: verified.nothingLeft,
    marker: 'nowhere',
    tables: looked.tables,
    rows: looked.rows,
    files: looked.files,
    logBytes: looked.logBytes,
  }
}

export const stepsOut: readonly Step[] = [
  { number: 11, title: 'on the day it is found due', file: 'domain/retention/find-due.ts', run: findDue },
  {
    number: 12,
    title: 'who decided? the automatic lane has a decision, the reviewed lane waits',
    file: 'domain/retention/judge.ts',
    run: review,
  },
  { number: 13, title: 'what is to be preserved is not erased', file: 'domain/retention/schedule.ts', run: preserve },
  { number: 14, title: 'erased: as many rows as were expected, but for what is retained', file: 'domain/retention/erase.ts', run: erase },
  { number: 15, title: 'its files are gone', file: 'platform/files.ts', run: filesGone },
  { number: 16, title: 'a certificate, chained to the one before', file: 'domain/retention/certify.ts', run: certify },
  { number: 17, title: 'looked again: nothing left', file: 'domain/retention/verify.ts', run: verify },
]
