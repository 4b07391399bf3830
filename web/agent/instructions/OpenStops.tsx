import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { clauseForm, instructionHasChanged, organisation } from '../queries.ts'
import { useMe } from '../session.tsx'
import { actsIn } from './acts-in.ts'
import { SignDialog } from './SignDialog.tsx'

type Stop = Reply<'listVersions'>['stops'][number]

/** What is stopped now, and why; lifted by the board and acknowledged by the centre. */
export function OpenStops({ board, stops }: { board: string; stops: Stop[] }) {
  return stops.map((stop) => <OpenStop key={stop.id} board={board} stop={stop} />)
}

function OpenStop({ board, stop }: { board: string; stop: Stop }) {
  const { t, moment, list } = useTexts()
  const [signing, setSigning] = useState(false)
  const what = useNames(board, stop)
  const verb = stop.can.lift ? 'liftStop' : 'acknowledgeLift'
  const label = stop.can.lift ? t('stop.lift') : t('stop.acknowledge')
  return (
    <Remark tone="danger" action={(stop.can.lift || stop.can.acknowledge) && <Button onPress={() => setSigning(true)}>{label}</Button>}>
      <p>
        <strong>
          {t('stop.open')}: {what.length > 0 ? list(what) : t('stop.all')}
        </strong>{' '}
        <span className="soft">{t('stop.since', { at: moment(stop.stoppedAt) })}</span>
      </p>
      <p>{stop.reason}</p>
      {stop.signedBy.includes('board') && <p>{t('stop.waits')}</p>}
      {signing && (
        <SignDialog
          title={label}
          onClose={() => setSigning(false)}
          onSign={async ({ paragraph, date, password, proof }) => {
            await call(verb, { params: { id: stop.id }, body: { paragraph, date, password, proof } })
            instructionHasChanged(board)
            tell({ text: t('stop.lifted.done') })
          }}
        />
      )}
    </Remark>
  )
}

function useNames(board: string, { acts, caseTypes }: Stop): string[] {
  const officer = useMe().hand === 'officer'
  const form = useQuery({ ...clauseForm(board), enabled: officer && acts.length > 0 })
  const types = useQuery(organisation).data?.boards.find(({ code }) => code === board)?.caseTypes ?? []
  const known = form.data ? actsIn(form.data) : []
  return [
    ...acts.map((id) => known.find((act) => act.id === id)?.name ?? id),
    ...caseTypes.map((code) => types.find((type) => type.code === code)?.name ?? code),
  ]
}
