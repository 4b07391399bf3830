import { ChevronDown } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
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
import { type ChoiceGroup, ranked } from './rank.ts'
import './Field.css'
import './Pick.css'

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

/** One field to find one thing among many: type some letters, Enter takes the best match. */
export function Pick({ label, groups, value, onChange, placeholder, autoFocus, empty, hint }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  const chosen = groups.flatMap((group) => group.choices).find((choice) => choice.id === value)?.name ?? ''
  const shown = useMemo(() => ranked(groups, typed ?? ''), [groups, typed])
  const change = (key: RowKey | null) => {
    setTyped(null)
    if (key !== null) onChange(String(key))
  }
  const takeFirst = (event: KeyboardEvent<HTMLInputElement>) => {
    const first = shown[0]?.choices[0]
    const inList = event.currentTarget.hasAttribute('aria-activedescendant')
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || inList || !typed || !first) return
    event.preventDefault()
    change(first.id)
  }
  return (
    <ComboBox
      className="field"
      items={shown}
      value={value}
      onChange={change}
      inputValue={typed ?? chosen}
      onInputChange={(text) => setTyped(text === chosen ? null : text)}
      onOpenChange={(open) => !open && setTyped(null)}
      menuTrigger="focus"
      allowsEmptyCollection
      autoFocus={autoFocus}
    >
      <Label>{label}</Label>
      <div className="pick-box">
        <Input placeholder={placeholder} onFocus={(event) => event.currentTarget.select()} onKeyDownCapture={takeFirst} />
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
        <ListBox className="pick-list" renderEmptyState={() => <p className="pick-empty">{empty}</p>}>
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
