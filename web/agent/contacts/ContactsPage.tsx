import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EyeOff, Phone } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { ChannelIcon } from '../inbox/ChannelIcon.tsx'
import { contacts } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './contacts.css'

/** Contacts without content: who asked stays inside each of them, so the list needs no row in the log. */
export function ContactsPage() {
  const { t, moment, day, whole } = useTexts()
  const list = useQuery(contacts)
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.contacts')}</h1>
        <p className="soft">{t('contacts.lead')}</p>
      </header>
      {list.isPending && <Waiting label={t('wait')} />}
      {list.isError && <Refused problem={list.error} again={() => list.refetch()} />}
      {list.data?.contacts.length === 0 && <Empty icon={<Phone aria-hidden="true" />} title={t('contacts.empty')} />}
      {list.data && list.data.contacts.length > 0 && (
        <Wide sheet label={t('nav.contacts')}>
          <table className="contacts">
            <thead>
              <tr>
                <th>{t('contacts.when')}</th>
                <th>{t('contact.channel')}</th>
                <th>{t('contacts.agent')}</th>
                <th className="number">{t('contacts.questions')}</th>
                <th>{t('contacts.gone')}</th>
              </tr>
            </thead>
            <tbody>
              {list.data.contacts.map((contact) => (
                <tr key={contact.id}>
                  <td>
                    <Link to="/contacts/$id" params={{ id: contact.id }}>
                      <time dateTime={contact.startedAt} title={whole(contact.startedAt)}>
                        {moment(contact.startedAt)}
                      </time>
                    </Link>
                  </td>
                  <td>
                    <span className="row">
                      <ChannelIcon channel={contact.channel} /> {t(`channel.${contact.channel}`)}
                      {contact.anonymous && <Tag icon={<EyeOff aria-hidden="true" />}>{t('row.anonymous')}</Tag>}
                    </span>
                  </td>
                  <td>{contact.agent?.name ?? '–'}</td>
                  <td className="number">{t('contacts.answered', { answered: contact.answered, of: contact.questions })}</td>
                  <td>{contact.disposeOn ? day(contact.disposeOn) : <span className="soft">{t('contacts.withCase')}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </div>
  )
}
