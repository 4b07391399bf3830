import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Act } from '../../../contracts/instruction.ts'
import { fileOfBoard, inForce, manager, reworded, signingOf, workerActs } from '../../../test/signed-version.ts'
import { type World, world } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { ask, loadStanding } from './index.ts'
import { liftStop } from './lift-stop.ts'
import { listVersions } from './list-versions.ts'
import { stopInstruction } from './stop-instruction.ts'

const board = 'stadsbyggnadsnamnden'
const type = 'klagomal-felanmalan'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.end())

const stop = (given: { acts?: Act[]; caseTypes?: string[] } = {}, person = 'bodil') =>
  w.as(person, (tx) => stopInstruction(tx, { board, acts: [], caseTypes: [], reason: 'Vi utreder en felaktig utlämning.', ...given }))
const lift = async (id: string, person: string, party: 'board' | 'contact-centre') => {
  const signing = await signingOf(w, person, party)
  await w.as(person, (tx) => liftStop(tx, id, signing))
}
async function lifted(id: string): Promise<void> {
  await lift(id, 'bodil', 'board')
  await lift(id, manager, 'contact-centre')
  await workerActs(w)
}

/** What both walls say of one act on one case type: the explanation, and the array that row security reads. */
async function bothWalls(act: Act, caseType = type): Promise<{ because: string; outcome: string; row: boolean; waits: boolean }> {
  const Row = z.object({ row: z.boolean(), waits: z.boolean() })
  return w.as('alva', async (tx) => {
    const { because, outcome } = ask(await loadStanding(tx), [act], { board, caseType, channel: null })
    const row = await tx.one(
      Row,
      sql`select t.id = any (granted_case_types(array[${act}])) as row, t.id = any (uninstructed_case_types()) as waits from case_type t join board b on b.id = t.board_id where b.code = ${board} and t.code = ${caseType}`,
    )
    return { because, outcome, ...row }
  })
}

describe('A9: a stop', () => {
  test('A9: of the whole closes every act in both walls at once, and leaves what the law leaves: that it waits, and to hand it over', async () => {
    expect(await bothWalls('handle')).toMatchObject({ outcome: 'permit', row: true, waits: false })
    const id = await stop()
    expect(await bothWalls('handle')).toEqual({ outcome: 'deny', because: 'STOPPED_BY_BOARD', row: false, waits: true })
    expect(await bothWalls('handover')).toMatchObject({ outcome: 'permit', because: 'LAW_FLOOR', waits: true })
    await lifted(id)
    expect(await bothWalls('handle')).toMatchObject({ outcome: 'permit', row: true, waits: false })
  })

  test('A9: of one act closes that act and nothing else; of one case type, that type', async () => {
    const one = await stop({ acts: ['status.read', 'status.tell'] })
    expect(await bothWalls('status.read')).toEqual({ outcome: 'deny', because: 'STOPPED_BY_BOARD', row: false, waits: false })
    expect(await bothWalls('handle')).toMatchObject({ outcome: 'permit', row: true })
    const two = await stop({ caseTypes: [type] })
    expect(await bothWalls('handle')).toMatchObject({ because: 'STOPPED_BY_BOARD', row: false, waits: true })
    expect(await bothWalls('handle', 'kartbestallning')).toMatchObject({ outcome: 'permit', row: true, waits: false })
    await lifted(one)
    await lifted(two)
  })

  test('A9, A38: to lift it takes both parties, the board first; one side opens nothing', async () => {
    const id = await stop()
    await expect(lift(id, manager, 'contact-centre')).rejects.toMatchObject({ code: 'version_state' })
    await lift(id, 'bodil', 'board')
    await workerActs(w)
    expect((await bothWalls('handle')).row).toBe(false)
    await lift(id, manager, 'contact-centre')
    expect((await bothWalls('handle')).row).toBe(false)
    await workerActs(w)
    expect((await bothWalls('handle')).row).toBe(true)
    await expect(lift(id, 'bodil', 'board')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('A9: signatures for another stop lift nothing, also when the owner’s own SQL moves them', async () => {
    const [one, other] = [await stop({ acts: ['advise'] }), await stop()]
    await lift(one, 'bodil', 'board')
    await lift(one, manager, 'contact-centre')
    await w.owner((tx) => tx.run(sql`update instruction_signature set stop_id = ${other} where stop_id = ${one}`))
    await workerActs(w)
    expect((await bothWalls('handle')).because).toBe('STOPPED_BY_BOARD')
    await w.owner((tx) => tx.run(sql`update instruction_stop set lifted_at = now() where lifted_at is null`))
  })

  test('A9: a new version doesn’t lift it', async () => {
    const id = await stop()
    await inForce(w, board, fileOfBoard(board, reworded))
    expect((await bothWalls('handle')).because).toBe('STOPPED_BY_BOARD')
    await lifted(id)
    expect((await bothWalls('handle')).row).toBe(true)
  })

  test('only the board’s own signer stops it; another board’s officer finds nothing, and its case types are not this one’s', async () => {
    await expect(stop({}, 'maj')).rejects.toMatchObject({ code: 'not_found' })
    await expect(stop({}, manager)).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      w.as('drift', (tx) => stopInstruction(tx, { board: 'kommunstyrelsen', acts: [], caseTypes: [], reason: 'nej' })),
    ).rejects.toMatchObject({ code: 'not_a_signer' })
    await expect(stop({ caseTypes: ['lekplats'] })).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await bothWalls('handle')).row).toBe(true)
  })

  test('the list says what is stopped, why, who has signed and who may', async () => {
    const id = await stop()
    const seen = async (person: string) => (await w.as(person, (tx) => listVersions(tx, board))).stops.find((each) => each.id === id)
    expect(await seen('bodil')).toMatchObject({
      reason: 'Vi utreder en felaktig utlämning.',
      signedBy: [],
      can: { lift: true, acknowledge: false },
    })
    expect((await w.as('alva', (tx) => listVersions(tx, board))).versions[0]?.state).toBe('stopped')
    await lift(id, 'bodil', 'board')
    expect(await seen(manager)).toMatchObject({ signedBy: ['board'], can: { lift: false, acknowledge: true } })
    await lift(id, manager, 'contact-centre')
    await workerActs(w)
    expect(await seen('bodil')).toBeUndefined()
  })
})
