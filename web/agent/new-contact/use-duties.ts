import { useQueries } from '@tanstack/react-query'
import type { Place } from '../case/PlacePick.tsx'
import { call } from '../client.ts'
import type { ContactForm, Duties } from './form.ts'

const none: Duties = { publicityWarning: false, eServiceOffer: false }

/** What the instruction wants said or asked, question by question (A28, A35). */
export function useDuties({ channel, questions }: ContactForm, general: Place | null): Duties[] {
  const places = questions.map(({ place }) => place ?? general)
  const answers = useQueries({
    queries: places.map((place) => ({
      queryKey: ['contact-duties', channel, place?.board, place?.caseType],
      queryFn: () => (place ? call('contactDuties', { query: { ...place, channel } }) : none),
    })),
  })
  return answers.map(({ data }) => data ?? none)
}
