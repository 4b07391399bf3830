import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'

export type Codes = { number: string; code: string }[]

/** The way back for someone anonymous (A28). It stays until the agent says that it has been read out, for it can't be shown again. */
export function ReadOut({ codes, onClose }: { codes: Codes; onClose: () => void }) {
  const { t } = useTexts()
  return (
    <section className="new-contact" aria-label={t('contact.code.title')}>
      <header>
        <h2>{t('contact.code.title')}</h2>
      </header>
      <div className="new-contact-main">
        <p>{t('contact.code.text')}</p>
        <dl className="read-out">
          {codes.map(({ number, code }) => (
            <div key={number}>
              <dt>{number}</dt>
              <dd>{code}</dd>
            </div>
          ))}
        </dl>
      </div>
      <footer>
        <Button look="primary" autoFocus onPress={onClose}>
          {t('contact.code.done')}
        </Button>
      </footer>
    </section>
  )
}
