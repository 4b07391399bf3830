import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { HelpForm } from '../applications/HelpForm.tsx'
import { StartHelp } from '../applications/StartHelp.tsx'
import type { DialogProps } from './Dialogs.tsx'

/** Help with an application, beside the case in which it was asked for. */
export function ApplicationDialog({ view: { row }, onClose }: DialogProps) {
  const { t } = useTexts()
  const [started, setStarted] = useState<string | null>(null)
  return (
    <Sheet title={t('act.application')} closeLabel={t('close')} onClose={onClose} wide>
      <div className="stack application">
        <p className="soft">{t('applications.lead')}</p>
        {started === null ? (
          <StartHelp about={{ board: row.board, caseType: row.caseType }} onStarted={setStarted} />
        ) : (
          <HelpForm id={started} heading="h3" />
        )}
      </div>
    </Sheet>
  )
}
