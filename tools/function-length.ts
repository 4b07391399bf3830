import { isNode, lineAt, type Node, nodesIn, readSyntax } from './syntax.ts'

const longest = 70
const kinds = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

/** Functions that don't fit a screen (STYLE.md: aim for 40 lines, never over 70). @returns one line for each */
export function lengthFaults(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const { text, program } = readSyntax(path)
    return [...nodesIn(program)]
      .filter(({ type }) => kinds.includes(type))
      .map((node) => ({ node, from: lineAt(text, node.start), to: lineAt(text, node.end) }))
      .filter(({ from, to }) => to - from + 1 > longest)
      .map(({ node, from, to }) => `${path}:${from} ${nameOf(node)} has ${to - from + 1} lines, ${longest} is the most`)
  })
}

function nameOf({ id }: Node): string {
  return isNode(id) && typeof id.name === 'string' ? id.name : 'a function without a name'
}
