import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup, Switch } from 'react-aria-components'
import './Choose.css'

type Option<T extends string> = { id: T; name: string; icon?: ReactNode }
type Props<T extends string> = {
  label: string
  quietLabel?: boolean
  options: readonly Option<T>[]
  value: T
  onChange: (value: T) => void
}

/** A few options of which exactly one holds, all in view. */
export function Segments<T extends string>({ label, quietLabel, options, value, onChange }: Props<T>) {
  const choose = (id: string) => {
    const found = options.find((option) => option.id === id)
    if (found) onChange(found.id)
  }
  return (
    <RadioGroup className="segments-field" value={value} onChange={choose} orientation="horizontal">
      <Label className={quietLabel ? 'only-heard' : 'label'}>{label}</Label>
      <div className="segments">
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className="segment">
            {option.icon}
            {option.name}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

export function Toggle({
  on,
  onChange,
  children,
  hint,
}: {
  on: boolean
  onChange: (on: boolean) => void
  children: ReactNode
  hint?: ReactNode
}) {
  return (
    <Switch className="toggle" isSelected={on} onChange={onChange}>
      <span className="toggle-track" aria-hidden="true" />
      <span>
        <strong>{children}</strong>
        {hint && <small>{hint}</small>}
      </span>
    </Switch>
  )
}
