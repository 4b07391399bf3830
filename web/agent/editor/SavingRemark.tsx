import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { Remark } from '../../ui/Status.tsx'
import type { Draft } from './use-draft.ts'

/** When what is written hasn't reached the server: why, that nothing is lost, and what can be done. */
export function SavingRemark({ draft }: { draft: Draft }) {
  const { t } = useTexts()
  if (draft.saving === 'failed')
    return (
      <Remark
        tone="warn"
        action={
          <Button small onPress={() => draft.save()}>
            {t('error.again')}
          </Button>
        }
      >
        {t('saving.failed.more')}
      </Remark>
    )
  if (draft.saving === 'gone') return <Remark tone="warn">{t('saving.gone.more')}</Remark>
  if (draft.saving !== 'conflict') return null
  return (
    <Remark
      tone="danger"
      action={
        <span className="row">
          <Button small look="primary" onPress={() => draft.settle('mine')}>
            {t('saving.mine')}
          </Button>
          <Button small onPress={() => draft.settle('theirs')}>
            {t('saving.theirs')}
          </Button>
        </span>
      }
    >
      {t('saving.conflict.more')}
    </Remark>
  )
}
