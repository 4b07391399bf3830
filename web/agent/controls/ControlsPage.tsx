import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ShieldCheck } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { useNow } from '../../ui/now.ts'
import { Empty, Remark, Tag, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { controls } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { ControlItem } from './ControlItem.tsx'
import { Register } from './Register.tsx'
import './controls.css'

type Controls = Reply<'listControls'>
/** A probe older than this says nothing any more (A8). */
const oldestMs = 5 * 60_000

/** Every measure that the board was promised: whether it works, what is closed meanwhile, and how it has worked. Those that fail stand first. */
export function ControlsPage() {
  const { t } = useTexts()
  const found = useQuery(controls)
  return (
    <div className="page stack controls">
      <header className="page-head">
        <h1>{t('nav.controls')}</h1>
        <p className="soft">{t('controls.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && (
        <>
          <Summary controls={found.data.controls} />
          <Measures controls={found.data.controls} />
          <Guideline guideline={found.data.guideline} />
          <Register subProcessors={found.data.subProcessors} canKeep={found.data.canKeepRegister} />
          <Reports reports={found.data.reports} />
        </>
      )}
    </div>
  )
}

function Summary({ controls: all }: Pick<Controls, 'controls'>) {
  const { t, whole } = useTexts()
  const nowMs = useNow()
  if (all.length === 0) return null
  const failing = all.filter(({ state }) => state === 'fails').length
  const [oldest] = all.map(({ probedAt }) => probedAt).sort()
  return (
    <>
      {oldest && nowMs - Date.parse(oldest) > oldestMs && <Remark tone="warn">{t('controls.stale', { at: whole(oldest) })}</Remark>}
      {failing > 0 ? (
        <Remark tone="danger">{t('controls.failing', { n: failing })}</Remark>
      ) : (
        <Remark tone="good">{t('controls.allWork')}</Remark>
      )}
    </>
  )
}

function Measures({ controls: all }: Pick<Controls, 'controls'>) {
  const { t } = useTexts()
  return (
    <section className="sheet" aria-labelledby="controls-measures">
      <div className="controls-heading">
        <h2 id="controls-measures">{t('controls.measures')}</h2>
      </div>
      {all.length === 0 ? (
        <Empty icon={<ShieldCheck aria-hidden="true" />} title={t('controls.empty')}>
          <p>{t('controls.empty.more')}</p>
        </Empty>
      ) : (
        <ul>
          {all.map((control) => (
            <ControlItem key={control.id} control={control} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Guideline({ guideline }: Pick<Controls, 'guideline'>) {
  const { t } = useTexts()
  return (
    <Wide sheet label={t('guideline.title')}>
      <table>
        <caption className="figures-title">{t('guideline.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('guideline.what')}</th>
            <th scope="col">{t('guideline.asked')}</th>
            <th scope="col">{t('guideline.found')}</th>
            <th scope="col">{t('control.source')}</th>
          </tr>
        </thead>
        <tbody>
          {guideline.map(({ id, name, asked, found, source }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>{asked}</td>
              <td>{found === null ? t('guideline.same') : <Tag tone="danger">{found}</Tag>}</td>
              <td className="soft">{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function Reports({ reports }: Pick<Controls, 'reports'>) {
  const { t, moment } = useTexts()
  return (
    <section className="sheet" aria-labelledby="controls-reports">
      <div className="controls-heading">
        <h2 id="controls-reports">{t('reports.title')}</h2>
      </div>
      {reports.length === 0 ? (
        <p className="is-quiet soft">{t('reports.empty')}</p>
      ) : (
        <ul>
          {reports.map(({ board, boardName, quarter, madeAt }) => (
            <li key={`${board} ${quarter}`} className="control-line">
              <Link to="/controls/$board/$quarter" params={{ board, quarter }}>
                {boardName}, {quarter}
              </Link>
              <span className="soft small">{moment(madeAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
