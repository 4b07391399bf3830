#!/usr/bin/env node
// Every command of Ombud begins here, on whatever Node the machine has and before anything is installed: plain JavaScript, only Node's own modules.
import { spawn, spawnSync } from 'node:child_process'
import crypto from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...path) => join(root, ...path)
const vite = 'node_modules/vite/bin/vite.js'

/** What a command runs, in this order: the web app where it is needed, then `script` with the rest of the command line. */
const commands = {
  // Node's young generation grows to fit a large machine and never shrinks: 420 MiB instead of 647 for web and worker under load (docs/speed.md).
  start: { script: 'server/main.ts', node: ['--max-semi-space-size=4'], web: true, sv: 'startar Ombud', en: 'starts Ombud' },
  dev: {
    script: 'server/main.ts',
    web: true,
    reload: true,
    sv: 'startar Ombud och laddar om vid ändringar',
    en: 'starts Ombud and reloads on changes',
  },
  test: { script: 'node_modules/vitest/vitest.mjs', first: ['run'], tests: true, sv: 'kör proven', en: 'runs the tests' },
  // The same tests with ten times as many generated instructions, for the night: `OMBUD_GENERATED` and `OMBUD_WALL_WORLDS` still decide if they are set.
  'test-nightly': {
    script: 'node_modules/vitest/vitest.mjs',
    first: ['run'],
    tests: true,
    env: { OMBUD_GENERATED: '10', OMBUD_WALL_WORLDS: '240' },
    sv: 'kör proven med tio gånger så många genererade fall',
    en: 'runs the tests with ten times as many generated cases',
  },
  check: { script: 'tools/check.ts', sv: 'kör alla kontroller', en: 'runs every check' },
  mutate: { script: 'tools/mutate.ts', sv: 'bryter reglerna på ett ställe i taget', en: 'breaks the rules one place at a time' },
  generate: { script: 'tools/generate.ts', sv: 'skriver genererade filer', en: 'writes the generated files' },
  way: { script: 'tools/way.ts', sv: 'går hela vägen för ett meddelande', en: 'walks the whole way of a message' },
  try: { script: 'tools/try.ts', sv: 'prövar regler', en: 'tries rules' },
  'try-guard': { script: 'tools/try-guard.ts', sv: 'visar vad vakten hittar i texter', en: 'shows what the guard finds in texts' },
  bench: { script: 'tools/bench.ts', sv: 'mäter', en: 'measures' },
  verify: { script: 'tools/verify.ts', sv: 'kontrollerar en nämnds utskrift ur loggen', en: 'checks a board’s copy of the log' },
  log: { script: 'tools/log.ts', sv: 'skriver ut en nämnds logg', en: 'writes a board’s copy of the log' },
  migrate: { script: 'tools/migrate.ts', sv: 'uppdaterar databasen', en: 'migrates the database' },
  'rotate-keys': { script: 'tools/rotate-keys.ts', sv: 'byter nyckeln som låser alla nycklar', en: 'changes the key that locks all keys' },
  'remove-demo': { script: 'tools/remove-demo.ts', sv: 'tar bort Exempelby', en: 'removes Exempelby' },
}

class Stop extends Error {}

async function main([name, ...rest]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) {
    console.error(usage())
    return 2
  }
  install()
  const node = modernNode()
  if (!existsSync(at(command.script)))
    throw new Stop(`${command.script} saknas, så "${name}" går inte att köra. / ${command.script} is missing, so "${name}" can't run.`)
  if (command.web || (command.tests && browser() && testsNeedWeb(rest))) buildWeb(node)
  if (command.reload) return runBoth(node, command, rest)
  for (const [key, value] of Object.entries(command.env ?? {})) process.env[key] ??= value
  const code = await run(node, [...(command.node ?? []), at(command.script), ...(command.first ?? []), ...rest])
  if (command.tests && !browser()) {
    console.log(
      '\nWebbläsarproven hoppades över: ingen Chromium (apt-get install chromium, eller sätt CHROMIUM). / Browser tests were skipped: no Chromium (apt-get install chromium, or set CHROMIUM).',
    )
  }
  return code
}

function usage() {
  const lines = Object.entries(commands).map(([name, { sv, en }]) => `  ${name.padEnd(13)} ${sv} / ${en}`)
  return ['node bin/ombud.mjs <command>', ...lines].join('\n')
}

