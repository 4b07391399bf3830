import type { Clause, InstructionFile, Retention } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { Moment } from '../../../contracts/rule-language.ts'
import type { Finding } from '../../../contracts/rules.ts'
import { awaitsDelegation, barriers, isMeasure } from '../rule/index.ts'
import { error, type Pair, warning } from './check-finding.ts'

export type Board = OrganisationFile['boards'][number]

/** What can be said of one clause without looking at the others, but for the names that it points at. */
export function checkClause(clause: Clause, file: InstructionFile, board: Board, organisation: OrganisationFile): Finding[] {
  return [
    ...unknownNames(clause, board, organisation),
    ...unknownMeasures(clause),
    ...unapproved(clause, board, organisation),
    ...permitFindings(clause),
    ...dataFindings(clause),
    ...recordingFindings(clause),
    ...retentionFindings(clause, file),
    ...outdatedFindings(clause),
  ]
}

const when = (broken: boolean, found: () => Finding): Finding[] => (broken ? [found()] : [])

/** A4: a promise that nobody looks after is none. */
const unknownMeasures = ({ id, measures }: Clause): Finding[] =>
  measures
    .filter((measure) => !isMeasure(measure))
    .map((measure) =>
      error(
        id,
        'measures',
        'A4',
        'GDPR 32',
        [
          `skyddsåtgärden ${measure} finns inte i katalogen, så ingen ser om den fungerar`,
          `the catalogue has no measure ${measure}, so nobody would see whether it works`,
        ],
        ['Välj en åtgärd som finns i katalogen.', 'Choose a measure of the catalogue.'],
      ),
    )

/** X5: where the register is known, a clause names nobody who isn't in it with this board's consent. */
function unapproved({ id, subProcessors }: Clause, { code }: Board, { register }: OrganisationFile): Finding[] {
  if (register === undefined) return []
  const has = (name: string) => register.find((each) => each.code === name || each.name === name)
  return subProcessors
    .filter((name) => !has(name)?.boards.includes(code))
    .map((name) =>
      error(
        id,
        'subProcessors',
        'X5',
        'GDPR 28(2)',
        has(name)
          ? [`nämnden har inte godkänt underbiträdet ${name}`, `the board has not consented to the sub-processor ${name}`]
          : [`underbiträdet ${name} finns inte i registret`, `the sub-processor ${name} is not in the register`],
        [
          'För in underbiträdet i registret och låt nämnden godkänna det (Skyddsåtgärder).',
          'Enter it in the register and let the board consent (Security measures).',
        ],
      ),
    )
}

function unknownNames(clause: Clause, board: Board, { boards }: OrganisationFile): Finding[] {
  const { department } = clause
  const types = clause.caseTypes === 'all' ? [] : clause.caseTypes
  const missing = (field: string, given: readonly string[], known: readonly { code: string }[]) =>
    given
      .filter((code) => !known.some((each) => each.code === code))
      .map((code) =>
        error(
          clause.id,
          field,
          'A3',
          null,
          [`${code} finns inte hos ${board.code}`, `${board.code} has no ${code}`],
          ['Välj en av nämndens egna koder.', 'Choose one of the board’s own codes.'],
        ),
      )
  return [
    ...missing('caseTypes', types, board.caseTypes),
    ...missing('department', department === null ? [] : [department], board.departments),
    ...missing('connectors', clause.connectors, board.systems),
    ...board.caseTypes
      .filter((type) => department !== null && types.includes(type.code) && type.department !== department)
      .map((type) =>
        error(
          clause.id,
          'caseTypes',
          'B19',
          null,
          [`${type.code} hör inte till avdelningen ${department}`, `${type.code} isn’t of ${department}`],
          ['Ta bort ärendetypen eller byt avdelning.', 'Remove the case type or change the department.'],
        ),
      ),
    ...clause.obligations.flatMap((each) =>
      each.kind === 'notify' && !boards.some(({ code }) => code === each.board)
        ? [
            error(
              clause.id,
              'obligations',
              'A13',
              null,
              [`nämnden ${each.board} finns inte`, `there is no board ${each.board}`],
              ['Skriv en nämnd som finns.', 'Write a board that exists.'],
            ),
          ]
        : [],
    ),
  ]
}

