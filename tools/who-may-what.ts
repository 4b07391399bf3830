import { type Action, actions, actors, type Mode, type Observation, type Reach } from './observe-access.ts'
import type { Table } from './tables-of.ts'
import type { TwoBoards } from './two-boards.ts'

const intro = `# Who may do what

Observed on PostgreSQL: every actor tries every act on every table, in a municipality with the same things at board A and board B. Made by
\`npm run generate\`; \`test/who-may-what.test.ts\` observes again and compares.

- **–** no grant: PostgreSQL refuses. **none**: the act is granted, but no row is within reach.
- **A**, **B**, **other**: the rows of that board. **own**: rows about or by the actor. **all**: every row. **some**: some rows of it, for instance cases that the centre holds.
- **x → y**: x before, y after the transaction has written an access row for every case and contact it may open.
- **(x)**: within reach, but a rule decides what may become of it. Insert shows into what a row may be added, in the actor's own name.
`

/** The page docs/generated/who-may-what.md. */
export function whoMayWhatPage(observations: readonly Observation[], world: TwoBoards): string {
  const byTable = Map.groupBy(observations, ({ table }) => table.name)
  const sections = [...byTable].map(([name, seen]) => sectionOf(name, seen, world))
  return `${intro}\n${sections.join('\n')}`
}

function sectionOf(name: string, seen: readonly Observation[], world: TwoBoards): string {
  const rows = actors.map((actor) => {
    const cells = actions.map((action) => {
      const [closed, opened] = (['closed', 'opened'] as const).map((mode) => cellOf(seen, actor.name, action, mode, world))
      return closed === opened ? `${closed}` : `${closed} → ${opened}`
    })
    return { actor: actor.name, cells }
  })
  const refused = rows.filter(({ cells }) => cells.every((cell) => cell === '–')).map(({ actor }) => actor)
  const shown = rows.filter(({ actor }) => !refused.includes(actor))
  const table =
    shown.length === 0
      ? []
      : [
          '',
          `| | ${actions.join(' | ')} |`,
          '| --- | --- | --- | --- | --- |',
          ...shown.map(({ actor, cells }) => `| ${actor} | ${cells.join(' | ')} |`),
        ]
  const rest = refused.length === 0 ? [] : ['', `No grant at all: ${refused.join('; ')}.`]
  return [`## ${name}`, '', seen[0]?.table.comment ?? '', ...table, ...rest, ''].join('\n')
}

function cellOf(seen: readonly Observation[], actorName: string, action: Action, mode: Mode, world: TwoBoards): string {
  const found = seen.find(({ actor, mode: seenIn }) => actor.name === actorName && seenIn === mode)
  if (!found) throw new Error(`${actorName} was not observed`)
  const { person } = found.actor
  return reachText(found.table, found.reach[action], action, person === null ? null : world.people[person])
}

/** What was reached, in words: whole boards where the whole of it was reached. */
function reachText({ rows, sample }: Table, reach: Reach, action: Action, self: string | null): string {
  if (reach === null) return '–'
  if (reach === 'broken') return 'broken'
  if (reach.keys.size === 0) return 'none'
  const asked = action === 'select' ? rows : sample
  const whole = (some: typeof asked) =>
    action === 'insert' ? some.some(({ key }) => reach.keys.has(key)) : some.every(({ key }) => reach.keys.has(key))
  const labels = (['A', 'B', 'other', null] as const).flatMap((label) => {
    const here = asked.filter(({ board }) => board === label)
    const got = here.filter(({ key }) => reach.keys.has(key))
    if (got.length === 0) return []
    const own = self !== null && got.every(({ person }) => person === self) && !whole(here)
    const how = whole(here)
      ? (label ?? 'all')
      : own
        ? `own${label === null ? '' : ` of ${label}`}`
        : `some${label === null ? '' : ` of ${label}`}`
    return [got.every(({ key }) => reach.bound.has(key)) ? `(${how})` : how]
  })
  return asked.every(({ key }) => reach.keys.has(key)) && !labels.some((label) => label.startsWith('(')) ? 'all' : labels.join(', ')
}
