import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { type Key, texts, useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Remark, Tag } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { client, logControl } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { LogTable } from './LogTable.tsx'

type Item = Reply<'readLogControl'>['queue'][number]
const verdicts = ['in-order', 'not-explained', 'investigate'] as const
const isKey = (key: string): key is Key => key in texts

/** One row, why it was taken up, and what the reviewer says of it. */
export function LogItem({ id, item, isSigned }: { id: string; item: Item; isSigned: boolean }) {
  const { t, language } = useTexts()
  return (
    <li className="log-item">
      <p className="log-whys">
        <span className="mono soft">{item.number}</span>
        {item.whys.map((why) => {
          const key = `lc.why.${why}`
          const words = isKey(key) ? texts[key][language] : why
          return (
            <Tag key={why} tone={why === 'sample' ? 'soft' : 'warn'}>
              {typeof words === 'string' ? words : why}
            </Tag>
          )
        })}
      </p>
      {item.row ? <LogTable rows={[item.row]} /> : <p>{t('lc.gone')}</p>}
      {item.verdict && (
        <p>
          <strong>{t(`lc.verdict.${item.verdict}`)}</strong>: {item.reason}{' '}
          <span className="soft small">{t('lc.by', { name: item.judgedBy ?? '' })}</span>
        </p>
      )}
      {item.own && !item.verdict && <Remark>{t('lc.own')}</Remark>}
      {!item.own && !isSigned && <Judge id={id} item={item} />}
    </li>
  )
}

/** Tab, choose, write, Enter: the whole queue by keyboard. */
function Judge({ id, item: { number, verdict: was, reason: wasReason } }: { id: string; item: Item }) {
  const { t } = useTexts()
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]>(was ?? 'in-order')
  const [reason, setReason] = useState(wasReason ?? '')
  const isWhole = reason.trim().length >= 3
  const judge = useMutation({
    mutationFn: () => call('judgeLogItem', { params: { id, number }, body: { verdict, reason } }),
    onSuccess: (now) => client.setQueryData(logControl(id).queryKey, now),
  })
  return (
    <form
      className="log-judge"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole && !judge.isPending) judge.mutate()
      }}
    >
      <Select
        label={t('lc.verdict')}
        value={verdict}
        onChange={(given) => setVerdict(verdicts.find((each) => each === given) ?? 'in-order')}
        options={verdicts.map((each) => ({ id: each, name: t(`lc.verdict.${each}`) }))}
      />
      <Field label={t('lc.reason')} value={reason} onChange={setReason} maxLength={500} isRequired />
      <Button type="submit" isDisabled={!isWhole || judge.isPending}>
        {t('lc.judge')}
      </Button>
      {judge.isError && <Refused problem={judge.error} />}
    </form>
  )
}
