import { useMutation, useQuery } from '@tanstack/react-query'
import { Landmark, Phone, Plus, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Segments, Toggle } from '../../ui/Choose.tsx'
import { KeptMark } from '../case/ComposerFrame.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, counts, organisation } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { type ContactForm, generalPlace, newQuestion, registrationOf } from './form.ts'
import { Person } from './Person.tsx'
import { Question } from './Question.tsx'
import { useForm } from './use-form.ts'
import './new-contact.css'

/** Beside the work, not over it: the caller may ask about what is on the screen. Alt+N, the question, Ctrl+Enter: done. */
export function NewContact({ onClose }: { onClose: () => void }) {
  const { t, day } = useTexts()
  const { form, change, kept, done } = useForm()
  const known = useQuery(organisation).data
  const general = generalPlace(known)
  const outcomes = known?.outcomes.filter((outcome) => outcome.needs !== 'case') ?? []
  const back = useRef<Element | null>(null)
  useEffect(() => {
    back.current ??= document.activeElement
    return () => {
      if (back.current instanceof HTMLElement) back.current.focus()
    }
  }, [])
  const registration = registrationOf(form, general, outcomes[0]?.code)
  const register = useMutation({
    mutationFn: (body: NonNullable<typeof registration>) => call('registerContact', { body }),
    onSuccess: ({ id, cases, disappears }) => {
      done()
      onClose()
      for (const key of [counts.queryKey, ['cases'], ['contacts']]) client.invalidateQueries({ queryKey: key })
      const [first] = cases
      const link = first ? { to: `/cases/${first.id}`, text: first.number } : { to: `/contacts/${id}`, text: t('contact.show') }
      tell({ text: t('contact.done'), detail: disappears.on ? t('gone.on', { day: day(disappears.on) }) : disappears.sentence, link })
    },
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
        {form.person && <Person form={form} onChange={change} />}
        {form.questions.map((question, at) => (
          <Question
            key={question.key}
            question={question}
            number={form.questions.length > 1 ? at + 1 : null}
            general={general}
            outcomes={outcomes}
            onChange={(next) => setQuestion(at, next)}
            onRemove={() => change({ ...form, questions: form.questions.toSpliced(at, 1) })}
          />
        ))}
        {form.questions.length < 10 && (
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
        )}
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
