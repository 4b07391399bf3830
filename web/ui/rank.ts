/** `also`: other words that find the choice, beside its own name. */
export type Choice = { id: string; name: string; also?: string; mark?: string }
export type ChoiceGroup = { id: string; name: string; tone?: number; choices: Choice[] }

const begins = (text: string, word: string) => text.split(/[\s·,/()-]+/).some((part) => part.startsWith(word))

/** 0: every word begins a word of the name; 1: stands in the name; 2: is found with the group's name and other words; null: isn't found. */
function rankOf(choice: Choice, group: ChoiceGroup, words: readonly string[]): number | null {
  const name = choice.name.toLowerCase()
  const all = `${name} ${group.name} ${choice.also ?? ''}`.toLowerCase()
  if (!words.every((word) => all.includes(word))) return null
  if (words.every((word) => begins(name, word))) return 0
  return words.every((word) => name.includes(word)) ? 1 : 2
}

/** What fits the typed words, the best first: the first choice is what Enter takes. */
export function ranked(groups: readonly ChoiceGroup[], typed: string): ChoiceGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...groups]
  return groups
    .map((group) => {
      const found = group.choices.flatMap((choice) => {
        const rank = rankOf(choice, group, words)
        return rank === null ? [] : [{ choice, rank }]
      })
      found.sort((a, b) => a.rank - b.rank)
      return { best: found[0]?.rank ?? 9, group: { ...group, choices: found.map(({ choice }) => choice) } }
    })
    .filter(({ group }) => group.choices.length > 0)
    .sort((a, b) => a.best - b.best)
    .map(({ group }) => group)
}
