import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTexts } from '../../texts/index.tsx'
import { call } from '../client.ts'
import { hush, tell } from '../notices.ts'
import { caseHasChanged } from '../queries.ts'
import type { ComposerProps } from './ComposerFrame.tsx'
import { clearDraft, settleDraft, writeDraft } from './drafts.ts'

type Answer = Pick<ComposerProps, 'caseId' | 'seen' | 'onOpen' | 'onDone'> & { to: string | null; text: string; subject: string }

/** Sends an answer, and takes it back while there is time: then its text is a draft again. `to`: null when it is read with the code. */
export function useAnswer({ caseId, to, seen, text, subject, onOpen, onDone }: Answer) {
  const { t } = useTexts()
  const go = useNavigate()
  const takeBack = async (outgoing: string) => {
    hush()
    try {
      const { body } = await call('undoAnswer', { params: { id: caseId, outgoing } })
      writeDraft(caseId, 'answer', body)
      onOpen('answer')
      if (!location.href.includes(caseId)) go({ to: '/cases/$id', params: { id: caseId } })
      tell({ text: t('answer.undone') })
    } catch (thrown) {
      tell({ text: t('answer.tooLate') })
      if (!(thrown instanceof Error)) throw thrown
    } finally {
      caseHasChanged(caseId)
    }
  }
  return useMutation({
    mutationFn: async () => {
      await settleDraft(caseId, 'answer')
      return call('writeAnswer', { params: { id: caseId }, body: { version: seen, body: text, subject } })
    },
    onSuccess: ({ outgoingId, undoUntil, version }) => {
      onDone(version)
      clearDraft(caseId, 'answer')
      onOpen(null)
      caseHasChanged(caseId)
      tell({
        text: to === null ? t('answer.sentToCode') : t('answer.sent', { to }),
        undo: { untilMs: new Date(undoUntil).getTime(), run: () => takeBack(outgoingId) },
      })
    },
    onError: () => {
      writeDraft(caseId, 'answer', text)
      caseHasChanged(caseId)
    },
  })
}
