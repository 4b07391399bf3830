import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { closeTown, openPlace, openTown, type Place, type Town } from './bench/bench-town.ts'
import { type Figure, joined, type Measured, table } from './bench/figures.ts'
import { measureLog } from './bench/log.ts'
import { measureCreate, measureHttp } from './bench/over-http.ts'
import { startProduct } from './bench/processes.ts'
import { measurePublish } from './bench/publish.ts'
import { measurePurge } from './bench/purge.ts'
import { measureReads } from './bench/reads.ts'
import { measureClauses, measureCompile, measureDecide, measureDecisionLog } from './bench/rules.ts'
import { measureSeal } from './bench/seal.ts'
import { measureSimulation } from './bench/simulate.ts'
import { measureGrowth, measureMail, measureMemory } from './bench/work.ts'

// `npm run bench`: how fast, as ratios that were measured side by side in one run on one machine (docs/speed.md).
// -- --cases 20000,200000   sizes, smallest first        --json FILE   figures, and everything they were made of in FILE with .raw
// -- --only reads,purge     parts                        --strict      exit code 1 when a bar is missed

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000,200000' },
    json: { type: 'string' },
    only: { type: 'string' },
    strict: { type: 'boolean', default: false },
  },
})
const sizes = values.cases.split(',').map(Number)
const wanted = (part: string) => values.only === undefined || values.only.split(',').includes(part)
const began = Date.now()
const say = (what: string) => console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${what}`)

const place = await openPlace()
const towns: Town[] = []
try {
  // what is measured without a municipality needs none
  const bare = ['decide', 'compile', 'clauses']
  const needed = values.only === undefined || values.only.split(',').some((part) => !bare.includes(part))
  for (const cases of needed ? sizes : []) {
    towns.push(await openTown(place, cases))
    say(`a municipality of ${cases} cases, made in ${towns.at(-1)?.madeInS.toFixed(0)} s`)
  }
  const { figures, raw } = joined(await measureAll(towns, place))
  console.log(`\n${table(figures)}\n`)
  if (values.json !== undefined) keep(values.json, figures, raw)
  const missed = figures.filter(({ ok }) => ok === false)
  console.log(missed.length === 0 ? 'Every bar is met.' : `Under the bar: ${missed.map(({ id }) => id).join(', ')}`)
  process.exitCode = values.strict && missed.length > 0 ? 1 : 0
} finally {
  for (const town of towns) await closeTown(town)
  await place.stop()
}

async function measureAll(made: readonly Town[], where: Place): Promise<Measured[]> {
  const measured: Measured[] = []
  const measure = async (part: string, what: string, work: () => Promise<Measured>) => {
    if (!wanted(part)) return
    measured.push(await work())
    say(what)
  }
  await measure('decide', 'decide()', async () => measureDecide())
  await measure('compile', 'grants', async () => measureCompile())
  await measure('clauses', 'lists and cases with 10 and 400 clauses', () => measureClauses(where, Math.min(...sizes)))
  for (const town of made) await measure('decision-log', `decisions written at ${town.cases} cases`, () => measureDecisionLog(town))
  for (const town of made) await measure('reads', `reads at ${town.cases} cases`, () => measureReads(town))
  for (const town of made) await measure('seal', `sealing at ${town.cases} cases`, () => measureSeal(town, where))
  for (const town of made) await measure('log', `the signed log at ${town.cases} cases`, () => measureLog(town))
  const [small, large] = [made[0], made.at(-1)]
  if (small && large && small !== large) await measure('growth', 'growth', () => measureGrowth(small, large))
  if (['http', 'create', 'mail', 'purge', 'simulate', 'publish', 'memory'].some(wanted))
    for (const town of made) await measureProduct(town, where, measure)
  return measured
}

type Measure = (part: string, what: string, work: () => Promise<Measured>) => Promise<void>

async function measureProduct(town: Town, where: Place, measure: Measure): Promise<void> {
  const product = await startProduct(town, where)
  try {
    await measure('http', `HTTP at ${town.cases} cases`, () => measureHttp(town, product))
    await measure('create', `registering at ${town.cases} cases`, () => measureCreate(town, product))
    await measure('mail', `mail at ${town.cases} cases`, () => measureMail(town, product))
    await measure('purge', `purge at ${town.cases} cases`, () => measurePurge(town, where, product, Math.min(500, town.cases / 100)))
    await measure('simulate', `simulation at ${town.cases} cases`, () => measureSimulation(town, product))
    await measure('publish', `publishing at ${town.cases} cases`, () => measurePublish(town, product))
    await measure('memory', `memory at ${town.cases} cases`, async () => measureMemory(product, town.cases))
  } finally {
    await product.stop()
  }
}

function keep(file: string, figures: readonly Figure[], raw: readonly unknown[]): void {
  writeFileSync(file, `${JSON.stringify(figures, null, 1)}\n`)
  const about = {
    at: new Date().toISOString(),
    tookS: Math.round((Date.now() - began) / 1000),
    node: process.version,
    processors: cpus().map(({ model }) => model),
    sizes,
  }
  writeFileSync(file.replace(/(\.json)?$/, '.raw.json'), `${JSON.stringify({ about, raw }, null, 1)}\n`)
}
