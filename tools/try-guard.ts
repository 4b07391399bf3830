import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { findInText, guardVersion } from '../server/domain/secrecy/index.ts'

// `npm run try-guard -- FILE`: what the guard of free texts finds, as JSON, so that anybody can measure it. One text a line, or a list in YAML or JSON.

const usage = `node bin/ombud.mjs try-guard TEXTER.txt|.yaml|.json

Visar vad vakten av fritexter hittar: en text per rad, eller en lista.
Shows what the guard of free texts finds: one text a line, or a list.`

const Text = z.union([z.string(), z.looseObject({ text: z.string() }).transform(({ text }) => text)])

const [path, ...more] = process.argv.slice(2)
if (path === undefined || more.length > 0) {
  console.error(usage)
  process.exit(2)
}
const given = readFileSync(path === '-' ? 0 : path, 'utf8')
const texts = /\.(ya?ml|json)$/.test(path) ? z.array(Text).parse(parse(given)) : given.split(/\r?\n/).filter((line) => line !== '')
const answers = texts.map((text) => ({
  text,
  findings: findInText(text).map((each) => ({ ...each, words: text.slice(each.start, each.end) })),
}))
console.log(JSON.stringify({ guardVersion, answers }, null, 2))
