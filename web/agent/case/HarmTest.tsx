import { useMutation } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useState } from 'react'
import type { Given } from '../../../contracts/api.ts'
import type { CaseView } from '../../../contracts/case.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checks } from '../../ui/Checks.tsx'
import { Segments } from '../../ui/Choose.tsx'
import { Field } from '../../ui/Field.tsx'
import { Remark } from '../../ui/Status.tsx'
import { call } from '../client.ts'
import { Refused } from '../Refused.tsx'

type Body = Given<'testHandOver'>['body']
type Ground = Body['ground']
type Answers = Body['answers']
type Level = CaseView['secrecy']['level']

const harms = ['economy', 'integrity', 'safety', 'others'] as const
const answers = ['none', 'unsure', 'some', 'considerable'] as const
const parts = ['messages', 'notes', 'files', 'people'] as const
/** What the presumption is before anyone has said anything: openness, or secrecy (L40b). */
export const beforehand = (level: Level): Answers =>
  level === 'straight' || level === 'qualified-straight'
    ? { economy: 'none', integrity: 'none', safety: 'none', others: 'none' }
    : { economy: 'some', integrity: 'some', safety: 'some', others: 'some' }
const groundsAt: Readonly<Record<Level, readonly Ground[]>> = {
  none: [],
  'qualified-straight': ['no-harm', 'consent', '10:2', '10:27', '10:28'],
  straight: ['no-harm', 'consent', '10:2', '10:27', '10:28'],
  reverse: ['10:2', 'consent', '10:27', '10:28'],
  absolute: ['consent'],
}

/** Whether a case with this secrecy has to be tested before it goes to that board. */
export const needsTest = ({ row, secrecy }: CaseView, board: string | undefined): boolean =>
  board !== undefined && board !== row.board && (secrecy.level !== 'none' || secrecy.isProtected)

/**
 * The harm test, in the dialog where the case would go away (OSL 8:1, L40b). Choices only: nothing of the case is written here.
 * `onPassed` when it may go.
 */
export function HarmTest({ view, board, onPassed }: { view: CaseView; board: string; onPassed: () => void }) {
  const { t } = useTexts()
  const { level, provisions, isProtected } = view.secrecy
  const [ground, setGround] = useState<Ground>(isProtected ? 'consent' : (groundsAt[level][0] ?? 'consent'))
  const [given, setGiven] = useState(() => beforehand(level))
  const [consented, setConsented] = useState<readonly string[]>([])
  const [law, setLaw] = useState('')
  const test = useMutation({
    mutationFn: () =>
      call('testHandOver', {
        params: { id: view.row.id },
        body: {
          board,
          ground,
          answers: ground === 'consent' ? {} : given,
          consented: parts.filter((part) => consented.includes(part)),
          law: ground === '10:28' ? law.trim() : null,
        },
      }),
    onSuccess: ({ outcome }) => {
      if (outcome === 'all') onPassed()
    },
  })
  const passed = test.data?.outcome === 'all'
  return (
    <section className="harm-test stack" aria-label={t('harm.title')}>
      <Remark tone="warn">
        <p>
          <strong>{t('harm.title')}</strong> {t(`harm.level.${level}`, { provision: provisions[0] ?? '' })}
        </p>
        <p className="soft small">{t(isProtected ? 'harm.protected' : 'harm.recorded')}</p>
      </Remark>
      <Segments
        label={t('harm.ground')}
        value={ground}
        onChange={setGround}
        options={(isProtected ? (['consent'] as const) : groundsAt[level]).map((id) => ({ id, name: t(`harm.ground.${id}`) }))}
      />
      {ground === 'consent' ? (
        <Checks
          label={t('harm.consented')}
          value={consented}
          onChange={setConsented}
          options={parts.map((id) => ({ id, name: t(`harm.part.${id}`) }))}
        />
      ) : (
        <HarmQuestions given={given} onChange={setGiven} />
      )}
      {ground === '10:28' && <Field label={t('harm.law')} value={law} onChange={setLaw} placeholder="SoL 19:1" hint={t('harm.law.hint')} />}
      <Button
        look={passed ? 'quiet' : 'primary'}
        icon={<Scale aria-hidden="true" />}
        isPending={test.isPending}
        onPress={() => test.mutate()}
      >
        {t('harm.do')}
      </Button>
      <div role="status">
        {test.data && (
          <Remark tone={passed ? 'good' : 'warn'}>
            {passed ? t('harm.passed') : `${t(`harm.why.${test.data.why}`)} ${t('harm.kept')}`}
          </Remark>
        )}
      </div>
      {test.isError && <Refused problem={test.error} />}
    </section>
  )
}

/** Who would be harmed, and how: the same four questions whatever the criterion. */
export function HarmQuestions({ given, onChange }: { given: Answers; onChange: (given: Answers) => void }) {
  const { t } = useTexts()
  return harms.map((harm) => (
    <Segments
      key={harm}
      label={t(`harm.${harm}`)}
      value={given[harm] ?? 'unsure'}
      onChange={(answer) => onChange({ ...given, [harm]: answer })}
      options={answers.map((id) => ({ id, name: t(`harm.answer.${id}`) }))}
    />
  ))
}
