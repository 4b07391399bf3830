import type { InstructionFile } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { SimulationResult } from '../../../contracts/simulation.ts'
import { noVocabulary } from '../../../contracts/vocabulary.ts'
import { diffInstructions } from '../instruction/index.ts'
import { compileNotice, type Notice } from '../publication/index.ts'
import { momentReading, namesOf, promiseReading, type RulesInForce, wordsOf } from '../rule/index.ts'
import { asOnItsFirstDay } from './draft.ts'

/** What the draft changes by its words alone, without a single row. `before`: what is in force for the board, null for its first. Pure. */
type Texts = {
  before: InstructionFile | null
  after: InstructionFile
  versionId: number
  rules: RulesInForce
  organisation: OrganisationFile
  contacts: Readonly<Record<string, string>>
  now: Date
}

/** Who must sign again, and for which clauses (A23). `bound`: agents whose undertaking binds them now, or who would have to sign a board's first. */
export function signAgain(
  { before, after, organisation }: Pick<Texts, 'before' | 'after' | 'organisation'>,
  bound: number,
): SimulationResult['agents'] {
  const diff = diffInstructions(before, after, namesOf(organisation, after.vocabulary))
  const material = before === null || diff.material
  return {
    material,
    mustSign: material ? bound : 0,
    clauses: diff.clauses.filter((change) => change.material).map(({ id, reading }) => ({ id, reading })),
  }
}

/** Sentences of the public notice that come and go. A draft with which no notice can be published says why. */
export function noticeChanges(texts: Texts): SimulationResult['notice'] {
  const { rules, after, versionId, now } = texts
  const others = rules.instructions.filter(({ board }) => board !== after.board)
  const was = compiled({ ...texts, rules })
  const host = texts.organisation.boards.find(({ hostsContactCentre }) => hostsContactCentre)?.code
  const becomes = compiled({
    ...texts,
    rules: { instructions: [...others, asOnItsFirstDay(after, versionId, now.getTime())] },
    contacts: host === after.board ? (after.contacts ?? {}) : texts.contacts,
  })
  if (Array.isArray(becomes)) return { added: [], removed: [], faults: becomes }
  const old = Array.isArray(was) ? [] : sentencesOf(was)
  const next = sentencesOf(becomes)
  const missing = (these: Sentence[], those: Sentence[]) => these.filter(({ text }) => !those.some((other) => other.text.sv === text.sv))
  return { added: missing(next, old), removed: missing(old, next), faults: [] }
}

function compiled({ rules, organisation, contacts, now }: Texts): Notice | string[] {
  const today = now.toISOString().slice(0, 10)
  try {
    return compileNotice({ ...rules, organisation, contacts, publishedOn: today, reviewBy: today, nowMs: now.getTime() })
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('\n- ')) throw error
    return error.message.split('\n- ').slice(1)
  }
}

type Sentence = SimulationResult['notice']['added'][number]

/** Each sentence in both languages. Both are made of the same lines in the same order. */
function sentencesOf({ sections }: Notice): Sentence[] {
  return sections.sv.flatMap(({ heading, sentences }, at) =>
    sentences.map(({ text, clauses }, nth) => ({
      heading: { sv: heading, en: sections.en[at]?.heading ?? heading },
      text: { sv: text, en: sections.en[at]?.sentences[nth]?.text ?? text },
      clauses,
    })),
  )
}

/** Promises that come, go or get another time, said as they would read. */
export function promiseChanges({ before, after }: Pick<Texts, 'before' | 'after'>): SimulationResult['service']['promises'] {
  const promised = (file: InstructionFile | null) =>
    new Map((file?.clauses ?? []).flatMap(({ id, service }) => (service === null ? [] : [[id, service] as const])))
  const [old, next] = [promised(before), promised(after)]
  const words = wordsOf(after.vocabulary ?? noVocabulary)
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((id) => {
    const [was, is] = [old.get(id), next.get(id)]
    const said = is ?? was
    if (said === undefined || JSON.stringify(was) === JSON.stringify(is)) return []
    const read = (lang: 'sv' | 'en') => `${promiseReading(said.promise, lang)}: ${momentReading(said.due, words, lang)}`
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'
    return [
      {
        promise: said.promise,
        change,
        reading: { sv: read('sv'), en: read('en') },
      } as const,
    ]
  })
}
