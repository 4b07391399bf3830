import { z } from 'zod'
import { sql, type Tx } from '../../platform/db.ts'
import { maskIdentityNumbers } from '../secrecy/index.ts'

const Said = z.object({
  number: z.string(),
  opened_at: z.date(),
  subject: z.string(),
  body: z.string(),
  sender: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  property_designation: z.string().nullable(),
  marked: z.boolean(),
})

export type Summary = {
  caseId: string
  caseTypeId: number
  openedAt: Date
  number: string
  subject: string
  text: string
  sender: string | null
  lookups: readonly (string | null)[]
  sealed: boolean
}

/** Writes the one row that lists show and search reads. Identity numbers are masked; a sealed type gets the number and nothing else (design §3). */
export async function writeSummary(tx: Tx, summary: Summary): Promise<void> {
  const { subject, preview, sender, lookup, ts } = summaryOf(summary)
  await tx.run(sql`
    insert into case_summary (case_id, case_type_id, opened_at, subject, preview, sender, lookup, ts)
    values (${summary.caseId}, ${summary.caseTypeId}, ${summary.openedAt}, ${subject}, ${preview}, ${sender}, ${lookup}, ${ts})`)
}

/** Makes the summary again from the case's first message and its participants. The case must be open to this transaction. */
export async function summariseAgain(
  tx: Tx,
  { caseId, caseTypeId, sealed }: { caseId: string; caseTypeId: number; sealed: boolean },
): Promise<void> {
  const said = await tx.maybe(
    Said,
    sql`
    select c.number, c.opened_at, m.subject, m.body, coalesce(p.name, p.email, p.phone) as sender, p.name, p.email, p.phone, p.address, p.property_designation, (case_secrecy(c.id)).level in ('reverse', 'absolute') as marked
    from "case" c join lateral (select subject, body from message where case_id = c.id order by at limit 1) m on true left join lateral (select * from participant where case_id = c.id limit 1) p on true
    where c.id = ${caseId}`,
  )
  if (!said) return
  const { subject, preview, sender, lookup, ts } = summaryOf({
    ...said,
    text: said.body,
    lookups: [said.name, said.email, said.phone, said.address, said.property_designation],
    // a mark seals as its kind would
    sealed: sealed || said.marked,
  })
  await tx.run(
    sql`update case_summary set case_type_id = ${caseTypeId}, subject = ${subject}, preview = ${preview}, sender = ${sender}, lookup = ${lookup}, ts = ${ts} where case_id = ${caseId}`,
  )
}

function summaryOf({
  number,
  subject,
  text,
  sender,
  lookups,
  sealed,
}: Pick<Summary, 'number' | 'subject' | 'text' | 'sender' | 'lookups' | 'sealed'>) {
  const words = (given: string) => (sealed ? '' : maskIdentityNumbers(given))
  const [short, long, who] = [words(subject).slice(0, 200), words(text).slice(0, 50_000), words(sender ?? '').slice(0, 200)]
  return {
    subject: short,
    preview: long.replace(/\s+/g, ' ').slice(0, 160),
    sender: who,
    lookup: [number, ...(sealed ? [] : lookups)].flatMap((each) => (each ? [lookupForm(each)] : [])).join(' | '),
    ts: sql`setweight(to_tsvector('simple', ${`${number} ${who}`}), 'A') || setweight(to_tsvector('swedish', ${short}), 'A') || setweight(to_tsvector('simple', ${short}), 'B') || setweight(to_tsvector('swedish', ${long}), 'C')`,
  }
}

/** How something is looked up: lower case, and a telephone number by its digits from the right, however it was written. */
export function lookupForm(given: string): string {
  const digits = given.replace(/\D/g, '')
  const isPhone = /^[+\d][\d\s()/-]{5,}$/.test(given.trim()) && digits.length >= 7
  return isPhone ? digits.replace(/^(00)?46|^0/, '') : given.trim().toLowerCase()
}
