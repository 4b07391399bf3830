import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { z } from 'zod'
import { acts, askers, channelKinds, dutyBy, insteadTo, messageParts, outcomes, rights, tellTo } from '../contracts/instruction.ts'
import type { Condition, Moment, Period } from '../contracts/rule-language.ts'
import { copies, events, facts, records } from '../contracts/vocabulary.ts'
import { conditionReading, measureWords, momentReading, namesOf, periodReading } from '../server/domain/rule/index.ts'
import { root } from './source-files.ts'
import { readRules } from './try/read-files.ts'
import { readings } from './try/report.ts'
import { families } from './try/rule-file.ts'
import { type Tried, tryRule } from './try/try-rules.ts'

type Filed = Tried & { file: string; given: unknown }

/** Every rule under test/policy, tried. */
export function triedPolicies(): Filed[] {
  const folder = join(root, 'test/policy')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const { rules, faults, given } = readRules([{ path: file, text }])
      if (faults.length > 0) throw new Error(faults.join('\n'))
      return rules.map((rule, at) => ({ ...tryRule(rule), file, given: given[at] }))
    })
}

const row = (...cells: readonly (string | number)[]) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`
const head = (...cells: readonly string[]) => [row(...cells), row(...cells.map(() => '---'))]
const words = { expressed: 'expressed', 'manual-review': 'expressed as manual review', 'not-expressed': '**not expressed**' } as const

/** docs/generated/policy.md: what the language can say, counted by running it. */
export function policyPage(tried: readonly Filed[]): string {
  const published = tried.filter(({ file }) => !file.startsWith('more-'))
  const further = tried.filter(({ file }) => file.startsWith('more-'))
  const count = (of: readonly Filed[], verdict: Tried['verdict']) => of.filter((each) => each.verdict === verdict).length
  const total = (name: string, of: readonly Filed[]) =>
    row(
      name,
      of.length,
      count(of, 'expressed'),
      count(of, 'manual-review'),
      count(of, 'not-expressed'),
      of.flatMap(({ answers }) => answers).length,
    )
  return [
    '# What the rule language can say',
    '',
    'Each rule is written as data under `test/policy/` and its records, which meet and miss its conditions, have been run through the product’s own functions just now. A rule counts as',
    'expressed only when every record went as expected. Try rules of your own: `npm run try -- FILE.yaml` ([how](../instruction-language.md)).',
    '',
    ...head('', 'rules', 'expressed', 'manual review', 'not expressed', 'records'),
    total('published examples', published),
    total('further rules, made up to find gaps', further),
    total('all', tried),
    '',
    '## By family',
    '',
    ...head('family', 'rules', 'expressed', 'manual review', 'not expressed', 'records'),
    ...families.map((family) =>
      total(
        family,
        tried.filter(({ rule }) => rule.families.includes(family)),
      ),
    ),
    total(
      'plain',
      tried.filter(({ rule }) => rule.families.length === 0),
    ),
    '',
    ...[
      { title: 'Published examples', of: published },
      { title: 'Further rules', of: further },
    ].flatMap(({ title, of }) => [
      `## ${title}`,
      '',
      ...head('families', 'about', 'rule', 'outcome', 'file'),
      ...of.map(({ rule, verdict, file }) =>
        row(
          rule.families.join(', ') || 'plain',
          rule.about,
          rule.rule,
          rule.notExpressed === undefined ? words[verdict] : `${words[verdict]}: ${rule.notExpressed}`,
          file,
        ),
      ),
      '',
    ]),
  ].join('\n')
}

/** docs/generated/vocabulary.md: every word that is built in. */
export function vocabularyPage(): string {
  const section = (title: string, lines: readonly string[]) => [`## ${title}`, '', ...lines, '']
  const said = (table: Readonly<Record<string, { sv: string; en: string }>>) => [
    ...head('name', 'svenska', 'English'),
    ...Object.entries(table).map(([name, { sv, en }]) => row(`\`${name}\``, sv, en)),
  ]
  const named = (list: readonly string[]) => [list.map((name) => `\`${name}\``).join(' · ')]
  return [
    '# The built-in words of the rule language',
    '',
    'An instruction declares more of its own under `vocabulary` ([how](../instruction-language.md#words-of-your-own)).',
    '',
    ...section('Events', said(events)),
    ...section('Facts', [
      ...head('name', 'kind', 'values', 'svenska', 'English'),
      ...Object.entries(facts).map(([name, { kind, sv, en, ...rest }]) =>
        row(`\`${name}\``, kind, 'values' in rest ? (rest.values ?? []).map((value: string) => `\`${value}\``).join(' ') : 'any', sv, en),
      ),
    ]),
    ...section('Records', said(records)),
    ...section('Copies', said(copies)),
    ...section('Acts', named(acts)),
    ...section('Channels', named(channelKinds)),
    ...section('Security measures', said(measureWords)),
    ...section('Outcomes of retention', named(outcomes)),
    ...section('Rights', named(rights)),
    ...section('Who is told (or a term)', named(tellTo)),
    ...section('Parts of a message (or a term)', named(messageParts)),
    ...section('Where one is referred (or a term)', named(insteadTo)),
    ...section('Who uses a right (or a term)', named(askers)),
    ...section('Who does a duty (or a term)', named(dutyBy)),
  ].join('\n')
}

const Given = z.looseObject({
  clauses: z.unknown(),
  vocabulary: z.unknown().optional(),
  elsewhere: z.unknown().optional(),
  records: z.array(z.unknown()),
})

