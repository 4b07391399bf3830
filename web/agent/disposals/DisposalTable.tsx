import { Link } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Empty, Tag } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { BoardMark } from '../boards.tsx'

type Row = Reply<'listDisposals'>['disposals'][number]
const tones = { due: 'warn', held: 'danger', erased: 'soft', certified: 'good' } as const

export function DisposalTable({ rows, empty }: { rows: Row[]; empty: string }) {
  const { t, day, moment } = useTexts()
  if (rows.length === 0) return <Empty icon={<ShieldCheck aria-hidden="true" />} title={empty} />
  return (
    <Wide label={t('nav.disposals')}>
      <table>
        <thead>
          <tr>
            <th>{t('disposals.day')}</th>
            <th>{t('disposals.what')}</th>
            <th>{t('disposals.state')}</th>
            <th className="number">{t('disposals.rows')}</th>
            <th className="number">{t('disposals.files')}</th>
            <th>{t('disposals.certificate')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{day(row.dueOn)}</td>
              <td>
                <BoardMark code={row.board} /> {t(`disposals.${row.subject}`)} · {row.caseTypeName}
              </td>
              <td>
                <Tag tone={tones[row.state]}>{t(`disposal.${row.state}`)}</Tag>{' '}
                {row.erasedAt && <span className="soft small">{moment(row.erasedAt)}</span>}
                {row.late && <p className="small soft">{row.late}</p>}
              </td>
              <td className="number">{row.rows ?? '–'}</td>
              <td className="number">{row.files}</td>
              <td>
                {row.certificate === null ? (
                  '–'
                ) : (
                  <Link to="/disposals/$number" params={{ number: String(row.certificate) }}>
                    {t('certificate.number', { number: row.certificate })}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
