import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Briefing, CaseSystems, StatusAnswer, StatusQuestion } from '../../platform/case-systems.ts'
import type { Log } from '../../platform/log.ts'
import type { CaseSystemSetting } from '../../platform/settings.ts'

/** The answer on the wire (README.md). Longer words than these are no status. */
const Answer = z.object({
  reference: z.string(),
  kind: z.string(),
  state: z.string().min(1).max(500),
  fields: z.record(z.string().max(60), z.string().max(500)),
  secrecyTags: z
    .array(z.string().regex(/^\d{1,2}:\d{1,2}( [a-z])?$/))
    .max(20)
    .default([]),
  source: z.string().min(1).max(200),
  at: z.iso.datetime({ offset: true }),
})

const waitsMs = 3_000
const restsMs = 30_000
const failuresInRow = 5
const maxBytes = 64 * 1024
type Circuit = { failures: number; closedAgainAt: number }
type Given = { log: Log; now?: () => number }

/** A system that may be started, with the briefing that those who ask it must have read. */
export type Startable = CaseSystemSetting & { briefed: Briefing }
/** Who else handles the data, as the register has it now: those with an entry, and the boards that have consented. */
export type Register = readonly { code: string; boards: readonly string[] }[]

/**
 * B16: a system outside the EU/EEA is not started, whatever its address answers. X5: nor is one that somebody else runs, while the register has no
 * entry for them with the consent of at least one board; which boards is asked again with every question. A24: nor one without an owner, a briefing
 * and a day when it is reviewed, or whose day has passed. `today`: YYYY-MM-DD.
 */
export function startable(
  systems: readonly CaseSystemSetting[],
  log: Log,
  { today, register = [] }: { today: string; register?: Register },
): Startable[] {
  const outside = systems.filter(({ region }) => region !== 'EU/EEA')
  for (const { code } of outside) log.error({ system: code, refused: 'outside EU/EEA (B16)' })
  const unknown = systems.filter(
    ({ subProcessor }) => subProcessor !== undefined && !register.some(({ code, boards }) => code === subProcessor && boards.length > 0),
  )
  for (const { code, subProcessor } of unknown)
    log.error({ system: code, subProcessor, refused: 'no entry in the register with a board’s consent (X5)' })
  return systems.flatMap((each) => {
    if (outside.includes(each) || unknown.includes(each)) return []
    const { owner, briefing, reviewBy } = each
    if (!owner || !briefing || !reviewBy || reviewBy < today) {
      log.error({
        system: each.code,
        refused: reviewBy && reviewBy < today ? 'briefing to be reviewed (A24)' : 'owner, briefing or reviewBy missing (A24)',
      })
      return []
    }
    return [{ ...each, briefed: { owner, text: briefing, reviewBy, version: versionOf(each) } }]
  })
}

/** Another address, owner, text or kind is another briefing, to be read again; another token or review date isn't. */
const versionOf = ({ code, url, owner, briefing, kinds }: CaseSystemSetting): string =>
  createHash('sha256')
    .update(JSON.stringify([code, new URL(url).hostname, owner, briefing, [...kinds].sort()]))
    .digest('hex')
    .slice(0, 16)

/**
 * What Ombud can do in a board's system: one question, GET, about one reference that is known whole. There is no second function, and no other verb.
 * A source that is down, slow, unsure or unknown is the same to whoever asks: not available, and nothing is inferred (A31).
 */
export function openCaseSystems(systems: readonly CaseSystemSetting[], { log, now = Date.now }: Given): Pick<CaseSystems, 'status'> {
  const circuits = new Map<string, Circuit>()
  return {
    status: async (question) => {
      const system = systems.find(({ code }) => code === question.system)
      const circuit = circuits.get(question.system) ?? { failures: 0, closedAgainAt: 0 }
      if (!system || !isExact(question.reference) || circuit.closedAgainAt > now()) return { outcome: 'not-available' }
      circuits.set(system.code, circuit)
      // one at a time tries whether it has come back
      if (circuit.failures >= failuresInRow) circuit.closedAgainAt = now() + restsMs
      const answer = await ask(system, question)
      if (typeof answer !== 'string') {
        circuits.delete(system.code)
        return answer
      }
      circuit.failures += 1
      if (circuit.failures >= failuresInRow) circuit.closedAgainAt = now() + restsMs
      log.warn({ system: system.code, lookUp: question.lookUpId, failed: answer, inRow: circuit.failures })
      return { outcome: 'not-available' }
    },
  }
}

/** T12: one reference, whole; the verb has refused the rest already, and nothing else leaves from here. */
const isExact = (reference: string): boolean => /^[\p{L}\d][\p{L}\d /:._-]{0,59}$/u.test(reference) && /\d/.test(reference)

/** @returns the answer, or a word for why there was none: never the address, which holds the reference */
async function ask(system: CaseSystemSetting, { kind, reference, lookUpId }: StatusQuestion): Promise<StatusAnswer | string> {
  const address = `${system.url}/v1/status/${encodeURIComponent(kind)}/${encodeURIComponent(reference)}`
  try {
    const answer = await fetch(address, {
      method: 'GET',
      headers: { authorization: `Bearer ${system.token}`, accept: 'application/json', 'x-look-up': lookUpId },
      redirect: 'error', // what was asked of one system goes to no other
      signal: AbortSignal.timeout(waitsMs),
    })
    if (answer.status === 404) return given({ outcome: 'not-found' }, answer)
    if (answer.status !== 200) return given(`status ${answer.status}`, answer)
    const read = Answer.safeParse(JSON.parse(await textOf(answer)))
    if (!read.success || read.data.reference !== reference || read.data.kind !== kind) return 'an answer to something else'
    const { state, fields, secrecyTags, source, at } = read.data
    return { outcome: 'found', state, fields, secrecyTags, source, at }
  } catch (failed) {
    if (failed instanceof SyntaxError) return 'not JSON'
    return failed instanceof Error && failed.name === 'TimeoutError' ? 'timeout' : 'unreachable'
  }
}

async function given<T>(answer: T, { body }: Response): Promise<T> {
  await body?.cancel()
  return answer
}

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    if (size > maxBytes) throw new Error('longer than any status')
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
