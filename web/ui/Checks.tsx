import { Checkbox, CheckboxGroup, Label } from 'react-aria-components'
import './Checks.css'

type Props = {
  label: string
  quietLabel?: boolean
  options: readonly { id: string; name: string }[]
  value: readonly string[]
  onChange: (value: string[]) => void
}

/** Any of a few, all in view. What is chosen and isn't among them stays. */
export function Checks({ label, quietLabel, options, value, onChange }: Props) {
  return (
    <CheckboxGroup className="checks-field" value={[...value]} onChange={onChange}>
      <Label className={quietLabel ? 'only-heard' : 'label'}>{label}</Label>
      <div className="checks">
        {options.map(({ id, name }) => (
          <Checkbox key={id} value={id} className="check">
            <span className="check-box" aria-hidden="true" />
            {name}
          </Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  )
}
