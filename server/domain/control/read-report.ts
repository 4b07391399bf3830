import { z } from 'zod'
import type { ControlReport } from '../../../contracts/control.ts'
import type { Document } from '../../../contracts/document.ts'
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

type Proof = Pick<ControlReport, 'hash' | 'signature' | 'publicKey' | 'intact'>

/** The report as the board reads it. Pure. */
export function reportDocument(report: ReportBody, proof: Proof, lang: Lang): Document {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const at = (text: string | null) => (text === null ? '–' : clock.format(new Date(text)))
  const acts = (list: readonly string[]) =>
    list
      .map((act) => {
        const known = Act.safeParse(act)
        return known.success ? actWords[known.data][lang] : act
      })
      .join(', ')
  return {
    title: say('Kontrollrapport om skyddsåtgärder', 'Control report on security measures'),
    lang,
    lead: [
      `${report.boardName}, ${report.quarter}.`,
      say(
        `Enligt GDPR artikel 28.3 c och 32, för tiden ${stockholmDay(new Date(report.from))} till ${stockholmDay(new Date(Date.parse(report.until) - 1))}.`,
        `Under GDPR Articles 28(3)(c) and 32, from ${stockholmDay(new Date(report.from))} to ${stockholmDay(new Date(Date.parse(report.until) - 1))}.`,
      ),
    ],
    sections: [
      {
        id: 'atgarder',
        level: 2,
        heading: say('Åtgärderna', 'The measures'),
        blocks: [
          {
            kind: 'table',
            head: [
              say('Åtgärd', 'Measure'),
              'GDPR',
              say('Cybersäkerhetslagen 2:3', 'Swedish Cybersecurity Act 2:3'),
              say('Läge vid slutet', 'State at the end'),
              say('Fungerade inte', 'Failed'),
            ],
            rows: report.measures.map(({ measure, states, failedSeconds }) => [
              measureName(measure, lang),
              isMeasure(measure) ? `32(1)(${catalogue[measure].gdpr32})` : '',
              isMeasure(measure) ? say(`område ${catalogue[measure].area} (kontrolleras)`, `area ${catalogue[measure].area} (check)`) : '',
              states.at(-1) ? stateWords[states.at(-1)?.state ?? 'works'][lang] : '',
              failedSeconds === 0
                ? say('aldrig', 'never')
                : say(`${Math.ceil(failedSeconds / 60)} min`, `${Math.ceil(failedSeconds / 60)} min`),
            ]),
          },
        ],
      },
      {
        id: 'avbrott',
        level: 2,
        heading: say('Avbrott, och vad som var stängt', 'Failures, and what was closed'),
        blocks: [
          report.measures.some(({ states }) => states.some(({ state }) => state === 'fails'))
            ? {
                kind: 'table',
                head: [say('Åtgärd', 'Measure'), say('Från', 'From'), say('Till', 'Until'), say('Stängt', 'Closed')],
                rows: report.measures.flatMap(({ measure, states, blocks }) =>
                  states
                    .filter(({ state }) => state === 'fails')
                    .map((each) => [
                      measureName(measure, lang),
                      at(each.since),
                      at(each.until),
                      acts([...new Set(blocks.flatMap((block) => block.acts))]),
                    ]),
                ),
              }
            : { kind: 'text', text: say('Inga.', 'None.') },
          { kind: 'text', text: say(`Nämnden fick ${report.notices} meddelanden om det.`, `The board was told ${report.notices} times.`) },
        ],
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
      {
        id: 'underskrift',
        level: 2,
        heading: say('Underskrift', 'Signature'),
        blocks: [
          {
            kind: 'facts',
            rows: [
              { label: say('Upprättad', 'Made'), value: at(report.madeAt) },
              { label: 'SHA-256', value: proof.hash },
              { label: 'Ed25519', value: proof.signature },
              { label: say('Nyckel', 'Key'), value: proof.publicKey },
              {
                label: say('Prövad', 'Verified'),
                value: proof.intact ? say('stämmer', 'it holds') : say('STÄMMER INTE', 'IT DOES NOT HOLD'),
              },
            ],
          },
        ],
      },
    ],
  }
}
