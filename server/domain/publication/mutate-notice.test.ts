import { expect, test } from 'vitest'
import { Clause, type InstructionInForce } from '../../../contracts/instruction.ts'
import { clauseOf } from '../../../test/any-instruction.ts'
import { everyPart } from '../../../test/every-part.ts'
import { exempelby, exempelbyFiles, exempelbyRules } from '../../../test/exempelby-rules.ts'
import { awaitsDelegation } from '../rule/index.ts'
import { checkNotice, faultsAgainst } from './check-notice.ts'
import { notTold, untoldOf } from './not-told.ts'
import { compileNotice, hiddenRules, type Notice, noticeFacts } from './notice.ts'
import type { NoticeStop } from './while-stopped.ts'

const given = {
  instructions: exempelbyRules.instructions,
  organisation: exempelby,
  contacts: exempelbyFiles.find(({ board }) => board === 'kommunstyrelsen')?.contacts ?? {},
  publishedOn: '2026-11-23',
  reviewBy: '2026-12-31',
  nowMs: Date.parse('2026-11-23T10:00:00Z'),
}
const condition = { fact: 'subject.age', atLeast: 18 } as const

const whole = {
  ...given,
  instructions: given.instructions.map((each) =>
    each.board === 'stadsbyggnadsnamnden' ? { ...each, clauses: [...each.clauses, ...everyPart.map(clauseOf)] } : each,
  ),
}

type Change = { field: string; clause: Clause }
const other = <T>(value: T, a: T, b: T): T => (JSON.stringify(value) === JSON.stringify(a) ? b : a)

/** Another value in every field that a rule (permit, deny, refer) is told with. */
function ruleChanges(clause: Clause): Change[] {
  const changed: Partial<Clause> = {
    effect: other(clause.effect, 'deny', 'permit'),
    acts: clause.acts.includes('publish') ? clause.acts.slice(1) : [...clause.acts, 'publish'],
    when: clause.when === null ? condition : null,
    department: clause.department === null ? 'bygg' : null,
    mission: clause.mission.includes('threat') ? ['rights'] : [...clause.mission, 'threat'],
    caseTypes: other(clause.caseTypes, 'all', ['bygglov']),
    subjects: other(clause.subjects, ['neighbour'], ['child']),
    categories: clause.categories.length === 0 ? ['name'] : clause.categories.slice(1),
    secrecyTags: other(clause.secrecyTags, ['99:9'], []),
    specialCategories: other(clause.specialCategories, ['union'], []),
    personnummerReason: clause.personnummerReason === null ? 'Ett påhittat skäl.' : `${clause.personnummerReason} Mer.`,
    basis: other(clause.basis, '6(1)(a)', null),
    lawId: `${clause.lawId ?? ''} 99:9`,
    identityLevel: other(clause.identityLevel, 'e-id', 'none'),
    recipientClass: other(clause.recipientClass, ['guardian'], ['authority']),
    channels: other(clause.channels, ['visit'], ['app']),
    connectors: other(clause.connectors, ['diariet'], []),
    region: 'outside EU/EEA',
    fields: other(clause.fields, ['case.outcome'], []),
    subProcessors: other(clause.subProcessors, ['Annat AB'], []),
    measures: other(clause.measures, ['access-log'], []),
    instead: clause.instead === null ? { channels: ['visit'], act: null, to: null } : null,
    obligations: other(clause.obligations, [{ kind: 'sign' }], []),
    bases: other(clause.bases, [{ basis: '6(1)(d)', lawId: null, mission: [], when: null }], []),
  }
  return Object.entries(changed).map(([field, value]) => ({ field, clause: { ...clause, [field]: value } }))
}

