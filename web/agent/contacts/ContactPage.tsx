import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, EyeOff } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Remark, Tag, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { personFields } from '../new-contact/form.ts'
import { contactView } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import './contacts.css'

type View = Reply<'openContact'>

export function ContactPage({ id }: { id: string }) {
  const { t, whole, day } = useTexts()
  const agent = useMe().hand === 'agent'
  const found = useQuery(contactView(id))
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError)
    return (
      <div className="page">
        <Refused problem={found.error} again={() => found.refetch()} />
      </div>
    )
  const { contact, person, questions, disappears } = found.data
  return (
    <article className="page stack">
      <header>
        <p className="small">
          <Link to="/contacts" className="row">
            <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.contacts')}
          </Link>
        </p>
        <h1>{t('contact.title', { channel: t(`channel.${contact.channel}`), at: whole(contact.startedAt) })}</h1>
        {contact.agent && <p className="soft">{t('contact.by', { name: contact.agent.name })}</p>}
      </header>
      <Remark>
        <strong>
          {disappears.on === null
            ? t(`gone.${disappears.state}`)
            : t(disappears.state === 'review' ? 'gone.reviewOn' : 'gone.on', { day: day(disappears.on) })}
        </strong>{' '}
        {disappears.sentence}
      </Remark>
      <section className="sheet" aria-label={t('contact.person')}>
        <Person person={person} />
      </section>
      {agent && (
        <p>
          <Link to="/rights/new" search={{ contact: id }}>
            {t('rights.ofContact')}
          </Link>
        </p>
      )}
      {questions.map((question) => (
        <QuestionSheet key={question.id} question={question} />
      ))}
    </article>
  )
}

function Person({ person }: { person: View['person'] }) {
  const { t } = useTexts()
  if (!person)
    return (
      <p className="contact-facts">
        <Tag icon={<EyeOff aria-hidden="true" />}>{t('row.anonymous')}</Tag> {t('contact.anonymous.kept')}
      </p>
    )
  return (
    <dl className="contact-facts">
      {personFields
        .filter((field) => person[field])
        .map((field) => (
          <div key={field}>
            <dt>{t(`person.${field}`)}</dt>
            <dd>{person[field]}</dd>
          </div>
        ))}
    </dl>
  )
}

function QuestionSheet({ question }: { question: View['questions'][number] }) {
  const { t } = useTexts()
  const board = useBoards()(question.board)
  return (
    <section className="sheet contact-question" data-tone={board.tone}>
      <header className="row">
        <h2>
          {question.boardName} · {question.caseTypeName}
        </h2>
        <Tag tone={question.state === 'answered' ? 'good' : 'soft'}>{t(`question.${question.state}`)}</Tag>
        {question.caseId && (
          <Link className="apart" to="/cases/$id" params={{ id: question.caseId }}>
            {question.caseNumber}
          </Link>
        )}
      </header>
      <p className="plain-text">{question.asked}</p>
      {question.answered && (
        <>
          <h3>{t('contact.answer')}</h3>
          <p className="plain-text">{question.answered}</p>
        </>
      )}
    </section>
  )
}
