import { useMutation } from '@tanstack/react-query'
import { FileCheck2, Send, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { client, instructionHasChanged, version } from '../queries.ts'
import { EndDialog } from './EndDialog.tsx'
import { ProposeFaults } from './ProposeFaults.tsx'
import { ReturnDialog } from './ReturnDialog.tsx'
import { SignDialog, type Signing } from './SignDialog.tsx'

type View = Reply<'readVersion'>

/** What this person may do with the version now. The server says; nothing here works it out again. */
export function VersionActs({ view }: { view: View }) {
  const { t } = useTexts()
  const [open, setOpen] = useState<'approve' | 'accept' | 'return' | 'end' | null>(null)
  const { id, board, can } = view
  const done = (changed: View, said: 'version.proposed.done' | 'version.approved.done' | 'version.accepted.done') => {
    client.setQueryData(version(id).queryKey, changed)
    instructionHasChanged(board)
    tell({ text: t(said) })
  }
  const propose = useMutation({
    mutationFn: () => call('proposeVersion', { params: { id }, body: {} }),
    onSuccess: (changed) => done(changed, 'version.proposed.done'),
  })
  const signs = {
    approve: async (signing: Signing) => done(await call('approveVersion', { params: { id }, body: signing }), 'version.approved.done'),
    accept: async (signing: Signing) => done(await call('acceptVersion', { params: { id }, body: signing }), 'version.accepted.done'),
  }
  const close = () => setOpen(null)
  return (
    <div className="version-acts">
      {can.return && (
        <Button icon={<Undo2 aria-hidden="true" />} onPress={() => setOpen('return')}>
          {t('version.return')}
        </Button>
      )}
      {can.end && (
        <Button look="danger" onPress={() => setOpen('end')}>
          {t('version.end')}
        </Button>
      )}
      {can.propose && (
        <Button look="primary" icon={<Send aria-hidden="true" />} isDisabled={propose.isPending} onPress={() => propose.mutate()}>
          {t('version.propose')}
        </Button>
      )}
      {(['approve', 'accept'] as const).map(
        (act) =>
          can[act] && (
            <Button key={act} look="primary" icon={<FileCheck2 aria-hidden="true" />} onPress={() => setOpen(act)}>
              {t(`version.${act}`)}
            </Button>
          ),
      )}
      {propose.isError && <ProposeFaults problem={propose.error} onClose={() => propose.reset()} />}
      {(open === 'approve' || open === 'accept') && (
        <SignDialog title={t(`version.${open}`)} version={id} onClose={close} onSign={signs[open]} />
      )}
      {open === 'return' && <ReturnDialog id={id} board={board} onClose={close} />}
      {open === 'end' && <EndDialog view={view} onClose={close} />}
    </div>
  )
}
