import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { exportLog, openLogKeys, sequenceLog, startSequencer, verifyLog } from '../../server/domain/audit/index.ts'
import { chainHash } from '../../server/domain/retention/index.ts'
import { asOwner, sql } from '../../server/platform/db.ts'
import { openLog } from '../../server/platform/log.ts'
import { readSettings } from '../../server/platform/settings.ts'
import type { Town } from './bench-town.ts'
import { atMost, type Measured, rawOf, short, told } from './figures.ts'
import { race } from './race.ts'
import { openCase } from './reads.ts'

const Behind = z.object({ ms: z.number() })

/** How far behind the signed log is while eight callers open cases as fast as they can, how fast a backlog is numbered, and how fast a copy is checked. */
export async function measureLog(town: Town): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-bench-log-'))
  try {
    const settings = readSettings({ OMBUD_DATA: join(folder, 'data'), OMBUD_KEYS: join(folder, 'keys') })
    const keys = openLogKeys(settings)
    const backlog = await numberBacklog(town, keys)
    const sequencer = startSequencer({ db: town.db, log: openLog('silent'), settings })
    const watching = { on: true, ms: [0] }
    const watched = watch(town, watching)
    const { opened } = await race({ opened: openCase(town) }, { rounds: 6, roundMs: 1_000 })
    watching.on = false
    await watched
    await sequencer.stop()
    const checked = await checkCopy(town, keys)
    const behindS = Math.max(...watching.ms) / 1000
    const id = (name: string) => `log-${name}-${town.cases}`
    return {
      figures: [
        atMost(id('behind'), 'seconds that the signed log is behind while cases are opened as fast as they can', behindS, 2, 's'),
        told(id('opened'), 'cases opened a second meanwhile, each a row with a proof', short(rawOf(opened).calls / 6), '/s'),
        told(id('numbered'), 'rows of a backlog numbered and hashed', backlog, '/s'),
        told(id('checked'), 'rows of a copy checked: parts, path and order', checked, '/s'),
      ],
      raw: [{ id: id('behind'), opened: rawOf(opened), behindMs: watching.ms }],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function numberBacklog({ db, logins }: Town, keys: ReturnType<typeof openLogKeys>): Promise<number> {
  await asOwner(logins, (tx) =>
    tx.run(
      sql`insert into audit_event (at, hand, event, case_id, board_id) select ombud_now(), 'agent', 'note.written', c.id, c.board_id from (select id, board_id from "case" limit 20000) c`,
    ),
  )
  const began = performance.now()
  let rows = 0
  for (let some = 2_000; some >= 2_000; rows += some)
    some = await db.as({ hand: 'service' }, (tx) => sequenceLog(tx, { keys, limit: 2_000 }))
  return short((rows * 1000) / (performance.now() - began))
}

/** The age of the oldest row that has no number, a few times a second. */
async function watch({ logins }: Town, watching: { on: boolean; ms: number[] }): Promise<void> {
  while (watching.on) {
    const { ms } = await asOwner(logins, (tx) =>
      tx.one(
        Behind,
        sql`select coalesce(extract(epoch from ombud_now() - min(e.at)) * 1000, 0)::float8 as ms from (select id, at from access_event order by id desc limit 20000) e
          where not exists (select from log_leaf l where l.kind = 'access' and l.row_id = e.id)`,
      ),
    )
    watching.ms.push(ms)
    await wait(200)
  }
}

async function checkCopy({ logins }: Town, keys: ReturnType<typeof openLogKeys>): Promise<number> {
  const lines: string[] = []
  const asked = { board: 'tekniska-namnden', from: new Date(0), to: new Date(8e14), purpose: 'control', keys } as const
  for await (const line of exportLog((work) => asOwner(logins, work), asked, { byOwner: true })) lines.push(JSON.stringify(line))
  const began = performance.now()
  const { rows, findings } = verifyLog([{ name: 'copy', lines }], { chain: chainHash })
  const perSecond = (rows * 1000) / (performance.now() - began)
  // the made-up years were written in one go, each row with a day of its own
  const bad = findings.find(({ fault }) => fault !== 'back-dated')
  if (bad) throw new Error(`bench: the copy has faults: ${bad.fault}`)
  return short(perSecond)
}
