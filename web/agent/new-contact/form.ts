import type { Given, Reply } from '../../../contracts/api.ts'
import { type OfferAnswer, readOffer } from '../case/EServiceOffer.tsx'
import type { Place } from '../case/PlacePick.tsx'
import { isLoose, textAt } from '../loose.ts'

export type Duties = Reply<'contactDuties'>
type Registration = Given<'registerContact'>['body']
export type Settle = Registration['questions'][number]['settle']
export const personFields = ['name', 'phone', 'email', 'address', 'propertyDesignation'] as const
export type PersonField = (typeof personFields)[number]
export type QuestionForm = {
  key: number
  place: Place | null
  asked: string
  answered: string
  settle: Settle
  outcome: string | null
  eServiceOffer: OfferAnswer
}
/** `person` exists only for someone who is not anonymous: being anonymous is a state, not empty fields (B6). */
export type ContactForm = {
  channel: Registration['channel']
  person: Partial<Record<PersonField, string>> | null
  questions: QuestionForm[]
}

export const newQuestion = (key: number): QuestionForm => ({
  key,
  place: null,
  asked: '',
  answered: '',
  settle: 'answered',
  outcome: null,
  eServiceOffer: '',
})
export const emptyForm = (): ContactForm => ({ channel: 'phone', person: null, questions: [newQuestion(0)] })

/** Where a general question belongs: the centre's own guidance type. */
export function generalPlace(organisation: Reply<'organisation'> | undefined): Place | null {
  const host = organisation?.boards.find((board) => board.hostsContactCentre)
  const types = host?.caseTypes.filter((type) => !type.unrouted && !type.sealed) ?? []
  const type = types.find((known) => known.code === 'allman-vagledning') ?? types[0]
  return host && type ? { board: host.code, caseType: type.code } : null
}

/** The warning is shown as soon as a name is written about something whose clause wants it (A28, P10). */
export const warnsOf = ({ person }: ContactForm, duties: readonly Duties[]): boolean =>
  (person?.name ?? '').trim() !== '' && duties.some(({ publicityWarning }) => publicityWarning)

/** What is sent; null while something is missing. */
export function registrationOf(
  form: ContactForm,
  general: Place | null,
  { firstOutcome, duties }: { firstOutcome: string | undefined; duties: readonly Duties[] },
): Registration | null {
  const questions = form.questions.flatMap((question, at) => {
    const place = question.place ?? general
    if (!place || question.asked.trim() === '') return []
    const owed = duties[at]?.eServiceOffer === true
    if (owed && question.settle === 'answered' && question.eServiceOffer === '') return []
    const outcome = question.settle === 'answered' ? (question.outcome ?? firstOutcome) : undefined
    return [
      {
        ...place,
        asked: question.asked,
        answered: question.answered,
        settle: question.settle,
        ...(outcome && { outcome }),
        ...(owed && question.eServiceOffer !== '' && { eServiceOffer: question.eServiceOffer }),
      },
    ]
  })
  if (questions.length !== form.questions.length) return null
  const given = Object.fromEntries(Object.entries(form.person ?? {}).filter(([, value]) => value.trim() !== ''))
  return {
    channel: form.channel,
    anonymous: form.person === null,
    ...given,
    ...(warnsOf(form, duties) && { publicityWarning: 'shown' as const }),
    questions,
  }
}

const settles: readonly Settle[] = ['answered', 'case', 'handover']

/** Reads what was kept earlier, perhaps by an older version of this form: what can't be understood is left out. */
export function readForm(kept: unknown): ContactForm | null {
  if (!isLoose(kept) || !Array.isArray(kept.questions)) return null
  const person = isLoose(kept.person) ? kept.person : null
  const questions = kept.questions.filter(isLoose).map((question, key) => ({
    key,
    place: isLoose(question.place) ? { board: textAt(question.place, 'board'), caseType: textAt(question.place, 'caseType') } : null,
    asked: textAt(question, 'asked'),
    answered: textAt(question, 'answered'),
    settle: settles.find((settle) => settle === question.settle) ?? 'answered',
    outcome: textAt(question, 'outcome') || null,
    eServiceOffer: readOffer(textAt(question, 'eServiceOffer')),
  }))
  if (questions.length === 0) return null
  return {
    channel: kept.channel === 'visit' ? 'visit' : 'phone',
    person: person && Object.fromEntries(personFields.map((field) => [field, textAt(person, field)])),
    questions,
  }
}
