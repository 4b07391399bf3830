import type { Document } from '../../../contracts/document.ts'
import { stockholmDay } from '../../platform/calendar.ts'
import { type Lang, listed, namesOf, recipientWords, retentionSentence, retentionSubject } from '../rule/index.ts'
import type { Configuration } from './configuration-at.ts'

/**
 * The description of public records and of regular fetching and giving (OSL 4:2, points 1–7; X11), board by board, from the organisation, its
 * connectors and the instructions that are obeyed. Pure.
 */
export function descriptionOfRecords(given: Configuration, lang: Lang): Document {
  const { organisation, at } = given
  const day = stockholmDay(at)
  return {
    title: { sv: 'Beskrivning av allmänna handlingar i kontaktcenter', en: 'Description of public records at the contact centre' }[lang],
    lang,
    lead: [
      {
        sv: `Enligt offentlighets- och sekretesslagen 4 kap. 2 §. Gäller ${day}.`,
        en: `Under the Public Access to Information and Secrecy Act 4:2. As of ${day}.`,
      }[lang],
    ],
    sections: [howToSearch(given, lang), ...organisation.boards.flatMap((board) => boardSections(given, board, lang))],
  }
}

function howToSearch({ organisation, versions }: Configuration, lang: Lang): Document['sections'][number] {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const host = organisation.boards.find(({ hostsContactCentre }) => hostsContactCentre)?.code
  const contacts = versions.find(({ board }) => board === host)?.contacts ?? {}
  const reached = `${contacts.centrePhone ?? ''}, ${contacts.centreEmail ?? ''}`
  const items = [
    say(
      'Varje ärende har ett nummer som börjar med nämndens förkortning. Den som har ställt en fråga på webben läser den med sin kod.',
      'Each case has a number that begins with the board’s abbreviation. Whoever asked on the web reads it with a code.',
    ),
    say(`Kontaktcenter hjälper till att söka: ${reached}.`, `The contact centre helps to search: ${reached}.`),
    say('Kommunen säljer inga personuppgifter ur kontaktcenter.', 'The municipality sells no personal data from the contact centre.'),
  ]
  return {
    id: 'sok',
    level: 2,
    heading: say('Hur man söker och får veta mer', 'How to search and find out more'),
    blocks: [{ kind: 'list', items }],
  }
}

type Board = Configuration['organisation']['boards'][number]

function boardSections(given: Configuration, board: Board, lang: Lang): Document['sections'] {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const names = namesOf(given.organisation)
  const spoken = given.versions.find((each) => each.board === board.code)?.spoken ?? []
  const part = (id: string, heading: string, items: string[]): Document['sections'] =>
    items.length === 0 ? [] : [{ id: `${id}-${board.code}`, level: 3, heading, blocks: [{ kind: 'list', items }] }]
  const tags = [...board.caseTypes.flatMap(({ secrecyTags }) => secrecyTags), ...spoken.flatMap(({ clause }) => clause.secrecyTags)]
  const departments = board.departments.map(({ name }) => name)
  const giving = spoken.filter(
    ({ clause }) => clause.effect === 'permit' && (clause.acts.includes('handover') || clause.recipientClass.length > 0),
  )
  return [
    {
      id: board.code,
      level: 2,
      heading: board.name,
      blocks: [{ kind: 'text', text: `${board.administration}: ${listed(departments, lang)}.` }],
    },
    ...part(
      'slag',
      say('Slag av ärenden', 'Kinds of case'),
      board.caseTypes.map(({ name }) => name),
    ),
    ...part(
      'sekretess',
      say('Sekretess som brukar gälla', 'Secrecy that usually applies'),
      [...new Set(tags)].map((tag) => `OSL ${tag}`),
    ),
    ...part('hamtar', say('Uppgifter som regelbundet hämtas', 'Data that is regularly fetched'), fetched(given, board.code, say)),
    ...part(
      'lamnar',
      say('Uppgifter som regelbundet lämnas', 'Data that is regularly given'),
      giving.map(({ clause, key }) => `${givenTo(clause, board.administration, lang)}: ${clause.text} [${key}]`),
    ),
    ...part(
      'gallring',
      say('Gallring', 'Disposal'),
      spoken.flatMap(({ clause, key }) => {
        const { retention } = clause
        if (retention === null) return []
        return [`${retentionSentence(retention, lang, retentionSubject(clause, retention, board.code, names, lang), names.words)} [${key}]`]
      }),
    ),
  ]
}

function fetched({ organisation, versions }: Configuration, board: string, say: (sv: string, en: string) => string): string[] {
  const systems = organisation.boards.find(({ code }) => code === board)?.systems ?? []
  const spoken = versions.find((each) => each.board === board)?.spoken ?? []
  return systems.flatMap(({ code, name, owner }) => {
    const by = spoken.filter(({ clause }) => clause.effect === 'permit' && clause.connectors.includes(code)).map(({ key }) => key)
    return by.length === 0 ? [] : [say(`Ur ${name} (${owner}) [${by.join(', ')}]`, `From ${name} (${owner}) [${by.join(', ')}]`)]
  })
}

function givenTo(
  { acts, recipientClass }: Configuration['versions'][number]['spoken'][number]['clause'],
  administration: string,
  lang: Lang,
): string {
  const receivers = [...(acts.includes('handover') ? [administration] : []), ...recipientClass.map((each) => recipientWords[each][lang])]
  return `${{ sv: 'Till', en: 'To' }[lang]} ${listed(receivers, lang, { sv: 'eller', en: 'or' }[lang])}`
}
