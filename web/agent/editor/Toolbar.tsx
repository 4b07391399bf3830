import { useMutation } from '@tanstack/react-query'
import { CircleCheck, CloudOff, Download, LoaderCircle, Redo2, Undo2 } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { call } from '../client.ts'
import type { bySection } from './sections.ts'
import type { Draft } from './use-draft.ts'

type Props = { draft: Draft; view: Reply<'readDraft'>; groups: ReturnType<typeof bySection> }

/** What is saved, what is wrong, and back or forward a step. */
export function Toolbar({ draft, view, groups }: Props) {
  const { t } = useTexts()
  const wrong = draft.checks.filter(({ severity }) => severity === 'error')
  const download = useMutation({
    mutationFn: () => call('exportYaml', { params: { id: view.id } }),
    onSuccess: ({ name, yaml }) => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([yaml], { type: 'application/yaml' }))
      link.download = name
      link.click()
      URL.revokeObjectURL(link.href)
    },
  })
  const ordered = groups.flatMap(({ clauses }) => clauses.map(({ id }) => id))
  const goToFirst = () => {
    const first = ordered.find((id) => wrong.some(({ clauseId }) => clauseId === id))
    const place = document.getElementById(first ? `clause-${first}` : 'paper-head')
    place?.scrollIntoView({ block: 'center' })
    place?.querySelector('button')?.focus({ preventScroll: true })
  }
  return (
    <div className="paper-bar">
      {view.can.write && (
        <p className="saving" data-saving={draft.saving} role="status">
          {draft.saving === 'saved' ? (
            <CircleCheck aria-hidden="true" />
          ) : draft.saving === 'saving' || draft.saving === 'waiting' ? (
            <LoaderCircle aria-hidden="true" />
          ) : (
            <CloudOff aria-hidden="true" />
          )}
          {t(`saving.${draft.saving}`)}
        </p>
      )}
      {wrong.length > 0 ? (
        <AriaButton className="bar-faults" onPress={goToFirst}>
          {t('editor.faults', { n: wrong.length })}
        </AriaButton>
      ) : (
        <p className="small soft">{t('editor.sound')}</p>
      )}
      <div className="row apart">
        {view.can.write && (
          <>
            <IconButton label={t('editor.undo')} isDisabled={!draft.undo} onPress={() => draft.undo?.()}>
              <Undo2 aria-hidden="true" />
            </IconButton>
            <IconButton label={t('editor.redo')} isDisabled={!draft.redo} onPress={() => draft.redo?.()}>
              <Redo2 aria-hidden="true" />
            </IconButton>
          </>
        )}
        <IconButton label={t('editor.export')} onPress={() => download.mutate()}>
          <Download aria-hidden="true" />
        </IconButton>
      </div>
    </div>
  )
}
