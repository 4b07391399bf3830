import { useTexts } from '../../texts/index.tsx'
import { Segments } from '../../ui/Choose.tsx'

const answers = ['accepted', 'declined', 'not-relevant'] as const
/** '' = nobody has answered yet. */
export type OfferAnswer = (typeof answers)[number] | ''
export const readOffer = (given: string): OfferAnswer => answers.find((answer) => answer === given) ?? ''

/** What the applicant answered when help with the e-service was offered (A35). */
export function EServiceOffer({ value, onChange }: { value: OfferAnswer; onChange: (answer: OfferAnswer) => void }) {
  const { t } = useTexts()
  return (
    <div className="offer">
      <Segments<OfferAnswer>
        label={t('offer.title')}
        value={value}
        onChange={onChange}
        options={answers.map((id) => ({ id, name: t(`offer.${id}`) }))}
      />
      {value === '' && <p className="soft small">{t('offer.first')}</p>}
    </div>
  )
}
