import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { call, type DemoPerson } from '../client.ts'
import { demo } from '../queries.ts'
import { Refused } from '../Refused.tsx'

type Me = Reply<'me'>
type Props = { onSignedIn: (me: Me) => void; hand?: Me['hand']; only?: string }

/** E-mail and password; in a demonstration also its made-up people, each one press away. `only`: show that person alone. */
export function SignInForm({ onSignedIn, hand, only }: Props) {
  const { t } = useTexts()
  const people = useQuery(demo)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationFn: (given: { email: string; password: string; hand?: Me['hand'] }) => call('signIn', { body: given }),
    onSuccess: onSignedIn,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ email, password, ...(hand && { hand }) })
  }
  const choose = (person: DemoPerson) => signIn.mutate({ email: person.email, password: person.password, hand: hand ?? person.hand })
  const offered = (people.data ?? []).filter((person) => only === undefined || person.name === only)
  const unique = only === undefined ? offered : offered.slice(0, 1)
  // Who is offered decides where the cursor stands, so nothing is drawn before that is known.
  if (people.isPending) return null
  return (
    <div className="stack">
      {signIn.isError && <Refused problem={signIn.error} />}
      {unique.length > 0 && (
        <section className="demo-people" aria-label={t('signin.demo')}>
          <h2>{t('signin.demo')}</h2>
          <p className="soft small">{t('signin.demo.hint')}</p>
          <ul>
            {unique.map((person, index) => (
              <li key={`${person.email} ${person.hand}`}>
                <Button autoFocus={index === 0} onPress={() => choose(person)} isDisabled={signIn.isPending}>
                  <strong>{person.name}</strong>
                  <small>{person.role}</small>
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <form onSubmit={submit} className="stack">
        <Field
          label={t('signin.email')}
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          isRequired
          autoFocus={unique.length === 0}
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
        <Button look="primary" type="submit" isPending={signIn.isPending}>
          {t('signin.do')}
        </Button>
      </form>
    </div>
  )
}
