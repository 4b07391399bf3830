import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { isNode, lineAt, type Node, nodesIn, readSyntax, textOf } from './syntax.ts'

/** The order of modules: each may import the faces of those before it, never of those after (decision 0001). */
const moduleOrder: readonly string[] = [
  'audit',
  'staff',
  'rule',
  'secrecy',
  'instruction',
  'briefing',
  'publication',
  'person',
  'outbox',
  'duty',
  'control',
  'need',
  'retention',
  'recording',
  'case',
  'contact',
  'application',
  'link',
  'simulation',
  'rights',
  'lookup',
  'logcontrol',
  'knowledge',
  'statistics',
  'archive',
]

type Import = { target: string; typesOnly: boolean; line: number }

const pgIsImportedBy = ['db', 'one-sync', 'migrate', 'database-logins'].map((name) => `server/platform/${name}.ts`)
const reachesOut =
  /^(node:(child_process|cluster|dgram|dns|fs|http|http2|https|net|tls|worker_threads)(\/.*)?|fastify|@fastify\/.*|graphile-worker|imapflow|mailparser|nodemailer|pg|smtp-server)$/
const apps = ['agent', 'portal', 'widget']

/** Who may import whom (STYLE.md). @returns one line for every import that isn't allowed, and for every file that lies where none may */
export function importFaults(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const { text, program } = readSyntax(path)
    const places = placeFaults(path)
    const imports = importsIn(text, program, path).flatMap((found) => {
      const why = isFree(path) ? undefined : refusalOf(path, found)
      return why === undefined ? [] : [`${path}:${found.line} imports ${found.target}: ${why}`]
    })
    return [...places, ...imports, ...fetchFaults(path, text, program)]
  })
}

function placeFaults(path: string): string[] {
  const parts = path.split('/')
  if (parts[0] !== 'server') return []
  if (parts.length > 4) return [`${path}: three names below server/ is the deepest a source file may lie`]
  const unknown = parts[1] === 'domain' && parts.length > 3 && orderOf(parts[2] ?? '') === -1
  return unknown ? [`${path}: the module ${parts[2]} has no place in the order of tools/import-rules.ts`] : []
}

function importsIn(text: string, program: Node, path: string): Import[] {
  return [...nodesIn(program)].flatMap((node) => {
    if (!['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression'].includes(node.type)) return []
    const source = textOf(node.source)
    if (source === undefined) return []
    return [{ target: resolved(source, path), typesOnly: isTypesOnly(node), line: lineAt(text, node.start) }]
  })
}

function isTypesOnly(node: Node): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type') return true
  const named = Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : []
  return named.length > 0 && named.every(({ importKind, exportKind }) => importKind === 'type' || exportKind === 'type')
}

/** Our own files become paths from the root, Node's modules begin with `node:`, everything else is a package. */
function resolved(source: string, path: string): string {
  if (source.startsWith('.')) return join(dirname(path), source)
  return builtinModules.includes(source) ? `node:${source}` : source
}

/** Tests, tools and the seed see everything in the same runtime. */
function isFree(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || !/^(contracts|server|web)\//.test(path)
}

function refusalOf(path: string, found: Import): string | undefined {
  const [top, area, name] = path.split('/')
  if (found.target === 'pg' && !pgIsImportedBy.includes(path)) return 'only the doors to the database may use pg'
  if (top === 'contracts')
    return found.target === 'zod' || found.target.startsWith('contracts/') ? undefined : 'contracts know zod and each other only'
  if (top === 'web') return webRefusal(area ?? '', found)
  if (area === 'platform') return isIn(found, ['contracts/', 'server/platform/']) ? undefined : 'the platform knows nothing about cases'
  if (area === 'domain' && name !== undefined && path.split('/').length > 3) return domainRefusal(name, found)
  if (area === 'channel' || area === 'connector') return edgeRefusal(`server/${area}/${name}/`, found)
  return isIn(found, ['contracts/', 'server/', 'db/']) ? undefined : 'the server knows nothing about the web'
}

function domainRefusal(module: string, found: Import): string | undefined {
  if (reachesOut.test(found.target) && !found.typesOnly) return 'a verb can’t reach the network or the disk'
  if (isIn(found, ['contracts/', 'server/platform/', `server/domain/${module}/`])) return undefined
  const [, other, file] = /^server\/domain\/([^/]+)\/(.+)$/.exec(found.target) ?? []
  if (other === undefined) return 'a module knows the platform, the contracts and modules above it'
  if (orderOf(other) > orderOf(module)) return `${other} stands below ${module} in the order of modules: let the caller hand it over`
  return file === 'index.ts' ? undefined : `only the face (index.ts) of ${other} may be imported`
}

function edgeRefusal(own: string, found: Import): string | undefined {
  if (isIn(found, ['contracts/', 'server/platform/', own]) || /^server\/domain\/[^/]+\/index\.ts$/.test(found.target)) return undefined
  return 'a channel or connector knows the platform, the contracts and the faces of modules'
}

function webRefusal(area: string, found: Import): string | undefined {
  if (found.target.startsWith('node:')) return 'this runs in a browser'
  if (found.target.startsWith('contracts/'))
    return found.typesOnly ? undefined : 'browsers take the contracts’ types only, so that zod stays behind'
  const own = apps.includes(area) ? [`web/${area}/`] : []
  return isIn(found, [...own, 'web/ui/', 'web/texts/']) ? undefined : `web/${area} knows the contracts’ types, web/ui and web/texts`
}

/** Packages are judged elsewhere: here only our own files have to lie in one of the folders. */
function isIn({ target }: Import, folders: readonly string[]): boolean {
  const ours = /^(contracts|server|web|test|tools|db|bin|\.\.)\//.test(target)
  return !ours || folders.some((folder) => target.startsWith(folder))
}

function fetchFaults(path: string, text: string, program: Node): string[] {
  if (!path.startsWith('server/domain/') || isFree(path)) return []
  const calls = [...nodesIn(program)].filter(({ type, callee }) => type === 'CallExpression' && isNode(callee) && callee.name === 'fetch')
  return calls.map(({ start }) => `${path}:${lineAt(text, start)} calls fetch: a verb can’t reach the network`)
}

const orderOf = (module: string) => moduleOrder.indexOf(module)
