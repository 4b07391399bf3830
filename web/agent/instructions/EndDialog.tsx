import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { instructionHasChanged } from '../queries.ts'
import { SignDialog } from './SignDialog.tsx'

/** One party's signature for the instruction to end (A38): with both, everything is handed back, erased and certified. */
export function EndDialog({ view, onClose }: { view: Reply<'readVersion'>; onClose: () => void }) {
  const { t } = useTexts()
  const [party, setParty] = useState<'board' | 'contact-centre'>('board')
  return (
    <SignDialog
      title={t('version.end')}
      onClose={onClose}
      onSign={async ({ paragraph, date, password, proof }) => {
        await call('endVersion', { params: { id: view.id }, body: { paragraph, date, password, proof, party } })
        instructionHasChanged(view.board)
        tell({ text: t('version.end.done') })
      }}
    >
      <Remark tone="warn">{t('version.end.more')}</Remark>
      <Segments
        label={t('version.party')}
        value={party}
        onChange={setParty}
        options={[
          { id: 'board', name: t('version.party.board') },
          { id: 'contact-centre', name: t('version.party.contact-centre') },
        ]}
      />
    </SignDialog>
  )
}
