import type { z } from 'zod'
import type { Document } from '../../../contracts/document.ts'
import type { Notice } from '../../../contracts/rules.ts'
import type { Lang } from '../rule/index.ts'

/** The notice as a document of its own: the first layer, then everything, board by board where it is told by board. Pure. */
export function noticeDocument({ version, publishedOn, sections, boards }: z.infer<typeof Notice>, lang: Lang): Document {
  const say = (sv: string, en: string) => ({ sv, en })[lang]
  const short = sections.flatMap(({ sentences }) => sentences.filter((each) => each.short).map(({ text }) => text))
  return {
    title: say('Så hanterar vi dina uppgifter', 'How we handle your data'),
    lang,
    lead: [say(`Publicerad ${publishedOn}, version ${version}.`, `Published ${publishedOn}, version ${version}.`)],
    sections: [
      { id: 'short', level: 2, heading: say('I korthet', 'In short'), blocks: [{ kind: 'list', items: short }] },
      ...sections.flatMap(({ id, heading, sentences }): Document['sections'] => {
        const itemsOf = (board: string | null) =>
          sentences.filter((each) => each.board === board).map(({ text, clauses }) => told(text, clauses))
        const common = itemsOf(null)
        return [
          { id, level: 2, heading, blocks: common.length === 0 ? [] : [{ kind: 'list', items: common }] },
          ...boards.flatMap(({ code, name }): Document['sections'] => {
            const own = itemsOf(code)
            return own.length === 0 ? [] : [{ id: `${id}-${code}`, level: 3, heading: name, blocks: [{ kind: 'list', items: own }] }]
          }),
        ]
      }),
    ],
  }
}

/** A sentence that many clauses make true names the first three. */
const told = (text: string, clauses: readonly string[]): string =>
  `${text} [${clauses.slice(0, 3).join(', ')}${clauses.length > 3 ? ` + ${clauses.length - 3}` : ''}]`
