import type { useTexts } from '../../texts/index.tsx'

/** A count as it may be shown: null is one to four, or one that would give such a one away. */
export type Count = number | null

export function countIn({ t, language }: Pick<ReturnType<typeof useTexts>, 't' | 'language'>): (count: Count) => string {
  return (count) => (count === null ? t('consequences.few') : count.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB'))
}

export const isNone = (...counts: Count[]): boolean => counts.every((count) => count === 0)
