import { useQuery } from '@tanstack/react-query'
import { Landmark, Phone, Plus, X } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Segments, Toggle } from '../../ui/Choose.tsx'
import { KeptMark } from '../case/ComposerFrame.tsx'
import { organisation } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { type ContactForm, generalPlace, newQuestion, registrationOf, warnsOf } from './form.ts'
import { Person } from './Person.tsx'
import { Question } from './Question.tsx'
import { type Codes, ReadOut } from './ReadOut.tsx'
import { useDuties } from './use-duties.ts'
import { useFocusBack } from './use-focus-back.ts'
import { useForm } from './use-form.ts'
import { useRegister } from './use-register.ts'
import './new-contact.css'

/** Beside the work, not over it: the caller may ask about what is on the screen. Alt+N, the question, Ctrl+Enter: done. */
export function NewContact({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const { form, change, kept, done } = useForm()
  const known = useQuery(organisation).data
  const general = generalPlace(known)
  const outcomes = known?.outcomes.filter((outcome) => outcome.needs !== 'case') ?? []
  useFocusBack()
  const duties = useDuties(form, general)
  const registration = registrationOf(form, general, { firstOutcome: outcomes[0]?.code, duties })
  const [codes, setCodes] = useState<Codes>([])
  const register = useRegister((given) => {
    done()
    if (given.length === 0) onClose()
    else setCodes(given)
  })
  const box = useRef<HTMLElement>(null)
  const submit = () => {
    if (!registration) box.current?.querySelector<HTMLElement>('.question > .field:first-of-type textarea:placeholder-shown')?.focus()
    else if (!register.isPending) register.mutate(registration)
  }
  // Before the fields hear of it: choices keep Enter to themselves.
  const sends = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    submit()
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
  }
  const setQuestion = (at: number, next: ContactForm['questions'][number]) => change({ ...form, questions: form.questions.with(at, next) })
  if (codes.length > 0) return <ReadOut codes={codes} onClose={onClose} />
  return (
    <section className="new-contact" ref={box} aria-label={t('contact.new')} onKeyDownCapture={sends} onKeyDown={pressed}>
      <header>
        <h2>{t('contact.new')}</h2>
        <KeptMark kept={kept} />
        <IconButton label={t('contact.putAway')} onPress={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className="new-contact-main">
        <First form={form} onChange={change} />
        {form.person && <Person form={form} onChange={change} warns={warnsOf(form, duties)} />}
        {form.questions.map((question, at) => (
          <Question
            key={question.key}
            question={question}
            number={form.questions.length > 1 ? at + 1 : null}
            channel={form.channel}
            anonymous={form.person === null}
            general={general}
            owesOffer={duties[at]?.eServiceOffer === true}
            outcomes={outcomes}
            onChange={(next) => setQuestion(at, next)}
            onRemove={() => change({ ...form, questions: form.questions.toSpliced(at, 1) })}
          />
        ))}
        {form.questions.length < 10 && <AddQuestion form={form} onChange={change} />}
        {register.isError && <Refused problem={register.error} />}
      </div>
      <footer>
        <p className="soft small">{t('contact.oneBoard')}</p>
        <Button look="primary" hotkey="Ctrl ↵" onPress={submit} isDisabled={!registration} isPending={register.isPending}>
          {t('contact.register')}
        </Button>
      </footer>
    </section>
  )
}

type PartProps = { form: ContactForm; onChange: (form: ContactForm) => void }

function First({ form, onChange: change }: PartProps) {
  const { t } = useTexts()
  return (
    <div className="row new-contact-first">
      <Segments
        label={t('contact.channel')}
        quietLabel
        value={form.channel}
        onChange={(channel) => change({ ...form, channel })}
        options={[
          { id: 'phone', name: t('channel.phone'), icon: <Phone aria-hidden="true" /> },
          { id: 'visit', name: t('channel.visit'), icon: <Landmark aria-hidden="true" /> },
        ]}
      />
      <Toggle on={form.person === null} onChange={(anonymous) => change({ ...form, person: anonymous ? null : {} })}>
        {t('contact.anonymous')}
      </Toggle>
    </div>
  )
}

function AddQuestion({ form, onChange: change }: PartProps) {
  const { t } = useTexts()
  return (
    <Button
      small
      look="plain"
      icon={<Plus aria-hidden="true" />}
      onPress={() =>
        change({ ...form, questions: [...form.questions, newQuestion(1 + Math.max(...form.questions.map(({ key }) => key)))] })
      }
    >
      {t('contact.addQuestion')}
    </Button>
  )
}
