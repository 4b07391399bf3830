import { useMutation } from '@tanstack/react-query'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { bulletins, client } from '../queries.ts'
import { Refused } from '../Refused.tsx'

type Sent = Reply<'listBulletins'>['sent'][number]

/** How many have read it, by role. Names are there for whoever leads the centre only: the server sends a board none. */
export function SentItem({ bulletin }: { bulletin: Sent }) {
  const { t, day, isoDay } = useTexts()
  const withdraw = useMutation({
    mutationFn: () => call('withdrawBulletin', { params: { id: bulletin.id } }),
    onSuccess: (after) => {
      client.setQueryData(bulletins.queryKey, after)
      client.invalidateQueries({ queryKey: ['me'] })
      tell({ text: t('bulletins.withdrawn') })
    },
  })
  const named = bulletin.reading.some(({ missing }) => missing !== null)
  return (
    <li className="bulletin">
      <div className="bulletin-head">
        <h3>{bulletin.title}</h3>
        {bulletin.kind === 'training' && <Tag>{t('bulletins.kind.training')}</Tag>}
        <Button
          small
          isPending={withdraw.isPending}
          onPress={() => withdraw.mutate()}
          aria-label={`${t('bulletins.withdraw')}: ${bulletin.title}`}
        >
          {t('bulletins.withdraw')}
        </Button>
      </div>
      <p className="soft small">
        {bulletin.boardName ?? t('bulletins.everyBoard')} ·{' '}
        {t('bulletins.from', { name: bulletin.publishedBy, day: day(isoDay(bulletin.publishedAt)) })}
      </p>
      <Wide label={bulletin.title}>
        <table>
          <caption className="only-heard">{bulletin.title}</caption>
          <thead>
            <tr>
              <th>{t('bulletins.role')}</th>
              <th className="number">{t('bulletins.reading')}</th>
              <th className="number">{t('bulletins.people')}</th>
              {named && <th>{t('bulletins.missing')}</th>}
            </tr>
          </thead>
          <tbody>
            {bulletin.reading.map(({ hand, people, read, missing }) => (
              <tr key={hand}>
                <td>{t(`hand.${hand}`)}</td>
                <td className="number">{read}</td>
                <td className="number">{people}</td>
                {named && <td>{missing?.length ? missing.join(', ') : '–'}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {withdraw.isError && <Refused problem={withdraw.error} />}
    </li>
  )
}
