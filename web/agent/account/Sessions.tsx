import { useMutation } from '@tanstack/react-query'
import { Monitor, Smartphone, Tablet } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import { showAccount } from './use-proof.tsx'

type Session = Reply<'account'>['sessions'][number]
const icons = { computer: Monitor, phone: Smartphone, tablet: Tablet, unknown: Monitor }

export function Sessions({ sessions }: { sessions: readonly Session[] }) {
  const { t } = useTexts()
  const end = useMutation({
    mutationFn: (id: string | null) => (id === null ? call('endOtherSessions') : call('endSession', { params: { session: id } })),
    onSuccess: showAccount,
  })
  return (
    <section className="sheet account-part stack" aria-labelledby="sessions">
      <h2 id="sessions">{t('sessions.title')}</h2>
      <p className="soft">{t('sessions.lead')}</p>
      {end.isError && <Refused problem={end.error} />}
      <ul className="account-list">
        {sessions.map((session) => (
          <OneSession key={session.id} session={session} isBusy={end.isPending} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="row">
          <Button onPress={() => end.mutate(null)} isDisabled={end.isPending}>
            {t('sessions.endOthers')}
          </Button>
        </div>
      )}
    </section>
  )
}

function OneSession({ session, isBusy, onEnd }: { session: Session; isBusy: boolean; onEnd: () => void }) {
  const { t, moment } = useTexts()
  const Icon = icons[session.device]
  return (
    <li>
      <Icon aria-hidden="true" />
      <div>
        <strong>
          {t(`device.${session.device}`)} · {t(`hand.${session.hand}`)}
        </strong>{' '}
        {session.current && <Tag tone="good">{t('sessions.current')}</Tag>}
        <p className="soft small">
          {t('sessions.since', { at: moment(session.since), way: t(`method.${session.method}`) })} ·{' '}
          {t('sessions.seen', { at: moment(session.seenAt) })}
          {session.network !== null && ` · ${t('sessions.network', { network: session.network })}`}
        </p>
      </div>
      {!session.current && (
        <Button small onPress={onEnd} isDisabled={isBusy} aria-label={t('sessions.end.named', { at: moment(session.since) })}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}
