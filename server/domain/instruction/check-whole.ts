import { type Clause, type InstructionFile, missions } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { Finding } from '../../../contracts/rules.ts'
import { awaitsDelegation, specificity } from '../rule/index.ts'
import type { Board } from './check-clause.ts'
import { error, warning } from './check-finding.ts'
import { outsideRegion } from './check-region.ts'
import { checkRetention } from './check-retention.ts'

/** What can only be seen when the clauses stand side by side. */
export function checkWhole(file: InstructionFile, board: Board, organisation: OrganisationFile): Finding[] {
  return [
    ...(file.validTo !== null && file.validTo <= file.validFrom
      ? [
          error(
            null,
            'validTo',
            'A5',
            null,
            ['måste vara senare än validFrom', 'has to be later than validFrom'],
            ['Ändra datumen.', 'Change the days.'],
          ),
        ]
      : []),
    ...twice(file.clauses.map(({ id }) => id)).map((id) =>
      error(id, 'id', 'A2', null, ['står två gånger', 'stands twice'], ['Ge den ena ett annat namn.', 'Give one of them another name.']),
    ),
    ...conflicts(file.clauses),
    ...missingTasks(file.clauses),
    ...checkRetention(file, board),
    ...consentLine(file.clauses),
    ...outsideRegion([file], organisation),
    ...channelsOfOthers(file, organisation),
  ]
}

/** X5: a channel that somebody else runs, and that this board hasn't consented to. The channel is everybody's, so the board is told and may go on. */
function channelsOfOthers({ board }: InstructionFile, { channels, register }: OrganisationFile): Finding[] {
  if (register === undefined) return []
  return channels
    .filter(({ active, subProcessor }) => active && subProcessor !== undefined)
    .filter(({ subProcessor }) => !register.some(({ code, boards }) => code === subProcessor && boards.includes(board)))
    .map(({ code, subProcessor }) =>
      warning(
        null,
        'subProcessors',
        'X5',
        'GDPR 28(2)',
        [
          `kanalen ${code} drivs av ${subProcessor}, som nämnden inte har godkänt`,
          `the channel ${code} is run by ${subProcessor}, to whom the board has not consented`,
        ],
        ['Låt nämnden godkänna underbiträdet (Skyddsåtgärder).', 'Let the board consent to the sub-processor (Security measures).'],
      ),
    )
}

/** D9: a permit and a refusal that are equally narrow cancel each other, and every use of them becomes a gap. */
function conflicts(clauses: readonly Clause[]): Finding[] {
  const denies = clauses.filter(({ effect, when }) => effect === 'deny' && when === null)
  return clauses
    .filter((clause) => clause.effect === 'permit' && clause.when === null && !awaitsDelegation(clause))
    .flatMap((permit) =>
      denies
        .filter((deny) => deny.source === permit.source && specificity(deny) === specificity(permit) && meet(deny, permit))
        .map((deny) =>
          error(
            permit.id,
            'acts',
            'A13',
            'GDPR 28(3)(a)',
            [
              `punkten säger emot ${deny.id}: den ena tillåter det som den andra förbjuder, och de är lika snäva (D9)`,
              `the clause contradicts ${deny.id}: one permits what the other refuses, equally narrowly (D9)`,
            ],
            ['Gör den ena snävare (ärendetyp eller kanal), eller ta bort den.', 'Make one narrower (case type or channel), or remove it.'],
          ),
        ),
    )
}

/** They speak of the same act, type, channel, task, data and recipient. An empty list of a refusal means all. */
function meet(deny: Clause, permit: Clause): boolean {
  const share = <T>(one: 'all' | readonly T[], other: 'all' | readonly T[]) =>
    one === 'all' || other === 'all' || one.some((each) => other.includes(each))
  const narrowed = <T>(listed: readonly T[], allowed: readonly T[]) => listed.length === 0 || listed.some((each) => allowed.includes(each))
  const at = (clause: Clause) => [clause.validFrom ?? '', clause.validTo ?? '9999'] as const
  const [[from, to], [otherFrom, otherTo]] = [at(deny), at(permit)]
  return (
    deny.acts.some((act) => permit.acts.includes(act)) &&
    share(deny.caseTypes, permit.caseTypes) &&
    share(deny.channels, permit.channels) &&
    narrowed(deny.mission, permit.mission) &&
    narrowed(deny.categories, permit.categories) &&
    narrowed(deny.recipientClass, permit.recipientClass) &&
    from < otherTo &&
    otherFrom < to
  )
}

/** A13, A26: tasks that no clause speaks of will end as gaps the first day. */
function missingTasks(clauses: readonly Clause[]): Finding[] {
  const spoken = new Set(
    clauses.filter(({ effect }) => effect === 'permit' || effect === 'deny' || effect === 'refer').flatMap(({ mission }) => mission),
  )
  const refused = new Set(
    clauses.filter(({ effect, mission }) => (effect === 'deny' || effect === 'refer') && mission.length === 0).flatMap(({ acts }) => acts),
  )
  const tasks = { guidance: 'advise', feedback: 'receive', status: 'status.read', application: 'assist', assistance: 'handle' } as const
  return (['guidance', 'feedback', 'status', 'application', 'assistance'] as const)
    .filter((mission) => !spoken.has(mission) && !refused.has(tasks[mission]))
    .map((mission) =>
      warning(
        null,
        '',
        'A13',
        'GDPR 28(3)(a)',
        [
          `ingen punkt säger vad som gäller för uppdraget ${mission} (${missions[mission]}); det nekas, och nämnden får frågan (A13)`,
          `no clause speaks of the task ${mission} (${missions[mission]}); it is refused and the board is asked (A13)`,
        ],
        ['Lägg till en punkt som tillåter, nekar eller hänvisar.', 'Add a clause that permits, refuses or refers.'],
      ),
    )
}

/** C7, B30: the right to withdraw a consent is promised only where there is one to withdraw. */
function consentLine(clauses: readonly Clause[]): Finding[] {
  const consents = clauses.some(({ basis, bases }) => basis === '6(1)(a)' || bases.some((each) => each.basis === '6(1)(a)'))
  if (consents) return []
  return clauses
    .filter(({ right }) => right?.right === 'withdraw-consent')
    .map(({ id }) =>
      error(
        id,
        'right',
        'B30',
        'GDPR 7(3)',
        [
          'det finns inget samtycke att dra tillbaka: ingen punkt har samtycke som grund (C7)',
          'there is no consent to withdraw: no clause stands on one (C7)',
        ],
        [
          'Ta bort punkten, eller lägg till den behandling som bygger på samtycke.',
          'Remove the clause, or add the processing that stands on consent.',
        ],
      ),
    )
}

const twice = (names: readonly string[]): string[] => [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
