import type { useTexts } from '../../texts/index.tsx'

/** A count as it may be shown: `few` is one to four, `hidden` one that would give such a one away. */
export type Count = number | 'few' | 'hidden'

export function countIn({ t, language }: Pick<ReturnType<typeof useTexts>, 't' | 'language'>): (count: Count) => string {
  return (count) => (typeof count === 'number' ? count.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB') : t(`consequences.${count}`))
}

export const isNone = (...counts: Count[]): boolean => counts.every((count) => count === 0)

/** How large it is drawn: what is few as a few, what is hidden not at all. */
export const drawn = (count: Count): number => (typeof count === 'number' ? count : count === 'few' ? 2 : 0)
