import { createContext, useContext } from 'react'
import type { ClauseForm } from '../../../contracts/clause-form.ts'

const Form = createContext<ClauseForm | null>(null)
export const FormProvider = Form.Provider

/** The form that clauses are written in, with the words the instruction itself declares. */
export function useForm(): ClauseForm {
  const form = useContext(Form)
  if (!form) throw new Error('useForm outside FormProvider')
  return form
}
