import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PauseCircle } from 'lucide-react'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { Remark, Tag } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { dutiesHaveChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { Steps } from './Steps.tsx'

type Notice = Reply<'listDuties'>['notices'][number]
const tones = {
  gap: 'soft',
  infringing: 'danger',
  change: 'soft',
  stop: 'warn',
  'dead-link': 'warn',
  control: 'danger',
  rights: 'warn',
  glass: 'danger',
  access: 'warn',
} as const

export function NoticeItem({ notice }: { notice: Notice }) {
  const { t, day, isoDay } = useTexts()
  const [isOpen, setOpen] = useState(false)
  const receipt = useMutation({ mutationFn: () => call('readNotice', { params: { id: notice.id } }), onSuccess: dutiesHaveChanged })
  const open = () => {
    setOpen(true)
    if (notice.canAnswer && notice.readAt === null) receipt.mutate()
  }
  return (
    <li className="owed">
      <div className="owed-head">
        <h3>{notice.title}</h3>
        <Tag tone={notice.measureState === 'works' ? 'good' : tones[notice.kind]}>{t(`notice.kind.${notice.kind}`)}</Tag>
        {notice.overdue && <Tag tone="danger">{t('notice.overdue')}</Tag>}
      </div>
      <p className="soft small">
        {notice.boardName}
        {notice.dueAt && notice.answer === null && ` · ${t('notice.due', { day: day(isoDay(notice.dueAt)) })}`}
      </p>
      <NoticeSteps notice={notice} />
      {notice.kind === 'gap' && notice.gapId && (
        <p>
          <Link to="/gaps/$id" params={{ id: notice.gapId }}>
            {t('notice.open')}
          </Link>
        </p>
      )}
      {notice.kind === 'rights' && (
        <p>
          <Link to="/rights">{t('notice.open')}</Link>
        </p>
      )}
      {notice.kind !== 'gap' && notice.kind !== 'rights' && !isOpen && (
        <p>
          <Button small onPress={open}>
            {t('notice.open')}
          </Button>
        </p>
      )}
      {isOpen && <Opened notice={notice} />}
    </li>
  )
}

function NoticeSteps({ notice }: { notice: Notice }) {
  const { t } = useTexts()
  return (
    <Steps
      steps={[
        { name: t('notice.step.owed'), at: notice.owedAt, by: notice.sentBy },
        { name: t('notice.step.delivered'), at: notice.deliveredAt },
        { name: t('notice.step.read'), at: notice.readAt, by: notice.readBy },
        { name: t('notice.step.answered'), at: notice.answeredAt, by: notice.answeredBy },
      ]}
    />
  )
}

function Opened({ notice }: { notice: Notice }) {
  const { t } = useTexts()
  return (
    <>
      {notice.paused && <Remark tone="warn">{t('notice.paused')}</Remark>}
      {notice.clauseText && notice.clauseId && (
        <div>
          <p className="small soft">
            <PauseCircle aria-hidden="true" size="1em" /> {t('notice.clause', { id: notice.clauseId })}
          </p>
          <blockquote lang="sv">{notice.clauseText}</blockquote>
        </div>
      )}
      {notice.words && (
        <div>
          <p className="small soft">
            {notice.kind === 'dead-link' ? t('notice.fromCheck') : t('notice.words', { name: notice.sentBy ?? t('someone') })}
            {notice.laws.length > 0 && ` · ${notice.laws.join(', ')}`}
          </p>
          <blockquote>{notice.words}</blockquote>
        </div>
      )}
      {notice.answer && (
        <p>
          <strong>{t(`notice.answer.${notice.answer}`)}</strong> {notice.reason}
        </p>
      )}
      {notice.kind === 'glass' && (
        <p>
          <Link to="/glass">{t('nav.glass')}</Link>
        </p>
      )}
      {notice.kind === 'access' && (
        <p>
          <Link to="/access-reviews">{t('nav.accessReviews')}</Link>
        </p>
      )}
      {notice.kind === 'control' && (
        <p>
          <Link to="/controls">{t('nav.controls')}</Link>
        </p>
      )}
      {notice.version !== null && notice.direction === 'to-centre' && (
        <p>
          <Link to="/instructions/$board" params={{ board: notice.board }}>
            {t('nav.instructions')}
          </Link>
        </p>
      )}
      {notice.canAnswer && <Answer notice={notice} />}
    </>
  )
}

function Answer({ notice }: { notice: Notice }) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const answer = useMutation({
    mutationFn: (given: 'kept' | 'changed' | 'noted') =>
      call('answerNotice', { params: { id: notice.id }, body: { answer: given, reason } }),
    onSuccess: () => {
      dutiesHaveChanged()
      tell({ text: t('notice.told') })
    },
  })
  if (notice.kind !== 'infringing')
    return (
      <p>
        <Button look="primary" isPending={answer.isPending} onPress={() => answer.mutate('noted')}>
          {t('notice.answer.noted')}
        </Button>
      </p>
    )
  return (
    <div className="owed-answer">
      <Area label={t('notice.reason')} hint={t('notice.reason.hint')} value={reason} onChange={setReason} />
      <p className="row">
        <Button look="primary" isPending={answer.isPending} onPress={() => answer.mutate('changed')}>
          {t('notice.answer.changed')}
        </Button>
        <Button isDisabled={reason.trim().length < 3} onPress={() => answer.mutate('kept')}>
          {t('notice.answer.kept')}
        </Button>
      </p>
      {answer.isError && <Refused problem={answer.error} />}
    </div>
  )
}
