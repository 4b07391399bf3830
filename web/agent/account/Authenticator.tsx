import { encode } from 'uqr'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import './account.css'

/** The picture for the authenticator, drawn here: the secret goes to nobody. Dark on light in both themes, or no camera reads it. */
function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border: 4, ecc: 'M' })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  )
}

/** What a new authenticator is given: the picture, and the same as letters for whoever can't point a camera. */
export function NewAuthenticator({ offered: { uri, secret } }: { offered: { uri: string; secret: string } }) {
  const { t } = useTexts()
  return (
    <div className="authenticator">
      <Qr text={uri} label={t('code.qr')} />
      <div className="stack">
        <p>{t('code.scan')}</p>
        <p className="soft small">{t('code.type')}</p>
        <code className="secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </div>
    </div>
  )
}

/** Shown once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTexts()
  return (
    <section className="stack" aria-label={t('recovery.title')}>
      <h2>{t('recovery.title')}</h2>
      <p>{t('recovery.lead')}</p>
      <ul className="recovery">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button onPress={() => void navigator.clipboard.writeText(codes.join('\n'))}>{t('recovery.copy')}</Button>
        <Button look="primary" onPress={onKept} autoFocus>
          {t('recovery.kept')}
        </Button>
      </div>
    </section>
  )
}
