import type { ClauseForm, FormChoice, FormNode, FormVariant } from '../../../contracts/clause-form.ts'
import type { EditedFile } from '../../../contracts/drafts.ts'
import { isLoose } from '../loose.ts'

/** What a node holds when it is new: the first choice, an empty text, nothing. It may be unfinished; the checks say so. */
export function blank(node: FormNode, form: ClauseForm): unknown {
  switch (node.kind) {
    case 'maybe':
      return null
    case 'many':
      return []
    case 'list':
      return node.atLeast > 0 ? [blank(node.of, form)] : []
    case 'group':
      return Object.fromEntries(node.fields.filter(({ optional }) => !optional).map((field) => [field.id, blank(field.node, form)]))
    case 'choice':
      return node.variants[0] ? blank(node.variants[0].node, form) : null
    case 'block':
      return node.block === 'moment' ? (form.names.events[0]?.id ?? '') : { fact: form.names.facts[0]?.id ?? '', is: '' }
    case 'fixed':
      return node.value
    case 'one':
      return node.options[0]?.id ?? ''
    case 'number':
      return Math.max(1, node.min)
    case 'yes-no':
      return true
    case 'name':
      return form.names[node.of][0]?.id ?? ''
    default:
      return ''
  }
}

/** Is the value of this shape? A group is told by its fields: all it must have, and none it doesn't know. */
function fits(node: FormNode, value: unknown): boolean {
  switch (node.kind) {
    case 'maybe':
      return value === null || fits(node.of, value)
    case 'many':
    case 'list':
      return Array.isArray(value)
    case 'group': {
      if (!isLoose(value)) return false
      const known = node.fields.map(({ id }) => id)
      const fixed = node.fields.every(({ id, node: inner }) => inner.kind !== 'fixed' || value[id] === inner.value)
      return (
        fixed && node.fields.every(({ id, optional }) => optional || id in value) && Object.keys(value).every((id) => known.includes(id))
      )
    }
    case 'choice':
      return node.variants.some((variant) => fits(variant.node, value))
    case 'block':
      return node.block === 'moment' ? typeof value === 'string' || isLoose(value) : isLoose(value)
    case 'fixed':
      return value === node.value
    case 'one':
      return node.terms ? typeof value === 'string' : node.options.some(({ id }) => id === value)
    case 'number':
      return typeof value === 'number'
    case 'yes-no':
      return typeof value === 'boolean'
    case 'fact-value':
      return ['string', 'number', 'boolean'].includes(typeof value)
    default:
      return typeof value === 'string'
  }
}

export const variantOf = (variants: readonly FormVariant[], value: unknown): FormVariant | undefined =>
  variants.find(({ node }) => fits(node, value))

/** The value as another variant: what both have is kept, so that a change of mind costs nothing. */
export function asVariant({ node }: FormVariant, value: unknown, form: ClauseForm): unknown {
  const fresh = blank(node, form)
  if (!isLoose(fresh)) return fresh
  const wrapped = (id: string) => (id === 'all' || id === 'any') && Array.isArray(fresh[id]) && isInner(value)
  const kept = isLoose(value) ? value : {}
  return Object.fromEntries(
    Object.entries(fresh).map(([id, given]) => {
      if (wrapped(id)) return [id, isLoose(value) && Array.isArray(value.all ?? value.any) ? (value.all ?? value.any) : [value]]
      if (['after', 'before', 'of', 'use'].includes(id) && isInner(value)) return [id, innerOf(value)]
      if (id === 'not') return [id, value]
      return [id, id in kept && typeof kept[id] === typeof given ? kept[id] : given]
    }),
  )
}
/** A moment that another moment can stand around. */
const isInner = (value: unknown): boolean => typeof value === 'string' || isLoose(value)
const innerOf = (value: unknown): unknown => (isLoose(value) ? (value.after ?? value.before ?? value.of ?? value.use ?? value) : value)

type Said = Readonly<Record<string, { sv: string; en?: string | undefined }>>

/** The form with the words that the instruction itself declares, beside those that are built in. */
export function withOwnWords(form: ClauseForm, { vocabulary }: Pick<EditedFile, 'vocabulary'>, lang: 'sv' | 'en'): ClauseForm {
  if (!vocabulary) return form
  const added = (list: Said): FormChoice[] => Object.entries(list).map(([id, words]) => ({ id, name: words[lang] ?? words.sv }))
  const facts = Object.entries(vocabulary.facts).map(([id, { kind, values = [] }]) => ({
    id,
    kind,
    values: values.map((value) => ({ id: value, name: value })),
  }))
  const names = { ...form.names }
  for (const list of ['events', 'facts', 'records', 'copies', 'terms'] as const)
    names[list] = [...form.names[list], ...added(vocabulary[list] ?? {})]
  return { ...form, names, facts: [...form.facts, ...facts] }
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
