import { Check } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'

type View = Reply<'readVersion'>
const steps = ['proposed', 'approved', 'accepted', 'in-force'] as const
/** A draft has come nowhere yet. */
const order: readonly View['state'][] = ['draft', ...steps]
const after: readonly View['state'][] = ['in-force', 'superseded', 'stopped', 'ended']

/** How far the version has come: who signed, by which paragraph and when. */
export function Way({ view }: { view: View }) {
  const { t, day } = useTexts()
  const reached = after.includes(view.state) ? steps.length : order.indexOf(view.state)
  const signed = { approved: 'board', accepted: 'contact-centre' } as const
  return (
    <ol className="way" aria-label={t('version.timeline')}>
      {steps.map((step, index) => {
        const by = step === 'approved' || step === 'accepted' ? view.signatures.find(({ party }) => party === signed[step]) : undefined
        const done = index < reached
        return (
          <li key={step} data-done={done || undefined} aria-current={index === reached - 1 ? 'step' : undefined}>
            <span className="way-mark" aria-hidden="true">
              {done && <Check />}
            </span>
            <strong>{t(`version.${step}`)}</strong>
            {by && (
              <span className="soft small">{t('version.signedBy', { signer: by.signer, paragraph: by.paragraph, day: day(by.date) })}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