/** docs/generated/language-examples.md: one rule of each family as it stands under test/policy, so that no example can grow old. */
export function examplesPage(tried: readonly Filed[]): string {
  const taken = new Set<string>()
  const sections = families.flatMap((family) => {
    const candidates = tried.filter(({ rule, verdict }) => rule.families.includes(family) && verdict !== 'not-expressed')
    const shortest = (each: Filed) =>
      stringify(each.given).length + (taken.has(each.rule.rule) ? 100_000 : 0) + each.rule.families.indexOf(family) * 50
    const found = candidates.sort((a, b) => shortest(a) - shortest(b))[0]
    if (found === undefined) throw new Error(`no rule of ${family} is expressed`)
    taken.add(found.rule.rule)
    return exampleOf(family, found)
  })
  return [
    '# One worked example of each family',
    '',
    'Taken from `test/policy/` and run when this page was made. Below each clause is what the product reads aloud of it.',
    '',
    ...blockReadings(),
    ...sections,
  ].join('\n')
}

function exampleOf(family: string, { rule, file, given, answers }: Filed): string[] {
  const { clauses, vocabulary, elsewhere, records: records_ } = Given.parse(given)
  const shown = {
    ...(vocabulary === undefined ? {} : { vocabulary }),
    ...(elsewhere === undefined ? {} : { elsewhere }),
    clauses,
    records: records_.slice(0, 2),
  }
  return [
    `## ${family}`,
    '',
    `“${rule.rule}” (${rule.families.join(', ')}; \`test/policy/${file}\`)`,
    '',
    '```yaml',
    stringify(shown, { lineWidth: 140, aliasDuplicateObjects: false }).trimEnd(),
    '```',
    '',
    ...rule.clauses.flatMap(({ id }) => readings(rule, id).sv.map((line) => `- \`${id}\`: ${line}`)),
    '',
    ...answers.slice(0, 2).map(({ record, answer }) => `- *${record.name}*: ${shortOf(answer)}`),
    '',
  ]
}

function shortOf(answer: Tried['answers'][number]['answer']): string {
  const [first] = Array.isArray(answer) ? answer : [answer]
  if (first === undefined) return 'nothing'
  const keys = ['outcome', 'state', 'because', 'action', 'at', 'to', 'must', 'suppressed', 'on', 'opens', 'basis', 'holds']
  return (
    keys.flatMap((key) => (first[key] === undefined || first[key] === null ? [] : [`${key} ${JSON.stringify(first[key])}`])).join(', ') ||
    JSON.stringify(first)
  )
}

/** What each block is read as, made by the product's own functions. */
function blockReadings(): string[] {
  const { words: named } = namesOf({ boards: [] })
  const years: Period = { length: 2, unit: 'years', calendar: 'calendar' }
  const say = (read: (lang: 'sv' | 'en') => string) => [read('sv'), read('en')] as const
  const rows = [
    ...samplePeriods.map((period) => [period, ...say((lang) => periodReading(period, named, lang))] as const),
    ...sampleMoments(years).map((moment) => [moment, ...say((lang) => momentReading(moment, named, lang))] as const),
    ...sampleConditions(years).map((condition) => [condition, ...say((lang) => conditionReading(condition, named, lang))] as const),
  ]
  return [
    '## The blocks and how they are read',
    '',
    ...head('data', 'svenska', 'English'),
    ...rows.map(([data, sv, en]) => row(`\`${inline(data)}\``, sv, en)),
    '',
  ]
}

const inline = (value: unknown): string => stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim()

const samplePeriods: Period[] = [
  { length: 72, unit: 'hours', calendar: 'elapsed' },
  { length: 2, unit: 'months', calendar: 'calendar' },
  { length: 10, unit: 'days', calendar: 'working' },
  { length: 8, unit: 'hours', calendar: 'open' },
  {
    length: 4,
    unit: 'weeks',
    calendar: 'calendar',
    pauses: [{ season: { from: '07-01', to: '07-31' } }, { from: 'supplement.requested', until: 'supplement.received' }],
  },
]
const sampleMoments = (years: Period): Moment[] => [
  'case.closed',
  { event: 'case.noted', take: 'first' },
  { event: 'record.disposed', take: 'latest', of: 'assignment' },
  { fact: 'subject.born' },
  { after: 'case.closed', ...years },
  { before: { fact: 'subject.born' }, ...years },
  { after: { endOf: 'year', of: 'case.closed' }, ...years },
  { next: '06-30', of: 'case.closed' },
  { all: ['decision.served', 'case.complete'] },
  { any: [{ after: 'case.opened', ...years }, 'erasure.requested'] },
  { when: { fact: 'case.urgent', is: true }, use: 'case.opened', otherwise: 'case.complete' },
  { judged: 'obsolete.judged', reviewFrom: 'case.closed' },
]
const sampleConditions = (years: Period): Condition[] => [
  { fact: 'subject.protected', is: true },
  { fact: 'subject.birth-day', in: [5, 15, 25] },
  { fact: 'content.class', has: 'secret' },
  { fact: 'subject.age', atLeast: 18 },
  { not: { fact: 'subject.age', atMost: 12 } },
  { happened: 'undertaking.signed' },
  { happened: { after: 'record.created', ...years } },
  { during: { from: 'absence.started', until: 'absence.ended' } },
  { others: 'loan', where: { happened: 'item.returned' }, count: 'all' },
  { time: { open: false }, of: 'message.received' },
  { time: { workingDay: true, clock: { from: '09:00', to: '12:00' } } },
  {
    all: [
      { fact: 'consent.valid', is: true },
      {
        any: [
          { fact: 'subject.child', is: false },
          { fact: 'case.urgent', is: true },
        ],
      },
    ],
  },
]
