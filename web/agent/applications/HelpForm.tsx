import { useQuery } from '@tanstack/react-query'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Remark, Tag, Waiting } from '../../ui/Status.tsx'
import { applicationView } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { DraftFields } from './DraftFields.tsx'
import './applications.css'

type View = Reply<'readApplication'>

/** One draft that one helps with: on a page of its own and beside a case. */
export function HelpForm({ id, heading: Heading }: { id: string; heading: 'h1' | 'h3' }) {
  const { t, moment, day } = useTexts()
  const found = useQuery(applicationView(id))
  if (found.isPending) return <Waiting label={t('wait')} />
  if (found.isError) return <Refused problem={found.error} again={() => found.refetch()} />
  const { application, form } = found.data
  return (
    <>
      <header>
        <Heading>{application.title}</Heading>
        <p className="row soft small">
          {application.boardName}
          <Tag tone={application.state === 'submitted' ? 'good' : 'soft'}>{t(`application.state.${application.state}`)}</Tag>
          {application.openedAt ? t('application.opened', { at: moment(application.openedAt) }) : t('application.unopened')}
        </p>
      </header>
      {application.state === 'draft' ? (
        <>
          {application.goesOn && <Remark>{t('application.goes', { day: day(application.goesOn), clause: form.retention })}</Remark>}
          <DraftFields key={id} view={found.data} again={async () => (await found.refetch()).data} />
        </>
      ) : (
        <Remark tone="good">{t(`application.ended.${application.state}`)}</Remark>
      )}
      <Log view={found.data} />
    </>
  )
}

/** Who wrote where, and when; never what. */
function Log({ view: { edits, form } }: { view: View }) {
  const { t, moment } = useTexts()
  if (edits.length === 0) return null
  const labelOf = (name: string) => form.fields.find((field) => field.name === name)?.label ?? name
  return (
    <details>
      <summary>
        {t('application.log')} ({edits.length})
      </summary>
      <ul className="application-log">
        {edits.map((edit) => (
          <li key={`${edit.field} ${edit.at} ${edit.by}`}>
            {t('application.log.line', {
              field: labelOf(edit.field),
              who: edit.by === 'agent' ? (edit.name ?? t('someone')) : t('application.log.applicant'),
              at: moment(edit.at),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
}
