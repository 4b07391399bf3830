import type { Block, Document } from '../../../contracts/document.ts'
import type { Clause, InstructionFile } from '../../../contracts/instruction.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { awaitsDelegation, clauseSentences, type Lang, type Names } from '../rule/index.ts'

export type InstructionWhole = {
  board: string
  version: number
  title: string
  validFrom: string
  validTo: string | null
  reviewBy: string
  hash: string
  approvals: InstructionFile['approvals']
  clauses: readonly Clause[]
}

type Section = { id: string; first?: true; heading: Record<Lang, string>; holds(clause: Clause): boolean }
const between = (letter: string, from: number, to: number) => (clause: Clause) => {
  const [, of, number] = /^([A-Z])(\d+)/.exec(clause.requirement) ?? []
  return of === letter && Number(number) >= from && Number(number) <= to
}

/** The parts of an instruction on paper, in its order. A clause that takes data away or lets someone decide stands under that, whatever else it is; otherwise in the first part that holds it. The last holds all. */
const sections: readonly Section[] = [
  { id: 'instruktionen', heading: { sv: 'Vad instruktionen är', en: 'What the instruction is' }, holds: between('A', 1, 5) },
  { id: 'skyldigheter', heading: { sv: 'Skyldigheter åt båda håll', en: 'Duties of both parties' }, holds: between('A', 6, 13) },
  {
    id: 'begaran',
    heading: { sv: 'När någon begär uppgifter', en: 'When someone asks for data' },
    holds: (clause) => between('A', 14, 17)(clause) || clause.right !== null,
  },
  { id: 'sakerhet', heading: { sv: 'Säkerhet och underbiträden', en: 'Security and sub-processors' }, holds: between('A', 18, 20) },
  { id: 'sekretess', heading: { sv: 'Sekretess och medarbetare', en: 'Secrecy and staff' }, holds: between('A', 21, 24) },
  { id: 'uppdraget', heading: { sv: 'Uppdraget', en: 'The assignment' }, holds: between('A', 26, 36) },
  {
    id: 'delegation',
    first: true,
    heading: { sv: 'Beslut på delegation', en: 'Delegated decisions' },
    holds: ({ acts, effect, delegationRef, requirement }) =>
      requirement === 'A37' || delegationRef !== null || (effect === 'permit' && acts.includes('decide')),
  },
  {
    id: 'gallring',
    first: true,
    heading: { sv: 'Gallring och bevarande', en: 'Disposal and preservation' },
    holds: ({ retention, hold }) => retention !== null || hold !== null,
  },
  {
    id: 'upphor',
    heading: { sv: 'När instruktionen upphör', en: 'When the instruction ends' },
    holds: ({ requirement }) => requirement === 'A25' || requirement === 'A38',
  },
  { id: 'allmanheten', heading: { sv: 'Information till allmänheten', en: 'Information to the public' }, holds: between('B', 1, 99) },
  { id: 'ovrigt', heading: { sv: 'Övriga punkter', en: 'Other clauses' }, holds: () => true },
]
const sectionOf = (clause: Clause) =>
  sections.find(({ first, holds }) => first && holds(clause)) ?? sections.find(({ holds }) => holds(clause))

/** The instruction as the board's minutes hold it: the wording that was approved, and beside it what the software does with it. Pure. */
export function instructionDocument(whole: InstructionWhole, names: Names, lang: Lang): Document {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const placed = whole.clauses.map((clause) => ({ clause, section: sectionOf(clause) }))
  return {
    title: whole.title,
    lang,
    lead: [`${names.board(whole.board)}, version ${whole.version}`],
    sections: [
      {
        id: 'om',
        level: 2,
        heading: say('Om instruktionen', 'About the instruction'),
        blocks: [{ kind: 'facts', rows: factsOf(whole, say) }],
      },
      ...sections.flatMap((section): Document['sections'] => {
        const own = placed.filter((each) => each.section === section)
        if (own.length === 0) return []
        return [
          { id: section.id, level: 2, heading: section.heading[lang], blocks: [] },
          ...own.map(({ clause }) => clauseSection(clause, whole.board, names, lang)),
        ]
      }),
    ],
  }
}

