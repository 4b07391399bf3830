import { z } from 'zod'
import type { App } from '../../platform/app.ts'
import { sql, type Tx } from '../../platform/db.ts'
import type { Task } from '../../platform/jobs.ts'
import { record } from '../audit/index.ts'
import { exportPart } from './export-board.ts'
import { type Leaving, purgeNext, purgeQuestions, rowsOfBoard } from './purge-board.ts'

const Step = z.object({
  id: z.uuid(),
  board_id: z.int(),
  version_id: z.int(),
  state: z.enum(['exporting', 'exported', 'purging']),
  instructed: z.boolean(),
  fetched: z.boolean(),
})
type Step = z.infer<typeof Step>

export const archiveTasks: readonly Task[] = [{ name: 'off-board', payload: z.object({}), quiet: true, run: (_, app) => offBoardAll(app) }]
type Given = Pick<App, 'db' | 'files' | 'keeps'>

/** Every minute: each board that is leaving goes as far as it can. Every step is one transaction, so that a run that dies is gone on with. */
export async function offBoardAll(app: Given): Promise<void> {
  const steps = await app.db.as({ hand: 'service' }, (tx) =>
    tx.all(
      Step,
      sql`
      select o.id, o.board_id, o.version_id, o.state, exists (select from instruction_version v where v.board_id = o.board_id and v.state = 'in-force') as instructed,
        not exists (select from offboarding_part p where p.offboarding_id = o.id and (p.fetched_at is null or p.fetched_at > ombud_now() - interval '1 hour')) as fetched
      from offboarding o where o.state in ('exporting', 'exported', 'purging') order by o.started_at`,
    ),
  )
  for (const step of steps) await offBoard(app, step)
}

async function offBoard(app: Given, step: Step): Promise<void> {
  const leaving: Leaving = { id: step.id, boardId: step.board_id, versionId: step.version_id }
  // the board has a new instruction: what was to leave stays under it
  if (step.instructed && step.state !== 'purging') return cancel(app, leaving)
  if (step.state === 'exporting') {
    // ends: each part moves the place it has come to
    while (await app.db.as({ hand: 'service' }, (tx) => exportPart(tx, step.id, app.files)));
    await move(app, leaving, 'exporting', 'exported')
    return
  }
  if (step.state === 'exported') {
    if (!step.fetched) return
    await move(app, leaving, 'exported', 'purging')
  }
  await purge(app, leaving)
}

async function move({ db }: Given, { id, boardId }: Leaving, from: 'exporting' | 'exported', to: 'exported' | 'purging'): Promise<void> {
  await db.as({ hand: 'service' }, async (tx) => {
    const moved = await tx.run(
      sql`update offboarding set state = ${to}, exported_at = coalesce(exported_at, ombud_now()) where id = ${id} and state = ${from}`,
    )
    if (moved > 0)
      await record(tx, to === 'exported' ? 'offboarding.exported' : 'offboarding.purging', { boardId, facts: { offboarding: id } })
  })
}

async function purge(app: Given, leaving: Leaving): Promise<void> {
  const asEraser = <T>(work: (tx: Tx) => Promise<T>) => app.db.as({ hand: 'eraser' }, work)
  // ends: what can't be taken, under a hold or with a fault, isn't counted as erased
  while ((await asEraser((tx) => purgeNext(tx, leaving, app.keeps))) > 0);
  await asEraser((tx) => purgeQuestions(tx, leaving))
  const uncertified = z.object({ n: z.coerce.number() })
  const finished = await asEraser(async (tx) => {
    const { n } = await tx.one(
      uncertified,
      sql`select count(*) as n from disposal where offboarding_id = ${leaving.id} and state in ('due', 'held', 'erased')`,
    )
    return n === 0 && (await rowsOfBoard(tx, leaving.boardId)).length === 0
  })
  if (!finished) return
  await forgetParts(app, leaving)
  await asEraser(async (tx) => {
    await tx.run(sql`update offboarding set state = 'done', done_at = ombud_now() where id = ${leaving.id}`)
    await record(tx, 'offboarding.done', { boardId: leaving.boardId, facts: { offboarding: leaving.id } })
  })
}

const Part = z.object({ file_id: z.uuid() })

/** The export was the board's; the bytes go first, and then the key, so that a run that dies finds them again. */
async function forgetParts({ db, files }: Given, { id }: Leaving): Promise<void> {
  const parts = await db.as({ hand: 'eraser' }, (tx) =>
    tx.all(Part, sql`select file_id from offboarding_part where offboarding_id = ${id}`),
  )
  for (const { file_id } of parts) await files.remove(file_id)
  await db.as({ hand: 'eraser' }, (tx) => tx.run(sql`update offboarding_part set wrapped_key = null where offboarding_id = ${id}`))
}

async function cancel(app: Given, leaving: Leaving): Promise<void> {
  await forgetParts(app, leaving)
  await app.db.as({ hand: 'service' }, async (tx) => {
    await tx.run(sql`update offboarding set state = 'cancelled' where id = ${leaving.id}`)
    await record(tx, 'offboarding.cancelled', { boardId: leaving.boardId, facts: { offboarding: leaving.id } })
  })
}
