import { afterAll, beforeAll, expect, test } from 'vitest'
import { clauseOf } from '../../../test/any-instruction.ts'
import { exempelbyFiles } from '../../../test/exempelby-rules.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { loadRules, putInForce } from '../instruction/index.ts'
import { caseQueries, caseViewOf, routeCase, writeNote } from './index.ts'

let w: World
const board = 'tekniska-namnden'
beforeAll(async () => {
  w = await world()
  const seeded = exempelbyFiles.find((file) => file.board === board)
  if (!seeded) throw new Error('no such board')
  const stop = clauseOf({
    id: 'overklagat',
    effect: 'deny',
    acts: ['receive', 'advise', 'handle', 'assist'],
    caseTypes: ['parkering'],
    when: { happened: 'appeal.lodged' },
  })
  await w.owner(async (tx) => {
    const versionId = await putInForce(tx, { ...seeded, version: 2, clauses: [...seeded.clauses, stop] }, 'what has happened decides')
    await tx.run(
      sql`insert into undertaking (employee_id, version_id, signed_at, quiz, signature_hash) select id, ${versionId}, now(), '[]', sha256('x') from employee`,
    )
  })
})
afterAll(() => w.end())

test('A26: what has happened in a case decides what may be done in it, on the screen as in the act', async () => {
  const { caseId } = await w.mail()
  await w.as('alva', (tx) => routeCase(tx, caseId, { version: 1, board, caseType: 'parkering' }))
  const canNote = async () => {
    const actor = await w.actor('alva')
    return caseViewOf(await w.db.ask(actor, caseQueries(caseId, 'guidance')), await w.db.as(actor, loadRules), 'guidance', 'sv').can.note
  }
  expect(await canNote()).toMatchObject({ outcome: 'permit' })
  await w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Ringde upp.' }))
  await w.owner((tx) =>
    tx.run(sql`insert into happening (case_id, event, at, recorded_at) values (${caseId}, 'appeal.lodged', now(), now())`),
  )
  expect(await canNote()).toMatchObject({ outcome: 'deny', clauses: [{ id: `${board}/overklagat` }] })
  await expect(w.as('alva', (tx) => writeNote(tx, caseId, { body: 'Ringde igen.' }))).rejects.toMatchObject({ code: 'not_permitted' })
})
