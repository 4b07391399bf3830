import type { InstructionFile } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { Finding } from '../../../contracts/rules.ts'
import { error } from './check-finding.ts'

/** C5, B16: nothing may leave EU/EEA while a clause tells the public that nothing does. */
export function outsideRegion(files: readonly InstructionFile[], { channels }: OrganisationFile): Finding[] {
  const told = files.some(({ clauses }) => clauses.some((clause) => clause.requirement === 'B16' && clause.region === 'EU/EEA'))
  if (!told) return []
  const why = [
    'utanför EU/EES, men informationen till allmänheten säger inom EU/EES (C5)',
    'outside the EU/EEA, while the public is told inside (C5)',
  ] as const
  const mend = [
    'Stäng det som ligger utanför, eller ändra vad allmänheten får veta (B16).',
    'Close what is outside, or change what the public is told (B16).',
  ] as const
  return [
    ...files.flatMap(({ board, clauses }) =>
      clauses
        .filter((clause) => clause.region === 'outside EU/EEA')
        .map((clause) => error(files.length > 1 ? `${board}/${clause.id}` : clause.id, 'region', 'B16', 'GDPR 44', why, mend)),
    ),
    ...channels
      .filter((channel) => channel.active && channel.region === 'outside EU/EEA')
      .map(({ code }) => error(null, 'region', 'B16', 'GDPR 44', [`kanalen ${code}: ${why[0]}`, `the channel ${code}: ${why[1]}`], mend)),
  ]
}
