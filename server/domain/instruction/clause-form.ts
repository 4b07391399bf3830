import { z } from 'zod'
import type { ClauseForm, FormChoice, FormField, FormNode, FormVariant, NameList } from '../../../contracts/clause-form.ts'
import { Clause, clauseDefaults } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { Condition, Day, FactValue, Moment, Name, TimeOfDay, YearDay } from '../../../contracts/rule-language.ts'
import { copies, events, facts, records } from '../../../contracts/vocabulary.ts'
import { type Lang, measureWords, wordsOf } from '../rule/index.ts'
import { fieldWord, partWords, valueWord, variantWord } from './form-words.ts'

type Place = { lang: Lang; path: readonly string[] }

/** What a name is picked from, by the field it stands in. A name in a field that isn't here is any code of one's own. */
const namesIn: Readonly<Record<string, NameList>> = {
  event: 'events',
  doneBy: 'events',
  on: 'events',
  judged: 'events',
  moment: 'events',
  from: 'events',
  until: 'events',
  fact: 'facts',
  fields: 'facts',
  contents: 'facts',
  what: 'facts',
  'obligations.what': 'terms',
  record: 'records',
  records: 'records',
  of: 'records',
  others: 'records',
  copy: 'copies',
  to: 'copies',
  caseTypes: 'caseTypes',
  department: 'departments',
  connectors: 'systems',
  measures: 'measures',
  board: 'boards',
}
const longTexts = ['text', 'personnummerReason']
/** What isn't chosen part by part: the wording and the name have places of their own, and every wording is Swedish. */
const aside = ['id', 'text', 'lang']

/** The form of a clause, made from its schema: a part that the language gains is a part that can be written. Pure. */
export function clauseForm({ boards }: Pick<OrganisationFile, 'boards'>, board: string, lang: Lang): ClauseForm {
  const own = boards.find(({ code }) => code === board)
  const named = (list: readonly { code: string; name: string }[] = []): FormChoice[] => list.map(({ code, name }) => ({ id: code, name }))
  const said = (list: Readonly<Record<string, { sv: string; en: string }>>): FormChoice[] =>
    Object.entries(list).map(([id, words]) => ({ id, name: words[lang] }))
  return {
    parts: partsOf(lang),
    moment: nodeOf(Moment, { lang, path: ['moment'] }, 'open'),
    condition: nodeOf(Condition, { lang, path: ['condition'] }, 'open'),
    names: {
      events: said(events),
      facts: said(facts),
      records: said(records),
      copies: said(copies),
      terms: [],
      caseTypes: named(own?.caseTypes),
      departments: named(own?.departments),
      systems: named(own?.systems),
      measures: said(measureWords),
      boards: named(boards),
      free: [],
    },
    facts: Object.entries(facts).map(([id, fact]) => ({
      id,
      kind: fact.kind,
      values: (fact.values ?? []).map((value: string) => ({ id: value, name: words.value(id, value, lang) })),
    })),
  }
}
const words = wordsOf({ events: {}, facts: {}, records: {}, copies: {} })

const silent = new Map<string, unknown>(Object.entries(clauseDefaults))

function partsOf(lang: Lang): ClauseForm['parts'] {
  return Object.entries(Clause.shape)
    .filter(([id]) => !aside.includes(id))
    .map(([id, schema]) => {
      const { question, law, hint } = partWords(id)
      const field = { id, label: fieldWord([id], lang), optional: false, node: nodeOf(schema, { lang, path: [id] }) }
      return { ...field, question: question[lang], law, hint: hint?.[lang] ?? '', silent: silent.get(id) ?? null }
    })
}

/** `open`: the block itself is described, and not only named. */
function nodeOf(schema: z.core.$ZodType, place: Place, open?: 'open'): FormNode {
  if (schema === Moment && open === undefined) return { kind: 'block', block: 'moment' }
  if (schema === Condition && open === undefined) return { kind: 'block', block: 'condition' }
  const plain = plainNode(schema, place)
  if (plain) return plain
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) return nodeOf(schema.def.innerType, place)
  if (schema instanceof z.ZodNullable) return { kind: 'maybe', of: nodeOf(schema.def.innerType, place) }
  if (schema instanceof z.ZodLazy) return nodeOf(schema.def.getter(), place, open)
  if (schema instanceof z.ZodArray) return listNode(schema, place)
  if (schema instanceof z.ZodObject) return { kind: 'group', fields: fieldsOf(schema, place) }
  const listed = listedOrTerm(schema)
  if (listed) return { kind: 'one', options: optionsOf(listed, place), terms: true }
  if (schema instanceof z.ZodUnion) return { kind: 'choice', variants: schema.def.options.map((option) => variantOf(option, place)) }
  throw new Error(`The form of a clause doesn't know how ${place.path.join('.')} is written`)
}

