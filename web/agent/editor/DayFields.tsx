import { useTexts } from '../../texts/index.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'

type Props = { label: string; quietLabel?: boolean; value: string; onChange: (value: string) => void; hint?: string }

export function DayField(props: Props) {
  return <Field {...props} type="date" />
}

/** An instant written as the day that begins with it, in Sweden. */
export function InstantField({ value, onChange, ...rest }: Props) {
  const { isoDay } = useTexts()
  const day = Number.isNaN(Date.parse(value)) ? '' : isoDay(value)
  return <Field {...rest} type="date" value={day} onChange={(given) => onChange(given === '' ? '' : startOfDay(given, isoDay))} />
}

/** Midnight in Sweden, as an instant: an hour before midnight UTC in winter, two in summer. */
function startOfDay(day: string, isoDay: (at: string | number) => string): string {
  const winter = new Date(`${day}T00:00:00+01:00`)
  const summer = new Date(`${day}T00:00:00+02:00`)
  if (Number.isNaN(winter.getTime())) return ''
  return (isoDay(summer.getTime()) === day ? summer : winter).toISOString().replace('.000', '')
}

const months = Array.from({ length: 12 }, (_, index) => index)
const two = (n: number) => String(n).padStart(2, '0')

/** A day of every year. */
export function YearDayField({ label, value, onChange }: Props) {
  const { t, language } = useTexts()
  const [month = '01', day = '01'] = value.split('-')
  const name = new Intl.DateTimeFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { month: 'long', timeZone: 'UTC' })
  return (
    <fieldset className="node-pair">
      <legend className="label">{label}</legend>
      <Select
        label={t('editor.day')}
        quietLabel
        value={day}
        onChange={(id) => onChange(`${month}-${id}`)}
        options={Array.from({ length: 31 }, (_, index) => ({ id: two(index + 1), name: String(index + 1) }))}
      />
      <Select
        label={t('editor.month')}
        quietLabel
        value={month}
        onChange={(id) => onChange(`${id}-${day}`)}
        options={months.map((index) => ({ id: two(index + 1), name: name.format(new Date(Date.UTC(2026, index, 1))) }))}
      />
    </fieldset>
  )
}
