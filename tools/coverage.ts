import { coveredIds, furtherIds, requirementIds } from './requirement-ids.ts'
import { repositoryFiles } from './source-files.ts'
import { isNode, lineAt, type Node, nodesIn, readSyntax, textOf } from './syntax.ts'

/** A test, or a group of them, that says which requirements it proves: `A5, B6: without an instruction …`, `A21–A23: …` or `… (T6)`. */
export type NamedTest = { path: string; line: number; name: string; ids: string[] }

const id = String.raw`[ABXCLDTP]\d{1,2}[a-z]?`
const list = String.raw`${id}(?:\s*(?:,|–|-|and)\s*${id})*`
const before = new RegExp(`^(${list}):`)
const inBrackets = new RegExp(String.raw`\((${list})\)`, 'g')

export function namedTests(): NamedTest[] {
  return repositoryFiles()
    .filter((path) => /\.test\.tsx?$/.test(path))
    .flatMap((path) => {
      const { text, program } = readSyntax(path)
      return [...nodesIn(program)].flatMap((node) => {
        const name = isTest(node) && Array.isArray(node.arguments) ? textOf(node.arguments[0]) : undefined
        return name === undefined ? [] : [{ path, line: lineAt(text, node.start), name, ids: idsIn(name) }]
      })
    })
}

/** `A21–A23, B6` means four ids. */
export function idsIn(name: string): string[] {
  const lists = [before.exec(name)?.[1], ...[...name.matchAll(inBrackets)].map((match) => match[1])].filter((found) => found !== undefined)
  return [...new Set(lists.flatMap((found) => found.split(/,|and/)).flatMap((part) => spread(part.trim())))]
}

function spread(part: string): string[] {
  const [from = '', to] = part.split(/\s*[–-]\s*/)
  if (to === undefined) return [from]
  const [first, last] = [from, to].map((end) => Number(end.slice(1)))
  if (first === undefined || last === undefined || !(first < last) || from[0] !== to[0]) return [from, to]
  return Array.from({ length: last - first + 1 }, (_, index) => `${from[0]}${first + index}`)
}

/** A test that names what doesn't exist proves nothing, and one that is switched off proves less. */
export function coverageFaults(tests: readonly NamedTest[]): string[] {
  return tests.flatMap(({ path, line, ids }) =>
    ids.filter((each) => !requirementIds.has(each)).map((each) => `${path}:${line} names ${each}, which is no requirement`),
  )
}

/** One row an id: A, B and X first, then what else tests may prove. */
export function coveragePage(tests: readonly NamedTest[]): string {
  const [rows, further] = [coveredIds, furtherIds].map((ids) => ids.map((each) => rowOf(each, tests)))
  const told = (of: readonly Row[] = []) => `${of.filter(({ proved }) => proved).length} of ${of.length}`
  const table = (heading: string, of: readonly Row[] = []) => [`| ${heading} | Tests |`, '| --- | --- |', ...of.map(({ text }) => text), '']
  return [
    '# What is proved',
    '',
    `${told(rows)} requirements are named by at least one test. A row counts only for tests that \`npm test\` runs and that can fail.`,
    '',
    ...table('Requirement', rows),
    '## Contradictions (C), conflict rules (D), threats (T) and proposals (P)',
    '',
    `${told(further)} are named by a test.`,
    '',
    ...table('Id', further),
  ].join('\n')
}

type Row = { proved: boolean; text: string }

function rowOf(id: string, tests: readonly NamedTest[]): Row {
  const proofs = tests.filter(({ ids }) => ids.includes(id)).map(({ path, name }) => `\`${path}\`: ${name.replaceAll('|', '\\|')}`)
  return { proved: proofs.length > 0, text: `| ${id} | ${[...new Set(proofs)].join('<br>') || 'not yet'} |` }
}

/** `test(…)`, `describe(…)`, and their forms such as `test.each(rows)(…)`. */
function isTest({ type, callee }: Node): boolean {
  if (type !== 'CallExpression' || !isNode(callee)) return false
  let inner: unknown = callee
  while (isNode(inner) && inner.type !== 'Identifier') inner = inner.type === 'MemberExpression' ? inner.object : inner.callee
  return isNode(inner) && (inner.name === 'test' || inner.name === 'describe')
}
