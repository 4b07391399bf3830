import { readdirSync, readFileSync } from 'node:fs'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { instructionSchema } from './pages.ts'

const folder = new URL('../db/seed/exempelby/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.startsWith('instruction-'))
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')

/** Fastify's own validator (Ajv), as anyone's editor or pipeline would use the published schema. */
async function validator() {
  const app = Fastify({ ajv: { customOptions: { strict: false, coerceTypes: false, removeAdditional: false, useDefaults: false } } })
  const { $schema: _, ...body } = z.looseObject({ $schema: z.string() }).parse(instructionSchema())
  app.post('/', { schema: { body } }, async () => ({}))
  await app.ready()
  return async (given: unknown) =>
    (await app.inject({ method: 'POST', url: '/', payload: JSON.stringify(given), headers: { 'content-type': 'application/json' } }))
      .statusCode
}

test('A2: the published schema takes every instruction of Exempelby in a validator that isn’t ours', async () => {
  const check = await validator()
  for (const name of files) expect([name, await check(parse(read(name)))]).toEqual([name, 200])
})

test('A2: and refuses a moment or a condition that is misspelt deep inside', async () => {
  const check = await validator()
  const [name = ''] = files
  const broken = read(name).replace('after: case.closed', 'aftr: case.closed').replace('after: contact.ended', 'aftr: contact.ended')
  expect(broken).not.toBe(read(name))
  expect(await check(parse(broken))).toBe(400)
})

test('A2: its blocks and parts are named, described and recursive', () => {
  const { $defs } = z.looseObject({ $defs: z.record(z.string(), z.looseObject({ description: z.string() })) }).parse(instructionSchema())
  expect(Object.keys($defs)).toEqual(
    expect.arrayContaining(['Moment', 'Condition', 'Period', 'Retention', 'Service', 'Tell', 'Right', 'Controller']),
  )
  expect(JSON.stringify($defs.Moment)).toContain('#/$defs/Moment')
  expect(JSON.stringify($defs.Condition)).toContain('#/$defs/Condition')
})
