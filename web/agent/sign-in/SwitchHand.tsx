import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Sheet } from '../../ui/Sheet.tsx'
import { useMe } from '../session.tsx'
import { SignInForm } from './SignInForm.tsx'
import './sign-in.css'

/** One person, two roles: what each may see differs, so the change is a new session and everything shown is fetched anew. */
export function SwitchHand({ hand, onClose }: { hand: Reply<'me'>['hand']; onClose: () => void }) {
  const { t } = useTexts()
  const me = useMe()
  return (
    <Sheet title={t('user.workAs', { hand: t(`hand.${hand}`).toLowerCase() })} closeLabel={t('close')} onClose={onClose}>
      <p className="soft">{t('user.switch.hint')}</p>
      <SignInForm hand={hand} only={me.employee.name} onSignedIn={() => location.assign('/')} />
    </Sheet>
  )
}
