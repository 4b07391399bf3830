import { z } from 'zod'
import { type Doc, scimFault } from './scim-shapes.ts'

// PATCH (RFC 7644 §3.5.2) as Entra ID and Okta send it: `op` in any case, a path or none, booleans as words, dotted names in a value without path.

const Patch = z.object({
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().max(500).optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(1000),
})
type Operation = z.output<typeof Patch>['Operations'][number]
const isDoc = (given: unknown): given is Doc => typeof given === 'object' && given !== null && !Array.isArray(given)

/** The document as it stands after every operation, in order. @throws invalidSyntax, noTarget */
export function patched(doc: Doc, body: unknown): Doc {
  const read = Patch.safeParse(body)
  if (!read.success) throw scimFault(400, 'Operations', 'invalidSyntax')
  return read.data.Operations.reduce(apply, doc)
}

function apply(doc: Doc, { op, path, value }: Operation): Doc {
  if (path !== undefined && path !== '') return at(doc, op, withoutSchema(path), value)
  if (op === 'remove') throw scimFault(400, 'remove needs a path', 'noTarget')
  if (!isDoc(value)) throw scimFault(400, 'value', 'invalidValue')
  return Object.entries(value).reduce((so, [name, each]) => at(so, op, withoutSchema(name), each), doc)
}

const withoutSchema = (path: string) => path.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(User|Group):/i, '')

/** `name`, `name.part`, `names[part eq "x"]` or `names[part eq "x"].part`; anything else is an attribute that Ombud doesn't keep. */
function at(doc: Doc, op: Operation['op'], path: string, value: unknown): Doc {
  const [, attribute = '', by, word, part] = /^(\w+)(?:\[\s*(\w+)\s+eq\s+"?([^"\]]*)"?\s*\])?(?:\.(\w+))?$/i.exec(path) ?? []
  const name = Object.keys(doc).find((known) => known.toLowerCase() === attribute.toLowerCase())
  if (name === undefined) return doc
  if (by !== undefined) return { ...doc, [name]: some(doc[name], { op, by, word: word ?? '', part, value }) }
  if (part !== undefined) return { ...doc, ...namePart(doc, name, part, op === 'remove' ? null : value) }
  if (Array.isArray(doc[name])) return { ...doc, [name]: list(doc[name], op, value) }
  if (name === 'name' && isDoc(value)) {
    let so = doc
    for (const [each, given] of Object.entries(value)) so = { ...so, ...namePart(so, name, each, given) }
    return so
  }
  return { ...doc, [name]: op === 'remove' ? null : value }
}

/** A part of the name changes the whole name, unless a display name is given as well. */
function namePart(doc: Doc, name: string, part: string, value: unknown): Doc {
  const before = isDoc(doc[name]) ? doc[name] : {}
  const known = Object.keys(before).find((each) => each.toLowerCase() === part.toLowerCase())
  if (known === undefined) return doc
  const after = { ...before, [known]: value }
  if (name !== 'name') return { [name]: after }
  const whole = known === 'formatted' ? value : [after.givenName, after.familyName].filter(Boolean).join(' ')
  return { [name]: { ...after, formatted: whole }, displayName: whole }
}

function list(before: unknown[], op: Operation['op'], value: unknown): unknown[] {
  const given = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  if (op === 'replace') return given
  const keyOf = (each: unknown) => (isDoc(each) ? each.value : each)
  const keys = new Set(given.map(keyOf))
  if (op === 'remove') return given.length === 0 ? [] : before.filter((each) => !keys.has(keyOf(each)))
  return [...before.filter((each) => !keys.has(keyOf(each))), ...given]
}

type Some = { op: Operation['op']; by: string; word: string; part: string | undefined; value: unknown }

function some(before: unknown, { op, by, word, part, value }: Some): unknown[] {
  const all: unknown[] = Array.isArray(before) ? before : []
  const fits = (each: unknown) => isDoc(each) && String(each[by]).toLowerCase() === word.toLowerCase()
  if (op === 'remove') return all.filter((each) => !fits(each))
  const changed = (each: Doc): Doc => (part === undefined ? { ...each, ...(isDoc(value) ? value : {}) } : { ...each, [part]: value })
  return all.some(fits) ? all.map((each) => (fits(each) && isDoc(each) ? changed(each) : each)) : [...all, changed({ [by]: word })]
}
