import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Select } from '../../ui/Select.tsx'

/** Any two versions, side by side as a diff. */
export function Compare({ versions }: { versions: Reply<'listVersions'>['versions'] }) {
  const { t } = useTexts()
  const [newest, second] = versions
  const [to, setTo] = useState(newest?.id ?? '')
  const [from, setFrom] = useState(second?.id ?? '')
  const options = versions.map(({ id, version, state }) => ({ id, name: `${t('version.number', { version })} – ${t(`version.${state}`)}` }))
  return (
    <section className="stack" aria-labelledby="compare">
      <h2 id="compare">{t('version.compare')}</h2>
      <div className="sheet compare">
        <Select label={t('version.compare.old')} value={from} onChange={setFrom} options={options} />
        <Select label={t('version.compare.new')} value={to} onChange={setTo} options={options} />
        <Link
          className="button button-quiet"
          to="/instruction-versions/$id"
          params={{ id: to }}
          search={{ part: 'changes', against: from }}
        >
          <span>{t('version.compare.do')}</span>
        </Link>
      </div>
    </section>
  )
}
