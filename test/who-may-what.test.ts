import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Observation, observeAccess, type Reach } from '../tools/observe-access.ts'
import { root } from '../tools/source-files.ts'
import { buildTwoBoards, type TwoBoards } from '../tools/two-boards.ts'
import { whoMayWhatPage } from '../tools/who-may-what.ts'
import { freshDatabase, type TestDatabase } from './database.ts'

// Every actor tries every act on every table there is, at both boards. A new table without a row in tools/two-boards.ts stops the observation.

let database: TestDatabase
let world: TwoBoards
let seen: Observation[]

beforeAll(async () => {
  database = await freshDatabase()
  world = await buildTwoBoards(database.logins)
  seen = await observeAccess(database.logins, world)
})
afterAll(() => database.drop())

const keysOf = (reach: Reach) => (reach === null || reach === 'broken' ? [] : [...reach.keys])
const isContent = ({ table }: Observation) => table.comment.startsWith('personal data: yes')
const lines = (found: readonly Observation[]) => [
  ...new Set(found.map(({ table, actor, mode }) => `${actor.name}, ${table.name}, ${mode}`)),
]

test('what was observed is what docs/generated/who-may-what.md says', () => {
  expect(whoMayWhatPage(seen, world)).toBe(readFileSync(join(root, 'docs/generated/who-may-what.md'), 'utf8'))
})

test('a grant can be used: no policy asks for a table that its own hand may not read', () => {
  expect(lines(seen.filter(({ reach }) => Object.values(reach).includes('broken')))).toEqual([])
})

test('A6, B14: content gives no row to anyone, the worker and the eraser included, in a transaction that has opened nothing', () => {
  // A file that nobody has read yet belongs to no case or contact; the worker reads it to make one of it.
  const waiting = (key: string, observation: Observation) =>
    observation.table.name === 'stored_file' && observation.table.rows.find((row) => row.key === key)?.board === null
  const readers = seen.filter(
    (each) => isContent(each) && each.mode === 'closed' && keysOf(each.reach.select).some((key) => !waiting(key, each)),
  )
  expect(lines(readers)).toEqual([])
})

test('A6: an access row opens content for those who may see it, so that the rule above is no empty one', () => {
  const openers = new Set(
    seen.filter((each) => isContent(each) && each.mode === 'opened' && keysOf(each.reach.select).length > 0).map(({ actor }) => actor.name),
  )
  expect([...openers].sort()).toEqual([
    'agent, undertaking signed for A',
    'auditor of A',
    'eraser',
    'officer of A',
    'officer of B',
    'resident with a code, board A',
    'service',
  ])
})

// The public form leaves raw bytes that belong to no case yet and that only the worker reads.
const isPublicDoor = ({ actor, table }: Observation) => actor.hand === 'citizen' && ['arrival', 'stored_file'].includes(table.name)
const ofBoards = ({ table }: Observation) => /^personal data: (yes|pseudonymous)/.test(table.comment)
function reachesBoard(observation: Observation, board: 'A' | 'B'): boolean {
  const there = new Set(observation.table.rows.filter((row) => row.board === board).map(({ key }) => key))
  return Object.values(observation.reach).some((reach) => keysOf(reach).some((key) => there.has(key)))
}

test('B17: nobody who works for one board reads, adds, changes or erases anything of another', () => {
  const foreign = {
    'officer of A': 'B',
    'auditor of A': 'B',
    'agent, undertaking signed for A': 'B',
    'resident with a code, board A': 'B',
    'officer of B': 'A',
  } as const
  for (const [name, board] of Object.entries(foreign)) {
    const wrong = seen.filter((each) => each.actor.name === name && ofBoards(each) && !isPublicDoor(each) && reachesBoard(each, board))
    expect(lines(wrong)).toEqual([])
  }
})

test('A21: an agent who has signed nothing, and whoever has no session, sees and changes nothing about anyone', () => {
  const nobodies = seen.filter(({ actor }) => actor.name === 'nobody' || actor.name === 'agent, nothing signed')
  const wrong = nobodies.filter(
    (each) => ofBoards(each) && !isPublicDoor(each) && Object.values(each.reach).some((reach) => keysOf(reach).length > 0),
  )
  expect(lines(wrong)).toEqual([])
})

test('only the eraser takes rows away', () => {
  expect([...new Set(seen.filter(({ reach }) => reach.delete !== null).map(({ actor }) => actor.name))]).toEqual(['eraser'])
})

test('nobody changes what has been written, or the evidence of it', () => {
  const fixed = [
    'message',
    'note',
    'participant',
    'question_text',
    'access_event',
    'audit_event',
    'refusal',
    'certificate',
    'undertaking',
    'instruction_version',
    'clause',
    'instruction_grant',
  ]
  const changers = seen.filter(({ table, reach }) => fixed.includes(table.name) && reach.update !== null)
  // K17: the eraser takes parts of words away on their day, in what it has opened
  const alters = (each: Observation) => each.actor.name === 'eraser' && ['message', 'note', 'participant'].includes(each.table.name)
  expect(lines(changers.filter((each) => !alters(each)))).toEqual([])
  expect(lines(changers.filter((each) => alters(each) && each.mode === 'closed' && keysOf(each.reach.update).length > 0))).toEqual([])
})
