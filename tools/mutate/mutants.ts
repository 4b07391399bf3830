import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../source-files.ts'
import { isNode, lineAt, type Node, nodesIn, readSyntax } from '../syntax.ts'

/** One place of one file, written otherwise. `start`, `end`: what is replaced. */
export type Mutant = { file: string; line: number; kind: string; start: number; end: number; was: string; becomes: string }

const folder = 'server/domain/rule/'
const acts = ['decide', 'compile', 'guardrails']
const times = ['moments', 'decide', 'fate']
/**
 * What decides: who may do what, in which case, when, and what becomes of it. `most`: how many places are broken. `by`: the tests that are asked,
 * named without their end; those that speak of the file, so that a few minutes are enough.
 */
const broken: Readonly<Record<string, { most: number; by: readonly string[] }>> = {
  'decide.ts': { most: 75, by: acts },
  'compile.ts': { most: 30, by: ['compile'] },
  'net-grants.ts': { most: 25, by: ['net-grants', 'compile'] },
  'clause-reach.ts': { most: 20, by: ['clause-reach', ...acts] },
  'guardrails.ts': { most: 30, by: acts },
  'conditions.ts': { most: 35, by: ['conditions', ...times, 'compile'] },
  'moments.ts': { most: 40, by: ['conditions', ...times] },
  'retention-rules.ts': { most: 25, by: ['retention-rules', 'fate'] },
  'fate.ts': { most: 30, by: ['fate'] },
}
/** The tests that are run on a mutant of this file. */
export const testsOf = (file: string): string[] => (broken[file.replace(folder, '')]?.by ?? []).map((name) => `${folder}${name}.test.ts`)

export const brokenFiles = Object.keys(broken).map((name) => folder + name)

/** Which sources, and which tests, the report speaks of. */
export function sourcesHash(): string {
  const tests = new Set(brokenFiles.flatMap(testsOf))
  const hash = createHash('sha256')
  for (const path of [...brokenFiles, ...tests].sort()) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex').slice(0, 16)
}

/** Every place of every file, thinned evenly to what `broken` allows. The same sources always give the same. */
export function mutants(): Mutant[] {
  return Object.entries(broken).flatMap(([name, { most }]) => {
    const all = mutantsOf(folder + name)
    const always = all.filter(({ kind }) => kind === 'guardrail')
    const others = all.filter(({ kind }) => kind !== 'guardrail')
    const step = Math.max(1, others.length / (most - always.length))
    return [...always, ...others.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))]
  })
}

export function mutantsOf(file: string): Mutant[] {
  const { text, program } = readSyntax(file)
  const found = [...nodesIn(program)].flatMap((node) =>
    changes(node, text).map(({ kind, at, becomes }) => ({
      file,
      line: lineAt(text, at.start),
      kind,
      start: at.start,
      end: at.end,
      was: text.slice(at.start, at.end),
      becomes,
    })),
  )
  const code = new Set(found.map(({ start, end, becomes }) => `${start} ${end} ${becomes}`))
  return found.filter(({ start, end, becomes }) => code.delete(`${start} ${end} ${becomes}`)).sort((a, b) => a.start - b.start)
}

type Change = { kind: string; at: Pick<Node, 'start' | 'end'>; becomes: string }

const swapped: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '&&': '||',
  '||': '&&',
}
const opposite: Readonly<Record<string, string>> = { every: 'some', some: 'every', max: 'min', min: 'max' }

function changes(node: Node, text: string): Change[] {
  const said = (part: Node) => text.slice(part.start, part.end)
  if (node.type === 'Literal' && typeof node.value === 'boolean') return [{ kind: 'truth', at: node, becomes: String(!node.value) }]
  if ((node.type === 'BinaryExpression' || node.type === 'LogicalExpression') && isNode(node.left) && isNode(node.right))
    return ofTwo(node, node.left, node.right, said)
  if (node.type === 'UnaryExpression' && node.operator === '!' && isNode(node.argument))
    return [{ kind: 'not', at: node, becomes: said(node.argument) }]
  if ((node.type === 'IfStatement' || node.type === 'ConditionalExpression') && isNode(node.test))
    return [{ kind: 'branch', at: node.test, becomes: `!(${said(node.test)})` }]
  if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.type === 'MemberExpression')
    return ofCall(node, node.callee, said)
  if (node.type === 'ReturnStatement' && isNode(node.argument) && node.argument.type === 'ArrayExpression' && said(node.argument) !== '[]')
    return [{ kind: 'empty list', at: node.argument, becomes: '[]' }]
  // a guardrail that forbids nothing
  if (
    node.type === 'Property' &&
    isNode(node.key) &&
    said(node.key) === 'forbids' &&
    isNode(node.value) &&
    node.value.type === 'ArrowFunctionExpression'
  )
    return [{ kind: 'guardrail', at: node.value, becomes: '() => false' }]
  return []
}

function ofTwo(node: Node, left: Node, right: Node, said: (part: Node) => string): Change[] {
  const operator = String(node.operator)
  const becomes = swapped[operator]
  if (operator === '??') return [{ kind: 'default', at: node, becomes: said(right) }]
  if (becomes === undefined) return []
  const change = { kind: 'operator', at: node, becomes: `${said(left)} ${becomes} ${said(right)}` }
  // each condition of several, dropped in turn
  const dropped = operator === '&&' ? [left, right].map((kept) => ({ kind: 'dropped condition', at: node, becomes: said(kept) })) : []
  return [change, ...dropped]
}

function ofCall(node: Node, callee: Node, said: (part: Node) => string): Change[] {
  if (!isNode(callee.property) || !isNode(callee.object)) return []
  const name = said(callee.property)
  const other = opposite[name]
  if (other !== undefined) return [{ kind: 'operator', at: callee.property, becomes: other }]
  return name === 'filter' ? [{ kind: 'dropped filter', at: node, becomes: said(callee.object) }] : []
}
