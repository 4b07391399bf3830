import { useMutation } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import type { Given, Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checks } from '../../ui/Checks.tsx'
import { Segments, Toggle } from '../../ui/Choose.tsx'
import { Field } from '../../ui/Field.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'
import { beforehand, HarmQuestions } from './HarmTest.tsx'

type Shown = Reply<'askStatus'>
type Body = Given<'tellStatus'>['body']
type Representation = NonNullable<Body['representation']>
export type Asker = Pick<Body, 'recipient' | 'identityLevel'> & { related: boolean; representation: Representation | null }

/** Not asked yet: nothing is sent, and nothing may be told. */
const unknownAge = -1

/** What somebody stands on before the agent has asked: nothing that would let anything be told. */
export function blankFor(recipient: Asker['recipient'], fields: readonly string[]): Representation | null {
  if (recipient === 'representative') return { kind: 'representative', documentRef: '', validTo: null, scope: [...fields] }
  if (recipient === 'guardian')
    return { kind: 'guardian', custody: 'not-checked', childAge: unknownAge, decides: null, considerableHarm: false }
  return recipient === 'authority' ? { kind: 'authority', law: '' } : null
}
/** What hasn't been filled in isn't sent: the answer is then what is lacking. */
export function filledIn(given: Representation | null): Representation | null {
  if (given?.kind === 'representative' && given.documentRef.trim().length < 2) return null
  if (given?.kind === 'guardian' && given.childAge === unknownAge) return null
  return given?.kind === 'authority' && given.law.trim() === '' ? null : given
}

type Props<T> = { value: T; onChange: (value: T) => void; shown: Shown }

/** What the one on the line stands on (D8): asked in the call, in the same dialog as the status. */
export function OnTheLine({ value, onChange, shown }: Props<Representation>) {
  if (value.kind === 'representative') return <Attorney value={value} onChange={onChange} shown={shown} />
  if (value.kind === 'guardian') return <Guardian value={value} onChange={onChange} />
  return <Authority value={value} onChange={onChange} />
}

function Attorney({ value, onChange, shown }: Props<Extract<Representation, { kind: 'representative' }>>) {
  const { t } = useTexts()
  return (
    <fieldset className="on-the-line">
      <legend className="only-heard">{t('line.attorney')}</legend>
      <Field
        label={t('line.document')}
        hint={t('line.document.hint')}
        value={value.documentRef}
        onChange={(documentRef) => onChange({ ...value, documentRef })}
        maxLength={40}
      />
      <Field
        label={t('line.validTo')}
        type="date"
        value={value.validTo ?? ''}
        onChange={(day) => onChange({ ...value, validTo: day === '' ? null : day })}
      />
      <Checks
        label={t('line.scope')}
        value={value.scope}
        onChange={(scope) => onChange({ ...value, scope })}
        options={shown.fields.map(({ name }) => ({ id: name, name: t(`field.${name}`) }))}
      />
    </fieldset>
  )
}

function Guardian({ value, onChange }: Omit<Props<Extract<Representation, { kind: 'guardian' }>>, 'shown'>) {
  const { t } = useTexts()
  const custodies = ['not-checked', 'population-register', 'document'] as const
  return (
    <fieldset className="on-the-line">
      <legend className="only-heard">{t('recipient.guardian')}</legend>
      <Segments
        label={t('line.custody')}
        value={value.custody}
        onChange={(custody) => onChange({ ...value, custody })}
        options={custodies.map((id) => ({ id, name: t(`line.custody.${id}`) }))}
      />
      <Field
        label={t('line.age')}
        type="number"
        inputMode="numeric"
        value={value.childAge === unknownAge ? '' : String(value.childAge)}
        onChange={(age) => onChange({ ...value, childAge: /^\d{1,3}$/.test(age) ? Math.min(120, Number(age)) : unknownAge })}
        hint={t(value.childAge >= 15 ? 'line.age.old' : 'line.age.young')}
      />
      <Segments
        label={t('line.decides')}
        value={value.decides ?? 'unknown'}
        onChange={(decides) => onChange({ ...value, decides: decides === 'unknown' ? null : decides })}
        options={(['unknown', 'guardian', 'child'] as const).map((id) => ({ id, name: t(`line.decides.${id}`) }))}
      />
      <Toggle on={value.considerableHarm} onChange={(considerableHarm) => onChange({ ...value, considerableHarm })} hint="OSL 12:3">
        {t('line.harm')}
      </Toggle>
    </fieldset>
  )
}

function Authority({ value, onChange }: Omit<Props<Extract<Representation, { kind: 'authority' }>>, 'shown'>) {
  const { t } = useTexts()
  return (
    <Field
      label={t('line.law')}
      hint={t('line.law.hint')}
      placeholder="SoL 19:1"
      value={value.law}
      onChange={(law) => onChange({ ...value, law })}
    />
  )
}

/** The harm test before something secret is told to anyone; judged anew when it is recorded. */
export function TellingTest({
  shown,
  level,
  onTested,
}: {
  shown: Shown
  level: Reply<'tellStatus'>['secrecy']['level']
  onTested: () => void
}) {
  const { t } = useTexts()
  const [given, setGiven] = useState(() => beforehand(level))
  const [kept, setKept] = useState<readonly string[]>([])
  const test = useMutation({
    mutationFn: () => call('testTelling', { params: { id: shown.id }, body: { answers: given, kept: [...kept] } }),
    onSuccess: onTested,
  })
  return (
    <section className="harm-test stack" aria-label={t('harm.title')}>
      <Remark tone="warn">
        <p>
          <strong>{t('harm.title')}</strong> {t(`secrecy.level.${level === 'none' ? 'straight' : level}`)}
        </p>
        <p className="soft small">{t('line.test.recorded')}</p>
      </Remark>
      <HarmQuestions given={given} onChange={setGiven} />
      <Checks
        label={t('line.kept')}
        value={kept}
        onChange={setKept}
        options={shown.fields.map(({ name }) => ({ id: name, name: t(`field.${name}`) }))}
      />
      <Button look="primary" icon={<Scale aria-hidden="true" />} isPending={test.isPending} onPress={() => test.mutate()}>
        {t('harm.do')}
      </Button>
      {test.isError && <Refused problem={test.error} />}
    </section>
  )
}