/** Another value in every field of an object, at any depth, and each element of a list taken away. */
function deepChanges(value: unknown, path: string): { path: string; value: unknown }[] {
  if (typeof value === 'number') return [{ path, value: value + 1 }]
  if (typeof value === 'boolean') return [{ path, value: !value }]
  if (typeof value === 'string') return (swaps[value] ?? []).map((swapped) => ({ path, value: swapped }))
  if (Array.isArray(value))
    return value.flatMap((each, at) => [
      ...(value.length > 1 ? [{ path: `${path}.${at} away`, value: value.filter((_, nth) => nth !== at) }] : []),
      ...deepChanges(each, `${path}.${at}`).map((change) => ({ ...change, value: value.with(at, change.value) })),
    ])
  if (value === null || typeof value !== 'object') return []
  const kept = 'action' in value && value.action === 'preserve' // for ever: no day is told
  return Object.entries(value).flatMap(([key, inner]) =>
    unspoken.has(key) || (kept && (key === 'due' || key === 'bound'))
      ? []
      : deepChanges(inner, `${path}.${key}`).map((change) => ({ ...change, value: { ...value, [key]: change.value } })),
  )
}
/** The last word of what isn't told, and why: the closed list. */
const unspoken = new Set(Object.keys(notTold).map((path) => path.split('.').at(-1) ?? ''))
const swaps: Record<string, string[]> = Object.fromEntries(
  [
    ['case.closed', 'case.opened'],
    ['contact.ended', 'contact.started'],
    ['call.ended', 'call.started'],
    ['draft.touched', 'case.touched'],
    ['delivery.confirmed', 'case.handed-over'],
    ['supervision.opened', 'incident.found'],
    ['supervision.closed', 'incident.closed'],
    ['message.received', 'message.answered'],
    ['case.assigned', 'case.started'],
    ['case.accepted', 'case.opened'],
    ['right.requested', 'right.answered'],
    ['message.answered', 'message.received'],
    ['days', 'weeks'],
    ['hours', 'days'],
    ['years', 'months'],
    ['months', 'years'],
    ['case', 'note'],
    ['contact', 'chat'],
    ['recording', 'log'],
    ['draft', 'form'],
    ['note', 'chat'],
    ['ombud', 'paper'],
    ['mailbox', 'paper'],
    ['exact', 'earliest'],
    ['latest', 'earliest'],
    ['delete', 'preserve'],
    ['preserve', 'review'],
    ['review', 'delete'],
    ['redact', 'weed'],
    ['move', 'transfer'],
    ['defer', 'freeze'],
    ['escalate', 'apologise'],
    ['manager', 'board'],
    ['person', 'party'],
    ['email', 'letter'],
    ['officer', 'unit'],
    ['content', 'reasons'],
    ['access', 'erasure'],
    ['self', 'guardian'],
    ['e-id', 'signature'],
    ['post', 'visit'],
    ['cost', 'fixed'],
    ['receiver', 'host'],
    ['case.type', 'case.outcome'],
    ['case.subtype', 'case.outcome'],
    ['subject.age', 'request.copies'],
    ['case-system', 'e-archive'],
    ['OSL 26:1', 'OSL 26:2'],
    ['6(1)(c)', '6(1)(d)'],
    ['SoL 1:1', 'SoL 1:2'],
    ['status', 'rights'],
    ['month', 'quarter'],
    ['board', 'centre', 'officer'],
  ].map(([from, ...to]) => [from ?? '', to]),
)

const parts = ['retention', 'hold', 'service', 'tell', 'right', 'controller', 'bases'] as const
function partChanges(clause: Clause): Change[] {
  const used = parts.filter((part) => clause[part] !== null && JSON.stringify(clause[part]) !== '[]')
  // a word may stand in several lists, and only some of them have the other word
  return [
    ...used
      .flatMap((part) => deepChanges(clause[part], part).map(({ path, value }) => ({ field: path, clause: { ...clause, [part]: value } })))
      .filter((change) => Clause.safeParse(change.clause).success),
    ...(used.length === 0
      ? []
      : [
          { field: 'when', clause: { ...clause, when: clause.when === null ? condition : null } },
          { field: 'channels', clause: { ...clause, channels: other(clause.channels, ['visit'], ['app']) } },
          { field: 'caseTypes', clause: { ...clause, caseTypes: other(clause.caseTypes, 'all', ['bygglov']) } },
          { field: 'department', clause: { ...clause, department: clause.department === null ? 'bygg' : null } },
        ]),
  ]
}

