import { Reply as ReplyIcon, Send } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { Refused } from '../Refused.tsx'
import { ActButton } from './ActButton.tsx'
import { ComposerFrame, type ComposerProps, KeptMark } from './ComposerFrame.tsx'
import { writeDraft } from './drafts.ts'
import { GuardedText } from './GuardedText.tsx'
import { useAnswer } from './use-answer.ts'

/** Leaves the house: white, with the recipient's name on the button. */
export function AnswerComposer({ caseId, view, seen, draft, isOpen, onOpen, onDone }: ComposerProps) {
  const { t } = useTexts()
  const [subject, setSubject] = useState(view.answerSubject)
  // Without an address the answer is fetched with the code that the person was given.
  const to = view.answerTo
  const title = to === null ? t('answer.toCode') : t('answer.to', { to })
  const send = useAnswer({ caseId, to, seen, text: draft.text, subject, onOpen, onDone })
  const submit = () => draft.text.trim() !== '' && !send.isPending && send.mutate()
  if (!isOpen)
    return (
      <div className="composer-shut composer-answer-shut">
        <ActButton
          verdict={view.can.answer}
          look="primary"
          hotkey="r"
          icon={<ReplyIcon aria-hidden="true" />}
          onPress={() => onOpen('answer')}
        >
          {draft.text ? t('answer.goOn') : to === null && view.can.answer.outcome !== 'permit' ? t('act.answer') : title}
        </ActButton>
      </div>
    )
  return (
    <ComposerFrame kind="answer" onSend={submit} onShut={() => onOpen(null)} title={title} icon={<ReplyIcon aria-hidden="true" />}>
      <Field label={t('answer.subject')} quietLabel value={subject} onChange={setSubject} />
      <Area
        label={t('answer.text')}
        quietLabel
        rows={5}
        autoFocus
        placeholder={t('answer.placeholder')}
        value={draft.text}
        onChange={(text) => writeDraft(caseId, 'answer', text)}
      />
      <GuardedText text={draft.text} place={{ caseId }} onMend={(text) => writeDraft(caseId, 'answer', text)} />
      {send.isError && <Refused problem={send.error} />}
      <div className="composer-foot">
        <KeptMark kept={draft.kept} />
        <Button
          look="primary"
          hotkey="Ctrl ↵"
          icon={<Send aria-hidden="true" />}
          onPress={submit}
          isPending={send.isPending}
          isDisabled={draft.text.trim() === ''}
        >
          {to === null ? t('answer.sendToCode') : t('answer.send', { to })}
        </Button>
      </div>
    </ComposerFrame>
  )
}
