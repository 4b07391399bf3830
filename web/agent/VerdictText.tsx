import type { CaseView } from '../../contracts/case.ts'
import { useTexts } from '../texts/index.tsx'
import './VerdictText.css'

export type Verdict = CaseView['can']['answer']

/** Why something may or may not be done: the sentence, the clauses that say so, the law behind. What the sentence has said already isn't said twice. */
export function VerdictText({ verdict }: { verdict: Verdict }) {
  const { t } = useTexts()
  const laws = verdict.laws.filter((law) => !verdict.sentence.includes(law))
  return (
    <div className="verdict">
      <p>{verdict.sentence}</p>
      {verdict.clauses.length > 0 && (
        <ul aria-label={t('why.clauses')}>
          {verdict.clauses.map((clause) => (
            <li key={clause.id}>
              <span className="verdict-id">
                {clause.id} · {clause.requirement}
              </span>
              {!verdict.sentence.includes(clause.text) && <q lang="sv">{clause.text}</q>}
            </li>
          ))}
        </ul>
      )}
      {laws.length > 0 && (
        <p className="verdict-laws">
          {t('why.laws')}: {laws.join(', ')}
        </p>
      )}
    </div>
  )
}
