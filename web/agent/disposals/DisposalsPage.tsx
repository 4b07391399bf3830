import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { disposals } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { DisposalTable } from './DisposalTable.tsx'
import { Upcoming } from './Upcoming.tsx'

const shown = ['due', 'held', 'done'] as const

export function DisposalsPage() {
  const { t } = useTexts()
  const list = useQuery(disposals)
  const [show, setShow] = useState<(typeof shown)[number]>('due')
  if (list.isPending) return <Waiting label={t('wait')} />
  if (!list.data)
    return (
      <div className="page">
        <Refused problem={list.error} again={() => list.refetch()} />
      </div>
    )
  const all = list.data.disposals
  const rows = {
    due: all.filter((row) => row.state === 'due'),
    held: all.filter((row) => row.state === 'held'),
    done: all.filter((row) => row.state === 'erased' || row.state === 'certified'),
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('nav.disposals')}</h1>
        <p className="soft">{t('disposals.lead')}</p>
      </header>
      <section className="sheet">
        <Upcoming upcoming={list.data.upcoming} />
      </section>
      <section className="sheet" aria-label={t(`disposals.${show}`)}>
        <div style={{ padding: 'var(--s3) var(--s4)' }}>
          <Segments
            label={t('disposals.show')}
            quietLabel
            value={show}
            onChange={setShow}
            options={shown.map((id) => ({ id, name: `${t(`disposals.${id}`)} (${rows[id].length})` }))}
          />
        </div>
        <DisposalTable rows={rows[show]} empty={t(`disposals.${show}.empty`)} />
      </section>
    </div>
  )
}
