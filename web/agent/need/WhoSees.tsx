import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { Wide } from '../../ui/Wide.tsx'
import { call } from '../client.ts'
import { organisation } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import './need.css'

const hands = ['agent', 'officer', 'auditor'] as const
type Found = Reply<'whoSees'>

/** What one person may do with a board's case types and why, by the engine that answers them. */
export function WhoSees() {
  const { t } = useTexts()
  const { colleagues = [], boards = [] } = useQuery(organisation).data ?? {}
  const [employee, setEmployee] = useState('')
  const [board, setBoard] = useState('')
  const person = colleagues.find(({ id }) => id === employee)
  const [hand, setHand] = useState<(typeof hands)[number]>('agent')
  const ask = useMutation({ mutationFn: () => call('whoSees', { query: { employee, hand, board } }) })
  const pick = (id: string) => {
    setEmployee(id)
    setHand(colleagues.find((each) => each.id === id)?.hands[0] ?? 'agent')
  }
  return (
    <section className="sheet" aria-labelledby="who-sees">
      <h2 id="who-sees" className="need-title">
        {t('whoSees.title')}
      </h2>
      <div className="need-form">
        <Select label={t('whoSees.person')} options={colleagues} value={employee} onChange={pick} />
        <Select
          label={t('whoSees.hand')}
          options={(person?.hands ?? hands).map((id) => ({ id, name: t(`hand.${id}`) }))}
          value={hand}
          onChange={(id) => setHand(hands.find((each) => each === id) ?? 'agent')}
        />
        <Select
          label={t('whoSees.board')}
          options={boards.map(({ code, name }) => ({ id: code, name }))}
          value={board}
          onChange={setBoard}
        />
        <Button isDisabled={employee === '' || board === ''} isPending={ask.isPending} onPress={() => ask.mutate()}>
          {t('whoSees.show')}
        </Button>
      </div>
      {ask.isError && <Refused problem={ask.error} />}
      {ask.data && <Answer found={ask.data} />}
    </section>
  )
}

function Answer({ found }: { found: Found }) {
  const { t } = useTexts()
  const types = useQuery(organisation).data?.boards.find(({ code }) => code === found.board)?.caseTypes ?? []
  return (
    <>
      <p className="need-quiet soft small">{t('whoSees.facts', { assigned: found.assigned, conflicts: found.conflicts })}</p>
      <Wide label={t('whoSees.title')}>
        <table className="who-sees">
          <thead>
            <tr>
              <th>{t('whoSees.type')}</th>
              <th>{t('whoSees.may')}</th>
              <th>{t('whoSees.mayNot')}</th>
            </tr>
          </thead>
          <tbody>
            {types.map(({ code, name }) => (
              <tr key={code}>
                <td>{name}</td>
                <td>
                  <Acts cells={found.cells.filter((cell) => cell.caseType === code && cell.outcome === 'permit')} />
                </td>
                <td>
                  <Acts cells={found.cells.filter((cell) => cell.caseType === code && cell.outcome !== 'permit')} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

/** What has the same reason stands together; the reason is opened, for it quotes the clauses. */
function Acts({ cells }: { cells: Found['cells'] }) {
  const why = Map.groupBy(cells, ({ sentence }) => sentence)
  return (
    <ul>
      {[...why].map(([reason, same]) => (
        <li key={reason}>
          <details>
            <summary>{same.map(({ actName }) => actName).join(', ')}</summary>
            <p className="soft small">{reason}</p>
          </details>
        </li>
      ))}
    </ul>
  )
}