/** Installs what package-lock.json names, unless that is what lies in node_modules. The lock's hash is kept, so that the usual start costs nothing. */
function install() {
  const hash = hashOf([readFileSync(at('package-lock.json'))])
  const mark = at('node_modules/.ombud-lock')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return
  if (!hasWhatLockNames()) {
    console.log('Installerar det som saknas … / Installing what is missing …')
    // Without install scripts: none of our packages needs one, and nobody else's code runs before we start.
    const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
    const byNpm = process.env.npm_execpath?.endsWith('.js')
    const [program, before] = byNpm
      ? [process.execPath, [process.env.npm_execpath]]
      : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
    const done = spawnSync(program, [...before, ...args], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' && !byNpm })
    if (done.status !== 0) throw new Stop('npm ci lyckades inte; se ovan. / npm ci did not succeed; see above.')
  }
  tryWrite(mark, hash)
}

/** Whether node_modules, as npm wrote it down, holds the versions of the lock. Packages for other platforms may be missing, and tools where the web is built. */
function hasWhatLockNames() {
  const installed = at('node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages
  const withoutTools = !existsSync(at(vite)) && existsSync(at('dist/agent'))
  return Object.entries(wanted).every(([path, { version, optional, dev }]) => {
    if (path === '' || found[path]?.version === version) return true
    return found[path] === undefined && (optional || (dev && withoutTools))
  })
}

/** A Node that runs TypeScript and has argon2: this one, or the one that was installed with the packages. */
function modernNode() {
  if (process.features.typescript && 'argon2' in crypto) return process.execPath
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const end = process.platform === 'win32' ? '.exe' : ''
  const found = [at(`node_modules/node-${platform}-${process.arch}/bin/node${end}`), at(`node_modules/.bin/node${end}`)].find(existsSync)
  if (found) return found
  throw new Stop(
    `Ombud behöver Node 24.7 eller nyare; det här är ${process.version}, och inget följde med för ${platform}-${process.arch}. / Ombud needs Node 24.7 or newer; this is ${process.version}, and none came along for ${platform}-${process.arch}.`,
  )
}

/** Builds the web app when its sources have changed since the last build that succeeded. */
function buildWeb(node) {
  const config = ['vite.config.ts', 'web/agent/vite.config.ts'].find((file) => existsSync(at(file)))
  if (!config) return
  const sources = ['web', 'contracts', config, 'tsconfig.json', 'package-lock.json']
    .filter((path) => existsSync(at(path)))
    .flatMap((path) => filesIn(path))
  const hash = hashOf(sources.flatMap((file) => [file, readFileSync(at(file))]))
  const mark = at('dist/.hash')
  const built = existsSync(at('dist/agent'))
  if (built && existsSync(mark) && readFileSync(mark, 'utf8') === hash) return
  if (!existsSync(at(vite))) {
    if (built) return
    throw new Stop(
      'Webben är inte byggd, och byggverktygen är inte installerade. Kör "npm ci". / The web app is not built, and the tools to build it are not installed. Run "npm ci".',
    )
  }
  console.log('Bygger webben … / Building the web app …')
  const done = spawnSync(node, [at(vite), 'build', '--config', at(config), '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) throw new Stop('Webben gick inte att bygga; se ovan. / The web app could not be built; see above.')
  mkdirSync(at('dist'), { recursive: true })
  writeFileSync(mark, hash)
}

/** Browser tests walk the built web app; whoever names other tests need not wait for it. */
function testsNeedWeb(args) {
  const paths = args.filter((arg) => !arg.startsWith('-'))
  return paths.length === 0 || paths.some((path) => path.includes('e2e'))
}

function filesIn(path) {
  if (statSync(at(path)).isFile()) return [path]
  return readdirSync(at(path))
    .sort()
    .filter((name) => name !== 'node_modules' && !/\.test\.tsx?$/.test(name))
    .flatMap((name) => filesIn(join(path, name)))
}

/** The server with reload, and the web app rebuilt at every change. */
async function runBoth(node, command, rest) {
  const config = ['vite.config.ts', 'web/agent/vite.config.ts'].find((file) => existsSync(at(file)))
  const web =
    config && existsSync(at(vite))
      ? spawn(node, [at(vite), 'build', '--watch', '--config', at(config), '--logLevel', 'warn'], {
          cwd: root,
          stdio: ['ignore', 'inherit', 'inherit'],
        })
      : undefined
  try {
    return await run(node, ['--watch', '--watch-preserve-output', at(command.script), ...rest])
  } finally {
    web?.kill()
  }
}

/** Runs a program to its end, hands signals on to it, and answers with its exit code as a shell would. */
function run(node, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        // In a terminal Ctrl-C reaches the program too; said twice it would mean "at once".
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
      })
    }
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0)))
  })
}

function browser() {
  return [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path))
}

function hashOf(parts) {
  const hash = crypto.createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** Somebody else may own node_modules; then the next start compares again, which is only slower. */
function tryWrite(file, text) {
  try {
    writeFileSync(file, text)
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Stop)) throw error
  console.error(error.message)
  process.exitCode = 1
}
