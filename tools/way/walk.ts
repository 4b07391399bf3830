import { setTimeout as wait } from 'node:timers/promises'
import { type Person, person } from './person.ts'
import { inventResident, type Resident } from './resident.ts'
import type { Stage } from './stage.ts'

/** What is known of the message so far; each step finds what the next ones need. */
export type Walk = {
  resident: Resident
  people: Record<'agent' | 'boardOfficer' | 'hostOfficer' | 'auditor', Person>
  arrivalId: string
  caseId: string
  contactId: string
  number: string
  /** Transaction B, as the rows it wrote carry it. */
  crossing: string
  dueAt: Date
  /** Two cases that must still be there when this one has gone: one waits for an archivist's review, one is kept for ever. */
  staying: { review: string; kept: string } | undefined
  disposalId: string
  fileIds: readonly string[]
  certificate: number
}

export type Evidence = Record<string, string | number | boolean>
/** `number`: as in STYLE.md §3; null = what people do between two of them. `file`: what in server/ does it. */
export type Step = { number: number | null; title: string; file: string; run(stage: Stage, walk: Walk): Promise<Evidence> }
export type Walked = {
  step: number | null
  title: string
  file: string
  ok: boolean
  seconds: number
  evidence: Evidence
  because: string | null
}

export function setOut(stage: Stage): Walk {
  return {
    resident: inventResident(),
    people: {
      agent: person(stage, 'alva', 'agent'),
      boardOfficer: person(stage, 'maj', 'officer'),
      hostOfficer: person(stage, 'tuva', 'officer'),
      auditor: person(stage, 'disa', 'auditor'),
    },
    arrivalId: '',
    caseId: '',
    contactId: '',
    number: '',
    crossing: '',
    dueAt: new Date(0),
    staying: undefined,
    disposalId: '',
    fileIds: [],
    certificate: 0,
  }
}

/** One step, with the time it took. It ends with evidence, or with why it couldn't. */
export async function take(stage: Stage, walk: Walk, step: Step): Promise<Walked> {
  const began = performance.now()
  const done = (ok: boolean, evidence: Evidence, because: string | null): Walked => {
    const { number, title, file } = step
    return { step: number, title, file, ok, seconds: Math.round(performance.now() - began) / 1000, evidence, because }
  }
  try {
    return done(true, await again(stage, () => step.run(stage, walk)), null)
  } catch (error) {
    return done(false, {}, error instanceof Error ? error.message : String(error))
  }
}

/** Whoever meets a product that falls does what people do: waits until it is back, looks, and goes on. A step can therefore be done twice. */
async function again<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  for (;;) {
    const falls = stage.falls()
    try {
      return await work()
    } catch (error) {
      // a connection breaks before anyone knows that the process behind it has ended
      for (let looks = 0; looks < 20 && stage.falls() === falls; looks++) await wait(25)
      if (stage.falls() === falls) throw error
      await stage.place()
    }
  }
}

/** Every step in order, until one fails. @param told hears of each when it is done */
export async function walkAll(
  stage: Stage,
  walk: Walk,
  steps: readonly Step[],
  told: (walked: Walked) => void = () => undefined,
): Promise<Walked[]> {
  const walked: Walked[] = []
  for (const step of steps) {
    if (step.number !== null) await stage.begins(step.number)
    const done = await take(stage, walk, step)
    walked.push(done)
    told(done)
    if (!done.ok) break
  }
  return walked
}
