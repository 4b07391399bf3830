import type { Direction } from '../../../contracts/versions.ts'

type Words = Record<'sv' | 'en', string>

export const directionWords: Record<Direction, Words> = {
  widens: { sv: 'Det räknas som en utvidgning.', en: 'It counts as a widening.' },
  narrows: { sv: 'Det är en inskränkning.', en: 'It is a narrowing.' },
  neither: { sv: '', en: '' },
}

export const headerWords = {
  title: { sv: 'Rubriken', en: 'The title' },
  validFrom: { sv: 'Första dagen', en: 'The first day' },
  validTo: { sv: 'Sista dagen', en: 'The last day' },
  reviewBy: { sv: 'Dagen för genomgång', en: 'The day of review' },
  contacts: { sv: 'Listan med kontaktuppgifter', en: 'The list of contact details' },
  order: { sv: 'Punkternas ordning', en: 'The order of the clauses' },
} satisfies Record<string, Words>

/** What the fields of a clause are called; one that isn't here is shown by its own name. */
export const fieldWords: ReadonlyMap<string, Words> = new Map(
  Object.entries({
    text: { sv: 'ordalydelsen', en: 'the wording' },
    requirement: { sv: 'kravet den svarar på', en: 'the requirement it answers' },
    effect: { sv: 'om den tillåter eller nekar', en: 'whether it permits or refuses' },
    acts: { sv: 'vad som får göras', en: 'what may be done' },
    department: { sv: 'avdelningen', en: 'the department' },
    mission: { sv: 'uppgiften', en: 'the task' },
    caseTypes: { sv: 'ärendetyperna', en: 'the case types' },
    subjects: { sv: 'vem det handlar om', en: 'whom it is about' },
    categories: { sv: 'vilka uppgifter', en: 'which data' },
    specialCategories: { sv: 'känsliga uppgifter', en: 'special categories of data' },
    personnummerReason: { sv: 'skälet för personnummer', en: 'the reason for personal identity numbers' },
    basis: { sv: 'den rättsliga grunden', en: 'the legal basis' },
    lawId: { sv: 'lagrummet', en: 'the statute' },
    secrecyTags: { sv: 'sekretessbestämmelserna', en: 'the secrecy provisions' },
    identityLevel: { sv: 'hur den som frågar visar vem den är', en: 'how the person asking is identified' },
    recipientClass: { sv: 'vem det får sägas till', en: 'whom it may be told to' },
    channels: { sv: 'kanalerna', en: 'the channels' },
    caseOpens: { sv: 'när det blir ett ärende', en: 'when it becomes a case' },
    connectors: { sv: 'systemen', en: 'the systems' },
    region: { sv: 'var uppgifterna får finnas', en: 'where the data may be' },
    retention: { sv: 'gallringen', en: 'the retention rule' },
    delegationRef: { sv: 'delegationen', en: 'the delegation' },
    dpiaRef: { sv: 'konsekvensbedömningen', en: 'the impact assessment' },
    measures: { sv: 'skyddsåtgärderna', en: 'the security measures' },
    subProcessors: { sv: 'underbiträdena', en: 'the sub-processors' },
    obligations: { sv: 'skyldigheterna', en: 'the duties' },
    validFrom: { sv: 'från när den gäller', en: 'when it begins' },
    validTo: { sv: 'till när den gäller', en: 'when it ends' },
    reviewBy: { sv: 'när den ska ses över', en: 'when it is reviewed' },
    materiality: { sv: 'hur stor ändringen är', en: 'how heavy the change is' },
  }),
)
