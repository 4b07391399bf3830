import { useMutation } from '@tanstack/react-query'
import { Ban, Check, Lock } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Remark, Tag } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import { type Asker, blankFor, filledIn, OnTheLine, TellingTest } from './OnTheLine.tsx'

type Shown = Reply<'askStatus'>
type Told = Reply<'tellStatus'>['fields'][number]
const recipients: readonly Asker['recipient'][] = ['public', 'party', 'representative', 'guardian', 'authority']
type Caller = Asker['recipient'] | 'related'
const callers: readonly Caller[] = [...recipients, 'related']
const levels: readonly Asker['identityLevel'][] = ['none', 'callback', 'e-id']

/** What the source answered. To read it is one thing; who may be told is asked for each time someone else is on the line (A30). */
export function StatusShown({ shown, kind }: { shown: Shown; kind: string }) {
  const { t, moment } = useTexts()
  const head = useRef<HTMLHeadingElement>(null)
  // the field that had the focus has gone with the question
  useEffect(() => head.current?.focus(), [])
  if (shown.outcome !== 'found')
    return (
      <div role="status">
        <Remark tone={shown.outcome === 'not-found' ? 'calm' : 'warn'}>
          {t(shown.outcome === 'not-found' ? 'lookUp.notFound' : 'lookUp.notAvailable')}
        </Remark>
      </div>
    )
  return (
    <div className="stack">
      <div className="status-head" role="status">
        <h3 ref={head} tabIndex={-1}>
          {kind}
        </h3>
        <p className="soft small">{t('lookUp.source', { source: shown.source ?? '', at: moment(shown.sourceAt ?? shown.at) })}</p>
        {shown.secrecyTags.map((tag) => (
          <Tag key={tag} tone="danger" icon={<Lock aria-hidden="true" />}>
            {t('lookUp.secrecy', { tag })}
          </Tag>
        ))}
      </div>
      <Judged shown={shown} />
    </div>
  )
}

function Judged({ shown }: { shown: Shown }) {
  const { t } = useTexts()
  const [asker, setAsker] = useState<Asker>({ recipient: 'public', identityLevel: 'none', related: false, representation: null })
  const tell = useMutation({
    mutationFn: (body: Asker) =>
      call('tellStatus', { params: { id: shown.id }, body: { ...body, representation: filledIn(body.representation) } }),
    gcTime: 0,
  })
  // An answer about someone else is no answer.
  const answer = tell.data && tell.variables === asker ? tell.data : undefined
  const shared = sharedReason(answer?.fields ?? [])
  const choose = (caller: Caller) => {
    const recipient = caller === 'related' ? 'public' : caller
    const names = shown.fields.map(({ name }) => name)
    setAsker({ ...asker, recipient, related: caller === 'related', representation: blankFor(recipient, names) })
  }
  return (
    <>
      <div className="status-asker">
        <Segments
          label={t('lookUp.who')}
          value={asker.related ? 'related' : asker.recipient}
          onChange={choose}
          options={callers.map((id) => ({ id, name: t(`recipient.${id}`) }))}
        />
        <Segments
          label={t('lookUp.how')}
          value={asker.identityLevel}
          onChange={(identityLevel) => setAsker({ ...asker, identityLevel })}
          options={levels.map((id) => ({ id, name: t(`level.${id}`) }))}
        />
        {asker.representation && (
          <OnTheLine value={asker.representation} onChange={(representation) => setAsker({ ...asker, representation })} shown={shown} />
        )}
        <Button look={answer ? 'quiet' : 'primary'} isPending={tell.isPending} onPress={() => tell.mutate(asker)}>
          {t('lookUp.judge')}
        </Button>
      </div>
      <div role="status" className="status-shared">
        {shared && (
          <Remark tone={shared.may ? 'good' : 'warn'}>
            <p>{t(shared.may ? 'lookUp.all' : 'lookUp.nothing')}</p>
            <Why told={shared} />
          </Remark>
        )}
      </div>
      {tell.isError && <Refused problem={tell.error} />}
      {answer?.fields.some(({ why }) => why === 'harm-test') && (
        <TellingTest shown={shown} level={answer.secrecy.level} onTested={() => tell.mutate(asker)} />
      )}
      <dl className="status-fields" aria-label={t('lookUp.fields')}>
        {shown.fields.map(({ name, value }) => (
          <div key={name} className="status-field">
            <dt>{t(`field.${name}`)}</dt>
            <dd className="status-value">{value}</dd>
            <Mark told={answer?.fields.find((field) => field.name === name)} brief={shared !== undefined} />
          </div>
        ))}
      </dl>
    </>
  )
}

/** What holds for every field is said once. */
function sharedReason(fields: readonly Told[]): Told | undefined {
  const reasons = new Set(
    fields.map(({ may, why, needs, tags, verdict }) => JSON.stringify([may, why, needs, tags, verdict.sentence, verdict.clauses])),
  )
  return reasons.size === 1 ? fields[0] : undefined
}

/** Whether it may be told, in words and not by colour alone, and why. */
function Mark({ told, brief }: { told: Told | undefined; brief: boolean }) {
  const { t } = useTexts()
  if (!told)
    return (
      <dd className="status-mark">
        <Tag>{t('lookUp.unjudged')}</Tag>
      </dd>
    )
  return (
    <dd className="status-mark">
      <Tag tone={told.may ? 'good' : 'danger'} icon={told.may ? <Check aria-hidden="true" /> : <Ban aria-hidden="true" />}>
        {t(told.may ? 'lookUp.may' : 'lookUp.mayNot')}
      </Tag>
      {!brief && <Why told={told} />}
    </dd>
  )
}

function Why({ told }: { told: Told }) {
  const texts = useTexts()
  return <p className="soft small">{reasonOf(told, texts)}</p>
}

function reasonOf({ why, needs, tags, verdict }: Told, { t }: ReturnType<typeof useTexts>): string {
  switch (why) {
    case 'permitted':
      return t('lookUp.why.permitted', { clauses: verdict.clauses.map(({ id }) => id.replace(/^.*\//, '')).join(', ') })
    case 'identity':
      return t('lookUp.why.identity', { level: t(`level.${needs ?? 'e-id'}`).toLowerCase() })
    case 'secrecy':
      return t('lookUp.why.secrecy', { tags: tags.join(', ') })
    case 'instruction':
      return verdict.sentence
    default:
      return t(`lookUp.why.${why}`)
  }
}
