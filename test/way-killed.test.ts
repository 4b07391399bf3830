import { existsSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { until } from '../tools/way/check.ts'
import { lastStep, steps } from '../tools/way/steps.ts'
import { setOut, type Walk, walkAll } from '../tools/way/walk.ts'
import { type KillPoint, type TestStage, wayStage } from './way-stage.ts'

// What the transactions of STYLE.md §3 are known by: a statement that only they send.
const stored = 'insert into arrival'
const crossed = "update arrival set state = 'done'"
const sent = 'update outgoing set state = \\$'
const closed = `update "case" set state = 'closed'`
const listed = 'insert into disposal'
const erased = 'insert into tombstone'
const toCertify = 'queue_job.*"certify"'
const certified = 'insert into certificate'

/** Every numbered step, before and after where there is one. From step 1 to 9 and from 11 to 16 the product goes by itself. */
const points: readonly [number, string, KillPoint][] = [
  [1, 'before the bytes are on disk', { from: 1, when: 'before', call: 'rename' }],
  [1, 'the bytes are on disk, the row is not', { from: 1, when: 'before', statement: stored }],
  [1, 'the row is there, nobody has been told "250"', { from: 1, when: 'after', statement: stored }],
  [2, 'about to read', { from: 1, when: 'at', statement: 'a\\.state, c\\.kind as channel' }],
  [2, 'read, and its attachment sealed', { from: 1, when: 'after', call: 'rename', nth: 2 }],
  [3, 'about to lock the arrival', { from: 1, when: 'at', statement: 'for update of a\\b' }],
  [4, 'recognised as new', { from: 1, when: 'at', statement: 'insert into contact' }],
  [4, 'about to recognise the reply', { from: 1, when: 'at', statement: 'case_of_key.*' }],
  [5, 'about to write what is masked', { from: 1, when: 'at', statement: 'insert into case_summary' }],
  [6, 'about to read the rules', { from: 1, when: 'at', statement: "from instruction_version v .*v\\.state = 'in-force'" }],
  [7, 'about to open the case', { from: 1, when: 'at', statement: 'insert into "case"' }],
  [7, 'the case is opened', { from: 1, when: 'at', statement: 'insert into case_key' }],
  [8, 'about to owe the receipt', { from: 1, when: 'at', statement: 'insert into outgoing' }],
  [8, 'all of the crossing is done, and not committed', { from: 1, when: 'before', statement: crossed }],
  [8, 'the crossing is committed', { from: 1, when: 'after', statement: crossed }],
  [9, 'about to send', { from: 1, when: 'after', statement: 'for update of o\\b' }],
  [9, 'as the receipt arrives, before the mail server has said so', 'as the receipt arrives'],
  [9, 'sent, and not yet written down', { from: 1, when: 'before', statement: sent }],
  [9, 'sent and written down', { from: 1, when: 'after', statement: sent }],
  [10, 'closed, and not committed', { from: 10, when: 'before', statement: closed }],
  [10, 'closed, and nobody has been told', { from: 10, when: 'after', statement: closed }],
  [11, 'listed, and not committed', { from: 11, when: 'before', statement: listed }],
  [11, 'listed', { from: 11, when: 'after', statement: listed }],
  [12, 'about to judge under lock', { from: 11, when: 'at', statement: 'select from "case".*for update' }],
  [13, 'judged, about to erase', { from: 11, when: 'at', statement: "open_for_work.*'eraser'" }],
  [14, 'in the middle of erasing', { from: 11, when: 'at', statement: 'delete from message' }],
  [14, 'all rows are gone, and not committed', { from: 11, when: 'before', statement: erased }],
  [14, 'all rows are gone', { from: 11, when: 'after', statement: erased }],
  [15, 'about to remove the first file', { from: 11, when: 'before', call: 'unlink' }],
  [15, 'between two files', { from: 11, when: 'after', call: 'unlink' }],
  [15, 'all files are gone, the certificate not asked for', { from: 11, when: 'before', statement: toCertify }],
  [15, 'the certificate is asked for', { from: 11, when: 'after', statement: toCertify }],
  [16, 'certified, and not committed', { from: 11, when: 'before', statement: certified }],
  [16, 'certified', { from: 11, when: 'after', statement: certified }],
  [17, 'in the middle of looking again', { from: 17, when: 'at', statement: 'from tombstone where certificate' }],
]

/** OMBUD_KILL_ALL=1: also before and after each of the first sixty commits, whatever it is, one way each. */
const fine: typeof points = Array.from({ length: 60 }, (_, at): (typeof points)[number][] => [
  [0, `before commit ${at + 1}`, { from: 1, when: 'before', statement: '.', nth: at + 1 }],
  [0, `after commit ${at + 1}`, { from: 1, when: 'after', statement: '.', nth: at + 1 }],
]).flat()

test('every numbered step has its kill point', () => {
  expect([...new Set(points.map(([step]) => step))]).toEqual(Array.from({ length: lastStep }, (_, at) => at + 1))
})

describe.concurrent('killed with SIGKILL and started again, the way still ends whole', () => {
  const all = process.env.OMBUD_KILL_ALL ? [...points, ...fine] : points
  test.each(all.map(([step, name, point]) => ({ step, name, point })))('$step: $name', { timeout: 90_000 }, async ({ point, step }) => {
    const stage = await wayStage(point)
    try {
      const walk = setOut(stage)
      const walked = await walkAll(stage, walk, steps)
      expect(walked.find(({ ok }) => !ok)).toBeUndefined()
      if (step > 0) expect(stage.falls()).toBe(1)
      await onlyOnce(stage, walk)
      await nothingLeft(stage)
    } finally {
      await stage.end()
    }
  })
})

const Counts = z.object({
  cases: z.coerce.number(),
  closings: z.coerce.number(),
  certificates: z.coerce.number(),
  tombstones: z.coerce.number(),
})

/** One case, one receipt in effect (a mail program shows two with the same Message-ID as one), one answer, one certificate. */
async function onlyOnce(stage: TestStage, { caseId, disposalId, resident }: Walk): Promise<void> {
  const [counts] = await stage.look(
    Counts,
    `select (select count(*) from audit_event where event = 'case.opened' and facts ->> 'channel' = 'email') as cases, (select count(*) from audit_event where event = 'case.closed' and case_id = $1) as closings,
      (select count(*) from certificate where disposal_id = $2) as certificates, (select count(*) from tombstone where subject_id = $1) as tombstones`,
    [caseId, disposalId],
  )
  expect(counts).toEqual({ cases: 1, closings: 1, certificates: 1, tombstones: 1 })
  const mails = stage.sink.mails.filter(({ to }) => to === resident.email)
  const ids = (automatic: boolean) => [...new Set(mails.filter((mail) => mail.automatic === automatic).map(({ messageId }) => messageId))]
  expect([ids(true).length, ids(false).length]).toEqual([1, 1])
  expect(mails.length).toBeLessThanOrEqual(3)
}

const Waiting = z.object({
  identifier: z.string(),
  attempts: z.number(),
  locked_by: z.string().nullable(),
  last_error: z.string().nullable(),
})

/** What a kill left on disk without a row is swept when it has lain a day; then nothing of the message is there, and nothing waits. */
async function nothingLeft(stage: TestStage): Promise<void> {
  const files = filesIn(stage.filesFolder)
  const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000)
  for (const file of files) utimesSync(file, twoDaysAgo, twoDaysAgo)
  await stage.look(z.unknown(), `select graphile_worker.add_job('sweep-files', '{}'::json)`)
  const waiting = () =>
    stage.look(
      Waiting,
      'select t.identifier, j.attempts, j.locked_by, j.last_error from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id',
    )
  await until('the queue to be empty', async () => ((await waiting()).length === 0 ? true : undefined)).catch(() => undefined)
  expect(await waiting()).toEqual([])
  expect(filesIn(stage.filesFolder)).toEqual([])
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )
}