/** Promises whose sentence is made from the parts of other clauses: bases, categories, retention, consent. */
const toldByParts = new Set(['B8', 'B9', 'B11', 'B13', 'B20', 'B21', 'B30'])

/** What is told of a clause that is no rule: its promise to the public with its limits, its basis, how it opens cases. */
function promiseChanges(clause: Clause): Change[] {
  const sharing = whole.instructions.flatMap(({ clauses }) => clauses).filter(({ requirement }) => requirement === clause.requirement)
  const alone = sharing.length === 1 && clause.requirement.startsWith('B') && !toldByParts.has(clause.requirement)
  return [
    ...(clause.caseOpens === null
      ? []
      : [{ field: 'caseOpens', clause: { ...clause, caseOpens: other(clause.caseOpens, 'on-need', 'on-arrival') } }]),
    ...(clause.basis === null ? [] : [{ field: 'basis', clause: { ...clause, basis: other(clause.basis, '6(1)(a)', '6(1)(c)') } }]),
    { field: 'region', clause: { ...clause, region: 'outside EU/EEA' } },
    ...(alone
      ? [
          { field: 'requirement', clause: { ...clause, requirement: 'A2' } },
          { field: 'effect', clause: { ...clause, effect: 'deny' as const } },
          { field: 'when', clause: { ...clause, when: condition } },
          { field: 'channels', clause: { ...clause, channels: other(clause.channels, ['visit'], ['app']) } },
        ]
      : []),
  ]
}

const isRule = ({ effect }: Clause) => effect === 'permit' || effect === 'deny' || effect === 'refer'
const changesOf = (clause: Clause): Change[] => [...(isRule(clause) ? ruleChanges(clause) : promiseChanges(clause)), ...partChanges(clause)]
const replaced = (board: string, at: number, clause: Clause): InstructionInForce[] =>
  whole.instructions.map((each) => (each.board === board ? { ...each, clauses: each.clauses.with(at, clause) } : each))
/** The version is the hash of all words but the dated sentence, which is read beside it. */
const wordsOf = ({ version, sections }: Notice) =>
  [
    version,
    ...(['sv', 'en'] as const).flatMap((lang) =>
      sections[lang].flatMap(({ sentences }) => sentences.filter(({ line }) => line === 'B35').map(({ text }) => text)),
    ),
  ].join(' ')

test('P1, B1: any field that the notice speaks of, changed in any clause in force, changes the notice or stops it', () => {
  const before = wordsOf(compileNotice(whole))
  const silent: string[] = []
  let changes = 0
  let stopped = 0
  for (const { board, clauses } of whole.instructions)
    clauses.forEach((clause, at) => {
      if (awaitsDelegation(clause)) return
      for (const change of changesOf(clause)) {
        // a word of one list isn't always one of another; what no file can hold needs no sentence
        if (!Clause.safeParse(change.clause).success) continue
        changes += 1
        try {
          if (wordsOf(compileNotice({ ...whole, instructions: replaced(board, at, change.clause) })) === before)
            silent.push(`${board}/${clause.id} ${change.field}`)
        } catch (error) {
          stopped += 1
          expect(`${change.field}: ${String(error)}`).toMatch(/kan inte publiceras/)
        }
      }
    })
  expect(silent).toEqual([])
  expect(changes).toBeGreaterThan(1_500)
  expect(stopped).toBeLessThan(changes / 5)
}, 180_000)

test('P1: each field of a clause is told, or is on the list of what isn’t with the reason; the list names nothing that is told', () => {
  const told = new Set(
    whole.instructions.flatMap(({ clauses }) => clauses.flatMap((each) => changesOf(each).map(({ field }) => field.split('.')[0] ?? ''))),
  )
  const silent = Object.keys(Clause.shape).filter((field) => !told.has(field))
  expect(silent.toSorted()).toEqual(
    Object.keys(notTold)
      .filter((path) => path in Clause.shape)
      .toSorted(),
  )
  const school = whole.instructions.flatMap(({ clauses }) => clauses).find((each) => (each.retention?.quarantineDays ?? 0) > 0)
  if (!school) throw new Error('nobody has a quarantine')
  expect(untoldOf(school)).toContainEqual({ field: 'retention.quarantineDays', because: notTold['retention.quarantineDays'] })
  expect(untoldOf(clauseOf({ id: 'inget', effect: 'inform' }))).toEqual([])
})

