import type { CaseRow, CaseView, TimelineItem } from '../../../contracts/case.ts'
import type { Act, Category } from '../../../contracts/instruction.ts'
import type { WhySeen } from '../../../contracts/words.ts'
import { type About, type Standing, verdictOf } from '../instruction/index.ts'
import { maskIdentityNumbers } from '../secrecy/index.ts'
import { whyMasked } from './identity-number.ts'
import { askFor, offered, type Reader } from './verdicts.ts'

type Person = CaseView['participants'][number]
type Field = keyof CaseView['why']

const categoryOf = { name: 'name', email: 'email', phone: 'phone', address: 'address', property: 'property' } as const satisfies Record<
  Field,
  Category
>
const detailOf: Record<Field, (person: Person) => string | null> = {
  name: ({ name }) => name,
  email: ({ email }) => email,
  phone: ({ phone }) => phone,
  address: ({ address }) => address,
  property: ({ propertyDesignation }) => propertyDesignation,
}

/** The verbs that bring someone to a person's details; an auditor's is to look. */
const bringing = (hand: Standing['hand']): readonly Act[] =>
  hand === 'auditor' ? ['status.read'] : ['receive', 'handle', 'advise', 'assist', 'reply']

/** What a rule may ask of a case that is shown. */
export const aboutRow = (
  row: CaseRow,
  { department, answerable, happened }: { department: string; answerable: boolean; happened?: About['happened'] },
): About => ({
  state: row.state,
  holder: row.holder,
  department,
  anonymous: row.anonymous,
  replyAddress: answerable,
  assigneeId: row.assignee?.id ?? null,
  openedAt: new Date(row.openedAt),
  closedAt: row.closedAt === null ? null : new Date(row.closedAt),
  happened,
})

/**
 * Why each kind of detail may be seen for this mission, by the same decision that lets it be seen (P4). What no clause lets anyone have is taken
 * out of the answer, and the reason stays (A3, B10).
 */
export function seenFields(people: readonly Person[], reader: Reader): { people: Person[]; why: CaseView['why'] } {
  const fields = (Object.keys(categoryOf) as Field[]).filter((field) => people.some((person) => detailOf[field](person) !== null))
  const why: CaseView['why'] = Object.fromEntries(fields.map((field) => [field, whySeen(reader, field)]))
  const shown = (field: Field, value: string | null) => (why[field]?.outcome === 'permit' ? value : null)
  return {
    why,
    people: people.map((person) => ({
      ...person,
      name: shown('name', person.name),
      email: shown('email', person.email),
      phone: shown('phone', person.phone),
      address: shown('address', person.address),
      propertyDesignation: shown('property', person.propertyDesignation),
    })),
  }
}

function whySeen(reader: Reader, field: Field): WhySeen {
  const { standing, lang, offeredHere } = reader
  if (standing.hand === 'officer' && offeredHere) return { ...offered(lang), until: null }
  const acts: readonly Act[] = reader.question.about?.keptFrom === 'glass' ? ['status.read'] : bringing(standing.hand)
  const decision = askFor(reader, acts, categoryOf[field])
  return { ...verdictOf(decision, standing, lang), until: decision.untilMs === null ? null : new Date(decision.untilMs).toISOString() }
}

/** What has been said, with identity numbers masked where the board has no clause for them (L5), and why. */
export function seenText(
  items: readonly TimelineItem[],
  { standing, question, lang }: Reader,
): { items: TimelineItem[]; masked: CaseView['masked'] } {
  const why = whyMasked(standing, question, lang)
  if (why === null) return { items: [...items], masked: null }
  const masked = items.map(maskItem)
  const isChanged = masked.some((item, at) => JSON.stringify(item) !== JSON.stringify(items[at]))
  return { items: masked, masked: isChanged ? why : null }
}

function maskItem(item: TimelineItem): TimelineItem {
  if (item.kind === 'event') return item
  const body = maskIdentityNumbers(item.body)
  if (item.kind === 'note') return { ...item, body }
  const htmlDocument = item.htmlDocument === null ? null : maskIdentityNumbers(item.htmlDocument)
  return { ...item, body, subject: maskIdentityNumbers(item.subject), htmlDocument }
}
