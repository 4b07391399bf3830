import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Waiting } from '../../ui/Status.tsx'
import { useBoards } from '../boards.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, me, quiz } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './instructions.css'

type Answer = 'may' | 'not' | 'none'

/** A few situations out of the instruction itself (A22); with them right, the secrecy undertaking is signed and the board opens. */
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
      {asked.isPending && <Waiting label={t('wait')} />}
      {asked.isError && <Refused problem={asked.error} again={() => asked.refetch()} />}
      {asked.data && <Quiz key={asked.dataUpdatedAt} quiz={asked.data} onAgain={() => asked.refetch()} />}
    </div>
  )
}

function Quiz({ quiz: { board, questions }, onAgain }: { quiz: Reply<'quiz'>; onAgain: () => void }) {
  const { t } = useTexts()
  const go = useNavigate()
  const [answers, setAnswers] = useState<Record<string, Answer>>({})
  const given = (clause: string): Answer => answers[clause] ?? 'none'
  const sign = useMutation({
    mutationFn: () =>
      call('signUndertaking', { body: { board, answers: questions.map(({ clause }) => ({ clause, permits: given(clause) === 'may' })) } }),
    onSuccess: (signed) => {
      client.setQueryData(me.queryKey, signed)
      client.invalidateQueries()
      tell({ text: t('undertaking.done') })
      go({ to: '/instructions' })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sign.mutate()
  }
  const ready = questions.every(({ clause }) => given(clause) !== 'none')
  return (
    <form className="sheet quiz" onSubmit={submit}>
      {questions.map(({ clause, scenario }, index) => (
        <fieldset key={clause} className="quiz-question">
          <legend>
            <strong>{index + 1}.</strong> {scenario}
          </legend>
          <Segments
            label={scenario}
            quietLabel
            value={given(clause)}
            onChange={(answer) => setAnswers({ ...answers, [clause]: answer })}
            options={[
              { id: 'may', name: t('undertaking.may') },
              { id: 'not', name: t('undertaking.not') },
            ]}
          />
        </fieldset>
      ))}
      {sign.isError && <Refused problem={sign.error} again={onAgain} />}
      <p>{t('undertaking.text')}</p>
      <div className="row">
        <Button look="primary" type="submit" icon={<PenLine aria-hidden="true" />} isDisabled={!ready} isPending={sign.isPending}>
          {t('undertaking.sign')}
        </Button>
      </div>
    </form>
  )
}
