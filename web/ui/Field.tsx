import type { ReactNode, Ref } from 'react'
import { FieldError, Input, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components'
import './Field.css'

type Props = Omit<TextFieldProps, 'className' | 'children'> & { label: string; hint?: string; placeholder?: string; quietLabel?: boolean }

function Around({ label, hint, quietLabel, children, ...rest }: Props & { children: ReactNode }) {
  return (
    <TextField {...rest} className="field">
      <Label className={quietLabel ? 'only-heard' : undefined}>{label}</Label>
      {children}
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error" />
    </TextField>
  )
}

export function Field({ placeholder, inputRef, ...rest }: Props & { inputRef?: Ref<HTMLInputElement> }) {
  return (
    <Around {...rest}>
      <Input ref={inputRef} placeholder={placeholder} />
    </Around>
  )
}

/** Several lines; grows with what is written, from `rows` lines up. */
export function Area({ placeholder, rows = 3, areaRef, ...rest }: Props & { rows?: 1 | 2 | 3 | 5; areaRef?: Ref<HTMLTextAreaElement> }) {
  return (
    <Around {...rest}>
      <TextArea ref={areaRef} rows={rows} className={`rows-${rows}`} placeholder={placeholder} />
    </Around>
  )
}
