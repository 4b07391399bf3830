import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Landmark, Phone } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments, Toggle } from '../../ui/Choose.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { rightsHaveChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { type Kind, KindField, linesOf, NumbersField } from './Fields.tsx'
import { Taken } from './Taken.tsx'
import './rights.css'

type Person = { name: string; email: string; phone: string; address: string }
const nobody: Person = { name: '', email: '', phone: '', address: '' }

/** On the phone or at the desk: kind, words, Ctrl+Enter. Nobody has to be named. */
export function NewRightsPage({ contact }: { contact: string | undefined }) {
  const { t } = useTexts()
  const [channel, setChannel] = useState<'phone' | 'visit'>('phone')
  const [kind, setKind] = useState<Kind>(contact === undefined ? 'access' : 'records')
  const [words, setWords] = useState('')
  const [numbers, setNumbers] = useState('')
  const [person, setPerson] = useState<Person | null>(null)
  const register = useMutation({
    mutationFn: () =>
      call('registerRights', {
        body: { channel, kind, words, numbers: linesOf(numbers), contacts: contact === undefined ? [] : [contact], ...(person ?? {}) },
      }),
    onSuccess: rightsHaveChanged,
  })
  const submit = () => {
    if (words.trim() !== '' && !register.isPending) register.mutate()
  }
  const sends = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    submit()
  }
  if (register.data) return <Taken taken={register.data} />
  return (
    <div className="page stack" onKeyDownCapture={sends}>
      <header className="rights-top">
        <p className="small">
          <Link to="/rights" className="row">
            <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.rights')}
          </Link>
        </p>
        <h1>{t('rights.new')}</h1>
      </header>
      <div className="sheet rights-form">
        <Segments
          label={t('contact.channel')}
          value={channel}
          onChange={setChannel}
          options={[
            { id: 'phone', name: t('channel.phone'), icon: <Phone aria-hidden="true" /> },
            { id: 'visit', name: t('channel.visit'), icon: <Landmark aria-hidden="true" /> },
          ]}
        />
        <KindField kind={kind} onChange={setKind} />
        <Area label={t('rights.words')} hint={t('rights.words.hint')} rows={3} value={words} onChange={setWords} autoFocus isRequired />
        {contact !== undefined && <Remark>{t('rights.ofContact.held')}</Remark>}
        <NumbersField value={numbers} onChange={setNumbers} />
        <Toggle
          on={person !== null}
          onChange={(on) => setPerson(on ? nobody : null)}
          hint={t(kind === 'records' ? 'rights.person.records' : 'rights.person.hint')}
        >
          {t('rights.person')}
        </Toggle>
        {person && <PersonFields person={person} onChange={setPerson} />}
        {register.isError && <Refused problem={register.error} />}
        <p>
          <Button look="primary" hotkey="Ctrl ↵" onPress={submit} isDisabled={words.trim() === ''} isPending={register.isPending}>
            {t('rights.register')}
          </Button>
        </p>
      </div>
    </div>
  )
}

function PersonFields({ person, onChange }: { person: Person; onChange: (person: Person) => void }) {
  const { t } = useTexts()
  const field = (name: keyof Person, more = {}) => (
    <Field label={t(`person.${name}`)} value={person[name]} onChange={(value) => onChange({ ...person, [name]: value })} {...more} />
  )
  return (
    <div className="rights-two">
      {field('name')}
      {field('email', { type: 'email' })}
      {field('phone', { type: 'tel' })}
      {field('address')}
    </div>
  )
}
