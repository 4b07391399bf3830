import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import type { Reply } from '../../../contracts/api.ts'
import { useTexts } from '../../texts/index.tsx'
import { Button } from '../../ui/Button.tsx'
import { useKeys } from '../../ui/keys.ts'
import { Waiting } from '../../ui/Status.tsx'
import { clauseForm } from '../queries.ts'
import { Refused } from '../Refused.tsx'
import { ClauseCard } from './ClauseCard.tsx'
import { FormProvider } from './form-context.tsx'
import { withOwnWords } from './form-values.ts'
import { HeadForm } from './HeadForm.tsx'
import { SavingRemark } from './SavingRemark.tsx'
import { SectionNav } from './SectionNav.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useClauses } from './use-clauses.ts'
import { useDraft } from './use-draft.ts'
import './editor.css'
import './node.css'

type View = Reply<'readDraft'>

/** An instruction as the paper has it, section by section; each clause can be opened and written. */
export function Editor({ view }: { view: View }) {
  const { t } = useTexts()
  const form = useQuery(clauseForm(view.board))
  if (form.isPending) return <Waiting label={t('wait')} />
  if (form.isError) return <Refused problem={form.error} again={() => form.refetch()} />
  return <Paper view={view} form={form.data} />
}

function Paper({ view, form: given }: { view: View; form: Reply<'clauseForm'> }) {
  const { t, language } = useTexts()
  const draft = useDraft(view)
  const { file, checks, sentences, change } = draft
  const form = useMemo(() => withOwnWords(given, file, language), [given, file, language])
  const { groups, acts, add, isOpen } = useClauses(draft, form)
  useKeys({ 'Ctrl+z': () => draft.undo?.(), 'Ctrl+y': () => draft.redo?.() }, view.can.write)
  const said = new Map(sentences.map((each) => [each.id, each.sentences]))
  const writes = view.can.write && draft.saving !== 'gone'
  return (
    <FormProvider value={form}>
      <div className="paper">
        <SectionNav groups={groups} checks={checks} />
        <div className="paper-main">
          <Toolbar draft={draft} view={view} groups={groups} />
          <SavingRemark draft={draft} />
          <HeadForm file={file} writes={writes} checks={checks.filter(({ clauseId }) => clauseId === null)} onChange={change} />
          {groups.map(({ section, clauses }, index) => (
            <section key={section} className="paper-section" id={`section-${section}`} aria-labelledby={`heading-${section}`}>
              <h2 id={`heading-${section}`} tabIndex={-1}>
                <span className="card-number">{index + 1}</span> {t(`section.${section}`)}
              </h2>
              {clauses.map((clause, at) => (
                <ClauseCard
                  key={clause.id}
                  clause={clause}
                  number={`${index + 1}.${at + 1}`}
                  section={section}
                  open={isOpen(clause.id)}
                  sentences={said.get(clause.id) ?? []}
                  checks={checks.filter(({ clauseId }) => clauseId === clause.id)}
                  comments={view.comments.filter((comment) => comment.clause === clause.id)}
                  version={view.id}
                  acts={writes ? acts : null}
                />
              ))}
              {writes && (
                <Button
                  small
                  look="plain"
                  icon={<Plus aria-hidden="true" />}
                  onPress={() => add(section)}
                  aria-label={t('editor.addClauseIn', { section: t(`section.${section}`) })}
                >
                  {t('editor.addClause')}
                </Button>
              )}
            </section>
          ))}
        </div>
      </div>
    </FormProvider>
  )
}
