import { Clause, clauseDefaults } from '../../../contracts/instruction.ts'
import type { OrganisationFile } from '../../../contracts/organisation.ts'
import { Problem } from '../../../contracts/problems.ts'
import type { Lang } from '../rule/index.ts'
import { commonClauses } from './template-common.ts'
import { kinds, type TemplateClause } from './template-kinds.ts'

type Board = OrganisationFile['boards'][number]
type Listed = { code: string; name: string; what: string; clauses: number; suits: boolean }

/** The templates there are, the ones that suit the board first. */
export function templatesFor(board: string, { boards }: Pick<OrganisationFile, 'boards'>, lang: Lang): Listed[] {
  const own = boards.find(({ code }) => code === board)
  if (!own) throw new Problem('not_found')
  const listed = Object.entries(kinds).map(([code, kind]) => ({
    code,
    name: kind.name[lang],
    what: kind.what[lang],
    clauses: clausesOf(kind.clauses, own).length,
    suits: kind.suits.test(`${own.code} ${own.name} ${own.administration}`),
  }))
  return listed.sort((a, b) => Number(b.suits) - Number(a.suits))
}

/** A template as the clauses of one board: its case types and systems are put in. null when there is no such template or board. */
export function templateClauses(template: string, board: string, { boards }: Pick<OrganisationFile, 'boards'>): Clause[] | null {
  const own = boards.find(({ code }) => code === board)
  const kind = Object.hasOwn(kinds, template) ? kinds[template] : undefined
  return own && kind ? clausesOf(kind.clauses, own) : null
}

function clausesOf(own: readonly TemplateClause[], board: Board): Clause[] {
  const replaced = new Set(own.map(({ id }) => id))
  return [...commonClauses.filter(({ id }) => !replaced.has(id)), ...own].flatMap((clause) => {
    const filled = filledIn(clause, board)
    return filled ? [filled] : []
  })
}

/** null for a clause about sealed case types, or about systems, where the board has none. */
function filledIn({ types = 'all', systems = false, text, notify, ...clause }: TemplateClause, board: Board): Clause | null {
  const sealed = board.caseTypes.filter(({ secrecy }) => secrecy === 'sealed')
  if ((types === 'sealed' && sealed.length === 0) || (systems && board.systems.length === 0)) return null
  const open = board.caseTypes.filter(({ secrecy }) => secrecy === 'open')
  const codes = (types === 'sealed' ? sealed : open).map(({ code }) => code)
  return Clause.parse({
    ...clauseDefaults,
    ...clause,
    text: text
      .replaceAll(
        '{nämnden}',
        board.name.replace(/^\p{L}/u, (first) => first.toLocaleLowerCase('sv-SE')),
      )
      .replace(/^\p{L}/u, (first) => first.toLocaleUpperCase('sv-SE')),
    caseTypes: types === 'all' || (types === 'open' && sealed.length === 0) ? 'all' : codes,
    connectors: systems ? board.systems.map(({ code }) => code) : [],
    secrecyTags: types === 'sealed' ? [...new Set(sealed.flatMap(({ secrecyTags }) => secrecyTags))] : [],
    obligations: [
      ...(clause.obligations ?? []),
      ...(notify === undefined ? [] : [{ kind: 'notify', board: board.code, withinMinutes: notify }]),
    ],
  })
}
