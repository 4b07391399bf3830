import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { Remark, Tag } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { dutiesHaveChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'

type View = Reply<'readGap'>
type Clause = NonNullable<View['proposal']['clause']>
const tones = { permit: 'good', deny: 'danger', refer: 'warn' } as const

export function Proposal({ view }: { view: View }) {
  const { t } = useTexts()
  const { gap, proposal, canAnswer } = view
  const [text, setText] = useState(proposal.clause?.text ?? '')
  const [refusing, setRefusing] = useState(false)
  const accept = useMutation({
    mutationFn: () => call('answerGap', { params: { id: gap.id }, body: { text } }),
    onSuccess: ({ gap: answered }) => {
      dutiesHaveChanged()
      tell({ text: t('gap.accepted', { version: answered.answerVersion ?? '' }) })
    },
  })
  if (gap.answer) return <Answered view={view} />
  return (
    <section className="sheet gap-proposal" aria-labelledby="gap-proposal">
      <h2 id="gap-proposal">{t('gap.proposal')}</h2>
      {proposal.because.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {proposal.clause && (
        <>
          <p className="soft small">{t('gap.proposal.lead')}</p>
          {canAnswer ? (
            <Area label={t('gap.wording')} hint={t('gap.wording.hint')} value={text} onChange={setText} />
          ) : (
            <blockquote lang="sv">{proposal.clause.text}</blockquote>
          )}
          <Rule clause={proposal.clause} />
          <Checked view={view} />
        </>
      )}
      {canAnswer && (
        <p className="row">
          {proposal.clause && (
            <Button look="primary" isPending={accept.isPending} isDisabled={text.trim().length < 10} onPress={() => accept.mutate()}>
              {t('gap.accept')}
            </Button>
          )}
          <Button onPress={() => setRefusing(true)}>{t('gap.refuse')}</Button>
        </p>
      )}
      {accept.isError && <Refused problem={accept.error} />}
      {refusing && <RefuseDialog id={gap.id} onClose={() => setRefusing(false)} />}
    </section>
  )
}

function Rule({ clause }: { clause: Clause }) {
  const { t, list } = useTexts()
  return (
    <div>
      <h3>{t('gap.rule')}</h3>
      <ul className="gap-rule">
        {clause.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <dl className="gap-facts">
        <div>
          <dt>{t('disposals.state')}</dt>
          <dd>
            <Tag tone={tones[clause.effect]}>{t(`effect.${clause.effect}`)}</Tag> <span className="mono small">{clause.id}</span>
          </dd>
        </div>
        {clause.categories.length === 0 && (
          <div>
            <dt>{t('gap.data')}</dt>
            <dd>{t('gap.data.none')}</dd>
          </div>
        )}
        {clause.channels.length > 0 && (
          <div>
            <dt>{t('gap.channels')}</dt>
            <dd>{list(clause.channels.map((channel) => t(`channel.${channel}`)))}</dd>
          </div>
        )}
        {clause.basis && (
          <div>
            <dt>{t('gap.basis')}</dt>
            <dd>GDPR {clause.basis}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}

function Checked({ view: { proposal } }: { view: View }) {
  const { t, language } = useTexts()
  return (
    <div>
      <h3>{t('gap.check')}</h3>
      {proposal.findings.length === 0 ? (
        <p>
          <Tag tone="good">{t('gap.check.good')}</Tag>
        </p>
      ) : (
        <ul className="stack">
          {proposal.findings.map((finding) => (
            <li key={`${finding.field} ${finding.says.sv}`}>
              <Remark tone={finding.severity === 'error' ? 'danger' : 'warn'}>
                <p>
                  {finding.says[language]} {finding.law && <span className="soft">({finding.law})</span>}
                </p>
                <p>{finding.mend[language]}</p>
              </Remark>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Answered({ view: { gap } }: { view: View }) {
  const { t } = useTexts()
  return (
    <section className="sheet gap-proposal">
      <h2>{t(`notice.answer.${gap.answer === 'clause' ? 'clause' : 'refused'}`)}</h2>
      {gap.answer === 'clause' && (
        <p>
          {t('gap.accepted', { version: gap.answerVersion ?? '' })}{' '}
          <Link to="/instructions/$board" params={{ board: gap.board }}>
            <span className="mono">{gap.answerClause}</span>
          </Link>
        </p>
      )}
      {gap.answerReason && <blockquote>{gap.answerReason}</blockquote>}
    </section>
  )
}

function RefuseDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTexts()
  const [reason, setReason] = useState('')
  const refuse = useMutation({
    mutationFn: () => call('refuseGap', { params: { id }, body: { reason } }),
    onSuccess: () => {
      dutiesHaveChanged()
      onClose()
      tell({ text: t('gap.refused') })
    },
  })
  const submit = () => reason.trim().length >= 3 && !refuse.isPending && refuse.mutate()
  return (
    <Sheet
      title={t('gap.refuse.title')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      foot={
        <Button look="primary" hotkey="Ctrl ↵" isPending={refuse.isPending} isDisabled={reason.trim().length < 3} onPress={submit}>
          {t('gap.refuse')}
        </Button>
      }
    >
      <Area autoFocus label={t('notice.reason')} hint={t('gap.refuse.hint')} rows={5} value={reason} onChange={setReason} />
      {refuse.isError && <Refused problem={refuse.error} />}
    </Sheet>
  )
}
