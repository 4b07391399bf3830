import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { Document } from '../../contracts/document.ts'
import { pdfOf } from './pdf.ts'

const hostile = [
  '#panic("x") *Å* _b_',
  '#read("/etc/passwd")',
  '$x^2$ <label> @ref',
  '= Rubrik',
  '\\u{41} // borta /* borta */',
  '"] #image("x.png") [',
  'Zoë Ångström-Öberg',
]
const given: Document = {
  title: 'Om #panic("titel") Åsa',
  lang: 'sv',
  lead: hostile,
  sections: [
    {
      id: 'a',
      level: 2,
      heading: 'Första #panic("rubrik")',
      blocks: [
        { kind: 'list', items: hostile },
        { kind: 'text', text: hostile.join(' ') },
      ],
    },
    {
      id: 'b',
      level: 3,
      heading: 'Tabell',
      blocks: [
        { kind: 'table', head: ['Namn', 'Värde'], rows: hostile.map((text) => [text, '1']) },
        { kind: 'facts', rows: hostile.map((text) => ({ label: text, value: text })) },
        { kind: 'list', items: [] },
        { kind: 'table', head: ['Tom'], rows: [] },
      ],
    },
  ],
}

test('a document becomes a tagged PDF with title, language and headings', async () => {
  const structure = structureOf(await pdfOf(given))
  expect(structure).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/)
  expect(structure).toContain('/StructTreeRoot')
  expect(structure).toMatch(/\/Lang\s*\(sv/)
  expect(structure).toContain('/DisplayDocTitle true')
  expect(structure).toContain('<pdfuaid:part>1</pdfuaid:part>')
  for (const tag of ['H1', 'H2', 'H3', 'L', 'LI', 'Table', 'TH', 'TD']) expect(structure).toMatch(new RegExp(`/S\\s*/${tag}\\b`))
  expect(structure).toContain('Om #panic(&quot;titel&quot;) Åsa')
})

test('whatever someone is called is printed as it is written and never obeyed', async () => {
  const letters = lettersOf(await pdfOf(given))
  for (const text of hostile) expect(letters).toContain(text.replaceAll(/\s/g, ''))
})

test('the same document gives the same bytes, and a title is needed', async () => {
  expect((await pdfOf(given)).equals(await pdfOf(given))).toBe(true)
  await expect(pdfOf({ ...given, title: '' })).rejects.toThrow()
})

/** Everything in the file that is readable: its objects and its unpacked streams. */
function structureOf(pdf: Buffer): string {
  return [pdf.toString('utf8'), ...streamsOf(pdf).map((bytes) => bytes.toString('utf8'))].join('\n')
}

function streamsOf(pdf: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let at = pdf.indexOf('stream\n'); at !== -1; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('endstream', at)
    try {
      found.push(inflateSync(pdf.subarray(at + 7, end)))
    } catch {
      found.push(pdf.subarray(at + 7, end)) // not packed
    }
    at = end
  }
  return found
}

/** The letters as a reader would copy them: the glyphs of the text through each font's own table, spaces left out. */
function lettersOf(pdf: Buffer): string {
  const streams = streamsOf(pdf).map((bytes) => bytes.toString('latin1'))
  const maps = streams.filter((text) => text.includes('beginbfchar') || text.includes('beginbfrange'))
  expect(maps.length).toBeGreaterThan(0)
  return maps.map((map) => shownThrough(tableOf(map), streams)).join('\n')
}

function tableOf(map: string): Map<string, string> {
  const table = new Map<string, string>()
  const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, from = '', to = ''] of map.matchAll(/^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$/gm)) table.set(from.toLowerCase(), utf16(to))
  return table
}

function shownThrough(table: Map<string, string>, streams: readonly string[]): string {
  const pages = streams.filter((text) => /\bT[Jj]\b/.test(text))
  return pages
    .map((page) =>
      [...page.matchAll(/<([0-9A-Fa-f]+)>|\(((?:\\.|[^\\)])*)\)/g)]
        .map(([, hex, plain]) =>
          glyphs(hex, plain)
            .map((glyph) => table.get(glyph) ?? '')
            .join(''),
        )
        .join(''),
    )
    .join('')
    .replaceAll(/\s/g, '')
}

function glyphs(hex: string | undefined, plain: string | undefined): string[] {
  const bytes = hex === undefined ? Buffer.from(unescaped(plain ?? ''), 'latin1').toString('hex') : hex.toLowerCase()
  return bytes.match(/.{4}/g) ?? []
}

const unescaped = (text: string) =>
  text.replaceAll(/\\([0-7]{3}|.)/gs, (_, what: string) =>
    /^[0-7]{3}$/.test(what)
      ? String.fromCharCode(Number.parseInt(what, 8))
      : ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[what] ?? what),
  )
