import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'

/** The letter as the person reads it; as PDF for whoever has no code. */
export function Letter({ id, letter }: { id: string; letter: NonNullable<Reply<'readRightsPart'>['letter']> }) {
  const { t } = useTexts()
  return (
    <section className="sheet stack" aria-label={t('rights.letter')}>
      <h2>{t('rights.letter')}</h2>
      <p className="soft">
        {t('rights.letter.lead')} <a href={`/v1/rights-parts/${id}/letter.pdf?lang=${letter.lang}`}>{t('rights.letter.pdf')}</a>
      </p>
      <div className="rights-letter" lang={letter.lang}>
        <h3>{letter.title}</h3>
        {letter.lead.map((line) => (
          <p key={line} className="soft">
            {line}
          </p>
        ))}
        {letter.sections.map(({ id: key, heading, blocks }) => (
          <div key={key}>
            <h4>{heading}</h4>
            {blocks.map((block) => block.kind === 'text' && <p key={block.text}>{block.text}</p>)}
          </div>
        ))}
      </div>
    </section>
  )
}
