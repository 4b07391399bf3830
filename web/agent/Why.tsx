import { CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useTexts } from '../texts/index.tsx'
import { Popup } from '../ui/Popup.tsx'
import { type Verdict, VerdictText } from './VerdictText.tsx'
import './Why.css'

/** A question mark that answers: `label` is the question, in whole words for whoever doesn't see what it stands beside. */
export function Why({ label, verdict, more }: { label: string; verdict: Verdict; more?: ReactNode }) {
  return (
    <Popup
      label={label}
      trigger={
        <AriaButton className="why" aria-label={label}>
          <CircleHelp aria-hidden="true" />
        </AriaButton>
      }
    >
      <h3>{label}</h3>
      <VerdictText verdict={verdict} />
      {more}
    </Popup>
  )
}

/** A masked number: digits, then four dots (server/domain/secrecy/mark.ts). */
const masked = /(\d[\d ]*[-+–]? ?(?:• ?){3}•|•{6}-•{4})/

export const hasMask = (text: string): boolean => masked.test(text)

/** Text in which every masked identity number says why it is masked. */
export function MaskedText({ text, why }: { text: string; why: Verdict | null }) {
  const { t } = useTexts()
  if (why === null) return text
  // With one group in the pattern, every other part is a number.
  return text.split(masked).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // The order of the parts never changes: the text is read once.
      // biome-ignore lint/suspicious/noArrayIndexKey: two numbers may be the same
      <span key={at} className="masked">
        {part}
        <Why label={t('why.masked.of', { number: part })} verdict={why} />
      </span>
    ),
  )
}
