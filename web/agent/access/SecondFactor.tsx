import { useMutation } from '@tanstack/react-query'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Checks } from '../../ui/Checks.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import { hands, showAccess } from './shown.ts'

/** Which roles need a second step after a password. */
export function SecondFactor({ hands: demanding }: { hands: Reply<'access'>['secondFactor'] }) {
  const { t } = useTexts()
  const demand = useMutation({
    mutationFn: (body: { hand: (typeof hands)[number]; demanded: boolean }) => call('demandSecondFactor', { body }),
    onSuccess: showAccess,
  })
  const change = (chosen: string[]) => {
    const changed = hands.find((hand) => chosen.includes(hand) !== demanding.includes(hand))
    if (changed) demand.mutate({ hand: changed, demanded: chosen.includes(changed) })
  }
  return (
    <section className="sheet account-part stack" aria-labelledby="second-factor">
      <h2 id="second-factor">{t('secondFactor.title')}</h2>
      <p className="soft">{t('secondFactor.lead')}</p>
      {demand.isError && <Refused problem={demand.error} />}
      <Checks
        label={t('secondFactor.hands')}
        options={hands.map((id) => ({ id, name: t(`hand.${id}`) }))}
        value={demanding}
        onChange={change}
      />
    </section>
  )
}
