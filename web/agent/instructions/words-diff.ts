/** A run of words that both texts have, or one only. */
export type Run = { kind: 'same' | 'gone' | 'come'; text: string }

const wordsOf = (text: string): string[] => text.match(/\s*\S+/g) ?? []
const mostWords = 600

/** What was taken out and what was put in, word by word: the longest common sequence stays. Long texts are shown whole, before and after. */
export function wordsDiff(before: string, after: string): Run[] {
  const [old, next] = [wordsOf(before), wordsOf(after)]
  if (old.length > mostWords || next.length > mostWords) return joined([run('gone', before), run('come', after)])
  const longest = table(old, next)
  const runs: Run[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < next.length) {
    if (i < old.length && j < next.length && old[i]?.trim() === next[j]?.trim()) {
      runs.push(run('same', next[j] ?? ''))
      i += 1
      j += 1
    } else if (j >= next.length || (i < old.length && (longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0))) {
      runs.push(run('gone', old[i] ?? ''))
      i += 1
    } else {
      runs.push(run('come', next[j] ?? ''))
      j += 1
    }
  }
  return joined(runs)
}

const run = (kind: Run['kind'], text: string): Run => ({ kind, text })

/** `table[i][j]`: how many words the rests from i and j have in common, in order. */
function table(old: readonly string[], next: readonly string[]): number[][] {
  const rows = Array.from({ length: old.length + 1 }, () => new Array<number>(next.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const [here, below] = [rows[i], rows[i + 1]]
      if (!here || !below) continue
      here[j] = old[i]?.trim() === next[j]?.trim() ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0)
    }
  return rows
}

function joined(runs: readonly Run[]): Run[] {
  const all: Run[] = []
  for (const next of runs) {
    const last = all.at(-1)
    if (last?.kind === next.kind) all[all.length - 1] = run(next.kind, last.text + next.text)
    else all.push(next)
  }
  return all
}
