import { useState } from 'react'
import type { Key } from '../../texts/index.tsx'
import { useTexts } from '../../texts/index.tsx'
import { Toggle } from '../../ui/Choose.tsx'
import { keysAreOn, switchKeys } from '../../ui/keys.ts'
import { Sheet } from '../../ui/Sheet.tsx'
import './KeysHelp.css'

type Plain = Extract<Key, `keys.${string}`>
const groups: readonly { title: Plain; keys: readonly (readonly [string, Plain])[] }[] = [
  {
    title: 'keys.everywhere',
    keys: [
      ['Alt N', 'keys.new'],
      ['/', 'keys.search'],
      ['u', 'keys.undo'],
      ['?', 'keys.help'],
      ['Esc', 'keys.escape'],
    ],
  },
  {
    title: 'keys.list',
    keys: [
      ['j', 'keys.next'],
      ['k', 'keys.previous'],
      ['Enter', 'keys.open'],
    ],
  },
  {
    title: 'keys.case',
    keys: [
      ['r', 'keys.answer'],
      ['n', 'keys.note'],
      ['a', 'keys.take'],
      ['d', 'keys.route'],
      ['h', 'keys.handover'],
      ['p', 'keys.application'],
      ['e', 'keys.close'],
      ['1 – 9', 'keys.outcome'],
    ],
  },
  {
    title: 'keys.writing',
    keys: [['Ctrl Enter', 'keys.send']],
  },
]

export function KeysHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const [on, setOn] = useState(keysAreOn)
  const change = (next: boolean) => {
    switchKeys(next)
    setOn(next)
  }
  return (
    <Sheet wide title={t('keys.show')} closeLabel={t('close')} onClose={onClose}>
      <div className="keys-groups">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{t(group.title)}</h3>
            <dl>
              {group.keys.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    {key.split(' ').map((part) => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dt>
                  <dd>{t(does)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Toggle on={on} onChange={change} hint={t('keys.switch.hint')}>
        {t('keys.switch')}
      </Toggle>
    </Sheet>
  )
}
