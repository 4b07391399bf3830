import type { Check, EditedFile } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'
import { Field } from '../../ui/Field.tsx'
import { DayField, InstantField } from './DayFields.tsx'
import { Faults } from './Faults.tsx'
import { OwnWords } from './OwnWords.tsx'

type Change = (next: (file: EditedFile) => EditedFile, key?: string | null) => void
type Props = { file: EditedFile; writes: boolean; checks: readonly Check[]; onChange: Change }

/** What the instruction is called and when it holds, the words of its own, and what is wrong with it as a whole. */
export function HeadForm({ file, writes, checks, onChange }: Props) {
  const { t, day, isoDay } = useTexts()
  const put = (part: Partial<EditedFile>) => onChange((before) => ({ ...before, ...part }), `head ${Object.keys(part).join()}`)
  const contacts = Object.entries(file.contacts ?? {})
  if (!writes)
    return (
      <header className="paper-head" id="paper-head">
        <p className="paper-title">{file.title}</p>
        <p className="soft">
          {t('head.validFrom')} {day(isoDay(file.validFrom))} · {t('head.reviewBy')} {day(file.reviewBy)}
        </p>
        <Faults checks={checks} />
      </header>
    )
  return (
    <section className="paper-head" id="paper-head" aria-label={t('head.facts')}>
      <Field label={t('head.title')} value={file.title} onChange={(title) => put({ title })} />
      <div className="head-days">
        <InstantField label={t('head.validFrom')} value={file.validFrom} onChange={(validFrom) => validFrom && put({ validFrom })} />
        <InstantField label={t('head.validTo')} value={file.validTo ?? ''} onChange={(validTo) => put({ validTo: validTo || null })} />
        <DayField label={t('head.reviewBy')} value={file.reviewBy} onChange={(reviewBy) => reviewBy && put({ reviewBy })} />
      </div>
      <Faults checks={checks} />
      {contacts.length > 0 && (
        <details>
          <summary>{t('head.contacts')}</summary>
          <div className="node-group">
            {contacts.map(([name, value]) => (
              <div key={name} className="node-cell">
                <Field label={name} value={value} onChange={(given) => put({ contacts: { ...file.contacts, [name]: given } })} />
              </div>
            ))}
          </div>
        </details>
      )}
      <OwnWords file={file} onChange={(vocabulary) => put({ vocabulary })} />
    </section>
  )
}
