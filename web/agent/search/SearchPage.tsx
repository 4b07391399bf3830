import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Empty, Waiting } from '../../ui/Status.tsx'
import { BoardMark } from '../boards.tsx'
import { call } from '../client.ts'
import { CaseRows } from '../inbox/CaseRows.tsx'
import { Refused } from '../Refused.tsx'
import { askFor, useAsked } from './asked.ts'
import { recentlyOpened } from './recent.ts'
import './search.css'

export function SearchPage() {
  const { t } = useTexts()
  const asked = useAsked()
  const [text, setText] = useState(asked)
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: () => call('searchCases', { body: { q: asked } }),
    enabled: asked !== '',
    gcTime: 0,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    askFor(text)
  }
  return (
    <div className="page">
      <header className="page-head">
        <h1>{asked ? t('search.found', { q: asked }) : t('search.title')}</h1>
        {found.data && <p className="soft">{t('search.count', { n: found.data.cases.length })}</p>}
      </header>
      <search>
        <form className="search-form" onSubmit={submit}>
          <Field
            label={t('search.label')}
            quietLabel
            type="search"
            value={text}
            onChange={setText}
            placeholder={t('search.placeholder')}
            autoFocus={!asked}
          />
          <Button look="primary" type="submit">
            {t('search.do')}
          </Button>
        </form>
      </search>
      {asked === '' && <Recent />}
      {found.isLoading && <Waiting label={t('wait')} />}
      {found.isError && <Refused problem={found.error} again={() => found.refetch()} />}
      {found.data?.cases.length === 0 && (
        <Empty icon={<SearchX aria-hidden="true" />} title={t('search.none')}>
          <p className="small">{t('search.none.hint')}</p>
        </Empty>
      )}
      {found.data && found.data.cases.length > 0 && (
        <div className="sheet search-list">
          <CaseRows rows={found.data.cases} search={(id) => ({ to: '/cases/$id', params: { id } })} />
        </div>
      )}
    </div>
  )
}

function Recent() {
  const { t } = useTexts()
  const opened = recentlyOpened()
  if (opened.length === 0) return <p className="soft search-start">{t('search.start')}</p>
  return (
    <section className="search-start">
      <h2>{t('search.recent')}</h2>
      <ul className="sheet search-recent">
        {opened.map((kase) => (
          <li key={kase.id}>
            <Link to="/cases/$id" params={{ id: kase.id }}>
              <BoardMark code={kase.board} /> <span className="mono">{kase.number}</span> <span className="soft">{kase.caseTypeName}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
