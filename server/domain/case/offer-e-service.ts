import type { EServiceOffer } from '../../../contracts/case.ts'
import { Problem } from '../../../contracts/problems.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { ask, type Question, type Standing } from '../instruction/index.ts'

/**
 * Does the board's instruction want the applicant to be offered help with the e-service here? It does where the centre may help with the application
 * and a clause about that help says so. An officer's own board isn't bound by what it tells the centre.
 * Rule: FL (2017:900) 6-7; requirement A35
 */
export const owesEServiceOffer = (standing: Standing, question: Omit<Question, 'act'>): boolean =>
  standing.hand === 'agent' && ask(standing, ['draft', 'assist'], question).obligations.some(({ kind }) => kind === 'offer-e-service')

/** @throws e_service_offer_unanswered */
export function refuseUnanswered(standing: Standing, question: Omit<Question, 'act'>, answer: EServiceOffer | null): void {
  if (answer === null && owesEServiceOffer(standing, question)) throw new Problem('e_service_offer_unanswered')
}

export async function keepEServiceOffer(tx: Tx, caseId: string, answer: EServiceOffer): Promise<void> {
  await tx.run(sql`update "case" set e_service_offer = ${answer} where id = ${caseId}`)
}
