import type { z } from 'zod'
import type { FormList } from '../../../contracts/application.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { owesEServiceOffer } from '../case/index.ts'
import { ask, loadStanding } from '../instruction/index.ts'
import { fieldsNow, formRows, type Lang, shownForm } from './find-form.ts'

/** The forms that may be used now: to the agent those they may help with, to the officer those of their own boards. */
export async function listForms(tx: Tx, lang: Lang): Promise<z.infer<typeof FormList>> {
  const standing = await loadStanding(tx)
  const newest = await formRows(
    tx,
    sql`not exists (select from form_version n where n.case_type_id = f.case_type_id and n.version > f.version)`,
  )
  const forms = newest.flatMap((form) => {
    const question = {
      board: form.board,
      caseType: form.case_type,
      channel: null,
      mission: 'application',
      about: { department: form.department, holder: 'centre' },
    } as const
    if (ask(standing, ['draft', 'assist'], question).outcome !== 'permit') return []
    const fields = fieldsNow(standing, form)
    return fields === null ? [] : [shownForm(form, fields, owesEServiceOffer(standing, question), lang)]
  })
  return { forms }
}
