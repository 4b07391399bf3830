import { ChevronDown } from 'lucide-react'
import { useMemo } from 'react'
import {
  Button,
  ComboBox,
  Header,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  type Key as RowKey,
  Text,
} from 'react-aria-components'
import './Field.css'
import './Pick.css'

/** `also`: other words that find the choice, beside its own name. */
export type Choice = { id: string; name: string; also?: string; mark?: string }
export type ChoiceGroup = { id: string; name: string; tone?: number; choices: Choice[] }
type Props = {
  label: string
  groups: ChoiceGroup[]
  value: string | null
  onChange: (id: string | null) => void
  placeholder?: string
  autoFocus?: boolean
  empty: string
  hint?: string
}

/** One field to find one thing among many: every word typed must be found somewhere in the name, its group or its other words. */
export function Pick({ label, groups, value, onChange, placeholder, autoFocus, empty, hint }: Props) {
  const haystack = useMemo(
    () => new Map(groups.flatMap((g) => g.choices.map((c) => [c.name, `${c.name} ${g.name} ${c.also ?? ''}`.toLowerCase()] as const))),
    [groups],
  )
  const matches = (name: string, typed: string) => {
    const within = haystack.get(name) ?? name.toLowerCase()
    return typed
      .toLowerCase()
      .split(/\s+/)
      .every((word) => within.includes(word))
  }
  const change = (key: RowKey | null) => onChange(key === null ? null : String(key))
  return (
    <ComboBox
      className="field"
      value={value}
      onChange={change}
      defaultFilter={matches}
      menuTrigger="focus"
      allowsEmptyCollection
      autoFocus={autoFocus}
    >
      <Label>{label}</Label>
      <div className="pick-box">
        <Input placeholder={placeholder} onFocus={(event) => event.currentTarget.select()} />
        <Button className="pick-open">
          <ChevronDown aria-hidden="true" />
        </Button>
      </div>
      {hint && (
        <Text slot="description" className="field-hint">
          {hint}
        </Text>
      )}
      <Popover className="popover pick-popover" offset={4}>
        <ListBox className="pick-list" items={groups} renderEmptyState={() => <p className="pick-empty">{empty}</p>}>
          {(group: ChoiceGroup) => (
            <ListBoxSection id={group.id}>
              <Header className="pick-group" data-tone={group.tone}>
                {group.name}
              </Header>
              {group.choices.map((choice) => (
                <ListBoxItem key={choice.id} id={choice.id} textValue={choice.name} className="pick-choice">
                  <Text slot="label">{choice.name}</Text>
                  {choice.mark && <small>{choice.mark}</small>}
                </ListBoxItem>
              ))}
            </ListBoxSection>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
