import { z } from 'zod'
import type { ControlReport } from '../../../contracts/control.ts'
import type { Block, Document } from '../../../contracts/document.ts'
import { Act } from '../../../contracts/instruction.ts'
import { Problem } from '../../../contracts/problems.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { actWords, isMeasure, type Lang, measureName } from '../rule/index.ts'
import { catalogue } from './catalogue.ts'
import { isIntact, ReportBody } from './make-report.ts'

const Row = z.object({
  body: z.string(),
  hash: z.instanceof(Buffer),
  signature: z.instanceof(Buffer),
  public_key: z.instanceof(Buffer),
})

/** One board's quarter, with its signature verified again. @throws not_found */
export async function readReport(tx: Tx, { board, quarter }: { board: string; quarter: string }, lang: Lang): Promise<ControlReport> {
  const row = await tx.maybe(
    Row,
    sql`select r.body, r.hash, r.signature, r.public_key from control_report r join board b on b.id = r.board_id where b.code = ${board} and r.quarter = ${quarter}`,
  )
  if (!row) throw new Problem('not_found')
  const { body, hash, signature, public_key: publicKey } = row
  const intact = isIntact({ body, hash, signature, publicKey })
  const proof = { hash: hash.toString('hex'), signature: signature.toString('base64'), publicKey: publicKey.toString('base64'), intact }
  return { document: reportDocument(ReportBody.parse(JSON.parse(body)), proof, lang), body, ...proof }
}

const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Stockholm' })
const stateWords = {
  works: { sv: 'fungerar', en: 'works' },
  fails: { sv: 'fungerar inte', en: 'fails' },
  'not-in-use': { sv: 'används inte', en: 'not in use' },
} as const

/** Rounded up, so that what failed at all is never nothing. */
function lasted(seconds: number, lang: Lang): string {
  if (seconds === 0) return { sv: 'aldrig', en: 'never' }[lang]
  if (seconds < 2 * 3600) return `${Math.ceil(seconds / 60)} min`
  if (seconds < 48 * 3600) return `${Math.ceil(seconds / 3600)} ${{ sv: 'timmar', en: 'hours' }[lang]}`
  return `${Math.ceil(seconds / 86_400)} ${{ sv: 'dagar', en: 'days' }[lang]}`
}

type Proof = Pick<ControlReport, 'hash' | 'signature' | 'publicKey' | 'intact'>

/** The report as the board reads it. Pure. */
function reportDocument(report: ReportBody, proof: Proof, lang: Lang): Document {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const [from, until] = [stockholmDay(new Date(report.from)), stockholmDay(new Date(Date.parse(report.until) - 1))]
  return {
    title: say('Kontrollrapport om skyddsåtgärder', 'Control report on security measures'),
    lang,
    lead: [
      `${report.boardName}, ${report.quarter}.`,
      say(
        `Enligt GDPR artikel 28.3 c och 32, för tiden ${from} till ${until}.`,
        `Under GDPR Articles 28(3)(c) and 32, from ${from} to ${until}.`,
      ),
    ],
    sections: [
      { id: 'atgarder', level: 2, heading: say('Åtgärderna', 'The measures'), blocks: [measuresTable(report, lang)] },
      {
        id: 'avbrott',
        level: 2,
        heading: say('Avbrott, och vad som var stängt', 'Failures, and what was closed'),
        blocks: failures(report, lang),
      },
      {
        id: 'underbitraden',
        level: 2,
        heading: say('Underbiträden som nämnden har godkänt', 'Sub-processors that the board has consented to'),
        blocks: [
          report.subProcessors.length === 0
            ? { kind: 'text', text: say('Inga.', 'None.') }
            : {
                kind: 'list',
                items: report.subProcessors.map(({ name, region, paragraph, on }) => `${name} (${region}), ${paragraph}, ${on}`),
              },
        ],
      },
      { id: 'underskrift', level: 2, heading: say('Underskrift', 'Signature'), blocks: [signatureFacts(report, proof, lang)] },
    ],
  }
}

function measuresTable({ measures }: ReportBody, lang: Lang): Block {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  return {
    kind: 'table',
    head: [
      say('Åtgärd', 'Measure'),
      'GDPR',
      say('Cybersäkerhetslagen 2:3', 'Swedish Cybersecurity Act 2:3'),
      say('Läge vid slutet', 'State at the end'),
      say('Fungerade inte', 'Failed'),
    ],
    rows: measures.map(({ measure, states, failedSeconds }) => {
      const known = isMeasure(measure) ? catalogue[measure] : null
      const last = states.at(-1)
      return [
        measureName(measure, lang),
        known ? `32(1)(${known.gdpr32})` : '',
        known ? say(`område ${known.area} (kontrolleras)`, `area ${known.area} (check)`) : '',
        last ? stateWords[last.state][lang] : '',
        lasted(failedSeconds, lang),
      ]
    }),
  }
}

/** Each time that something failed, with what was closed while it did. */
function failures({ measures, notices }: ReportBody, lang: Lang): Block[] {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const rows = measures.flatMap(({ measure, states, blocks }) =>
    states
      .filter(({ state }) => state === 'fails')
      .map(({ since, until }) => {
        const closed = blocks.filter((block) => overlap(block, { from: since, until }))
        return [measureName(measure, lang), at(since), at(until), readActs([...new Set(closed.flatMap(({ acts }) => acts))], lang)]
      }),
  )
  const told: Block = { kind: 'text', text: say(`Nämnden fick ${notices} meddelanden om det.`, `The board was told ${notices} times.`) }
  if (rows.length === 0) return [{ kind: 'text', text: say('Inga.', 'None.') }]
  return [
    { kind: 'table', head: [say('Åtgärd', 'Measure'), say('Från', 'From'), say('Till', 'Until'), say('Stängt', 'Closed')], rows },
    told,
  ]
}

type Span = { from: string; until: string | null }
const overlap = (one: Span, other: Span): boolean => startsBefore(one, other) && startsBefore(other, one)
const startsBefore = ({ from }: Span, { until }: Span) => until === null || Date.parse(from) < Date.parse(until)

function signatureFacts({ madeAt }: ReportBody, { hash, signature, publicKey, intact }: Proof, lang: Lang): Block {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  return {
    kind: 'facts',
    rows: [
      { label: say('Upprättad', 'Made'), value: at(madeAt) },
      { label: 'SHA-256', value: hash },
      { label: 'Ed25519', value: signature },
      { label: say('Nyckel', 'Key'), value: publicKey },
      { label: say('Prövad', 'Verified'), value: intact ? say('stämmer', 'it holds') : say('STÄMMER INTE', 'IT DOES NOT HOLD') },
    ],
  }
}

const at = (text: string | null): string => (text === null ? '–' : clock.format(new Date(text)))
const readActs = (acts: readonly string[], lang: Lang): string =>
  acts
    .flatMap((act) => Act.safeParse(act).data ?? [])
    .map((act) => actWords[act][lang])
    .join(', ') || '–'
