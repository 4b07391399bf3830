import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Inbox, MousePointerClick } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Empty, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { CasePane } from '../case/CasePane.tsx'
import { caseList, type Purpose, type Views } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { useMe } from '../session.tsx'
import { CaseRows } from './CaseRows.tsx'
import './inbox.css'

type Props = { view: Views; board: string | undefined; chosen: string | undefined; purpose: Purpose }

/** The list to the left, the chosen case to the right. On narrow screens one of them at a time. */
export function InboxPage({ view, board, chosen, purpose }: Props) {
  const { t } = useTexts()
  const go = useNavigate()
  const look = useBoards()
  const list = useInfiniteQuery(caseList(view, board))
  const rows = list.data?.pages.flatMap((page) => page.cases) ?? []
  const officer = useMe().hand === 'officer'
  const viewName = officer && view === 'offered' ? t('view.offered.toMe') : t(`view.${view}`)
  const title = board ? look(board).name : viewName
  const choose = (id: string | undefined, next: Purpose = 'guidance') =>
    go({ to: '/inbox/$view', params: { view }, search: { board, case: id, purpose: next === 'guidance' ? undefined : next } })
  // On a narrow screen the case goes away with what had the focus in it; the list takes over.
  const back = async () => {
    await choose(undefined)
    document.getElementById('main')?.focus()
  }
  return (
    <div className={`inbox${chosen ? ' has-case' : ''}`}>
      <section className="inbox-list" aria-label={title}>
        <header className="inbox-head" data-tone={board ? look(board).tone : undefined}>
          <h1>{title}</h1>
          {list.isFetching && !list.isPending && <span className="soft small">{t('refreshing')}</span>}
        </header>
        {list.isPending && <Waiting label={t('wait')} lines={9} />}
        {list.isError && (
          <div className="inbox-word">
            <Refused problem={list.error} again={() => list.refetch()} />
          </div>
        )}
        {list.isSuccess && rows.length === 0 && (
          <Empty icon={<Inbox aria-hidden="true" />} title={officer && view === 'offered' ? t('empty.offered.toMe') : t(`empty.${view}`)}>
            <p className="small">{t('empty.hint')}</p>
          </Empty>
        )}
        <CaseRows rows={rows} chosen={chosen} search={(id) => ({ to: '/inbox/$view', params: { view }, search: { board, case: id } })} />
        {list.hasNextPage && (
          <div className="inbox-word">
            <Button onPress={() => list.fetchNextPage()} isPending={list.isFetchingNextPage}>
              {t('more')}
            </Button>
          </div>
        )}
      </section>
      <div className="inbox-case">
        {chosen ? (
          <CasePane key={chosen} id={chosen} purpose={purpose} onBack={back} onPurpose={(next) => choose(chosen, next)} />
        ) : (
          <Empty icon={<MousePointerClick aria-hidden="true" />} title={t('inbox.choose')}>
            <p className="small">
              <kbd>j</kbd> <kbd>k</kbd> {t('inbox.choose.move')} <kbd>Enter</kbd> {t('inbox.choose.open')}
            </p>
            <p className="small">{t('inbox.choose.log')}</p>
          </Empty>
        )}
      </div>
    </div>
  )
}
