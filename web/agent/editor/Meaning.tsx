import type { ReactNode } from 'react'
import type { Check } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'
import { Faults } from './Faults.tsx'

/** The sentences that the server makes of the clause: the same that it enforces. */
export function Meaning({ sentences, checks, children }: { sentences: readonly string[]; checks: readonly Check[]; children?: ReactNode }) {
  const { t } = useTexts()
  return (
    <aside className="meaning" aria-label={t('editor.meaning')}>
      <h4>{t('editor.meaning')}</h4>
      {sentences.length === 0 ? (
        <p className="soft">{t('editor.unfinished')}</p>
      ) : (
        sentences.map((sentence) => <p key={sentence}>{sentence}</p>)
      )}
      <Faults checks={checks} />
      {children}
    </aside>
  )
}
