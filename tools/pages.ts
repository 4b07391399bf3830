import { z } from 'zod'
import { clauseDefaults, InstructionFile } from '../contracts/instruction.ts'
import { problems } from '../contracts/problems.ts'

/** docs/generated/problems.md */
export function problemsPage(): string {
  const rows = Object.entries(problems).map(([code, { status, sv, en }]) => `| \`${code}\` | ${status} | ${sv} | ${en} |`)
  return [
    '# Problems',
    '',
    'Every refusal there is, as RFC 9457 documents. The type is `/problems/<code>`.',
    '',
    '| Code | Status | Svenska | English |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

const Described = z.looseObject({
  properties: z.looseObject({
    clauses: z.looseObject({
      items: z.looseObject({ required: z.array(z.string()), properties: z.record(z.string(), z.looseObject({})) }),
    }),
  }),
})

/** JSON Schema of an instruction's file. What a clause leaves out has the value that `clauseDefaults` gives it, so only the rest is required. */
export function instructionSchema(): unknown {
  const schema = Described.parse(z.toJSONSchema(InstructionFile, { io: 'output' }))
  const { items } = schema.properties.clauses
  for (const [field, value] of Object.entries(clauseDefaults)) {
    items.required = items.required.filter((name) => name !== field)
    items.properties[field] = { ...items.properties[field], default: value }
  }
  return withDefaultsLeftOut({ ...schema, title: 'En nämnds instruktion / a board’s instruction' })
}

/** What has a default need not be written, at any depth. */
function withDefaultsLeftOut(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(withDefaultsLeftOut)
  if (typeof given !== 'object' || given === null) return given
  const each = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, withDefaultsLeftOut(value)]))
  const named = Named.safeParse(each)
  if (!named.success) return each
  const { properties, required } = named.data
  return { ...each, required: required.filter((name) => !('default' in (properties[name] ?? {}))) }
}
const Named = z.object({ properties: z.record(z.string(), z.looseObject({})), required: z.array(z.string()) })

type Kept = { table: string; comment: string; columns: readonly string[] }
type Keeper = { table: string; holds: string; end: string; retains?: string | undefined }

/** docs/generated/what-we-keep.md: what each table holds about people, who keeps it and how it ends. */
export function whatWeKeepPage(tables: readonly Kept[], keepers: readonly Keeper[]): string {
  const rows = tables.map(({ table, comment, columns }) => {
    const [, holds = '', keeper = ''] = /^personal data: (.*?); kept by (.*)$/s.exec(comment) ?? []
    const ends = keepers
      .filter((each) => each.table === table)
      .map(({ holds: kind, end, retains }) => `${kind}, ${end}${retains === undefined ? '' : `: ${retains}`}`)
    return `| ${table} | ${holds} | ${keeper} | ${[...new Set(ends)].join('<br>') || '–'} | ${columns.join(', ')} |`
  })
  return [
    '# What we keep',
    '',
    'Every table, whether it holds personal data, the module that shows and erases it, and how its rows end: gone with their case or contact, cut loose from it, or staying with nothing but ids.',
    '',
    '| Table | Personal data | Kept by | How it ends | Columns |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
