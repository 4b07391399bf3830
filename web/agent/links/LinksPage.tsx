import { useQuery } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Empty, Remark, Tag, Waiting } from '../../ui/Status.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { links } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './links.css'

type Shown = Reply<'listLinks'>['links'][number]
const tones = { 'not-checked': 'soft', alive: 'good', moved: 'warn', dead: 'danger' } as const

/** The addresses the public is shown, and whether they work (B31). */
export function LinksPage() {
  const { t } = useTexts()
  const found = useQuery(links)
  const all = found.data?.links ?? []
  return (
    <div className="page stack">
      <header className="page-head">
        <h1>{t('nav.links')}</h1>
        <p className="soft">{t('links.lead')}</p>
      </header>
      {found.isPending && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data && !found.data.checks && <Remark>{t('links.off')}</Remark>}
      {found.data && all.length === 0 && <Empty icon={<Link2 aria-hidden="true" />} title={t('links.empty')} />}
      {all.length > 0 && (
        <Wide sheet label={t('nav.links')}>
          <table className="links">
            <thead>
              <tr>
                <th>{t('links.url')}</th>
                <th>{t('links.where')}</th>
                <th>{t('links.state')}</th>
                <th>{t('links.at')}</th>
              </tr>
            </thead>
            <tbody>
              {all.map((link) => (
                <LinkRow key={link.id} link={link} />
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </div>
  )
}

function LinkRow({ link }: { link: Shown }) {
  const { t, moment } = useTexts()
  const [last] = link.log
  return (
    <tr>
      <td className="links-url">
        {link.url}
        <span className="soft small">{link.boardName}</span>
      </td>
      <td>{link.usedIn.join(', ')}</td>
      <td>
        <Tag tone={tones[link.state]}>{t(`links.state.${link.state}`)}</Tag>
        {last && link.state !== 'alive' && (
          <span className="soft small links-why">
            {t(`links.outcome.${last.outcome}`)} {last.status}
          </span>
        )}
      </td>
      <td>
        {link.checkedAt ? moment(link.checkedAt) : '–'}
        {link.log.length > 1 && (
          <details>
            <summary>{t('links.log')}</summary>
            <ul>
              {link.log.map((each) => (
                <li key={each.at}>
                  {moment(each.at)}: {t(`links.outcome.${each.outcome}`)} {each.status}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
    </tr>
  )
}
