import type { Act } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { FilesSeen } from '../../platform/look-at-files.ts'
import type { Settings } from '../../platform/settings.ts'
import type { MeasureId } from '../rule/index.ts'
import { driftFrom, guideline, type Parameter } from './guideline.ts'

/** What one look at one measure found. `boardId` null = the whole installation. Evidence: ids, codes and numbers, never content. */
export type Probed = {
  measure: MeasureId
  boardId: number | null
  state: 'works' | 'fails' | 'not-in-use'
  evidence: Readonly<Record<string, string | number>>
  /** Less than what the measure protects, where that is all that fails. */
  only?: { acts: readonly Act[]; caseTypes: readonly string[] }
}

const found = (measure: MeasureId, works: boolean, evidence: Probed['evidence'] = {}): Probed => ({
  ...{ measure, boardId: null, evidence },
  state: works ? 'works' : 'fails',
})
const unused = (measure: MeasureId): Probed => ({ measure, boardId: null, state: 'not-in-use', evidence: {} })

export function filesProbes({ opensAgain, sealedOnDisk, key }: FilesSeen): Probed[] {
  const bits = { opensAgain: Number(opensAgain), sealedOnDisk: Number(sealedOnDisk) }
  const about = {
    there: Number(key.there),
    outsideData: Number(key.outsideData),
    ...(key.mode === null ? {} : { mode: key.mode.toString(8) }),
  }
  return [
    found('sealed-files', opensAgain && sealedOnDisk, bits),
    found('key-apart', key.there && key.outsideData && (key.byService || (key.mode === 0o600 && key.sizeBytes === 32)), about),
    // calls aren't recorded yet; the key will be its own
    unused('recording-key'),
  ]
}

const near = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

/** Mail that leaves this machine goes by TLS from its first byte, or by STARTTLS that is demanded (channel/email/send.ts: whenever there is a password). */
export function mailProbe({ smtpUrl, mailboxes }: Pick<Settings, 'smtpUrl' | 'mailboxes'>): Probed {
  if (smtpUrl === undefined && mailboxes.length === 0) return unused('mail-encrypted')
  // mailboxes are always fetched from by TLS (channel/email/fetch.ts)
  const clear = smtpUrl?.startsWith('smtp:') && new URL(smtpUrl).username === '' && !near(smtpUrl)
  return found('mail-encrypted', !clear, { senders: smtpUrl === undefined ? 0 : 1, mailboxes: mailboxes.length, inClear: Number(clear) })
}

export function clockProbe(shiftMs: number, demo: boolean): Probed {
  return demo ? unused('clock-unmoved') : found('clock-unmoved', shiftMs === 0, { shiftSeconds: Math.round(shiftMs / 1000) })
}

/** A11: one finding for each measure that the guideline speaks of. */
export function guidelineProbes(set: Readonly<Record<string, number | null>>, parameters: readonly Parameter[] = guideline): Probed[] {
  return [...new Set(parameters.map(({ measure }) => measure))].map((measure) => {
    const own = parameters.filter((each) => each.measure === measure)
    const drift = driftFrom(own, set)
    const values = drift.flatMap((each): [string, string | number][] => [
      [`${each.id}.guideline`, each.asked],
      [`${each.id}.found`, each.found ?? 'missing'],
    ])
    return found(measure, drift.length === 0, { parameters: own.length, ...Object.fromEntries(values) })
  })
}

/** An entry in the register that is in use now, with the ids of the boards that have consented. */
export type Entry = { code: string; region: string; boardIds: readonly number[] }
type InUse = { organisation: OrganisationFile; systems: NonNullable<Settings['caseSystems']>; entries: readonly Entry[] }

/** C5, B16: nothing that is in use lies outside the EU/EEA. */
export function regionProbe({ organisation, systems, entries }: InUse): Probed {
  const used = new Set(
    [...systems, ...organisation.channels.filter(({ active }) => active)].flatMap(({ subProcessor }) => subProcessor ?? []),
  )
  const outside = [
    ...organisation.channels.filter(({ active, region }) => active && region !== 'EU/EEA').map(({ code }) => `channel ${code}`),
    ...systems.filter(({ region }) => region !== 'EU/EEA').map(({ code }) => `system ${code}`),
    ...entries.filter(({ code, region }) => used.has(code) && region !== 'EU/EEA').map(({ code }) => `sub-processor ${code}`),
  ]
  return found('inside-region', outside.length === 0, { outside: outside.length, ...(outside[0] ? { first: outside[0] } : {}) })
}

/** X5: for each board, what it uses that somebody else runs without an entry and its consent. Closes the kinds of matter that such a system answers. */
export function subProcessorProbes({ organisation, systems, entries }: InUse, boards: readonly { id: number; code: string }[]): Probed[] {
  const channels = organisation.channels.filter(({ active, subProcessor }) => active && subProcessor !== undefined)
  return boards.map(({ id, code }) => {
    const own = organisation.boards.find((board) => board.code === code)?.systems.map((system) => system.code) ?? []
    const used = systems.filter((system) => own.includes(system.code) && system.subProcessor !== undefined)
    const lacks = ({ subProcessor }: { subProcessor?: string | undefined }) =>
      !entries.some((entry) => entry.code === subProcessor && entry.boardIds.includes(id))
    const [without, open] = [used.filter(lacks), channels.filter(lacks)]
    const probed: Probed = {
      measure: 'sub-processors',
      boardId: id,
      state: used.length + channels.length === 0 ? 'not-in-use' : without.length + open.length === 0 ? 'works' : 'fails',
      evidence: { systems: used.length, channels: channels.length, ...firstOf([...without, ...open]) },
    }
    // a channel is every board's, and what has come in by it must be answered: it is told, and nothing else of the board's is closed
    const acts = without.length === 0 ? (['transfer'] as const) : (['status.read', 'status.tell'] as const)
    return probed.state === 'fails' ? { ...probed, only: { acts, caseTypes: without.flatMap(({ kinds }) => kinds) } } : probed
  })
}

const firstOf = (lacking: readonly { subProcessor?: string | undefined }[]): Probed['evidence'] =>
  lacking.length === 0 ? {} : { lacking: lacking.length, first: lacking[0]?.subProcessor ?? '' }
