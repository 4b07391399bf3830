import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Empty, Tag, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { gaps } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './gaps.css'

type Gap = Reply<'listGaps'>['gaps'][number]
const shown = ['open', 'answered'] as const

export function GapsPage() {
  const { t } = useTexts()
  const found = useQuery(gaps)
  const [show, setShow] = useState<(typeof shown)[number]>('open')
  const all = found.data?.gaps ?? []
  const rows = { open: all.filter(({ answer }) => answer === null), answered: all.filter(({ answer }) => answer !== null) }
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.gaps')}</h1>
        <p className="soft">{t('gaps.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <section className="sheet" aria-label={t(`gaps.${show}`)}>
          <div className="gaps-choice">
            <Segments
              label={t('gaps.show')}
              quietLabel
              value={show}
              onChange={setShow}
              options={shown.map((id) => ({ id, name: `${t(`gaps.${id}`)} (${rows[id].length})` }))}
            />
          </div>
          {rows[show].length === 0 ? (
            <Empty icon={<CircleHelp aria-hidden="true" />} title={t(`gaps.${show}.empty`)} />
          ) : (
            <Rows gaps={rows[show]} />
          )}
        </section>
      )}
    </div>
  )
}

function Rows({ gaps: list }: { gaps: readonly Gap[] }) {
  const { t, moment } = useTexts()
  return (
    <Wide label={t('nav.gaps')}>
      <table>
        <caption className="only-heard">{t('nav.gaps')}</caption>
        <thead>
          <tr>
            <th>{t('gaps.what')}</th>
            <th>{t('gaps.type')}</th>
            <th className="number">{t('gaps.count')}</th>
            <th>{t('gaps.last')}</th>
            <th>{t('disposals.state')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((gap) => (
            <tr key={gap.id}>
              <td>
                <Link to="/gaps/$id" params={{ id: gap.id }}>
                  {t('gaps.asked', { act: gap.actName })}
                </Link>
                <br />
                <span className="soft small">{gap.boardName}</span>
              </td>
              <td>{gap.caseTypeName ?? <span className="soft">{t('gaps.noType')}</span>}</td>
              <td className="number">{gap.count}</td>
              <td>{moment(gap.lastAt)}</td>
              <td>
                {gap.answer ? (
                  <Tag tone={gap.answer === 'clause' ? 'good' : 'soft'}>{t(`notice.answer.${gap.answer}`)}</Tag>
                ) : (
                  <Tag tone={gap.overdue ? 'danger' : 'warn'}>{gap.overdue ? t('notice.overdue') : t(`gap.reason.${gap.reason}`)}</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
