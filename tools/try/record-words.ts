import type { FactValue } from '../../contracts/rule-language.ts'
import { copies, events, type FactKind, facts, records, type Vocabulary } from '../../contracts/vocabulary.ts'
import type { TriedRecord } from './rule-file.ts'

/**
 * Names and values of a record that no vocabulary has. A misspelt fact would be taken for one that nobody knows, and the expectation would hold for
 * the wrong reason.
 */
export function wordFaults(record: TriedRecord, vocabulary: Vocabulary): string[] {
  const all = [record, ...(record.others ?? [])]
  const { ask } = record
  return [
    ...all.flatMap((each) => unknown(Object.keys(each.events), [events, vocabulary.events], 'händelse / event')),
    ...all.flatMap((each) => unknown(Object.keys(each.facts), [facts, vocabulary.facts], 'uppgift / fact')),
    ...unknown(
      (record.others ?? []).map(({ kind }) => kind),
      [records, vocabulary.records],
      'handling / record',
    ),
    ...('fate' in ask
      ? [
          ...unknown([ask.fate], [records, vocabulary.records], 'handling / record'),
          ...unknown([ask.copy], [copies, vocabulary.copies], 'plats / copy'),
        ]
      : []),
    ...('tell' in ask ? unknown([ask.tell], [events, vocabulary.events], 'händelse / event') : []),
    ...all.flatMap((each) => Object.entries(each.facts).flatMap(([name, value]) => wrongValue(name, value, vocabulary))),
  ]
}

const unknown = (names: readonly string[], places: readonly object[], what: string): string[] =>
  names
    .filter((name) => !places.some((place) => Object.hasOwn(place, name)))
    .map((name) => `${name} finns inte i ordlistan (${what}) / isn’t in the vocabulary`)

type Kind = { kind: FactKind; values?: readonly string[] | undefined }
const builtIn: Readonly<Record<string, Kind>> = facts

function wrongValue(name: string, value: FactValue | readonly FactValue[] | null, vocabulary: Vocabulary): string[] {
  const known = vocabulary.facts[name] ?? builtIn[name]
  if (known === undefined || value === null) return []
  const isList = typeof value === 'object'
  const values: readonly FactValue[] = isList ? value : [value]
  const fits = isList === (known.kind === 'words') && values.every((each) => isOf(each, known))
  return fits
    ? []
    : [`${name}: ${JSON.stringify(value)} passar inte; ${known.kind}${known.values ? ` (${known.values.join(', ')})` : ''} / doesn’t fit`]
}

function isOf(value: FactValue, { kind, values }: Kind): boolean {
  if (kind === 'yes-no') return typeof value === 'boolean'
  if (kind === 'number') return typeof value === 'number'
  if (kind === 'day') return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)
  return typeof value === 'string' && (values === undefined || values.includes(value))
}