function permitFindings(clause: Clause): Finding[] {
  const { acts, effect, id } = clause
  const needs = (broken: boolean, field: string, requirement: string, says: Pair, mend: Pair) =>
    when(broken, () => error(id, field, requirement, requirement === 'B8' ? 'GDPR 6' : null, says, mend))
  if (effect === 'deny' || effect === 'refer')
    return needs(
      clause.identityLevel !== 'none',
      'identityLevel',
      'A30',
      ['skriv i stället en tillåtelse som kräver legitimering (A30)', 'write a permit that demands identification instead (A30)'],
      ['Ta bort identityLevel här.', 'Remove identityLevel here.'],
    )
  if (effect !== 'permit') return []
  const tells = acts.includes('status.tell') || acts.includes('disclose')
  return [
    ...needs(
      acts.length === 0,
      'acts',
      'A26',
      ['en tillåtelse måste säga vad som tillåts', 'a permit has to say what it permits'],
      ['Välj minst en handling.', 'Choose at least one act.'],
    ),
    ...needs(
      clause.mission.length === 0,
      'mission',
      'A26',
      ['en tillåtelse måste säga för vilket uppdrag (A26)', 'a permit has to say for which task (A26)'],
      ['Välj uppdrag.', 'Choose the tasks.'],
    ),
    ...needs(
      clause.basis === null && clause.bases.length === 0,
      'basis',
      'B8',
      ['en tillåtelse måste ange rättslig grund (B8)', 'a permit has to name its legal basis (B8)'],
      ['Välj rättslig grund.', 'Choose the legal basis.'],
    ),
    ...needs(
      tells && clause.recipientClass.length === 0,
      'recipientClass',
      'A30',
      ['säg vem som får veta (A30)', 'say who may be told (A30)'],
      ['Välj mottagare.', 'Choose recipients.'],
    ),
    ...needs(
      acts.includes('status.read') && clause.connectors.length === 0,
      'connectors',
      'A31',
      ['säg i vilket system uppgiften finns (A31)', 'say in which system the data is (A31)'],
      ['Välj ett av nämndens system.', 'Choose one of the board’s systems.'],
    ),
    ...guardrailFindings(clause),
    ...when(awaitsDelegation(clause), () =>
      warning(
        id,
        'delegationRef',
        'A37',
        'KL 6:37',
        [
          'punkten låter kontaktcenter fatta beslut men har ingen delegation; den är vilande tills en anges (A37)',
          'the clause lets the centre decide without a delegation; it is inactive until one is named (A37)',
        ],
        [
          'Ange delegationsbeslutets paragraf, eller ta bort beslutanderätten.',
          'Name the delegation’s paragraph, or take the decision away.',
        ],
      ),
    ),
  ]
}

/** A10: a clause can't permit what the law forbids. A decision without a delegation only waits (A37), and identity numbers are asked about in every clause below. */
function guardrailFindings(clause: Clause): Finding[] {
  const broken = [...new Set(clause.acts.flatMap((act) => barriers(clause, act)))]
  return broken.flatMap(({ id, laws, sv, en }) => {
    if (id === 'delegation' || id === 'identity-number') return []
    const [saysSv = sv, mendSv = sv] = halves(sv)
    const [saysEn = en, mendEn = en] = halves(en)
    const { field, requirement } = guarded[id]
    return [error(clause.id, field, requirement, laws.join(', '), [`${saysSv} (A10)`, `${saysEn} (A10)`], [mendSv, mendEn])]
  })
}

/** A guardrail says first what is wrong, and in its last sentence what would put it right. */
const halves = (text: string): string[] => {
  const at = text.lastIndexOf('. ')
  return at === -1 ? [text] : [text.slice(0, at + 1), text.slice(at + 2)]
}

const guarded = {
  'automated-decision': { field: 'when', requirement: 'B22' },
  disposal: { field: 'acts', requirement: 'A25' },
  'social-secrecy': { field: 'recipientClass', requirement: 'A10' },
  recording: { field: 'mission', requirement: 'B12' },
  'third-country': { field: 'lawId', requirement: 'B16' },
} as const

