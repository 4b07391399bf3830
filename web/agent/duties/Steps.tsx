import { Check, Circle } from 'lucide-react'
import { useTexts } from '../../texts/index.tsx'

export type Step = { name: string; at: string | null; by?: string | null }

/** The way of a notice, as both sides see it. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const { t, moment, whole } = useTexts()
  return (
    <ol className="steps" aria-label={t('notice.steps')}>
      {steps.map(({ name, at, by }) => (
        <li key={name} className={at === null ? undefined : 'is-there'}>
          {at === null ? <Circle aria-hidden="true" /> : <Check aria-hidden="true" />}
          {name}{' '}
          {at === null ? (
            <span>{t('notice.notYet')}</span>
          ) : (
            <time dateTime={at} title={whole(at)}>
              {moment(at)}
              {by ? `, ${by}` : ''}
            </time>
          )}
        </li>
      ))}
    </ol>
  )
}