const stop = {
  id: '11111111-2222-4333-8444-555555555555',
  board: 'stadsbyggnadsnamnden',
  acts: [],
  caseTypes: [],
  since: '2026-11-22',
} satisfies NoticeStop
const stoppedBy = (...stopped: NoticeStop[]) => compileNotice({ ...whole, stopped })
const spokenOf = (notice: Notice) => notice.sections.sv.flatMap(({ sentences }) => sentences)
const byLine = (notice: Notice, line: string, board = stop.board) =>
  spokenOf(notice).filter((each) => each.line === line && each.board === board)

test('A9, B1: a stop is told with its number and its clauses, and nothing that it stops is promised', () => {
  const all = stoppedBy(stop)
  const [told] = byLine(all, 'A9')
  expect(told).toMatchObject({ short: true, board: stop.board })
  expect(told?.text).toContain(stop.id)
  expect(told?.text).toContain('sedan 2026-11-22 stoppat allt som kontaktcenter gör åt nämnden')
  const permits =
    whole.instructions
      .find(({ board }) => board === stop.board)
      ?.clauses.filter(({ effect, acts }) => effect === 'permit' && acts.some((act) => act !== 'handover')) ?? []
  expect(permits.length).toBeGreaterThan(3)
  expect(told?.clauses).toEqual(
    expect.arrayContaining(permits.filter((each) => !awaitsDelegation(each)).map(({ id }) => `${stop.board}/${id}`)),
  )
  // what is left of the tasks is what the law leaves
  const texts = byLine(all, 'task').map(({ text }) => text)
  expect(texts.filter((text) => !/lämna över till förvaltningen/.test(text))).toEqual([])
  expect(byLine(all, 'service')).toEqual([])
  // how long it is kept and which rights there are goes on; so do other boards
  for (const line of ['B19', 'right', 'limit'])
    expect(byLine(all, line).map(({ text }) => text)).toEqual(byLine(compiledOnce, line).map(({ text }) => text))
  expect(byLine(all, 'task', 'tekniska-namnden')).toEqual(byLine(compiledOnce, 'task', 'tekniska-namnden'))
})

test('A9, B1: a stop of one act or one case type takes that away and leaves the rest', () => {
  const statuses = (notice: Notice) => byLine(notice, 'task').filter(({ text }) => /berätta hur ett ärende ligger till/.test(text))
  expect(statuses(compiledOnce).length).toBeGreaterThan(0)
  expect(statuses(stoppedBy({ ...stop, acts: ['status.tell'] }))).toEqual([])
  const oneType = stoppedBy({ ...stop, acts: ['status.tell'], caseTypes: ['bygglov'] })
  expect(statuses(oneType).length).toBeGreaterThan(0)
  const about = statuses(oneType).map(({ text }) => text.split('.')[0])
  expect(about.filter((text) => text?.includes('när det gäller') !== true || /bygglov/i.test(text))).toEqual([])
  expect(byLine(oneType, 'A9')[0]?.text).toContain('när det gäller')
})

test('P1, A9: any part of a stop, changed, changes the notice; a stop of every board still makes a notice; the linter names one that hides a stop', () => {
  const changes: Partial<NoticeStop>[] = [
    { id: '99999999-2222-4333-8444-555555555555' },
    { board: 'tekniska-namnden' },
    { acts: ['handle'] },
    { acts: ['advise'] },
    { caseTypes: ['bygglov'] },
    { since: '2026-11-21' },
  ]
  const versions = [compiledOnce, ...[{}, ...changes].map((change) => stoppedBy({ ...stop, ...change }))].map(({ version }) => version)
  expect(new Set(versions).size).toBe(changes.length + 2)
  expect(() => stoppedBy(...whole.instructions.map(({ board }, at) => ({ ...stop, board, id: `${at}` })))).not.toThrow()
  const hiding = checkNotice(compiledOnce, { ...whole, stopped: [stop] })
  expect(hiding).toContainEqual(expect.objectContaining({ kind: 'hidden', lang: 'sv', line: 'A9' }))
  expect(hiding).toContainEqual(expect.objectContaining({ kind: 'unbacked', lang: 'sv', line: 'task' }))
})