function dataFindings({
  id,
  basis,
  bases,
  lawId,
  categories,
  effect,
  personnummerReason,
  specialCategories,
  validFrom,
  validTo,
}: Clause): Finding[] {
  const legal = (basis === '6(1)(c)' && lawId === null) || bases.some((each) => each.basis === '6(1)(c)' && each.lawId === null)
  return [
    ...when(legal, () =>
      error(
        id,
        'lawId',
        'B9',
        'GDPR 6(1)(c)',
        ['rättslig förpliktelse kräver lagrum (B9)', 'a legal obligation needs its provision (B9)'],
        ['Skriv lagrummet.', 'Write the provision.'],
      ),
    ),
    ...when(categories.includes('identityNumber') && effect !== 'deny' && personnummerReason === null, () =>
      error(
        id,
        'personnummerReason',
        'B11',
        'Dataskyddslagen 3:10',
        ['säg varför personnummer är klart motiverat, dataskyddslagen 3:10 (C10)', 'say why identity numbers are clearly justified (C10)'],
        ['Skriv skälet, eller ta bort personnummer.', 'Write the reason, or take identity numbers away.'],
      ),
    ),
    ...when(specialCategories.length > 0 && effect === 'permit' && lawId === null, () =>
      error(
        id,
        'specialCategories',
        'A3',
        'GDPR 9',
        ['känsliga uppgifter kräver ett lagrum att stödja sig på (L3)', 'special categories need a provision to stand on (L3)'],
        ['Skriv lagrummet.', 'Write the provision.'],
      ),
    ),
    ...when(validFrom !== null && validTo !== null && validTo <= validFrom, () =>
      error(
        id,
        'validTo',
        'A5',
        null,
        ['måste vara senare än validFrom', 'has to be later than validFrom'],
        ['Ändra datumen.', 'Change the days.'],
      ),
    ),
  ]
}

/** D4, B12, B13, X6: a recording is kept for 24 hours and heard by two, on threats only. */
function recordingFindings(clause: Clause): Finding[] {
  const { id, effect, acts, retention, obligations } = clause
  const permits = effect === 'permit' && (acts.includes('record') || acts.includes('listen'))
  const due = retention?.record === 'recording' ? retention.due : null
  return [
    ...when(retention?.record === 'recording' && (retention.action !== 'delete' || !endsWithin24Hours(due)), () =>
      error(
        id,
        'retention.due',
        'B13',
        'GDPR 5(1)(e)',
        ['en inspelning får sparas högst 24 timmar efter samtalet (B13, D4)', 'a recording may be kept for 24 hours at most (B13, D4)'],
        ['Skriv: 24 timmar efter call.ended, gallras.', 'Write: 24 hours after call.ended, delete.'],
      ),
    ),
    ...when(permits && acts.includes('listen') && !obligations.some(({ kind }) => kind === 'two-person'), () =>
      error(
        id,
        'obligations',
        'B12',
        'GDPR 5(1)(c)',
        ['en inspelning får bara hämtas av två tillsammans (B12, D4)', 'a recording may be fetched by two together only (B12, D4)'],
        ['Lägg till two-person.', 'Add two-person.'],
      ),
    ),
    ...when(effect === 'permit' && acts.includes('record') && clause.when === null, () =>
      warning(
        id,
        'when',
        'C4',
        'GDPR 5(1)(c)',
        [
          'punkten spelar in alla samtal; det danska Datatilsynet fann det inte nödvändigt för att styrka hot, trots kort lagring (2020-32-1566) (C4)',
          'the clause records every call; the Danish authority found that not necessary as evidence of threats, however short the storage (2020-32-1566) (C4)',
        ],
        [
          'Spela bara in när någon har flaggat ett hot: lägg till ett villkor.',
          'Record only when somebody has flagged a threat: add a condition.',
        ],
      ),
    ),
    ...when(permits && clause.dpiaRef === null, () =>
      error(
        id,
        'dpiaRef',
        'X6',
        'GDPR 35',
        ['inspelning kräver en konsekvensbedömning (X6)', 'recording needs an impact assessment (X6)'],
        ['Ange bedömningens diarienummer.', 'Name the assessment.'],
      ),
    ),
  ]
}

function endsWithin24Hours(due: Moment | null): boolean {
  if (due === null || typeof due !== 'object' || !('after' in due) || due.after !== 'call.ended' || due.pauses !== undefined) return false
  const hours =
    due.unit === 'hours'
      ? due.length
      : due.unit === 'minutes'
        ? due.length / 60
        : due.unit === 'days' && due.calendar === 'elapsed'
          ? due.length * 24
          : Number.POSITIVE_INFINITY
  return hours <= 24 && due.calendar !== 'open'
}

