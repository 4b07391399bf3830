import type { ReactNode } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { BoardMark } from '../boards.tsx'
import { isLoose, type Loose, listAt, looseAt, textAt } from '../loose.ts'

/** The certificate in words; the text that was hashed stands below, unchanged. */
export function CertificateText({ body }: { body: string }) {
  const { t, day, whole } = useTexts()
  const text = read(body)
  if (!text) return <pre>{body}</pre>
  const decision = looseAt(text, 'decision')
  const residue = looseAt(text, 'residue')
  const at = (key: string) => (textAt(text, key) ? whole(textAt(text, key)) : '–')
  const by = (key: string) => (textAt(residue, key) ? day(textAt(residue, key)) : t('certificate.noBound'))
  const rows = Object.entries(looseAt(text, 'rows'))
  const facts: [string, ReactNode][] = [
    [t('disposals.what'), <What key="what" text={text} />],
    [t('certificate.rule'), t('certificate.ruleOf', { rule: textAt(text, 'rule'), version: textAt(text, 'instructionVersion') })],
    [
      t('certificate.decision'),
      textAt(decision, 'organ') ? `${textAt(decision, 'organ')}, ${textAt(decision, 'paragraph')}, ${textAt(decision, 'date')}` : '–',
    ],
    [t('certificate.due'), at('dueAt')],
    [t('certificate.erased'), at('erasedAt')],
    [t('disposals.rows'), rows.map(([table, count]) => `${table} ${String(count)}`).join(', ') || '–'],
    [t('disposals.files'), textAt(text, 'files')],
    [t('certificate.retained'), <Retained key="retained" kept={listAt(text, 'retained')} />],
    [t('certificate.pages'), by('pagesAndLogBy')],
    [t('certificate.backups'), by('backupsBy')],
  ]
  return (
    <>
      <dl className="certificate-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{t('certificate.raw')}</summary>
        <pre>{body}</pre>
      </details>
    </>
  )
}

/** Table by table, as the modules say it; folded, since it is for those who check. */
function Retained({ kept }: { kept: Loose[] }) {
  const { t } = useTexts()
  if (kept.length === 0) return '–'
  return (
    <details>
      <summary>{t('certificate.retainedIn', { n: kept.length })}</summary>
      <ul className="certificate-kept" lang="en">
        {kept.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a table can be named more than once, and the list never changes
          <li key={at}>
            <span className="mono">{textAt(row, 'table')}</span> {textAt(row, 'why')}
          </li>
        ))}
      </ul>
    </details>
  )
}

function What({ text }: { text: Loose }) {
  const { t } = useTexts()
  return (
    <>
      <BoardMark code={textAt(text, 'board')} /> {textAt(text, 'subject') === 'contact' ? t('disposals.contact') : t('disposals.case')} ·{' '}
      {textAt(text, 'caseType')}
    </>
  )
}

function read(body: string): Loose | null {
  try {
    const found: unknown = JSON.parse(body)
    return isLoose(found) ? found : null
  } catch (notJson) {
    if (notJson instanceof SyntaxError) return null
    throw notJson
  }
}
