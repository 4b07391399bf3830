import { Link } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useTexts } from '../texts/index.tsx'
import { Button } from '../ui/Button.tsx'
import { Remark } from '../ui/Status.tsx'
import { refusalOf } from './refusal.ts'
import { VerdictText } from './VerdictText.tsx'

/** What the server said no to, in the reader's language, with the instruction's reasons when it has some. */
export function Refused({ problem, again }: { problem: unknown; again?: () => void }) {
  const { t } = useTexts()
  const refusal = refusalOf(problem)
  const retry = again && (
    <Button small icon={<RotateCw aria-hidden="true" />} onPress={again}>
      {t('error.again')}
    </Button>
  )
  return (
    <Remark tone="danger" action={retry}>
      <p>{refusal?.detail ?? t('error.unexpected')}</p>
      {refusal?.code === 'undertaking_missing' && <Link to="/instructions">{t('nav.instructions')}</Link>}
      {refusal?.code === 'bulletin_unread' && <Link to="/bulletins">{t('nav.bulletins')}</Link>}
      {refusal?.verdict && <VerdictText verdict={refusal.verdict} />}
    </Remark>
  )
}
