import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Finding, faultWords, verifyLog } from '../server/domain/audit/index.ts'
import { chainHash } from '../server/domain/retention/index.ts'

// `npx ombud verify FILE…`: checks what boards have taken home of the log, offline (docs/log-file.md). Exit code 1 when something is wrong.
// --key KEY   a key that is known from elsewhere, as `name+id+key`; may be given many times. Without it the keys of the oldest file count.

const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string', multiple: true } } })

function main(): number {
  if (positionals.length === 0) {
    console.error('Ange minst en fil. / Give at least one file.')
    return 2
  }
  const files = positionals.map((name) => ({ name, lines: readFileSync(name, 'utf8').split('\n') }))
  const { findings, rows, checkpoints, witnessed, certificates, erased, keys } = verifyLog(files, {
    chain: chainHash,
    ...(values.key ? { trusted: values.key } : {}),
  })
  for (const finding of findings) console.log(wordsOf(finding))
  console.log(
    `${rows} rader, ${checkpoints} kontrollpunkter, ${witnessed} vittnesrader, ${certificates} gallringsintyg; innehållet i ${erased} rader är borttaget i sin tid. / ${rows} rows, ${checkpoints} checkpoints, ${witnessed} witness lines, ${certificates} certificates; the content of ${erased} rows was erased in its time.`,
  )
  if (!values.key)
    console.log(
      `Jämför nycklarna med dem ni har sparat. / Compare the keys with those you have kept:\n${keys.map((key) => `  ${key}`).join('\n')}`,
    )
  console.log(
    findings.length === 0 ? 'Allt stämmer. / Everything is as it should be.' : `${findings.length} fel. / ${findings.length} faults.`,
  )
  return findings.length === 0 ? 0 : 1
}

function wordsOf({ fault, file, at }: Finding): string {
  const { sv, en } = faultWords[fault]
  return `${file}${at === '' ? '' : `, ${at}`}: ${sv}. / ${en}. [${fault}]`
}

process.exitCode = main()
