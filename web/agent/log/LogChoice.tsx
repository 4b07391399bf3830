import { useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { useBoards } from '../boards.tsx'
import { useMe } from '../session.tsx'

export type Asked = Omit<Given<'readLog'>['body'], 'before'>
const purposes = ['control', 'rights', 'incident', 'authority'] as const
const kinds = ['access', 'audit', 'refusal', 'certificate'] as const
const weekMs = 7 * 86_400_000

/** Why, for which days and of what kind; and the same days as a file. */
export function LogChoice({ onShow }: { onShow: (asked: Asked) => void }) {
  const { t, isoDay } = useTexts()
  const me = useMe()
  const look = useBoards()
  const [board, setBoard] = useState(me.boards[0] ?? '')
  const [purpose, setPurpose] = useState<Asked['purpose']>('control')
  const [from, setFrom] = useState(isoDay(Date.now() - weekMs))
  const [to, setTo] = useState(isoDay(Date.now()))
  const [kind, setKind] = useState('')
  const [caseNumber, setCaseNumber] = useState('')
  const asked: Asked = {
    board,
    purpose,
    from,
    to,
    ...(kinds.some((each) => each === kind) ? { kind: kinds.find((each) => each === kind) } : {}),
    ...(caseNumber.trim() === '' ? {} : { caseNumber: caseNumber.trim() }),
  }
  const whole = from !== '' && to !== ''
  return (
    <form
      className="sheet log-choice"
      onSubmit={(event) => {
        event.preventDefault()
        if (whole) onShow(asked)
      }}
    >
      {me.boards.length > 1 && (
        <Select
          label={t('log.board')}
          value={board}
          onChange={setBoard}
          options={me.boards.map((code) => ({ id: code, name: look(code).name }))}
        />
      )}
      <Select
        label={t('log.why')}
        hint={t('log.why.hint')}
        value={purpose}
        onChange={(id) => setPurpose(purposes.find((each) => each === id) ?? 'control')}
        options={purposes.map((id) => ({ id, name: t(`log.why.${id}`) }))}
      />
      <Field type="date" label={t('log.from')} value={from} onChange={setFrom} isRequired />
      <Field type="date" label={t('log.to')} value={to} onChange={setTo} isRequired />
      <Select
        label={t('log.kind')}
        value={kind}
        onChange={setKind}
        options={[{ id: '', name: t('log.kind.all') }, ...kinds.map((id) => ({ id, name: t(`log.kind.${id}`) }))]}
      />
      <Field label={t('log.case')} value={caseNumber} onChange={setCaseNumber} maxLength={40} />
      <div className="log-acts">
        <Button type="submit" look="primary" isDisabled={!whole}>
          {t('log.show')}
        </Button>
        {whole && board !== '' && (
          <a href={`/v1/log/${board}/file?${new URLSearchParams({ from, to, purpose })}`} download>
            {t('log.take')}
          </a>
        )}
        <span className="field-hint">{t('log.take.hint')}</span>
      </div>
    </form>
  )
}
