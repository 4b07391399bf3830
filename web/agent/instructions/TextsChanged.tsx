import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Remark, Tag } from '../../ui/Status.tsx'
import { countIn, isNone } from './count.ts'

type Result = NonNullable<NonNullable<Reply<'latestSimulation'>['simulation']>['result']>

/** What changes by the words of the draft alone: promises, signatures and the public notice. */
export function TextsChanged({ result: { service, agents, notice } }: { result: Result }) {
  return (
    <>
      <Agents agents={agents} />
      <Promises service={service} />
      <Notice notice={notice} />
    </>
  )
}

function Promises({ service }: Pick<Result, 'service'>) {
  const speech = useTexts()
  const { t, language } = speech
  const show = countIn(speech)
  const none = service.promises.length === 0 && isNone(service.cases)
  return (
    <section className="sheet consequences-part" aria-labelledby="consequences-promises">
      <h2 id="consequences-promises">{t('consequences.promises')}</h2>
      {none && <p>{t('consequences.promises.none')}</p>}
      {!isNone(service.cases) && (
        <p>
          {t('consequences.promises.facts', { earlier: show(service.earlier), later: show(service.later), late: show(service.lateAtOnce) })}
        </p>
      )}
      <ul className="consequences-list">
        {service.promises.map(({ promise, change, reading }) => (
          <li key={`${promise} ${change} ${reading.sv}`}>
            <Tag tone={change === 'removed' ? 'danger' : change === 'added' ? 'good' : 'warn'}>{t(`consequences.change.${change}`)}</Tag>{' '}
            {reading[language]}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Agents({ agents: { material, mustSign, clauses } }: Pick<Result, 'agents'>) {
  const { t, language } = useTexts()
  return (
    <section className="sheet consequences-part" aria-labelledby="consequences-agents">
      <h2 id="consequences-agents">{t('consequences.agents')}</h2>
      {material && (
        <p>
          <strong>{mustSign}</strong> {t(mustSign === 1 ? 'consequences.sum.sign.one' : 'consequences.sum.sign')}.
        </p>
      )}
      <p>{t(material ? 'consequences.agents.material' : 'consequences.agents.quiet')}</p>
      <ul className="consequences-list">
        {clauses.map(({ id, reading }) => (
          <li key={id}>{reading[language]}</li>
        ))}
      </ul>
    </section>
  )
}

function Notice({ notice: { added, removed, faults } }: Pick<Result, 'notice'>) {
  const { t, language } = useTexts()
  const changes = [
    ...removed.map((sentence) => ({ ...sentence, look: 'removed' as const })),
    ...added.map((sentence) => ({ ...sentence, look: 'added' as const })),
  ]
  return (
    <section className="sheet consequences-part" aria-labelledby="consequences-notice">
      <h2 id="consequences-notice">{t('consequences.notice')}</h2>
      {faults.length > 0 && (
        <Remark tone="danger">
          <p>{t('consequences.notice.faults')}</p>
          <ul lang="sv">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Remark>
      )}
      {faults.length === 0 && changes.length === 0 && <p>{t('consequences.notice.none')}</p>}
      <ul className="consequences-list consequences-sentences">
        {changes.map(({ heading, text, clauses, look }) => (
          <li key={`${look} ${text.sv}`}>
            <p className="soft small">
              <Tag tone={look === 'removed' ? 'danger' : 'good'}>{t(`consequences.notice.${look}`)}</Tag> {heading[language]}
            </p>
            <p>{look === 'removed' ? <del>{text[language]}</del> : text[language]}</p>
            {clauses.length > 0 && <p className="soft small">{t('consequences.notice.clauses', { clauses: clauses.join(', ') })}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
