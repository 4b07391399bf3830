import { schemas } from './scim-shapes.ts'

type Person = {
  id: string
  user_name: string
  external_id: string | null
  name: string
  email: string
  active: boolean
  created_at: Date
  changed_at: Date
  groups: readonly { value: string; display: string }[]
}
type Group = {
  id: string
  display_name: string
  external_id: string | null
  changed_at: Date
  members: readonly { value: string; display: string }[]
}

export const personShape = (person: Person, base: string) => ({
  schemas: [schemas.user],
  id: person.id,
  ...(person.external_id === null ? {} : { externalId: person.external_id }),
  userName: person.user_name,
  displayName: person.name,
  name: { formatted: person.name },
  emails: [{ value: person.email, type: 'work', primary: true }],
  active: person.active,
  groups: person.groups.map(({ value, display }) => ({ value, display, $ref: `${base}/Groups/${value}` })),
  meta: {
    resourceType: 'User',
    created: person.created_at.toISOString(),
    lastModified: person.changed_at.toISOString(),
    location: `${base}/Users/${person.id}`,
  },
})

export const groupShape = (group: Group, base: string, withMembers: boolean) => ({
  schemas: [schemas.group],
  id: group.id,
  ...(group.external_id === null ? {} : { externalId: group.external_id }),
  displayName: group.display_name,
  ...(withMembers ? { members: group.members.map(({ value, display }) => ({ value, display, $ref: `${base}/Users/${value}` })) } : {}),
  meta: { resourceType: 'Group', lastModified: group.changed_at.toISOString(), location: `${base}/Groups/${group.id}` },
})

export const listShape = (resources: readonly unknown[], { total, startIndex }: { total: number; startIndex: number }) => ({
  schemas: [schemas.list],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
})

const attribute = (name: string, more: object = {}) => ({
  name,
  type: 'string',
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
})
const parts = (names: readonly string[]) => names.map((name) => attribute(name))

/** What the directory asks before it begins (RFC 7644 §4, RFC 7643 §5–7). */
export function aboutScim(base: string): Record<string, object> {
  const types = [
    { id: 'User', name: 'User', endpoint: '/Users', schema: schemas.user },
    { id: 'Group', name: 'Group', endpoint: '/Groups', schema: schemas.group },
  ].map((type) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    ...type,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${type.id}` },
  }))
  const known = [userSchema, groupSchema].map((schema) => ({
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${schema.id}` },
  }))
  return {
    '/ServiceProviderConfig': {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: false },
      authenticationSchemes: [
        { type: 'oauthbearertoken', name: 'Bearer token', description: 'A token that an administrator of Ombud has made', primary: true },
      ],
      meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
    },
    '/ResourceTypes': listShape(types, { total: types.length, startIndex: 1 }),
    '/Schemas': listShape(known, { total: known.length, startIndex: 1 }),
    ...Object.fromEntries(types.map((type) => [`/ResourceTypes/${type.id}`, type])),
    ...Object.fromEntries(known.map((schema) => [`/Schemas/${schema.id}`, schema])),
  }
}

const userSchema = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id: schemas.user,
  name: 'User',
  description: 'Someone who works here',
  attributes: [
    attribute('userName', { required: true, uniqueness: 'server' }),
    attribute('externalId', { caseExact: true }),
    attribute('displayName'),
    attribute('name', { type: 'complex', subAttributes: parts(['formatted', 'givenName', 'familyName']) }),
    attribute('emails', {
      type: 'complex',
      multiValued: true,
      subAttributes: [...parts(['value', 'type']), attribute('primary', { type: 'boolean' })],
    }),
    attribute('active', { type: 'boolean' }),
    attribute('groups', { type: 'complex', multiValued: true, mutability: 'readOnly', subAttributes: parts(['value', 'display']) }),
  ],
}

const groupSchema = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
  id: schemas.group,
  name: 'Group',
  description: 'A group whose members may be given a role',
  attributes: [
    attribute('displayName', { required: true, uniqueness: 'server' }),
    attribute('externalId', { caseExact: true }),
    attribute('members', { type: 'complex', multiValued: true, subAttributes: parts(['value', 'display']) }),
  ],
}
