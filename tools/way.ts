import { withProduct } from './way/product.ts'
import { lastStep, steps } from './way/steps.ts'
import { setOut, type Walked, walkAll } from './way/walk.ts'

// `npm run way`: a message's whole way through the real product on a throw-away database, each step with its evidence. `--json` says the same to machines.

const json = process.argv.includes('--json')
const began = performance.now()

function tell({ step, title, file, ok, seconds, evidence, because }: Walked): void {
  if (json) return
  console.log(`${step === null ? ' –' : String(step).padStart(2)} ${ok ? '✓' : '✗'} ${title}  (${file}, ${seconds.toFixed(2)} s)`)
  for (const [name, value] of Object.entries(evidence)) console.log(`       ${name}: ${value}`)
  if (because !== null) console.log(`       ${because}`)
}

const walked = await withProduct((stage) => walkAll(stage, setOut(stage), steps, tell))
const taken = walked.filter(({ step, ok }) => step !== null && ok).length
const whole = taken === lastStep && walked.every(({ ok }) => ok)
const seconds = Math.round(performance.now() - began) / 1000
if (json) console.log(JSON.stringify({ way: `${taken} of ${lastStep}`, ok: whole, seconds, steps: walked }, null, 2))
else console.log(`\n${seconds.toFixed(1)} s\nway: ${taken} of ${lastStep}`)
process.exitCode = whole ? 0 : 1
