import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Tag } from '../../ui/Status.tsx'
import { wordsDiff } from './words-diff.ts'
import './diff.css'

type Changes = Reply<'readVersionDiff'>['diff']
type Clause = Changes['clauses'][number]
const tones = { added: 'good', removed: 'danger', changed: 'soft' } as const

/** What a version changes, to be read: what each clause said and says, with the words that differ marked. */
export function Diff({ diff }: { diff: Changes }) {
  const { t, language, day, isoDay } = useTexts()
  const shown = (field: string, value: unknown) => (typeof value !== 'string' ? '' : field === 'title' ? value : day(isoDay(value)))
  const untouched = diff.clauses.length + diff.header.length === 0
  return (
    <div className="diff stack">
      <p className="soft">{diff.before === null ? t('diff.first') : t('diff.against', { version: diff.before })}</p>
      <p>{untouched ? t('diff.none') : diff.reading[language]}</p>
      {diff.header.length > 0 && (
        <section className="sheet diff-clause">
          <h3>{t('diff.header')}</h3>
          <ul className="stack">
            {diff.header.map(({ field, reading, before, after }) => (
              <li key={field}>
                <p>{reading[language]}</p>
                {typeof after === 'string' && field !== 'order' && <Words before={shown(field, before)} after={shown(field, after)} />}
              </li>
            ))}
          </ul>
        </section>
      )}
      {diff.clauses.map((clause) => (
        <ClauseDiff key={`${clause.change} ${clause.id}`} clause={clause} />
      ))}
    </div>
  )
}

function ClauseDiff({ clause }: { clause: Clause }) {
  const { t, language } = useTexts()
  const { before, after, direction } = clause
  const says = (side: Clause['before']) => side?.sentences[language].filter((sentence) => sentence !== side.text).join(' ') ?? ''
  const [old, next] = [says(before), says(after)]
  return (
    <section className="sheet diff-clause" aria-labelledby={`diff-${clause.id}`}>
      <header className="row">
        <h3 id={`diff-${clause.id}`} className="mono">
          {clause.id}
        </h3>
        <Tag tone={tones[clause.change]}>{t(`diff.${clause.change}`)}</Tag>
        {direction !== 'neither' && <Tag tone={direction === 'widens' ? 'warn' : 'soft'}>{t(`diff.${direction}`)}</Tag>}
        {clause.material && <Tag>{t('diff.material')}</Tag>}
      </header>
      <p className="soft small">{clause.reading[language]}</p>
      <div lang="sv">
        <Words before={before?.text ?? ''} after={after?.text ?? ''} />
      </div>
      {old !== next && (
        <div className="diff-says">
          <Words before={old} after={next} />
        </div>
      )}
    </section>
  )
}

/** Marked by more than colour: struck through or underlined, and said aloud. */
function Words({ before, after }: { before: string; after: string }) {
  const { t } = useTexts()
  return (
    <p>
      {wordsDiff(before, after).map(({ kind, text }, index) =>
        kind === 'same' ? (
          text
        ) : kind === 'gone' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have no names; the whole is drawn anew from the two texts
          <del key={index}>
            <span className="only-heard">{t('diff.gone')}</span>
            {text}
          </del>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have no names; the whole is drawn anew from the two texts
          <ins key={index}>
            <span className="only-heard">{t('diff.come')}</span>
            {text}
          </ins>
        ),
      )}
    </p>
  )
}
