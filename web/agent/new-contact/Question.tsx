import { Trash2 } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Area } from '../../ui/Field.tsx'
import { EServiceOffer } from '../case/EServiceOffer.tsx'
import { GuardedText } from '../case/GuardedText.tsx'
import { type Place, PlacePick } from '../case/PlacePick.tsx'
import type { ContactForm, QuestionForm } from './form.ts'

type Props = {
  question: QuestionForm
  /** Its place among several; null when it is the only one. */
  number: number | null
  channel: ContactForm['channel']
  anonymous: boolean
  general: Place | null
  owesOffer: boolean
  outcomes: Reply<'organisation'>['outcomes']
  onChange: (question: QuestionForm) => void
  onRemove: () => void
}

export function Question({ question, number, channel, anonymous, general, owesOffer, outcomes, onChange, onRemove }: Props) {
  const { t } = useTexts()
  const place = question.place ?? general
  const at = place && { board: place.board, caseType: place.caseType, channel, anonymous }
  const set = (part: Partial<QuestionForm>) => onChange({ ...question, ...part })
  return (
    <section className="question" aria-label={number ? t('contact.questionNumber', { number }) : t('contact.question')}>
      {number && (
        <header>
          <h3>{t('contact.questionNumber', { number })}</h3>
          <IconButton label={t('contact.removeQuestion', { number })} onPress={onRemove}>
            <Trash2 aria-hidden="true" />
          </IconButton>
        </header>
      )}
      <Area
        label={t('contact.question')}
        rows={3}
        autoFocus
        placeholder={t('contact.question.placeholder')}
        value={question.asked}
        onChange={(asked) => set({ asked })}
      />
      {at && <GuardedText text={question.asked} place={at} onMend={(asked) => set({ asked })} />}
      <Area label={t('contact.answer')} rows={1} value={question.answered} onChange={(answered) => set({ answered })} />
      {at && <GuardedText text={question.answered} place={at} onMend={(answered) => set({ answered })} />}
      <PlacePick label={t('contact.place')} value={question.place ?? general} onChange={(place) => set({ place })} />
      {owesOffer && <EServiceOffer value={question.eServiceOffer} onChange={(eServiceOffer) => set({ eServiceOffer })} />}
      <div className="row question-end">
        <Segments
          label={t('contact.settle')}
          value={question.settle}
          onChange={(settle) => set({ settle })}
          options={[
            { id: 'answered', name: t('settle.answered') },
            { id: 'case', name: t('settle.case') },
            { id: 'handover', name: t('settle.handover') },
          ]}
        />
        {question.settle === 'answered' && (
          <label className="choose-one">
            <span className="label">{t('close.outcome')}</span>
            <select value={question.outcome ?? outcomes[0]?.code ?? ''} onChange={(event) => set({ outcome: event.target.value })}>
              {outcomes.map((outcome) => (
                <option key={outcome.code} value={outcome.code}>
                  {outcome.name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </section>
  )
}
