import { createHash } from 'node:crypto'

/** SQL as it is written, with its values apart. Made by the `sql` tag only, so a value can never become text. */
export type Sql = { readonly text: string; readonly values: readonly unknown[]; readonly name: string }

const made = new WeakSet<object>()
const names = new Map<string, string>()

/** Writes SQL where it is used. A nested `sql` fragment is put in place; everything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...given: readonly unknown[]): Sql {
  let text = strings[0] ?? ''
  const values: unknown[] = []
  given.forEach((value, index) => {
    if (isSql(value)) {
      text += value.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + values.length}`)
      values.push(...value.values)
    } else {
      values.push(value)
      text += `$${values.length}`
    }
    text += strings[index + 1] ?? ''
  })
  const made_ = { text, values, name: nameOf(text) }
  made.add(made_)
  return made_
}

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && made.has(value)
}

/** Prepared once a connection under a name that is the text's own hash: one name, one text. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  if (names.size < 2000) names.set(text, name)
  return name
}
