import { useId } from 'react'
import './Select.css'

type Option = { id: string; name: string }
type Props = {
  label: string
  options: readonly Option[]
  value: string
  onChange: (id: string) => void
  quietLabel?: boolean
  hint?: string
  /** As wide as what is chosen: stands in the middle of a sentence. */
  inline?: boolean
  invalid?: boolean
}

/** One of several, as the browser's own list: every keyboard, screen reader and phone knows it. */
export function Select({ label, options, value, onChange, quietLabel, hint, inline, invalid }: Props) {
  const id = useId()
  const known = options.some((option) => option.id === value)
  return (
    <div className={inline ? 'select-inline' : 'field'}>
      <label htmlFor={id} className={quietLabel ? 'only-heard' : undefined}>
        {label}
      </label>
      <select
        id={id}
        className="select"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        aria-invalid={invalid || undefined}
      >
        {!known && <option value={value}>{value === '' ? '–' : value}</option>}
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
      {hint && (
        <span id={`${id}-hint`} className="field-hint">
          {hint}
        </span>
      )}
    </div>
  )
}
