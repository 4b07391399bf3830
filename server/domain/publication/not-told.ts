import type { Clause } from '../../../contracts/instruction.ts'
import type { Lang } from '../rule/index.ts'

/**
 * What a clause can say and the public notice doesn't tell, with the reason: everything else that is changed changes a sentence (P1). A closed
 * list, held against the language by mutate-notice.test.ts.
 */
export const notTold = {
  id: { sv: 'Punktens namn står vid meningen, inte i den.', en: 'The name of the clause stands beside the sentence, not in it.' },
  text: {
    sv: 'Nämndens egna ord står i instruktionen, som är offentlig.',
    en: 'The board’s own words stand in the instruction, which is public.',
  },
  lang: { sv: 'Språket som nämnden skrev på.', en: 'The language that the board wrote in.' },
  source: {
    sv: 'Vilken källa som väger tyngst ändrar inte vad som gäller dig.',
    en: 'Which source weighs most is how rules are weighed, not what holds for you.',
  },
  materiality: { sv: 'Gäller om medarbetare ska skriva under på nytt.', en: 'It says whether staff sign again.' },
  reviewBy: { sv: 'Nämndens egen påminnelse.', en: 'The board’s own reminder.' },
  validFrom: { sv: 'En punkt nämns så länge den gäller.', en: 'A clause is told for as long as it holds.' },
  validTo: { sv: 'En punkt nämns så länge den gäller.', en: 'A clause is told for as long as it holds.' },
  delegationRef: { sv: 'Gäller vem i kommunen som får besluta.', en: 'It says who in the municipality may decide.' },
  dpiaRef: { sv: 'En hänvisning till ett eget dokument.', en: 'A reference to a document of its own.' },
  duty: {
    sv: 'Återkommande uppgifter är mellan nämnden och kontaktcenter och rör inga uppgifter om dig.',
    en: 'Recurring duties are between the board and the centre, and concern no data about you.',
  },
  'retention.quarantineDays': {
    sv: 'Karantänen slutar senast samma dag som uppgifterna ska vara borta: den förlänger ingen tid.',
    en: 'The quarantine ends on the day the data is gone at the latest: it makes no period longer.',
  },
  'retention.steps.doneBy': {
    sv: 'Hur ett steg blir klart är en intern händelse; steget nämns.',
    en: 'What ends a step is an event within; the step itself is told.',
  },
  'duty.doneBy': { sv: 'Se återkommande uppgifter.', en: 'See recurring duties.' },
  calendar: { sv: 'Nämns där den ändrar dagen: arbetsdagar.', en: 'Told where it moves the day: working days.' },
} as const satisfies Record<string, Record<Lang, string>>
export type NotTold = keyof typeof notTold

/** What of one clause isn't told, each with its reason. */
export function untoldOf(clause: Clause): { field: NotTold; because: Record<Lang, string> }[] {
  const used: NotTold[] = [
    ...(clause.duty === null ? [] : (['duty'] as const)),
    ...((clause.retention?.quarantineDays ?? 0) > 0 ? (['retention.quarantineDays'] as const) : []),
    ...((clause.retention?.steps.length ?? 0) > 0 ? (['retention.steps.doneBy'] as const) : []),
    ...(['delegationRef', 'dpiaRef', 'reviewBy'] as const).filter((field) => clause[field] !== null),
  ]
  return used.map((field) => ({ field, because: notTold[field] }))
}
