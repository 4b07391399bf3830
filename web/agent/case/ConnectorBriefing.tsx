import { useMutation } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { call } from '../client.ts'
import { client, connectors } from '../queries.ts'
import { Refused } from '../Refused.tsx'

type Connector = Reply<'listConnectors'>['connectors'][number]

/** How data may be fetched from a board's system, read and confirmed before the first question to it (A24). */
export function ConnectorBriefing({ connector: { system, name, owner, briefing, reviewBy, version } }: { connector: Connector }) {
  const { t, day } = useTexts()
  const confirm = useMutation({
    mutationFn: () => call('acknowledgeConnector', { params: { system }, body: { version } }),
    onSuccess: (after) => client.setQueryData(connectors.queryKey, after),
    onError: () => client.invalidateQueries({ queryKey: connectors.queryKey }),
  })
  return (
    <section className="look-up-briefing" aria-labelledby={`briefing-${system}`}>
      <h3 id={`briefing-${system}`}>{t('connector.title', { name })}</h3>
      <p>{briefing}</p>
      <p className="soft small">{t('connector.owner', { owner, day: day(reviewBy) })}</p>
      <p>
        <Button icon={<Check aria-hidden="true" />} isPending={confirm.isPending} onPress={() => confirm.mutate()}>
          {t('connector.confirm')}
        </Button>
      </p>
      {confirm.isError && <Refused problem={confirm.error} />}
    </section>
  )
}
