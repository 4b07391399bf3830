/**
 * The form in which a clause is written: made from the schema of a clause, so that whatever the language can say can also be chosen on the screen.
 * Every name in it is in the reader's language.
 */
export type FormChoice = { id: string; name: string; also?: string }

export type FormNode =
  | { kind: 'text'; long: boolean }
  /** A name out of the vocabulary: built in, or declared by the instruction itself. */
  | { kind: 'name'; of: NameList }
  | { kind: 'number'; min: number; max: number }
  | { kind: 'yes-no' }
  | { kind: 'day' }
  | { kind: 'instant' }
  /** A day of every year, MM-DD. */
  | { kind: 'year-day' }
  | { kind: 'clock' }
  /** Says its own value and nothing else. */
  | { kind: 'fixed'; value: string }
  /** `terms`: or a word that the instruction declares itself. */
  | { kind: 'one'; options: FormChoice[]; terms: boolean }
  /** A number out of few, e.g. a day of the week. */
  | { kind: 'many'; options: FormChoice[]; terms: boolean; numbers: boolean; atLeast: number }
  | { kind: 'list'; of: FormNode; atLeast: number }
  | { kind: 'group'; fields: FormField[] }
  | { kind: 'choice'; variants: FormVariant[] }
  | { kind: 'maybe'; of: FormNode }
  /** What a fact is compared with: its kind decides how it is written. */
  | { kind: 'fact-value' }
  /** A moment or a condition: they stand inside each other, so they are described once. */
  | { kind: 'block'; block: 'moment' | 'condition' }

/** `optional`: may be left out altogether. */
export type FormField = { id: string; label: string; optional: boolean; node: FormNode }
export type FormVariant = { id: string; label: string; node: FormNode }
/** The lists a name is picked from. `free` = any code; `caseTypes`, `departments`, `systems` and `boards` are the municipality's own. */
export type NameList =
  | 'events'
  | 'facts'
  | 'records'
  | 'copies'
  | 'terms'
  | 'caseTypes'
  | 'departments'
  | 'systems'
  | 'measures'
  | 'boards'
  | 'free'

/** `silent`: what the part says when it says nothing. */
export type FormPart = FormField & { question: string; law: string; hint: string; silent: unknown }

export type ClauseForm = {
  /** The parts of a clause, in the order they are written; `law` stands in the margin. */
  parts: FormPart[]
  moment: FormNode
  condition: FormNode
  names: Record<NameList, FormChoice[]>
  facts: { id: string; kind: 'yes-no' | 'number' | 'day' | 'word' | 'words'; values: FormChoice[] }[]
}
