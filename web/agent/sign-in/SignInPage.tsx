import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Remark } from '../../ui/Status.tsx'
import { client, me } from '../queries.ts'
import { SignInForm } from './SignInForm.tsx'
import './sign-in.css'

const reasons = ['away', 'unknown', 'no-hand', 'refused', 'link'] as const

/** What came of a try with the employer's sign-in, when it didn't lead in. */
function WhyNot() {
  const { t } = useTexts()
  const given = new URLSearchParams(location.search).get('signin')
  const reason = reasons.find((known) => known === given)
  return reason ? <Remark tone="danger">{t(`signin.not.${reason}`)}</Remark> : null
}

export function SignInPage() {
  const { t, language, setLanguage } = useTexts()
  return (
    <div className="sign-in">
      <main className="sign-in-card sheet">
        <header>
          <img src="/ombud.svg" alt="" width="40" height="40" />
          <div>
            <h1>Ombud</h1>
            <p className="soft">{t('signin.title')}</p>
          </div>
        </header>
        <WhyNot />
        <SignInForm onSignedIn={(signed) => client.setQueryData(me.queryKey, signed)} />
      </main>
      <Button look="plain" small onPress={() => setLanguage(language === 'sv' ? 'en' : 'sv')}>
        {t('user.language')}
      </Button>
    </div>
  )
}
