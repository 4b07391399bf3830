import { afterAll, beforeAll, expect, test } from 'vitest'
import { steps } from '../tools/way/steps.ts'
import { setOut, take, type Walk } from '../tools/way/walk.ts'
import { type TestStage, wayStage } from './way-stage.ts'

// The same steps as `npm run way`, in order; each needs the one before.

let stage: TestStage
let walk: Walk
beforeAll(async () => {
  stage = await wayStage()
  walk = setOut(stage)
})
afterAll(() => stage.end())

test.each(steps.map((step) => ({ step, name: `${step.number ?? 'between'}: ${step.title}` })))('$name', async ({ step }) => {
  const { because, evidence } = await take(stage, walk, step)
  expect(because).toBeNull()
  expect(Object.keys(evidence).length).toBeGreaterThan(1)
})
