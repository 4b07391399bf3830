import type { Lang } from '../rule/index.ts'
import { compileNotice, type Notice, type NoticeGiven, type NoticeSentence } from './notice.ts'

/** One fault of a notice. unbacked = no rule makes the sentence true; hidden = rules in force say this and the notice doesn't. */
export type NoticeFault = { kind: 'unbacked' | 'hidden'; lang: Lang; line: string; text: string; clauses: string[] }

/**
 * The linter both ways (P1): is everything that `notice` says what the rules in force say, and does it say all of it? A changed word is named with
 * the sentence as it stands and as the rules make it.
 * @throws Error as `compileNotice` does when no true notice can be made of the rules
 */
export function checkNotice(notice: Notice, given: Omit<NoticeGiven, 'publishedOn' | 'reviewBy'>): NoticeFault[] {
  const { publishedOn, reviewBy } = notice
  return faultsAgainst(compileNotice({ ...given, publishedOn, reviewBy }), notice)
}

/** What `notice` says that `compiled` doesn't, and the other way round. */
export function faultsAgainst(compiled: Notice, notice: Notice): NoticeFault[] {
  return (['sv', 'en'] as const).flatMap((lang) => {
    const [said, backed] = [sentencesIn(notice, lang), sentencesIn(compiled, lang)]
    return [...missingFrom(backed, said, 'unbacked', lang), ...missingFrom(said, backed, 'hidden', lang)]
  })
}

type Placed = NoticeSentence & { section: string; heading: string }
const sentencesIn = ({ sections }: Notice, lang: Lang): Placed[] =>
  sections[lang].flatMap(({ id, heading, sentences }) => sentences.map((sentence) => ({ ...sentence, section: id, heading })))

/** Those of `wanted` that `found` hasn't as many times. */
function missingFrom(found: readonly Placed[], wanted: readonly Placed[], kind: NoticeFault['kind'], lang: Lang): NoticeFault[] {
  const left = new Map<string, number>()
  for (const each of found) left.set(nameOf(each), (left.get(nameOf(each)) ?? 0) + 1)
  return wanted.flatMap((each) => {
    const count = left.get(nameOf(each)) ?? 0
    left.set(nameOf(each), count - 1)
    return count > 0 ? [] : [{ kind, lang, line: each.line, text: each.text, clauses: each.clauses }]
  })
}

const nameOf = ({ section, heading, line, text, clauses, board, channels, short }: Placed): string =>
  JSON.stringify([section, heading, line, text, clauses, board, channels, short])
