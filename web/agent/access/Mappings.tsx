import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { call } from '../client.ts'
import { organisation } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { hands, showAccess } from './shown.ts'

/** Which group gives which role at which board. */
export function Mappings({ access: { mappings, groups } }: { access: Reply<'access'> }) {
  const { t, moment } = useTexts()
  const end = useMutation({ mutationFn: (mapping: number) => call('unmapGroup', { params: { mapping } }), onSuccess: showAccess })
  return (
    <section className="sheet account-part stack" aria-labelledby="mappings">
      <h2 id="mappings">{t('mappings.title')}</h2>
      <p className="soft">{t('mappings.lead')}</p>
      {end.isError && <Refused problem={end.error} />}
      {mappings.length === 0 && <p>{t('mappings.none')}</p>}
      {mappings.length > 0 && (
        <Wide label={t('mappings.title')}>
          <table>
            <thead>
              <tr>
                <th>{t('mappings.group')}</th>
                <th>{t('mappings.hand')}</th>
                <th>{t('mappings.board')}</th>
                <th>{t('mappings.since')}</th>
                <th>
                  <span className="only-heard">{t('mappings.end')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {mappings.map(({ id, group, hand, board, since }) => (
                <tr key={id}>
                  <td className="mono">{group}</td>
                  <td>{t(`hand.${hand}`)}</td>
                  <td>{board}</td>
                  <td>{moment(since)}</td>
                  <td>
                    <Button small onPress={() => end.mutate(id)} isDisabled={end.isPending} aria-label={t('mappings.end.named', { group })}>
                      {t('mappings.end')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      <NewMapping groups={groups} />
    </section>
  )
}

function NewMapping({ groups }: { groups: readonly string[] }) {
  const { t } = useTexts()
  const boards = useQuery(organisation).data?.boards ?? []
  const [group, setGroup] = useState('')
  const [hand, setHand] = useState<(typeof hands)[number]>('agent')
  const [chosen, setBoard] = useState('')
  const board = chosen || (boards[0]?.code ?? '')
  const add = useMutation({
    mutationFn: () => call('mapGroup', { body: { group, hand, board } }),
    onSuccess: (told) => {
      showAccess(told)
      setGroup('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <form onSubmit={submit} className="stack">
      {add.isError && <Refused problem={add.error} />}
      <Field label={t('mappings.group')} hint={t('mappings.group.hint')} value={group} onChange={setGroup} isRequired maxLength={300} />
      {groups.length > 0 && <p className="soft small">{t('mappings.known', { groups: groups.join(', ') })}</p>}
      <Select
        label={t('mappings.hand')}
        options={hands.map((id) => ({ id, name: t(`hand.${id}`) }))}
        value={hand}
        onChange={(id) => setHand(hands.find((known) => known === id) ?? 'agent')}
      />
      <Select
        label={t('mappings.board')}
        options={boards.map(({ code, name }) => ({ id: code, name }))}
        value={board}
        onChange={setBoard}
      />
      <div className="row">
        <Button type="submit" isDisabled={add.isPending}>
          {t('mappings.add')}
        </Button>
      </div>
    </form>
  )
}
