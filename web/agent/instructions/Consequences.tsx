import { useMutation, useQuery } from '@tanstack/react-query'
import { Calculator, RotateCw, X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty, Remark, Waiting } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { client, latestSimulation } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { ActsChanged } from './ActsChanged.tsx'
import { ClocksMoved } from './ClocksMoved.tsx'
import { InShort } from './InShort.tsx'
import { TextsChanged } from './TextsChanged.tsx'
import './consequences.css'

type Simulation = NonNullable<Reply<'latestSimulation'>['simulation']>

/** What a draft would change: asked for, followed while it is worked out, and found again by whoever comes back. `version`: id of the version; `mayAsk`: it isn't in force yet. */
export function Consequences({ version, mayAsk }: { version: string; mayAsk: boolean }) {
  const { t } = useTexts()
  const latest = useQuery(latestSimulation(version))
  const place = useRef<HTMLDivElement>(null)
  // the button that was pressed goes away with what it changed: the focus stays with the part
  const again = async () => {
    await client.invalidateQueries({ queryKey: ['simulation', version] })
    place.current?.focus()
  }
  const start = useMutation({ mutationFn: () => call('simulate', { params: { id: version } }), onSuccess: again })
  const cancel = useMutation({ mutationFn: (id: string) => call('cancelSimulation', { params: { id } }), onSuccess: again })
  const found = latest.data?.simulation
  const under = found?.state === 'queued' || found?.state === 'running'
  const button = mayAsk && (
    <Button
      look={found?.result && !found.outdated ? 'quiet' : 'primary'}
      icon={found ? <RotateCw aria-hidden="true" /> : <Calculator aria-hidden="true" />}
      onPress={() => start.mutate()}
      isDisabled={start.isPending}
    >
      {t(found ? 'consequences.again' : 'consequences.start')}
    </Button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form's fields
    <div className="stack consequences" ref={place} tabIndex={-1} role="group" aria-label={t('consequences.title')}>
      {latest.isPending && <Waiting label={t('wait')} />}
      {latest.isError && <Refused problem={latest.error} again={() => latest.refetch()} />}
      {start.isError && <Refused problem={start.error} again={() => start.mutate()} />}
      {cancel.isError && <Refused problem={cancel.error} />}
      {found === null && (
        <div className="sheet">
          <Empty icon={<Calculator aria-hidden="true" />} title={t('consequences.none')}>
            <p>{t('consequences.lead')}</p>
            {button}
          </Empty>
        </div>
      )}
      {found && under && <Progress simulation={found} onCancel={() => cancel.mutate(found.id)} cancelling={cancel.isPending} />}
      {found && !under && <Ended simulation={found} button={button} />}
      {found?.result && <Result result={found.result} />}
    </div>
  )
}

function Progress({ simulation, onCancel, cancelling }: { simulation: Simulation; onCancel: () => void; cancelling: boolean }) {
  const { t, language } = useTexts()
  const number = (n: number) => n.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB')
  const { done, total, state } = simulation
  const words = state === 'queued' ? t('consequences.queued') : t('consequences.running', { done: number(done), total: number(total) })
  return (
    <div className="sheet consequences-progress">
      <label>
        <span>{words}</span>
        <progress max={Math.max(1, total)} {...(state === 'queued' ? {} : { value: done })} />
      </label>
      <Button icon={<X aria-hidden="true" />} onPress={onCancel} isDisabled={cancelling}>
        {t('consequences.cancel')}
      </Button>
      <p className="soft small">{t('consequences.leave')}</p>
    </div>
  )
}

/** How it went, and the way to ask once more. Read out when it comes. */
function Ended({ simulation, button }: { simulation: Simulation; button: ReactNode }) {
  const { t, moment } = useTexts()
  const { state, because, outdated, endedAt } = simulation
  const words =
    state === 'failed'
      ? t(because === 'draft_changed' ? 'consequences.failed.changed' : 'consequences.failed')
      : state === 'cancelled'
        ? t('consequences.cancelled')
        : t('consequences.at', { at: moment(endedAt ?? simulation.queuedAt) })
  const tone = state === 'failed' ? 'danger' : outdated || state === 'cancelled' ? 'warn' : 'good'
  return (
    <div role="status">
      <Remark tone={tone} action={button}>
        <p>
          {words} {outdated && state === 'done' && t('consequences.outdated')}
        </p>
      </Remark>
    </div>
  )
}

function Result({ result }: { result: NonNullable<Simulation['result']> }) {
  const { t, day, isoDay } = useTexts()
  const { from, loggedFrom, until } = result
  const began = loggedFrom !== null && loggedFrom > from ? loggedFrom : null
  return (
    <>
      <p className="soft small">
        {t('consequences.period', { from: day(isoDay(from)), to: day(isoDay(until)) })}{' '}
        {loggedFrom === null ? t('consequences.nolog') : began !== null && t('consequences.short', { from: day(isoDay(began)) })}{' '}
        {t('consequences.why')}
      </p>
      <InShort result={result} />
      <ActsChanged acts={result.acts} />
      <ClocksMoved clocks={result.clocks} open={result.open} />
      <TextsChanged result={result} />
    </>
  )
}
