import { actWords, categoryWords, channelWords, type Lang, obligationWords, recipientWords } from '../rule/index.ts'
import { fieldNames, partNames, valueNames, variantNames } from './form-word-lists.ts'

export type Said = Readonly<Record<Lang, string>>
const known: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  acts: actWords,
  act: actWords,
  channels: channelWords,
  categories: categoryWords,
  recipientClass: recipientWords,
  obligations: obligationWords,
}

/** The longest end of the path that has a word; the last of it alone when none has. */
function wordAt(list: Readonly<Record<string, Said>>, path: readonly string[]): Said | undefined {
  for (let from = 0; from < path.length; from += 1) {
    const found = list[path.slice(from).join('.')]
    if (found) return found
  }
  return undefined
}

/** What has no word yet is called by its code, so that it can be written all the same; a test says that nothing is. */
const said = (found: Said | undefined, path: readonly string[], lang: Lang): string => found?.[lang] ?? path.at(-1) ?? ''

export const fieldWord = (path: readonly string[], lang: Lang): string => said(wordAt(fieldNames, path), path, lang)

export function valueWord(path: readonly string[], lang: Lang): string {
  const value = path.at(-1) ?? ''
  const builtIn = path.map((part) => known[part]?.[value]).find((found) => found !== undefined)
  return said(wordAt(valueNames, path) ?? builtIn, path, lang)
}

export const variantWord = (path: readonly string[], lang: Lang): string => said(wordAt(variantNames, path), path, lang)

/** The question that a part of a clause answers, and the law that stands beside it. */
export function partWords(id: string): { question: Said; law: string; hint: Said | null } {
  const found = partNames[id]
  return { question: found?.question ?? { sv: id, en: id }, law: found?.law ?? '', hint: found?.hint ?? null }
}
