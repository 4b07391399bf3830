import type { Block, Document } from '../../../contracts/document.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import type { RecordOfProcessing } from '../../../contracts/records.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import {
  actWords,
  categoryWords,
  channelWords,
  type Lang,
  listed,
  missionWords,
  namesOf,
  recipientWords,
  specialWords,
  subjectWords,
} from '../rule/index.ts'

type Told = Omit<RecordOfProcessing, 'document'>
type Controller = Told['controllers'][number]

/** 2026-11-25 12:20, as the clock shows in Sweden. */
const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Stockholm' })

/** The record as people read it. Pure. */
export function recordDocument(record: Told, organisation: OrganisationFile, lang: Lang): Document {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const names = namesOf(organisation)
  const { processor } = record
  return {
    title: say('Register över behandlingar hos personuppgiftsbiträdet', 'Record of processing of the processor'),
    lang,
    lead: [
      say(
        `Enligt GDPR artikel 30.2, som det såg ut ${clock.format(new Date(record.at))}.`,
        `Under GDPR Article 30(2), as it stood at ${clock.format(new Date(record.at))}.`,
      ),
    ],
    sections: [
      {
        id: 'bitrade',
        level: 2,
        heading: say('Personuppgiftsbiträde', 'Processor'),
        blocks: [
          {
            kind: 'facts',
            rows: [
              contact(processor, say('Biträde', 'Processor')),
              contact(processor.dataProtectionOfficer, say('Dataskyddsombud', 'Data protection officer')),
            ],
          },
        ],
      },
      ...record.controllers.flatMap((controller) => controllerSections(controller, names, lang)),
      ...commonSections(record, names, lang),
    ],
  }
}

/** What the processor has in common for all boards: where the data lies, who else handles it, and what leaves the EU/EEA. */
function commonSections(record: Told, names: ReturnType<typeof namesOf>, lang: Lang): Document['sections'] {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  return [
    {
      id: 'kanaler',
      level: 2,
      heading: say('Kanaler och system', 'Channels and systems'),
      blocks: [
        {
          kind: 'table',
          head: [say('Kanal', 'Channel'), say('Plats', 'Place'), say('Läge', 'State')],
          rows: record.channels.map(({ name, region, active }) => [name, region, active ? say('öppen', 'open') : say('stängd', 'closed')]),
        },
        {
          kind: 'table',
          head: [say('System', 'System'), say('Nämnd', 'Board'), say('Ägare', 'Owner'), say('Gås igenom senast', 'Reviewed by')],
          rows: record.systems.map(({ board, name, owner, reviewBy }) => [name, names.board(board), owner, reviewBy]),
        },
      ],
    },
    {
      id: 'underbitraden',
      level: 2,
      heading: say('Underbiträden', 'Sub-processors'),
      blocks: [
        listOr(
          record.subProcessors.map(({ name, clauses }) => `${name} [${clauses.join(', ')}]`),
          say('Inga underbiträden.', 'No sub-processors.'),
        ),
      ],
    },
    {
      id: 'overforing',
      level: 2,
      heading: say('Överföring till land utanför EU/EES', 'Transfers outside the EU/EEA'),
      blocks: [
        listOr(
          record.transfers.map(({ what, clauses }) => `${what} [${clauses.join(', ')}]`),
          say('Inga överföringar.', 'No transfers.'),
        ),
      ],
    },
  ]
}

function controllerSections(controller: Controller, names: ReturnType<typeof namesOf>, lang: Lang): Document['sections'] {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const { board } = controller
  const part = (id: string, heading: string, blocks: Block[]) => ({ id: `${id}-${board}`, level: 3 as const, heading, blocks })
  return [
    {
      id: board,
      level: 2,
      heading: names.board(board),
      blocks: [
        {
          kind: 'facts',
          rows: [
            contact(controller.contact, say('Personuppgiftsansvarig', 'Controller')),
            contact(controller.dataProtectionOfficer, say('Dataskyddsombud', 'Data protection officer')),
            {
              label: say('Instruktion', 'Instruction'),
              value: say(
                `version ${controller.version}, gäller från ${stockholmDay(new Date(controller.validFrom))}`,
                `version ${controller.version}, valid from ${stockholmDay(new Date(controller.validFrom))}`,
              ),
            },
            { label: say('Kontrollsumma', 'Checksum'), value: controller.hash },
          ],
        },
      ],
    },
    part('behandling', say('Behandlingar', 'Processing'), [
      {
        kind: 'table',
        head: [
          say('Punkt', 'Clause'),
          say('Vad och varför', 'What and why'),
          say('Uppgifter om', 'Data about'),
          say('Uppgifter', 'Data'),
          say('Mottagare, system', 'Recipients, systems'),
          say('Grund', 'Basis'),
        ],
        rows: controller.processing.map((each) => processingRow(each, lang)),
      },
    ]),
    part('gallring', say('Gallring', 'Disposal'), [
      listOr(
        controller.retention.map(({ clause, sentence }) => `${sentence} [${clause}]`),
        say('Ingen regel.', 'No rule.'),
      ),
    ]),
    part('skydd', say('Säkerhetsåtgärder', 'Security measures'), [
      listOr(
        controller.security.map(({ clause, sentences }) => `${sentences.join(' ')} [${clause}]`),
        say('Inga särskilda.', 'None in particular.'),
      ),
    ]),
    ...(controller.stopped.length === 0
      ? []
      : [
          part('stopp', say('Stoppat av nämnden', 'Stopped by the board'), [
            {
              kind: 'list',
              items: controller.stopped.map(
                ({ acts, caseTypes }) =>
                  `${acts.join(', ') || say('allt', 'everything')}; ${caseTypes.map((type) => names.caseType(board, type)).join(', ') || say('alla ärendetyper', 'every case type')}`,
              ),
            },
          ]),
        ]),
  ]
}

function processingRow(each: Controller['processing'][number], lang: Lang): string[] {
  const words = (list: readonly string[], of: Readonly<Record<string, Readonly<Record<Lang, string>>>>) =>
    listed(
      list.map((code) => of[code]?.[lang] ?? code),
      lang,
    )
  return [
    each.clause,
    `${words(each.acts, actWords)}; ${words(each.purposes, missionWords)}`,
    words(each.subjects, subjectWords),
    [words(each.categories, categoryWords), words(each.specialCategories, specialWords)].filter((part) => part !== '').join('; '),
    [
      words(each.recipients, recipientWords),
      each.systems.join(', '),
      each.subProcessors.join(', '),
      each.channels.includes('all') ? '' : words(each.channels, channelWords),
    ]
      .filter((part) => part !== '')
      .join('; '),
    each.bases.join(', '),
  ]
}

const contact = ({ name, phone, email }: { name: string; phone: string; email: string }, label: string) => ({
  label,
  value: [name, phone, email].filter((part) => part !== '').join(', '),
})
const listOr = (items: string[], none: string): Block => (items.length === 0 ? { kind: 'text', text: none } : { kind: 'list', items })
