export type Place = { start: number; end: number }

/** The same text with that place hidden: the last four of a number, everything of what is said in words. */
export function masked(text: string, { start, end }: Place): string {
  const found = text.slice(start, end)
  const digits = [...found.matchAll(/\d/g)].length
  const hidden = digits >= 8 ? found.replace(/\d(?=\D*(?:\d\D*){0,3}$)/g, '•') : '•••'
  return text.slice(0, start) + hidden + text.slice(end)
}

/** The same text without that place, and without the double space it would leave. */
export function removed(text: string, { start, end }: Place): string {
  const [before, after] = [text.slice(0, start), text.slice(end)]
  return before.endsWith(' ') && /^[ .,;!?\n]|^$/.test(after) ? before.trimEnd() + after : before + after
}
