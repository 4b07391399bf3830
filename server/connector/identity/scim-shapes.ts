import { z } from 'zod'

// RFC 7643 and RFC 7644, as far as people and their groups need. What Ombud doesn't keep is let go unread.

export const schemas = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const

/** A refusal in SCIM's own form. */
export type ScimFault = Error & { scim: { status: 400 | 401 | 404 | 409 | 429; scimType: string | undefined } }
export const scimFault = (status: ScimFault['scim']['status'], detail: string, scimType?: string): ScimFault =>
  Object.assign(new Error(detail), { scim: { status, scimType } })
export const isScimFault = (error: unknown): error is ScimFault => error instanceof Error && 'scim' in error

export type Doc = Record<string, unknown>
export type Person = { userName: string; externalId: string | null; name: string; email: string; active: boolean }
type Kept = { id: string; user_name: string; external_id: string | null; name: string; email: string; active: boolean }

/** Entra ID sends booleans as words. */
const Truth = z.union([z.boolean(), z.stringbool()])
const text = z.string().trim().min(1).max(300)
const UserDoc = z.object({
  userName: text,
  externalId: z.string().trim().max(300).nullish(),
  displayName: z.string().trim().max(200).nullish(),
  name: z
    .object({
      formatted: z.string().trim().max(200).nullish(),
      givenName: z.string().max(100).nullish(),
      familyName: z.string().max(100).nullish(),
    })
    .nullish(),
  emails: z
    .array(z.object({ value: z.email().max(200), primary: Truth.nullish() }))
    .max(20)
    .nullish(),
  active: Truth.nullish(),
})
const GroupDoc = z.object({
  displayName: text,
  externalId: z.string().trim().max(300).nullish(),
  members: z
    .array(z.object({ value: z.uuid() }))
    .max(20_000)
    .nullish(),
})

export function readPerson(doc: unknown, { activeNow }: { activeNow: boolean }): Person {
  const read = UserDoc.safeParse(doc)
  if (!read.success) throw invalid(read.error)
  const { userName, externalId, displayName, name, emails, active } = read.data
  const email = emails?.find(({ primary }) => primary)?.value ?? emails?.[0]?.value ?? z.email().safeParse(userName).data
  if (email === undefined) throw scimFault(400, 'emails: a person needs an address, or a userName that is one', 'invalidValue')
  const parts = [name?.givenName, name?.familyName].filter(Boolean).join(' ')
  return {
    userName,
    externalId: externalId || null,
    name: displayName || name?.formatted || parts || userName,
    email: email.toLowerCase(),
    active: active ?? activeNow,
  }
}

export function readGroup(doc: unknown): { displayName: string; externalId: string | null; members: string[] } {
  const read = GroupDoc.safeParse(doc)
  if (!read.success) throw invalid(read.error)
  const { displayName, externalId, members } = read.data
  return { displayName, externalId: externalId || null, members: [...new Set((members ?? []).map(({ value }) => value))] }
}

const invalid = (error: z.ZodError) =>
  scimFault(400, [...new Set(error.issues.map(({ path }) => path.join('.')))].join(', ') || 'body', 'invalidValue')

/** What is kept of a person, as a document that a PATCH can be laid upon. */
export const docOfPerson = ({ user_name, external_id, name, email, active }: Kept): Doc => {
  const [family = '', ...given] = name.split(' ').reverse()
  return {
    userName: user_name,
    externalId: external_id,
    displayName: name,
    name: { formatted: name, givenName: given.reverse().join(' '), familyName: family },
    emails: [{ value: email, primary: true, type: 'work' }],
    active,
  }
}

const Filter = /^\s*(userName|externalId|displayName)\s+eq\s+"((?:[^"\\]|\\.)*)"\s*$/i

/** @returns the attribute, in lower case, and its value; undefined when nothing was asked. @throws invalidFilter for what isn't known */
export function readFilter(filter: string | undefined): { attribute: string; value: string } | undefined {
  if (filter === undefined || filter === '') return undefined
  const [, attribute = '', value = ''] = Filter.exec(filter) ?? []
  if (attribute === '') throw scimFault(400, 'filter: only userName, externalId or displayName eq "…"', 'invalidFilter')
  return { attribute: attribute.toLowerCase(), value: value.replace(/\\(.)/g, '$1') }
}
