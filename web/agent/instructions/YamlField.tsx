import { FileUp } from 'lucide-react'
import { FileTrigger } from 'react-aria-components'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { Refused } from '../Refused.tsx'
import { refusalOf } from '../refusal.ts'

/** An instruction as a file, with what keeps it from being used: line, clause and field. The text stays, so that it can be mended here. */
export function YamlField({ value, onChange, problem }: { value: string; onChange: (yaml: string) => void; problem: unknown }) {
  const { t } = useTexts()
  const faults = refusalOf(problem)?.faults ?? []
  const take = async (files: FileList | null) => {
    const file = files?.[0]
    if (file) onChange(await file.text())
  }
  return (
    <div className="stack">
      <p>
        <FileTrigger acceptedFileTypes={['.yaml', '.yml', 'text/yaml', 'application/yaml']} onSelect={take}>
          <Button icon={<FileUp aria-hidden="true" />}>{t('version.yaml.choose')}</Button>
        </FileTrigger>
      </p>
      <Area label={t('version.yaml')} hint={t('version.yaml.hint')} rows={5} value={value} onChange={onChange} />
      {problem !== null && <Refused problem={problem} />}
      {faults.length > 0 && (
        <ol className="yaml-faults">
          {faults.map(({ line, clause, field, text }) => (
            <li key={`${line} ${field} ${text}`}>
              <strong>
                {[line && t('version.yaml.line', { line }), clause && t('version.yaml.clause', { clause }), field]
                  .filter(Boolean)
                  .join(', ')}
                :
              </strong>{' '}
              {text}
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
