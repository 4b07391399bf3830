import { useState } from 'react'
import type { ClauseForm } from '../../../contracts/clause-form.ts'
import type { EditedClause, EditedFile } from '../../../contracts/drafts.ts'
import { useTexts } from '../../texts/index.tsx'
import { tell } from '../notices.ts'
import type { ClauseActs } from './ClauseCard.tsx'
import { bySection, freeId, newClause, type Section } from './sections.ts'
import type { Draft } from './use-draft.ts'

type Pinned = Readonly<Record<string, Section>>

/** What can be done with clauses. A clause that is open stays in the section it was opened in. */
export function useClauses({ change, file }: Pick<Draft, 'change' | 'file'>, form: ClauseForm) {
  const { t } = useTexts()
  const [open, setOpen] = useState<Pinned>({})
  const clauses = (next: (clauses: EditedClause[]) => EditedClause[], key: string | null = null) =>
    change((before: EditedFile) => ({ ...before, clauses: next(before.clauses) }), key)
  const ids = file.clauses.map(({ id }) => id)
  const groups = bySection(file.clauses, open)
  const close = (id: string) => setOpen((before) => Object.fromEntries(Object.entries(before).filter(([each]) => each !== id)))
  const add = (section: Section) => {
    const fresh = newClause(section, form, ids)
    const last = groups.find((group) => group.section === section)?.clauses.at(-1)?.id ?? lastBefore(groups, section)
    clauses((all) => inserted(all, last, fresh))
    setOpen((before) => ({ ...before, [fresh.id]: section }))
  }
  const acts: ClauseActs = {
    change: (clause, key) => clauses((all) => all.map((each) => (each.id === clause.id ? clause : each)), key),
    rename: (id, wanted) => {
      const to = freeId(wanted, ids)
      clauses((all) => all.map((each) => (each.id === id ? { ...each, id: to } : each)))
      setOpen((before) => Object.fromEntries(Object.entries(before).map(([each, section]) => [each === id ? to : each, section])))
    },
    copy: (id) => {
      const found = file.clauses.find((each) => each.id === id)
      if (found) clauses((all) => inserted(all, id, { ...found, id: freeId(id, ids) }))
    },
    move: (id, by) => {
      const group = groups.find((each) => each.clauses.some((clause) => clause.id === id))?.clauses ?? []
      const beside = group[group.findIndex((clause) => clause.id === id) + by]?.id
      if (beside) clauses((all) => swapped(all, id, beside))
    },
    remove: (id) => {
      clauses((all) => all.filter((each) => each.id !== id))
      close(id)
      tell({ text: t('editor.removed') })
      document.getElementById('main')?.focus()
    },
    open: (id, section) => setOpen((before) => ({ ...before, [id]: section })),
    close,
  }
  return { groups, acts, add, isOpen: (id: string) => id in open }
}

function inserted(all: EditedClause[], after: string | null, fresh: EditedClause): EditedClause[] {
  const at = all.findIndex(({ id }) => id === after)
  return [...all.slice(0, at + 1), fresh, ...all.slice(at + 1)]
}

/** The last clause of the sections before: where a section's first clause goes. */
function lastBefore(groups: ReturnType<typeof bySection>, section: Section): string | null {
  const before = groups.slice(
    0,
    groups.findIndex((group) => group.section === section),
  )
  return before.flatMap((group) => group.clauses).at(-1)?.id ?? null
}

const swapped = (all: EditedClause[], a: string, b: string): EditedClause[] => {
  const [first, second] = [all.find(({ id }) => id === a), all.find(({ id }) => id === b)]
  return all.map((each) => (each.id === a ? (second ?? each) : each.id === b ? (first ?? each) : each))
}