function factsOf(whole: InstructionWhole, say: (sv: string, en: string) => string) {
  const party = {
    board: say('Beslutad av nämnden', 'Decided by the board'),
    'contact-centre': say('Mottagen av kontaktcenter', 'Accepted by the contact centre'),
  }
  return [
    { label: say('Gäller från', 'Valid from'), value: stockholmDay(new Date(whole.validFrom)) },
    {
      label: say('Gäller till', 'Valid until'),
      value: whole.validTo === null ? say('tills vidare', 'further notice') : stockholmDay(new Date(whole.validTo)),
    },
    { label: say('Gås igenom senast', 'Reviewed by'), value: whole.reviewBy },
    ...whole.approvals.map(({ party: of, paragraph, date, signer }) => ({ label: party[of], value: `${date}, ${paragraph}, ${signer}` })),
    { label: say('Kontrollsumma (SHA-256)', 'Checksum (SHA-256)'), value: whole.hash },
  ]
}

function clauseSection(clause: Clause, board: string, names: Names, lang: Lang): Document['sections'][number] {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const done = clauseSentences({ ...clause, lawId: null }, board, names, lang)
  // A duty's own sentence is its wording, which stands there already.
  const compiled = clause.effect === 'oblige' || clause.effect === 'inform' ? done.slice(1) : done
  const blocks: Block[] = [
    { kind: 'text', text: clause.text },
    ...(compiled.length === 0 ? [] : [{ kind: 'list' as const, items: compiled }]),
    {
      kind: 'facts',
      rows: [
        {
          label: say('Slag', 'Kind'),
          value: `${effectWords[clause.effect][lang]}, ${sourceWords[clause.source][lang]} (${clause.requirement})`,
        },
        ...(clause.lawId === null ? [] : [{ label: say('Lag', 'Law'), value: clause.lawId }]),
        ...(clause.secrecyTags.length === 0
          ? []
          : [{ label: say('Sekretess', 'Secrecy'), value: clause.secrecyTags.map((tag) => `OSL ${tag}`).join(', ') }]),
        ...(clause.delegationRef === null ? [] : [{ label: say('Delegation', 'Delegation'), value: clause.delegationRef }]),
        ...(awaitsDelegation(clause)
          ? [{ label: say('Läge', 'State'), value: say('gäller inte än: väntar på delegation', 'not active yet: waits for a delegation') }]
          : []),
        ...(clause.dpiaRef === null ? [] : [{ label: say('Konsekvensbedömning', 'Impact assessment'), value: clause.dpiaRef }]),
        ...(clause.validFrom === null
          ? []
          : [{ label: say('Punkten gäller från', 'The clause is valid from'), value: stockholmDay(new Date(clause.validFrom)) }]),
        ...(clause.validTo === null
          ? []
          : [{ label: say('Punkten gäller till', 'The clause is valid until'), value: stockholmDay(new Date(clause.validTo)) }]),
      ],
    },
  ]
  return { id: `punkt-${clause.id}`, level: 3, heading: clause.id, blocks }
}

const effectWords: Record<Clause['effect'], Record<Lang, string>> = {
  permit: { sv: 'tillåtelse', en: 'permission' },
  deny: { sv: 'förbud', en: 'refusal' },
  refer: { sv: 'hänvisning', en: 'referral' },
  oblige: { sv: 'skyldighet', en: 'duty' },
  inform: { sv: 'upplysning', en: 'information' },
}
const sourceWords: Record<Clause['source'], Record<Lang, string>> = {
  statute: { sv: 'lag', en: 'statute' },
  decision: { sv: 'nämndens beslut', en: 'the board’s decision' },
  routine: { sv: 'kontaktcenters rutin', en: 'the centre’s routine' },
}
