import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { call, type DemoPerson } from '../client.ts'
import { demo } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { CodeStep, type NextStep } from './CodeStep.tsx'
import { OtherWays } from './OtherWays.tsx'

type Me = Reply<'me'>
type Props = { onSignedIn: (me: Me) => void; hand?: Me['hand']; only?: string }

/** E-mail and password, then a code where one is asked for; or another way. In a demonstration also its made-up people. `only`: that person alone. */
export function SignInForm({ onSignedIn, hand, only }: Props) {
  const people = useQuery(demo)
  const [step, setStep] = useState<NextStep | null>(null)
  const signIn = useMutation({
    mutationFn: (given: { email: string; password: string; hand?: Me['hand'] }) => call('signIn', { body: given }),
    onSuccess: (answer) => ('next' in answer ? setStep(answer) : onSignedIn(answer)),
  })
  // Who is offered decides where the cursor stands, so nothing is drawn before that is known.
  if (people.isPending) return null
  if (step) return <CodeStep step={step} onSignedIn={onSignedIn} onBack={() => setStep(null)} />
  const offered = people.data?.filter((person) => only === undefined || person.name === only) ?? []
  const unique = only === undefined ? offered : offered.slice(0, 1)
  return (
    <div className="stack">
      {signIn.isError && <Refused problem={signIn.error} />}
      <DemoPeople
        people={unique}
        isBusy={signIn.isPending}
        onChoose={(person) => signIn.mutate({ email: person.email, password: person.password, hand: hand ?? person.hand })}
      />
      <OtherWays hand={hand} again={only !== undefined} onSignedIn={onSignedIn} />
      <PasswordForm
        first={unique.length === 0}
        isBusy={signIn.isPending}
        onSend={(given) => signIn.mutate({ ...given, ...(hand && { hand }) })}
      />
    </div>
  )
}

type PeopleProps = { people: readonly DemoPerson[]; isBusy: boolean; onChoose: (person: DemoPerson) => void }

function DemoPeople({ people, isBusy, onChoose }: PeopleProps) {
  const { t } = useTexts()
  if (people.length === 0) return null
  return (
    <section className="demo-people" aria-label={t('signin.demo')}>
      <h2>{t('signin.demo')}</h2>
      <p className="soft small">{t('signin.demo.hint')}</p>
      <ul>
        {people.map((person, index) => (
          <li key={`${person.email} ${person.hand}`}>
            <Button autoFocus={index === 0} onPress={() => onChoose(person)} isDisabled={isBusy}>
              <strong>{person.name}</strong>
              <small>{person.role}</small>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

type FormProps = { first: boolean; isBusy: boolean; onSend: (given: { email: string; password: string }) => void }

function PasswordForm({ first, isBusy, onSend }: FormProps) {
  const { t } = useTexts()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSend({ email, password })
  }
  return (
    <form onSubmit={submit} className="stack">
      <Field
        label={t('signin.email')}
        type="email"
        name="email"
        autoComplete="username webauthn"
        value={email}
        onChange={setEmail}
        isRequired
        autoFocus={first}
      />
      <Field
        label={t('signin.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
      <Button look="primary" type="submit" isPending={isBusy}>
        {t('signin.do')}
      </Button>
    </form>
  )
}