const takesAway = ({ action }: Retention): boolean => action !== 'preserve' && action !== 'review' && action !== 'publish'

function retentionFindings({ id, retention, validFrom, validTo, source, lawId }: Clause, { clauses }: InstructionFile): Finding[] {
  if (retention === null) return []
  const { disposalDecision, quarantineDays, due, sameAs } = retention
  const period = due !== null && typeof due === 'object' && 'length' in due ? due : null
  const own = sameAs !== null && !sameAs.includes('/') && !sameAs.startsWith('record:')
  return [
    ...when(takesAway(retention) && sameAs === null && disposalDecision === null && !(source === 'statute' && lawId !== null), () =>
      error(
        id,
        'retention.disposalDecision',
        'B18',
        'Arkivlagen 10 §',
        [
          'gallring kräver ett beslut med datum, organ och paragraf, arkivlagen 10 § (B18)',
          'destruction needs a decision with date, body and paragraph (B18)',
        ],
        ['Ange gallringsbeslutet, eller bevara.', 'Cite the decision, or preserve.'],
      ),
    ),
    ...when(due === null && sameAs === null && retention.action !== 'preserve', () =>
      error(
        id,
        'retention.due',
        'B20',
        null,
        ['regeln säger hur länge men inte från vad, eller ingenting alls (C3)', 'the rule has no start event (C3)'],
        ['Välj händelsen som tiden räknas från, eller låt någon bedöma när.', 'Choose the event it counts from, or let someone judge.'],
      ),
    ),
    ...when(own && !clauses.some((other) => other.id === sameAs && other.retention !== null && other.id !== id), () =>
      error(
        id,
        'retention.sameAs',
        'B18',
        null,
        [`punkten ${sameAs} finns inte eller säger inget om gallring`, `the clause ${sameAs} doesn’t exist or says nothing of retention`],
        ['Välj en annan punkt.', 'Choose another clause.'],
      ),
    ),
    ...when(validFrom !== null || validTo !== null, () =>
      error(
        id,
        'validFrom',
        'B19',
        null,
        ['en gallringsregel gäller så länge versionen gäller; skriv en ny version', 'a retention rule holds as long as its version'],
        ['Ta bort datumen.', 'Remove the days.'],
      ),
    ),
    ...when(
      quarantineDays > 0 && period !== null && (period.unit === 'hours' || (period.unit === 'days' && quarantineDays > period.length)),
      () =>
        error(
          id,
          'retention.quarantineDays',
          'B21',
          null,
          ['karantänen kan inte vara längre än tiden själv (D7)', 'the quarantine can’t be longer than the time itself (D7)'],
          ['Korta karantänen.', 'Shorten the quarantine.'],
        ),
    ),
  ]
}

/** C11: what the law and its guardian are called today. */
const outdated: readonly { found: RegExp; name: string; now: string }[] = [
  {
    found: /personuppgiftslagen|\bPuL\b|1998:204/i,
    name: 'personuppgiftslagen (PuL)',
    now: 'dataskyddsförordningen (GDPR) och dataskyddslagen (2018:218)',
  },
  { found: /datainspektionen/i, name: 'Datainspektionen', now: 'Integritetsskyddsmyndigheten (IMY)' },
  {
    found: /sekretesslagen \(1980:100\)|1980:100/i,
    name: 'sekretesslagen (1980:100)',
    now: 'offentlighets- och sekretesslagen (2009:400)',
  },
  { found: /2001:453/, name: 'socialtjänstlagen (2001:453)', now: 'socialtjänstlagen (2025:400)' },
  { found: /1986:223/, name: 'förvaltningslagen (1986:223)', now: 'förvaltningslagen (2017:900)' },
  { found: /1991:900/, name: 'kommunallagen (1991:900)', now: 'kommunallagen (2017:725)' },
]

function outdatedFindings({ id, text, lawId }: Clause): Finding[] {
  return outdated
    .filter(({ found }) => found.test(text) || (lawId !== null && found.test(lawId)))
    .map(({ name, now }) =>
      error(
        id,
        'text',
        'A7',
        null,
        [`${name} gäller inte längre (C11)`, `${name} is no longer in force (C11)`],
        [`Skriv i stället ${now}.`, `Write ${now} instead.`],
      ),
    )
}
