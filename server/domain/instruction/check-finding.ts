import type { Finding } from '../../../contracts/rules.ts'

/** Swedish, then English. */
export type Pair = readonly [sv: string, en: string]

const finding =
  (severity: Finding['severity']) =>
  (clauseId: string | null, field: string, requirement: string, law: string | null, says: Pair, mend: Pair): Finding => ({
    severity,
    clauseId,
    field,
    requirement,
    law,
    says: { sv: says[0], en: says[1] },
    mend: { sv: mend[0], en: mend[1] },
  })

export const error = finding('error')
export const warning = finding('warning')
