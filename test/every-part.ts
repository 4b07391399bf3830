import type { Clause } from '../contracts/instruction.ts'

const due = { after: 'case.closed', length: 3, unit: 'months', calendar: 'calendar' } as const
const month = { length: 1, unit: 'months', calendar: 'calendar' } as const
const condition = { fact: 'subject.age', atLeast: 18 } as const

/** One clause of each part that Exempelby's boards don't use yet, so that every part of the language is told, written down and mutated. */
export const everyPart: Partial<Clause>[] = [
  {
    id: 'stopp',
    effect: 'oblige',
    hold: { records: ['case'], from: 'supervision.opened', until: 'supervision.closed', mode: 'defer' },
    when: condition,
  },
  {
    id: 'lofte',
    effect: 'oblige',
    channels: ['email'],
    service: {
      promise: 'message.answered',
      due: { after: 'message.received', length: 2, unit: 'days', calendar: 'working' },
      metBy: ['message.answered'],
      remind: null,
      breach: [{ kind: 'escalate', to: 'manager', amount: { kronor: 500 } }],
      share: { percent: 90, over: 'month' },
    },
  },
  {
    id: 'besked',
    effect: 'oblige',
    tell: { on: 'case.assigned', to: 'person', how: 'email', within: month, must: ['officer'], never: ['content'], suppress: false },
  },
  {
    id: 'utdrag',
    effect: 'oblige',
    right: {
      right: 'access',
      askedBy: ['self'],
      identity: 'e-id',
      delivery: ['post'],
      due: { after: 'right.requested', ...month },
      extension: { by: month, when: condition },
      needs: condition,
      contents: ['case.type'],
      exempt: [{ what: 'case.subtype', when: condition, lawId: 'OSL 26:1' }],
      fee: { when: condition, kind: 'cost' },
      decidedBy: 'board',
    },
  },
  { id: 'ansvar-byts', effect: 'inform', controller: { is: 'receiver', from: 'case.accepted', until: 'case.closed' } },
  {
    id: 'flera-grunder',
    effect: 'permit',
    acts: ['advise'],
    mission: ['guidance'],
    basis: '6(1)(e)',
    fields: ['case.type'],
    subProcessors: ['Stadens drift AB'],
    measures: ['sealed-files'],
    bases: [{ basis: '6(1)(c)', lawId: 'SoL 1:1', mission: ['status'], when: condition }],
  },
  {
    id: 'steg',
    effect: 'oblige',
    caseTypes: ['bygglov'],
    retention: {
      record: 'note',
      copy: 'mailbox',
      due,
      bound: 'latest',
      provided: condition,
      action: 'redact',
      part: { fields: ['case.type'] },
      steps: [{ do: 'move', to: 'case-system', doneBy: 'copy.moved' }],
      sameAs: null,
      disposalDecision: { date: '2026-01-01', organ: 'nämnden', paragraph: '§ 1' },
      quarantineDays: 0,
    },
  },
  {
    id: 'aterkommande',
    effect: 'oblige',
    duty: {
      task: 'duty.done',
      every: { on: ['03-01', '09-01'] },
      from: '2026-01-01',
      within: month,
      by: 'archivist',
      doneBy: 'duty.done',
      missed: [{ kind: 'notify', to: 'board' }],
    },
  },
  {
    id: 'hanvisning',
    effect: 'refer',
    acts: ['disclose'],
    instead: { channels: ['visit'], act: 'advise', to: 'registrar' },
    obligations: [{ kind: 'notify', board: 'socialnamnden', withinMinutes: 5 }],
  },
]
