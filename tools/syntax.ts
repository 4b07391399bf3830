import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { root } from './source-files.ts'

// Vite's parser reads TypeScript and JSX without a compiler: the checks that look at code share it (decision 0010).

/** A node of the syntax tree, as loosely as the checks need it. `start`, `end`: offsets in the text. */
export type Node = { type: string; start: number; end: number; [field: string]: unknown }

/** @param path from the repository's root */
export function readSyntax(path: string): { text: string; program: Node } {
  const text = readFileSync(join(root, path), 'utf8')
  const { program, errors } = parseSync(path, text)
  const [first] = errors
  if (first) throw new Error(`${path}: ${first.message}`)
  if (!isNode(program)) throw new Error(`${path} gave no syntax tree`)
  return { text, program }
}

/** Every node below and including this one, outermost first. */
export function* nodesIn(node: Node): Generator<Node> {
  yield node
  for (const field of Object.values(node)) {
    for (const part of Array.isArray(field) ? field : [field]) if (isNode(part)) yield* nodesIn(part)
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
}

/** The text of a string, or of a template whose holes are shown as …; undefined for anything else. */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined
  return node.quasis.map((part: { value: { cooked: string } }) => part.value.cooked).join('…')
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}
