import { useMutation } from '@tanstack/react-query'
import { NotebookPen } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { caseHasChanged } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { ActButton } from './ActButton.tsx'
import { ComposerFrame, type ComposerProps, KeptMark } from './ComposerFrame.tsx'
import { clearDraft, settleDraft, writeDraft } from './drafts.ts'
import { GuardedText } from './GuardedText.tsx'

/** Stays in the house: yellow, and says so. */
export function NoteComposer({ caseId, view, draft, isOpen, onOpen }: ComposerProps) {
  const { t } = useTexts()
  const save = useMutation({
    mutationFn: async () => {
      await settleDraft(caseId, 'note')
      return call('writeNote', { params: { id: caseId }, body: { body: draft.text } })
    },
    onError: () => writeDraft(caseId, 'note', draft.text),
    onSuccess: () => {
      clearDraft(caseId, 'note')
      onOpen(null)
      caseHasChanged(caseId)
      tell({ text: t('note.saved') })
    },
  })
  const submit = () => draft.text.trim() !== '' && !save.isPending && save.mutate()
  if (!isOpen)
    return (
      <div className="composer-shut composer-note-shut">
        <ActButton verdict={view.can.note} hotkey="n" icon={<NotebookPen aria-hidden="true" />} onPress={() => onOpen('note')}>
          {draft.text ? t('note.goOn') : t('note.title')}
        </ActButton>
      </div>
    )
  return (
    <ComposerFrame
      kind="note"
      onSend={submit}
      onShut={() => onOpen(null)}
      title={t('note.title')}
      under={t('note.only')}
      icon={<NotebookPen aria-hidden="true" />}
    >
      <Area
        label={t('note.title')}
        quietLabel
        rows={3}
        autoFocus
        placeholder={t('note.placeholder')}
        value={draft.text}
        onChange={(text) => writeDraft(caseId, 'note', text)}
      />
      <GuardedText text={draft.text} place={{ caseId }} onMend={(text) => writeDraft(caseId, 'note', text)} />
      {save.isError && <Refused problem={save.error} />}
      <div className="composer-foot">
        <KeptMark kept={draft.kept} />
        <Button look="note" hotkey="Ctrl ↵" onPress={submit} isPending={save.isPending} isDisabled={draft.text.trim() === ''}>
          {t('note.save')}
        </Button>
      </div>
    </ComposerFrame>
  )
}
