import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checks } from '../../ui/Checks.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Area, Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { useBoards } from '../boards.tsx'
import { call } from '../client.ts'
import { tell } from '../notices.ts'
import { bulletins, client } from '../queries.ts'
import { Refused } from '../Refused.tsx'

const hands = ['agent', 'officer', 'auditor'] as const
const every = '*'

/** For the own board, or from whoever leads the centre for every board. */
export function PublishDialog({ publishFor, onClose }: { publishFor: readonly (string | null)[]; onClose: () => void }) {
  const { t } = useTexts()
  const [title, setTitle] = useState('')
  const [body, setBody] = useState('')
  const [kind, setKind] = useState<'bulletin' | 'training'>('bulletin')
  const [board, setBoard] = useState(publishFor[0] ?? every)
  const [to, setTo] = useState<string[]>(['agent'])
  const [days, setDays] = useState('14')
  const readByDays = /^\d{1,2}$/.test(days) ? Number(days) : 0
  const ready = title.trim().length >= 3 && body.trim().length >= 3 && to.length > 0 && readByDays >= 1 && readByDays <= 90
  const publish = useMutation({
    mutationFn: () =>
      call('publishBulletin', {
        body: { board: board === every ? null : board, kind, title, body, hands: hands.filter((hand) => to.includes(hand)), readByDays },
      }),
    onSuccess: () => {
      client.invalidateQueries({ queryKey: bulletins.queryKey })
      client.invalidateQueries({ queryKey: ['me'] })
      tell({ text: t('bulletins.published') })
      onClose()
    },
  })
  const submit = () => ready && !publish.isPending && publish.mutate()
  return (
    <Sheet
      title={t('bulletins.write')}
      closeLabel={t('close')}
      onClose={onClose}
      onSend={submit}
      wide
      foot={
        <Button
          look="primary"
          hotkey="Ctrl ↵"
          icon={<Send aria-hidden="true" />}
          isDisabled={!ready}
          isPending={publish.isPending}
          onPress={submit}
        >
          {t('bulletins.publish')}
        </Button>
      }
    >
      <Field label={t('bulletins.title')} value={title} onChange={setTitle} maxLength={200} autoFocus />
      <Area label={t('bulletins.body')} hint={t('bulletins.body.hint')} value={body} onChange={setBody} maxLength={20_000} rows={5} />
      <Segments
        label={t('bulletins.kind')}
        value={kind}
        onChange={setKind}
        options={[
          { id: 'bulletin', name: t('bulletins.kind.bulletin') },
          { id: 'training', name: t('bulletins.kind.training') },
        ]}
      />
      <BoardPick publishFor={publishFor} value={board} onChange={setBoard} />
      <Checks
        label={t('bulletins.hands')}
        options={hands.map((hand) => ({ id: hand, name: t(`hand.${hand}`) }))}
        value={to}
        onChange={setTo}
      />
      <Field label={t('bulletins.days')} hint={t('bulletins.days.hint')} value={days} onChange={setDays} inputMode="numeric" />
      {publish.isError && <Refused problem={publish.error} />}
    </Sheet>
  )
}

function BoardPick({
  publishFor,
  value,
  onChange,
}: {
  publishFor: readonly (string | null)[]
  value: string
  onChange: (board: string) => void
}) {
  const { t } = useTexts()
  const look = useBoards()
  const options = publishFor.map((code) => ({ id: code ?? every, name: code === null ? t('bulletins.everyBoard') : look(code).name }))
  return <Select label={t('bulletins.board')} value={value} onChange={onChange} options={options} />
}
