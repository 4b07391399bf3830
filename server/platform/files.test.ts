import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Files, openFiles } from './files.ts'

let root: string
let files: Files
const pathOf = (id: string) => join(root, 'files', id.slice(0, 2), id.slice(2, 4), id)

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'ombud-files-'))
  files = openFiles({ folder: join(root, 'files'), keysFolder: join(root, 'keys') })
})
afterAll(() => rm(root, { recursive: true }))

async function all(from: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const id of from) found.push(id)
  return found
}

test('what is put comes back byte for byte, and nothing of it can be read on disk', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
      const marked = Buffer.concat([Buffer.from('Åsa Öberg, Storgatan 1'), bytes])
      const stored = await files.put(marked)
      expect((await files.get(stored)).equals(marked)).toBe(true)
      expect(stored.sizeBytes).toBe(marked.length)
      const onDisk = await readFile(pathOf(stored.id))
      expect(onDisk.includes('Storgatan')).toBe(false)
      expect(onDisk.includes(stored.sha256)).toBe(false)
    }),
    { numRuns: 40 },
  )
})

test('one flipped bit anywhere in the file or in its wrapped key is refused', async () => {
  const stored = await files.put(randomBytes(300))
  const path = pathOf(stored.id)
  const whole = await readFile(path)
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
      const changed = Buffer.from(whole)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      await writeFile(path, changed)
      await expect(files.get(stored)).rejects.toThrow()
    }),
    { numRuns: 60 },
  )
  await writeFile(path, whole)
  await fc.assert(
    fc.asyncProperty(fc.nat(stored.wrappedKey.length * 8 - 1), async (bit) => {
      const wrappedKey = Buffer.from(stored.wrappedKey)
      wrappedKey.writeUInt8(wrappedKey.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      await expect(files.get({ ...stored, wrappedKey })).rejects.toThrow()
    }),
    { numRuns: 60 },
  )
  await expect(files.get(stored)).resolves.toBeInstanceOf(Buffer)
})

test('another key-encryption key, another file’s key, a cut file and another file’s bytes are refused', async () => {
  const [one, two] = [await files.put(Buffer.from('one')), await files.put(Buffer.from('two'))]
  const stranger = openFiles({ folder: join(root, 'files'), keysFolder: join(root, 'other-keys') })
  await expect(stranger.get(one)).rejects.toThrow()
  await expect(files.get({ ...one, wrappedKey: two.wrappedKey })).rejects.toThrow()
  await expect(files.get({ ...one, sha256: two.sha256 })).rejects.toThrow('not the one its owner describes')
  await writeFile(pathOf(two.id), await readFile(pathOf(one.id)))
  await expect(files.get(two)).rejects.toThrow()
  await writeFile(pathOf(one.id), (await readFile(pathOf(one.id))).subarray(0, 20))
  await expect(files.get(one)).rejects.toThrow()
})

test('a removed file is gone, and removing it again says so without failing', async () => {
  const stored = await files.put(Buffer.from('gone soon'))
  expect(await all(files.list())).toContain(stored.id)
  expect(await files.remove(stored.id)).toBe(true)
  expect(await files.remove(stored.id)).toBe(false)
  expect(await all(files.list())).not.toContain(stored.id)
  await expect(files.get(stored)).rejects.toThrow()
})

test('an id that is no UUID reaches no path', async () => {
  await expect(files.remove('../../keys/kek')).rejects.toThrow('UUID')
})

test('the key file is the owner’s alone, is made once, and a broken one stops the start', async () => {
  const keys = join(root, 'keys')
  expect((await stat(join(keys, 'kek'))).mode & 0o777).toBe(0o600)
  expect(await readdir(keys)).toEqual(['kek'])
  const stored = await files.put(Buffer.from('survives a restart'))
  const again = openFiles({ folder: join(root, 'files'), keysFolder: keys })
  expect((await again.get(stored)).toString()).toBe('survives a restart')
  const broken = await mkdtemp(join(root, 'broken-'))
  await writeFile(join(broken, 'kek'), 'short')
  expect(() => openFiles({ folder: join(root, 'files'), keysFolder: broken })).toThrow('not a key')
})

test('what a killed write left behind is no file, and is cleared by age', async () => {
  const id = randomUUID()
  await files.put(Buffer.from('x'))
  const [first] = await readdir(join(root, 'files'))
  const [second] = await readdir(join(root, 'files', first ?? ''))
  const left = join(root, 'files', first ?? '', second ?? '', `${id}.unfinished`)
  await writeFile(left, 'half')
  expect(await all(files.list())).not.toContain(id)
  expect(await files.clearUnfinished(new Date(Date.now() - 60_000))).toBe(0)
  await utimes(left, new Date(0), new Date(0))
  expect(await files.clearUnfinished(new Date(Date.now() - 60_000))).toBe(1)
})

test('kill -9 in the middle of writing: every file that was acknowledged reads back whole, and no other is listed half', async () => {
  const home = await mkdtemp(join(root, 'killed-'))
  const places = { folder: join(home, 'files'), keysFolder: join(home, 'keys') }
  const program = `
    import { openFiles } from ${JSON.stringify(new URL('./files.ts', import.meta.url).href)}
    const files = openFiles(${JSON.stringify(places)})
    for (;;) {
      const stored = await files.put(Buffer.alloc(200_000, 7))
      process.stdout.write(JSON.stringify({ ...stored, wrappedKey: stored.wrappedKey.toString('hex') }) + '\\n')
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  await new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.split('\n').length > 12) child.kill('SIGKILL')
    })
    child.on('exit', () => resolve())
  })
  const after = openFiles(places)
  const acknowledged = said.split('\n').slice(0, -1)
  expect(acknowledged.length).toBeGreaterThan(10)
  for (const line of acknowledged) {
    const { wrappedKey, ...rest } = JSON.parse(line)
    expect((await after.get({ ...rest, wrappedKey: Buffer.from(wrappedKey, 'hex') })).length).toBe(200_000)
  }
  for (const id of await all(after.list())) {
    const sealed = await stat(join(places.folder, id.slice(0, 2), id.slice(2, 4), id))
    expect(sealed.size).toBe(200_000 + 29)
  }
})
