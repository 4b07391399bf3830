import { brokenFiles, type Mutant } from './mutants.ts'

export const reportPath = 'docs/generated/mutation.md'
export type Judged = Mutant & { killedBy: string | null }

/** `hash`: of the sources and the tests as they were when they were run. */
export function mutationPage(judged: readonly Judged[], hash: string): string {
  const survivors = judged.filter(({ killedBy }) => killedBy === null)
  const perFile = brokenFiles.map((file) => {
    const own = judged.filter((each) => each.file === file)
    return `| \`${file}\` | ${own.length} | ${own.filter(({ killedBy }) => killedBy === null).length} |`
  })
  return [
    '# What notices when a rule is broken',
    '',
    `Written by \`npm run mutate\`, never edited. Sources: ${hash}. Each mutant is one place of \`server/domain/rule/\` written otherwise; the tests of`,
    'speak of the file are run on it, and the first that fails is named. A survivor is a change that none of them notices.',
    '',
    `${judged.length} mutants, ${survivors.length} survivors.`,
    '',
    '| file | mutants | survivors |',
    '|---|---|---|',
    ...perFile,
    '',
    '## Survivors',
    '',
    ...(survivors.length === 0 ? ['None.'] : ['| where | kind | was | becomes |', '|---|---|---|---|', ...survivors.map(survivorRow)]),
    '',
    '## Noticed',
    '',
    '| where | kind | becomes | by |',
    '|---|---|---|---|',
    ...judged.flatMap((each) =>
      each.killedBy === null ? [] : [`| ${where(each)} | ${each.kind} | ${code(each.becomes)} | ${cell(each.killedBy)} |`],
    ),
    '',
  ].join('\n')
}

const survivorRow = (each: Judged) => `| ${where(each)} | ${each.kind} | ${code(each.was)} | ${code(each.becomes)} |`
const where = ({ file, line }: Mutant) => `${file.replace('server/domain/rule/', '')}:${line}`
const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 140)
const code = (text: string) => `\`${cell(text).replaceAll('`', '’').slice(0, 90)}\``
