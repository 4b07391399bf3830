import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { PenLine, RotateCw } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Remark, Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, me, quiz } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './instructions.css'

type Answer = 'may' | 'not' | 'none'

/** A few situations that the instruction itself answers (A22); with them right, the secrecy undertaking is signed and the board opens. */
export function UndertakingPage({ board }: { board: string }) {
  const { t } = useTexts()
  const name = useBoards()(board).name
  const asked = useQuery(quiz(board))
  return (
    <div className="page stack">
      <header>
        <h1>{t('undertaking.title', { board: name })}</h1>
        <p className="soft">{t('undertaking.lead')}</p>
        <p>
          <Link to="/instructions/$board" params={{ board }}>
            {t('undertaking.read')}
          </Link>
        </p>
      </header>
      {asked.isFetching && <Waiting label={t('wait')} />}
      {asked.isError && <Refused problem={asked.error} again={() => asked.refetch()} />}
      {asked.data && !asked.isFetching && <Quiz key={asked.data.attempt} quiz={asked.data} onAgain={() => asked.refetch()} />}
    </div>
  )
}

function Quiz({ quiz: { attempt, questions, text }, onAgain }: { quiz: Reply<'quiz'>; onAgain: () => void }) {
  const { t } = useTexts()
  const go = useNavigate()
  const [answers, setAnswers] = useState<Record<string, Answer>>({})
  const given = (id: string): Answer => answers[id] ?? 'none'
  const sign = useMutation({
    mutationFn: () =>
      call('signUndertaking', { body: { attempt, answers: questions.map(({ id }) => ({ question: id, permits: given(id) === 'may' })) } }),
    onSuccess: ({ signed, me: mine }) => {
      if (!signed) return
      client.setQueryData(me.queryKey, mine)
      client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'quiz' })
      tell({ text: t('undertaking.done') })
      go({ to: '/instructions' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sign.mutate()
  }
  if (sign.data && !sign.data.signed) return <Wrong wrong={sign.data.wrong} onAgain={onAgain} />
  const ready = questions.every(({ id }) => given(id) !== 'none')
  return (
    <form className="sheet quiz" onSubmit={submit}>
      <h2>{t('undertaking.questions')}</h2>
      {questions.map(({ id, scenario }, index) => (
        <fieldset key={id} className="quiz-question">
          <legend>
            <strong>{index + 1}.</strong> {scenario}
          </legend>
          <Segments
            label={scenario}
            quietLabel
            value={given(id)}
            onChange={(answer) => setAnswers({ ...answers, [id]: answer })}
            options={[
              { id: 'may', name: t('undertaking.may') },
              { id: 'not', name: t('undertaking.not') },
            ]}
          />
        </fieldset>
      ))}
      <Promises text={text} />
      {sign.isError && <Refused problem={sign.error} again={onAgain} />}
      <div className="row">
        <Button look="primary" type="submit" icon={<PenLine aria-hidden="true" />} isDisabled={!ready} isPending={sign.isPending}>
          {t('undertaking.sign')}
        </Button>
      </div>
    </form>
  )
}

function Promises({ text }: { text: readonly string[] }) {
  const { t } = useTexts()
  return (
    <section className="quiz-promise" aria-labelledby="quiz-promise">
      <h2 id="quiz-promise">{t('undertaking.promise')}</h2>
      {text.map((part) => (
        <p key={part}>{part}</p>
      ))}
    </section>
  )
}

/** What was wrong, and which clause says so; nothing has been signed. */
function Wrong({ wrong, onAgain }: { wrong: Reply<'signUndertaking'>['wrong']; onAgain: () => void }) {
  const { t } = useTexts()
  const shown = useRef<HTMLDivElement>(null)
  useEffect(() => shown.current?.focus(), [])
  return (
    <div className="sheet quiz" ref={shown} tabIndex={-1}>
      <Remark tone="warn">{t('undertaking.wrong', { n: wrong.length })}</Remark>
      {wrong.map(({ question, scenario, permits, sentence, clauses }) => (
        <section key={question} className="quiz-question">
          <h3>{scenario}</h3>
          <p>
            <strong>{permits ? t('undertaking.may') : t('undertaking.not')}.</strong>{' '}
            {clauses.length > 0 ? t('undertaking.says') : sentence}
          </p>
          {clauses.map(({ id, text }) => (
            <blockquote key={id} lang="sv">
              {text} <span className="soft small">({id})</span>
            </blockquote>
          ))}
        </section>
      ))}
      <div className="row">
        <Button look="primary" icon={<RotateCw aria-hidden="true" />} onPress={onAgain}>
          {t('undertaking.again')}
        </Button>
      </div>
    </div>
  )
}
