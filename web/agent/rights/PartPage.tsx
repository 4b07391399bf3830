import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, Hand } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Remark, Tag, Waiting } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { Steps } from '../duties/Steps.tsx'
import { client, rightsHaveChanged, rightsPart } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { Decide } from './Decide.tsx'
import { Letter } from './Letter.tsx'
import { lastInstant, State } from './RightsPage.tsx'
import '../duties/duties.css'
import './rights.css'

export type PartView = Reply<'readRightsPart'>

/** One board's part: what is asked, how far it has come, the decision and the letter. Opening it leaves the receipt and a row in the log. */
export function PartPage({ id }: { id: string }) {
  const { t } = useTexts()
  const found = useQuery(rightsPart(id))
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError)
    return (
      <div className="page">
        <Refused problem={found.error} again={() => found.refetch()} />
      </div>
    )
  const changed = (view: PartView) => {
    client.setQueryData(rightsPart(id).queryKey, view)
    rightsHaveChanged()
  }
  const view = found.data
  return (
    <article className="page stack">
      <Head view={view} onDone={changed} />
      <div className="rights-part">
        <Asked view={view} />
        {view.part.outcome === null && <Decide view={view} onDone={changed} />}
        {view.letter && <Letter id={id} letter={view.letter} />}
      </div>
    </article>
  )
}

function Head({ view: { part }, onDone }: { view: PartView; onDone: (view: PartView) => void }) {
  const { t, day, isoDay } = useTexts()
  const take = useMutation({ mutationFn: () => call('takeRightsPart', { params: { id: part.id } }), onSuccess: onDone })
  return (
    <header className="rights-top">
      <p className="small">
        <Link to="/rights" className="row">
          <ArrowLeft aria-hidden="true" size="1em" /> {t('nav.rights')}
        </Link>
      </p>
      <h1>{t(`rights.kind.${part.kind}`)}</h1>
      <p className="row">
        <State part={part} />
        {part.outcome === null && (
          <Tag>
            {t('rights.due')} {day(isoDay(lastInstant(part.dueAt)))}
          </Tag>
        )}
        <span className="soft small">
          {part.boardName} · {t(`channel.${part.channel}`)}
        </span>
      </p>
      <Steps
        steps={[
          { name: t('rights.received'), at: part.receivedAt },
          { name: t('rights.step.forwarded'), at: part.forwardedAt },
          { name: t('notice.step.read'), at: part.readAt },
          { name: t('rights.step.taken'), at: part.takenAt, by: part.takenBy },
          { name: t('rights.step.decided'), at: part.decidedAt },
        ]}
      />
      {part.takenAt === null && (
        <p>
          {/* gone when it is done, so nothing waits aloud for it */}
          <Button icon={<Hand aria-hidden="true" />} isDisabled={take.isPending} onPress={() => take.mutate()}>
            {t('rights.take')}
          </Button>
        </p>
      )}
      {take.isError && <Refused problem={take.error} />}
    </header>
  )
}

function Asked({ view: { messages, person, items } }: { view: PartView }) {
  const { t } = useTexts()
  const given = person ? [person.name, person.email, person.phone, person.address].filter((each) => each !== null) : []
  return (
    <section className="sheet" aria-label={t('rights.what')}>
      <h2>{t('rights.what')}</h2>
      {messages.map(({ subject, body }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what came in stands in its order and never moves
        <div key={at}>
          {subject !== '' && !body.startsWith(subject) && <h3>{subject}</h3>}
          <p className="rights-asked">{body}</p>
        </div>
      ))}
      <h3>{t('rights.sender')}</h3>
      <p>{given.length === 0 ? t('rights.anonymous') : given.join(', ')}</p>
      {items.length > 0 && (
        <>
          <h3>{t('rights.items')}</h3>
          <ul>
            {items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <Remark>{t('rights.items.held')}</Remark>
        </>
      )}
    </section>
  )
}