type Sentence = Notice['sections']['sv'][number]['sentences'][number]
/** The first word last and the last first; a word more; another clause; another channel. */
const forgeries: ((sentence: Sentence) => Sentence)[] = [
  (sentence) => {
    const words = sentence.text.split(' ')
    return { ...sentence, text: [words.at(-1), ...words.slice(1, -1), words[0]].join(' ') }
  },
  (sentence) => ({ ...sentence, text: `${sentence.text} Inget annat händer.` }),
  (sentence) => ({ ...sentence, clauses: ['tekniska-namnden/pahittad'] }),
  (sentence) => ({ ...sentence, channels: ['visit', 'visit'] }),
  (sentence) => ({ ...sentence, board: 'en-annan-namnd' }),
]
const compiledOnce = compileNotice(whole)
const checkForged = (notice: Notice) => faultsAgainst(compiledOnce, notice)

test('P1: every rule about people’s data is reached by a sentence, and one that loses its sentences is named', () => {
  const facts = noticeFacts(whole)
  const { sv } = compileNotice(whole).sections
  expect(hiddenRules(sv, facts)).toEqual([])
  // a duty between the board and the centre is about nobody's data
  for (const clause of everyPart.filter(({ duty }) => duty === undefined)) {
    const key = `stadsbyggnadsnamnden/${clause.id}`
    const silenced = sv.map((section) => ({ ...section, sentences: section.sentences.filter(({ clauses }) => !clauses.includes(key)) }))
    expect(hiddenRules(silenced, facts)).toContain(key)
  }
})

test('P1: the linter names any sentence whose words, clauses, board or channels were changed, and what it hides', () => {
  expect(checkNotice(compiledOnce, whole)).toEqual([])
  for (const lang of ['sv', 'en'] as const)
    for (const forge of forgeries) {
      const sentences = compiledOnce.sections[lang].flatMap((section) => section.sentences)
      const forged = compiledOnce.sections[lang].map((section) => ({ ...section, sentences: section.sentences.map(forge) }))
      const faults = checkForged({ ...compiledOnce, sections: { ...compiledOnce.sections, [lang]: forged } })
      const named = (kind: string) =>
        faults.filter((fault) => fault.kind === kind && fault.lang === lang).map(({ text, clauses }) => ({ text, clauses }))
      expect(named('unbacked')).toEqual(sentences.map(forge).map(({ text, clauses }) => ({ text, clauses })))
      expect(named('hidden')).toEqual(sentences.map(({ text, clauses }) => ({ text, clauses })))
    }
})

test('P1: the linter names a sentence that was left out, said twice or moved under another heading', () => {
  const notice = compileNotice(whole)
  const [first, second, ...rest] = notice.sections.sv
  const moved = first?.sentences[0]
  if (!first || !second || !moved) throw new Error('the notice is empty')
  const kinds = (sv: Notice['sections']['sv']) =>
    checkForged({ ...notice, sections: { ...notice.sections, sv } }).map(({ kind, text }) => `${kind} ${text === moved.text}`)
  const without = { ...first, sentences: first.sentences.slice(1) }
  expect(kinds([without, second, ...rest])).toEqual(['hidden true'])
  expect(kinds([{ ...first, sentences: [moved, ...first.sentences] }, second, ...rest])).toEqual(['unbacked true'])
  expect(kinds([without, { ...second, sentences: [moved, ...second.sentences] }, ...rest])).toEqual(['unbacked true', 'hidden true'])
})
