import type { Document } from '../../../contracts/document.ts'
import { Wide } from '../../ui/Wide.tsx'

type Section = Document['sections'][number]

/** One section of a document, as it also stands on paper. */
export function DocumentPart({ section: { id, level, heading, blocks } }: { section: Section }) {
  return (
    <section id={id} className="stack">
      {level === 2 ? <h2>{heading}</h2> : <h3>{heading}</h3>}
      {blocks.map((block) => (
        <Block key={JSON.stringify(block)} block={block} />
      ))}
    </section>
  )
}

function Block({ block }: { block: Section['blocks'][number] }) {
  if (block.kind === 'text') return <p>{block.text}</p>
  if (block.kind === 'list')
    return (
      <ul>
        {block.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    )
  if (block.kind === 'facts')
    return (
      <dl>
        {block.rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    )
  if (block.rows.length === 0) return null
  return (
    <Wide label={block.head.join(', ')}>
      <table>
        <thead>
          <tr>
            {block.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <tr key={row.join('|')}>
              {row.map((cell, at) => (
                <td key={block.head[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
