import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Area } from '../../ui/Field.tsx'
import { call } from '../client.ts'
import { client } from '../queries.ts'
import { Refused } from '../Refused.tsx'

type All = Reply<'readDraft'>['comments']

/** What is said of a clause while it is written: by the board, and by the centre once it has been proposed. */
export function Comments({ version, clause, comments }: { version: string; clause: string; comments: All }) {
  const { t, moment } = useTexts()
  const [text, setText] = useState('')
  const show = ({ comments: all }: { comments: All }) =>
    client.setQueriesData<Reply<'readDraft'>>({ queryKey: ['draft', version] }, (view) => view && { ...view, comments: all })
  const write = useMutation({
    mutationFn: () => call('writeComment', { params: { id: version }, body: { clause, text } }),
    onSuccess: (all) => {
      setText('')
      show(all)
    },
  })
  const settle = useMutation({
    mutationFn: ({ id, resolved }: { id: string; resolved: boolean }) => call('resolveComment', { params: { id }, body: { resolved } }),
    onSuccess: show,
  })
  return (
    <section className="comments" aria-label={t('editor.comment')}>
      <ul className="stack">
        {comments.map(({ id, author, text: said, at, resolvedAt, resolvedBy }) => (
          <li key={id} className="comment" data-settled={resolvedAt !== null || undefined}>
            <p className="small soft">
              {author.name} · {moment(at)}
              {resolvedBy && ` · ${t('editor.settledBy', { name: resolvedBy })}`}
            </p>
            <p>{said}</p>
            <Button small look="plain" onPress={() => settle.mutate({ id, resolved: resolvedAt === null })}>
              {resolvedAt === null ? t('editor.settle') : t('editor.takeUp')}
            </Button>
          </li>
        ))}
      </ul>
      <Area label={t('editor.writeComment')} hint={t('editor.comment.hint')} rows={2} value={text} onChange={setText} />
      {write.isError && <Refused problem={write.error} />}
      <Button onPress={() => write.mutate()} isDisabled={text.trim() === '' || write.isPending}>
        {t('editor.say')}
      </Button>
    </section>
  )
}
