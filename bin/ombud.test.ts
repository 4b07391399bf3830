import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

// The starter is run in a made-up project beside ours, so that nothing here installs, builds or serves the real one.
let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ombud-start-'))
  put('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } }))
  put('node_modules/.package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }))
  mkdirSync(join(root, 'bin'))
  copyFileSync(join(import.meta.dirname, 'ombud.mjs'), join(root, 'bin/ombud.mjs'))
  put(`node_modules/node-${process.platform}-${process.arch}/bin/.keep`, '')
  symlinkSync(process.execPath, join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function ombud(args: string[], node = process.execPath) {
  const child = spawn(node, [join(root, 'bin/ombud.mjs'), ...args], {
    cwd: tmpdir(),
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: root },
  })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (told += bytes))
  return {
    child,
    ended: new Promise<{ code: number | null; told: string }>((resolve) => child.once('close', (code) => resolve({ code, told }))),
  }
}

test('arguments go to the tool, and its exit code comes back', async () => {
  put('tools/way.ts', 'const [first]: string[] = process.argv.slice(2)\nconsole.log("got " + first)\nprocess.exit(7)')
  expect(await ombud(['way', '--json']).ended).toEqual({ code: 7, told: 'got --json\n' })
})

test('an older Node hands over to the one that was installed', async () => {
  put('tools/way.ts', 'const version: string = process.version\nconsole.log(version)')
  expect(await ombud(['way'], 'node').ended).toEqual({ code: 0, told: `${process.version}\n` })
})

test('a signal reaches the program, which decides how it ends', async () => {
  put('tools/bench.ts', `process.on('SIGTERM', () => process.exit(3))\nsetInterval(() => undefined, 1000)\nconsole.log('ready')`)
  const { child, ended } = ombud(['bench'])
  await new Promise((resolve) => child.stdout.once('data', resolve))
  child.kill('SIGTERM')
  expect(await ended).toMatchObject({ code: 3 })
})

test('an unknown command, or a tool that is not there, is explained', async () => {
  expect(await ombud(['fly']).ended).toMatchObject({ code: 2, told: expect.stringContaining('remove-demo') })
  expect(await ombud(['way']).ended).toMatchObject({ code: 1, told: expect.stringContaining('tools/way.ts saknas') })
})

test('what the lock names is installed when something else lies there, and left alone otherwise', async () => {
  put('tools/way.ts', 'console.log("ran")')
  put('npm.js', `require('node:fs').writeFileSync(${JSON.stringify(join(root, 'npm-was-here'))}, process.argv.slice(2).join(' '))`)
  const withNpm = () =>
    new Promise<number | null>((resolve) => {
      const env = { PATH: '/usr/bin:/bin', HOME: root, npm_execpath: join(root, 'npm.js') }
      spawn(process.execPath, [join(root, 'bin/ombud.mjs'), 'way'], { env, stdio: 'ignore' }).once('close', resolve)
    })
  expect(await withNpm()).toBe(0)
  expect(() => readFileSync(join(root, 'npm-was-here'))).toThrow('ENOENT')
  put('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '2.0.0' } } }))
  expect(await withNpm()).toBe(0)
  expect(readFileSync(join(root, 'npm-was-here'), 'utf8')).toMatch(/^ci --ignore-scripts/)
  rmSync(join(root, 'npm-was-here'))
  expect(await withNpm()).toBe(0)
  expect(() => readFileSync(join(root, 'npm-was-here'))).toThrow('ENOENT')
})

test('the web app is built at the first start and when its sources change, not otherwise', async () => {
  put('vite.config.ts', '')
  put('web/agent/main.tsx', 'one')
  put('server/main.ts', 'console.log("serving")')
  put(
    'node_modules/vite/bin/vite.js',
    `require('node:fs').mkdirSync(${JSON.stringify(join(root, 'dist/agent'))}, { recursive: true }); console.log('built')`,
  )
  const start = async () => (await ombud(['start']).ended).told
  expect(await start()).toContain('built\nserving')
  expect(await start()).toBe('serving\n')
  put('web/agent/main.tsx', 'two')
  expect(await start()).toContain('built\nserving')
  put('node_modules/vite/bin/vite.js', 'process.exit(1)')
  put('web/agent/main.tsx', 'three')
  expect(await start()).not.toContain('serving')
})