function plainNode(schema: z.core.$ZodType, place: Place): FormNode | null {
  if (schema === Day) return { kind: 'day' }
  if (schema === YearDay) return { kind: 'year-day' }
  if (schema === TimeOfDay) return { kind: 'clock' }
  if (schema === FactValue) return { kind: 'fact-value' }
  if (schema === Name) return { kind: 'name', of: nameListOf(place) }
  if (schema instanceof z.ZodISODateTime) return { kind: 'instant' }
  if (schema instanceof z.ZodLiteral) return { kind: 'fixed', value: String(schema.value) }
  if (schema instanceof z.ZodEnum) return { kind: 'one', options: optionsOf(schema, place), terms: false }
  if (schema instanceof z.ZodBoolean) return { kind: 'yes-no' }
  if (schema instanceof z.ZodNumber)
    return { kind: 'number', min: schema.minValue ?? 0, max: Math.min(schema.maxValue ?? 999_999, 999_999) }
  if (schema instanceof z.ZodString) {
    const of = nameListOf(place)
    return of === 'free' ? { kind: 'text', long: longTexts.includes(place.path.at(-1) ?? '') } : { kind: 'name', of }
  }
  return null
}

const optionsOf = (schema: z.ZodEnum, { lang, path }: Place): FormChoice[] =>
  schema.options.map((value) => ({ id: String(value), name: valueWord([...path, String(value)], lang) }))

/** `of` is a kind of record in some places and a moment in others; the schema has told them apart before we come here. */
function nameListOf({ path }: Place): NameList {
  return namesIn[path.slice(-2).join('.')] ?? namesIn[path.at(-1) ?? ''] ?? 'free'
}

/** A word of a list, or one of the instruction's own terms: the list. */
function listedOrTerm(schema: z.core.$ZodType): z.ZodEnum | null {
  if (!(schema instanceof z.ZodUnion)) return null
  const [list, name, ...rest] = schema.def.options
  return list instanceof z.ZodEnum && name === Name && rest.length === 0 ? list : null
}

function listNode(schema: z.ZodArray, place: Place): FormNode {
  const element = schema.def.element
  const smallest = schema.def.checks?.some((check) => check instanceof z.core.$ZodCheckMinLength) === true ? 1 : 0
  const listed = listedOrTerm(element)
  const known = element instanceof z.ZodEnum ? element : listed
  if (known) return { kind: 'many', options: optionsOf(known, place), terms: listed !== null, numbers: false, atLeast: smallest }
  if (place.path.at(-1) === 'weekdays') {
    const days = ['1', '2', '3', '4', '5', '6', '7']
    const options = days.map((id) => ({ id, name: valueWord([...place.path, id], place.lang) }))
    return { kind: 'many', options, terms: false, numbers: true, atLeast: smallest }
  }
  const of = nameListOf(place)
  return ['caseTypes', 'departments', 'systems', 'measures', 'boards'].includes(of)
    ? { kind: 'list', of: { kind: 'name', of }, atLeast: smallest }
    : { kind: 'list', of: nodeOf(element, place), atLeast: smallest }
}

function fieldsOf(schema: z.ZodObject, place: Place): FormField[] {
  return Object.entries(schema.shape).map(([id, field]) => {
    const path = [...place.path, id]
    return { id, label: fieldWord(path, place.lang), optional: field instanceof z.ZodOptional, node: nodeOf(field, { ...place, path }) }
  })
}

/** A variant is told by the fields it must have, e.g. `event+take`, or by what it is when it has none. */
function variantOf(schema: z.core.$ZodType, place: Place): FormVariant {
  const node = nodeOf(schema, place)
  const required = node.kind === 'group' ? node.fields.filter(({ optional }) => !optional).map(({ id }) => id) : []
  const id = node.kind === 'fixed' ? node.value : required.length > 0 ? required.join('+') : schema === Day ? 'day' : node.kind
  return { id, label: variantWord([...place.path, id], place.lang), node }
}
