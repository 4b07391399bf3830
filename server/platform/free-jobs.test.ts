import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type TestDatabase } from '../../test/database.ts'
import { openQueuePool } from './db.ts'
import { freeLocked } from './free-jobs.ts'

let database: TestDatabase
let pool: ReturnType<typeof openQueuePool>
beforeAll(async () => {
  database = await freshDatabase()
  pool = openQueuePool(database.logins)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

const lockedBy = async (name: string, seconds: number) => {
  const { rows } = await pool.query<{ id: string }>(`select id from graphile_worker.add_job('sweep-files', '{}')`)
  const id = rows[0]?.id
  await pool.query(`update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - make_interval(secs => $2) where id = $3`, [
    name,
    seconds,
    id,
  ])
  return async () => (await pool.query(`select locked_by from graphile_worker._private_jobs where id = $1`, [id])).rows[0]?.locked_by
}

test('a job that a killed worker had in its hands is let go at once, not after four hours', async () => {
  const owner = await lockedBy('pool-killed', 2)
  expect(await freeLocked(pool)).toEqual(['pool-killed'])
  expect(await owner()).toBeNull()
  expect(await freeLocked(pool)).toEqual([])
})

test('a job in the hands of a worker that lives, or that began this second, stays with it', async () => {
  const living = await pool.connect()
  await living.query(`select pg_advisory_lock(hashtextextended('pool-living', 0))`)
  const [slow, starting] = [await lockedBy('pool-living', 3_600), await lockedBy('pool-starting', 0)]
  expect(await freeLocked(pool)).toEqual([])
  expect([await slow(), await starting()]).toEqual(['pool-living', 'pool-starting'])
  living.release(true)
})

test('a run that was cut short on its last attempt is had once more, and not for ever', async () => {
  const triesLeft = async (tried: number) => {
    await lockedBy(`pool-cut-short-${tried}`, 2)
    const { rows } = await pool.query<{ id: string }>(
      `update graphile_worker._private_jobs set attempts = $1, max_attempts = $1 where locked_by = $2 returning id`,
      [tried, `pool-cut-short-${tried}`],
    )
    await freeLocked(pool)
    const found = await pool.query(`select max_attempts - attempts as left from graphile_worker._private_jobs where id = $1`, [rows[0]?.id])
    return found.rows[0]?.left
  }
  expect([await triesLeft(12), await triesLeft(20)]).toEqual([1, 0])
})
