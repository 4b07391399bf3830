import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Document } from '../../contracts/document.ts'

/**
 * How every document looks. What it says comes in as `data` and is never read as markup: a string that looks like a command is printed.
 * Headings, lists and tables are tagged by Typst, which refuses to make a PDF/UA of a document that skips a level (decision 0013).
 */
const layout = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: none)
#set text(lang: d.lang, font: "DejaVu Sans", size: 9.5pt)
#set par(leading: 0.72em, spacing: 1.05em)
#set page(paper: "a4", margin: (x: 24mm, y: 26mm), numbering: "1 (1)")
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 3): set text(size: 10.5pt)
#show heading: set block(above: 1.6em, below: 0.9em)
#set list(marker: [–], spacing: 0.8em)
#set table(stroke: 0.5pt + luma(170), inset: 5pt)
#show table.cell.where(y: 0): set text(weight: "bold")
#heading(level: 1, d.title)
#for line in d.lead { par(line) }
#for section in d.sections {
  heading(level: section.level, section.heading)
  for block in section.blocks {
    if block.kind == "text" { par(block.text) }
    if block.kind == "list" { list(..block.items.map(item => [#item])) }
    if block.kind == "facts" { list(..block.rows.map(row => [*#row.label:* #row.value])) }
    if block.kind == "table" and block.rows.len() > 0 {
      table(
        columns: block.head.map(_ => 1fr),
        table.header(..block.head.map(cell => [#cell])),
        ..block.rows.flatten().map(cell => [#cell]),
      )
    }
  }
}
`

const require = createRequire(import.meta.url)
let loaded: Promise<NodeCompiler> | undefined

/** The document as a tagged PDF (PDF/UA-1), the same bytes for the same document. The compiler is read in the first time someone asks for a PDF. */
export async function pdfOf(document: Document): Promise<Buffer> {
  loaded ??= openCompiler()
  const compiler = await loaded
  const pdf = compiler.pdf({ mainFileContent: layout, inputs: { data: JSON.stringify(document) } }, { pdfStandard: 'ua-1' })
  compiler.evictCache(0)
  return pdf
}

async function openCompiler(): Promise<NodeCompiler> {
  const fonts = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
  const typst = await import('@myriaddreamin/typst-ts-node-compiler')
  return typst.NodeCompiler.create({
    workspace: fonts, // nothing of ours lies there, and nothing outside it can be read
    fontArgs: [{ fontBlobs: ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => readFileSync(join(fonts, name))) }],
  })
}
