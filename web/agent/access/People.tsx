import { useMutation } from '@tanstack/react-query'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Remark, Tag } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { showAccess } from './shown.ts'

type Person = Reply<'access'>['people'][number]

/** Who signs in how; a one-time link for the employer's account, and help for whoever has lost phone and keys. */
export function People({ people, canLink }: { people: readonly Person[]; canLink: boolean }) {
  const { t } = useTexts()
  const link = useMutation({ mutationFn: (person: Person) => call('offerLink', { body: { employee: person.id } }) })
  const clear = useMutation({
    mutationFn: (person: Person) => call('clearFactors', { body: { employee: person.id } }),
    onSuccess: showAccess,
  })
  return (
    <section className="sheet account-part stack" aria-labelledby="people">
      <h2 id="people">{t('people.title')}</h2>
      {(link.error ?? clear.error) && <Refused problem={link.error ?? clear.error} />}
      {link.data && link.variables && (
        <Remark tone="good">
          <p>{t('people.link.made', { name: link.variables.name })}</p>
          <code className="secret">{link.data.address}</code>
        </Remark>
      )}
      <Wide label={t('people.title')}>
        <table>
          <thead>
            <tr>
              <th>{t('people.name')}</th>
              <th>{t('people.ways')}</th>
              <th>
                <span className="only-heard">{t('people.acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <tr key={person.id}>
                <td>
                  {person.name} {!person.active && <Tag tone="warn">{t('people.inactive')}</Tag>}{' '}
                  {person.byDirectory && <Tag>{t('people.byDirectory')}</Tag>}
                  <p className="soft small">{person.email}</p>
                </td>
                <td>
                  <Ways person={person} />
                </td>
                <td>
                  <Acts person={person} canLink={canLink} onLink={() => link.mutate(person)} onClear={() => clear.mutate(person)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

function Ways({ person: { password, code, passkeys, linked } }: { person: Person }) {
  const { t } = useTexts()
  const ways = [
    password && t('way.password'),
    code && t('way.code'),
    passkeys > 0 && t('way.passkeys', { n: passkeys }),
    linked && t('way.provider'),
  ].filter((way) => way !== false)
  return ways.length > 0 ? ways.join(', ') : t('way.none')
}

function Acts({ person, canLink, onLink, onClear }: { person: Person; canLink: boolean; onLink: () => void; onClear: () => void }) {
  const { t } = useTexts()
  const me = useMe()
  return (
    <div className="row">
      {canLink && person.active && (
        <Button small onPress={onLink} aria-label={t('people.link.named', { name: person.name })}>
          {t('people.link')}
        </Button>
      )}
      {(person.code || person.passkeys > 0) && person.id !== me.employee.id && (
        <Button small onPress={onClear} aria-label={t('people.clear.named', { name: person.name })}>
          {t('people.clear')}
        </Button>
      )}
    </div>
  )
}
