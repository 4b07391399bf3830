import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Finding, type FindingKind, findInText, findingKinds } from '../../server/domain/secrecy/index.ts'
import { root } from '../source-files.ts'

/** A text of the labelled set: what it holds, and where. Every other text is held out of development. */
export type Labelled = {
  text: string
  spans: { kind: FindingKind; start: number; end: number }[]
  half: 'development' | 'held-out'
  file: string
}

const Kind = z.enum(findingKinds)

/** `{kind|words}` in a text marks what the guard shall find. */
function readLabelled(written: string): Pick<Labelled, 'text' | 'spans'> {
  const spans: Labelled['spans'] = []
  let text = ''
  let at = 0
  for (const { 0: whole, 1: kind, 2: words = '', index } of written.matchAll(/\{([a-zA-Z]+)\|([^}]*)\}/g)) {
    text += written.slice(at, index)
    spans.push({ kind: Kind.parse(kind), start: text.length, end: text.length + words.length })
    text += words
    at = index + whole.length
  }
  return { text: text + written.slice(at), spans }
}

export function labelledSet(): Labelled[] {
  const folder = join(root, 'test/guard')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      z
        .array(z.string())
        .parse(parse(readFileSync(join(folder, file), 'utf8')))
        .map((written, index) => ({
          ...readLabelled(written),
          half: index % 2 === 0 ? ('development' as const) : ('held-out' as const),
          file,
        })),
    )
}

export type Score = { kind: FindingKind; expected: number; found: number; right: number; wrong: number }
type Span = Pick<Finding, 'kind' | 'start' | 'end'>
const meets = (a: Span, b: Span) => a.kind === b.kind && a.start < b.end && b.start < a.end

/** What was missed and what was found for nothing, text by text. */
export const faultsOf = ({ text, spans }: Pick<Labelled, 'text' | 'spans'>) => {
  const found = findInText(text)
  return {
    found,
    missed: spans.filter((span) => !found.some((each) => meets(each, span))),
    wrong: found.filter((each) => !spans.some((span) => meets(each, span))),
  }
}

/** Precision and recall of each kind: a place counts when what is found there overlaps what is marked. */
export function scores(set: readonly Pick<Labelled, 'text' | 'spans'>[]): Score[] {
  const judged = set.map((each) => ({ ...each, ...faultsOf(each) }))
  const count = (kind: FindingKind, of: (each: (typeof judged)[number]) => readonly Span[]) =>
    judged.reduce((sum, each) => sum + of(each).filter((span) => span.kind === kind).length, 0)
  return findingKinds.map((kind) => {
    const [expected, missed, found, wrong] = [
      count(kind, ({ spans }) => spans),
      count(kind, ({ missed }) => missed),
      count(kind, (each) => each.found),
      count(kind, (each) => each.wrong),
    ]
    return { kind, expected, found: expected - missed, right: found - wrong, wrong }
  })
}

export const recallOf = ({ expected, found }: Score): number => (expected === 0 ? 1 : found / expected)
export const precisionOf = ({ right, wrong }: Score): number => (right + wrong === 0 ? 1 : right / (right + wrong))

/** docs/generated/guard.md */
export function guardPage(): string {
  const set = labelledSet()
  const halves = (['development', 'held-out'] as const).map((half) => {
    const texts = set.filter((each) => each.half === half)
    const percent = (value: number) => `${(value * 100).toFixed(1)} %`
    const rows = scores(texts).map(
      (score) =>
        `| ${score.kind} | ${score.expected} | ${percent(recallOf(score))} | ${score.right + score.wrong} | ${percent(precisionOf(score))} |`,
    )
    return [
      `## ${half === 'development' ? 'Development' : 'Held out'}: ${texts.length} texts`,
      '',
      '| Kind | Marked | Recall | Found | Precision |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
      '',
    ]
  })
  return [
    '# The free-text guard, measured',
    '',
    `${set.length} made-up Swedish texts in test/guard/, ${set.filter(({ spans }) => spans.length === 0).length} of them traps that hold nothing. Every other text is held out: its faults were counted, and the rules were not made from them.`,
    'Recall: marked places that the guard found. Precision: places found that were marked. Requirement T10 asks for 99 % recall and 95 % precision on identity numbers.',
    '',
    ...halves.flat(),
  ].join('\n')
}
