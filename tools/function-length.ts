import { isNode, lineAt, type Node, nodesIn, readSyntax } from './syntax.ts'

const longest = 70
const kinds = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

/** Functions that don't fit a screen (STYLE.md: aim for 40 lines, never over 70). @returns one line for each */
export function lengthFaults(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const { text, program } = readSyntax(path)
    const nodes = [...nodesIn(program)]
    // A group of tests is a heading, not a function: what is in it is measured.
    const groups = new Set(nodes.filter(isGroup).flatMap((node) => node.arguments))
    return nodes
      .filter((node) => kinds.includes(node.type) && !groups.has(node))
      .map((node) => ({ node, from: lineAt(text, node.start), to: lineAt(text, node.end) }))
      .filter(({ from, to }) => to - from + 1 > longest)
      .map(({ node, from, to }) => `${path}:${from} ${nameOf(node)} has ${to - from + 1} lines, ${longest} is the most`)
  })
}

function isGroup({ type, callee, arguments: given }: Node): boolean {
  let inner: unknown = type === 'CallExpression' && Array.isArray(given) ? callee : undefined
  while (isNode(inner) && inner.type !== 'Identifier') inner = inner.type === 'MemberExpression' ? inner.object : inner.callee
  return isNode(inner) && inner.name === 'describe'
}

function nameOf({ id }: Node): string {
  return isNode(id) && typeof id.name === 'string' ? id.name : 'a function without a name'
}
