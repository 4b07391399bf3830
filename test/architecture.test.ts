import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repositoryFiles, root } from '../tools/source-files.ts'

// The map is read by people; here a machine reads it too, so that it stays true.

const map = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')

/** The tree is drawn with two spaces a level: `server/`, below it `platform/`, below that a file. */
function drawnPaths(): string[] {
  const [, tree = ''] = /```tree\n([\s\S]*?)```/.exec(map) ?? []
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', name] = /^( *)(\S+)/.exec(line) ?? []
    if (name === undefined) return []
    const path = [...above.slice(0, indent.length / 2), name].join('')
    above.splice(indent.length / 2, above.length, name)
    return [path]
  })
}

/** Steps of the way are rows of a table: number, file, what happens. */
const steps = [...map.matchAll(/^\| (\d+) \| `([^`]+)` \|/gm)].map(([, number, path]) => ({ number: Number(number), path: path ?? '' }))

test('every folder and file of the map is there', () => {
  expect(drawnPaths().length).toBeGreaterThan(30)
  expect(drawnPaths().filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('every folder of ours is on the map, down to modules, channels and apps', () => {
  const drawn = drawnPaths()
  const folders = new Set(
    repositoryFiles().flatMap((path) => {
      const [top = '', second = '', third] = path.split('/')
      if (!['server', 'web', 'db', 'docs', 'test', 'tools', 'contracts', 'bin'].includes(top) || second === '') return []
      const deep = ['domain', 'channel', 'connector'].includes(second) && path.split('/').length > 3
      return [`${top}/`, ...(path.split('/').length > 2 ? [`${top}/${second}/`] : []), ...(deep ? [`${top}/${second}/${third}/`] : [])]
    }),
  )
  expect([...folders].filter((folder) => !drawn.some((path) => path.startsWith(folder))).sort()).toEqual([])
})

test('the way has seventeen steps, and each names a file that is there', () => {
  expect(steps.map(({ number }) => number)).toEqual(Array.from({ length: 17 }, (_, index) => index + 1))
  expect(steps.filter(({ path }) => !existsSync(join(root, 'server', path)))).toEqual([])
})

test('every file that ARCHITECTURE.md and README.md name is there', () => {
  const missing = ['ARCHITECTURE.md', 'README.md'].flatMap((page) => {
    const named = [
      ...readFileSync(join(root, page), 'utf8').matchAll(/`((?:server|contracts|db|docs|test|tools|web|bin|\.ci)\/[\w./-]+)`/g),
    ].map(([, path]) => path ?? '')
    return named.filter((path) => !existsSync(join(root, path))).map((path) => `${page}: ${path}`)
  })
  expect(missing).toEqual([])
})
