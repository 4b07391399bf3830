import { useMutation } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { bulletins, client } from '../queries.ts'
import { Refused } from '../Refused.tsx'

type Bulletin = Reply<'listBulletins'>['mine'][number]

/** One bulletin. It is opened, read, and confirmed; what it closed opens with the confirmation (A12). */
export function BulletinItem({ bulletin }: { bulletin: Bulletin }) {
  const { t, day, isoDay } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const confirm = useMutation({
    mutationFn: () => call('readBulletin', { params: { id: bulletin.id } }),
    onSuccess: (after) => {
      client.setQueryData(bulletins.queryKey, after)
      client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'bulletins' })
      tell({ text: t('bulletins.confirmed') })
      document.getElementById('main')?.focus()
    },
  })
  return (
    <li className="bulletin">
      <div className="bulletin-head">
        <h3>{bulletin.title}</h3>
        {bulletin.kind === 'training' && <Tag>{t('bulletins.kind.training')}</Tag>}
        {bulletin.overdue && <Tag tone="warn">{t('bulletins.late')}</Tag>}
      </div>
      <p className="soft small">
        {bulletin.boardName ?? t('bulletins.everyBoard')} ·{' '}
        {t('bulletins.from', { name: bulletin.publishedBy, day: day(isoDay(bulletin.publishedAt)) })} ·{' '}
        {bulletin.readAt
          ? t('bulletins.readAt', { day: day(isoDay(bulletin.readAt)) })
          : t('bulletins.due', { day: day(isoDay(bulletin.dueAt)) })}
      </p>
      {!isOpen && (
        <p>
          <Button small onPress={() => setOpen(true)} aria-label={`${t('bulletins.open')}: ${bulletin.title}`}>
            {t('bulletins.open')}
          </Button>
        </p>
      )}
      {isOpen && <p className="bulletin-body">{bulletin.body}</p>}
      {isOpen && bulletin.readAt === null && (
        <p>
          <Button
            autoFocus
            look="primary"
            icon={<Check aria-hidden="true" />}
            isPending={confirm.isPending}
            onPress={() => confirm.mutate()}
          >
            {t('bulletins.confirm')}
          </Button>
        </p>
      )}
      {confirm.isError && <Refused problem={confirm.error} />}
    </li>
  )
}
